"""Figures that agencies state in words: how much they disclosed, through which channels, and the like."""

from etl.stated.reading import StatedFigure, stated_figures
from etl.stated.vocabulary import Item, items

__all__ = ["Item", "StatedFigure", "items", "stated_figures"]
