"""Figures that agencies state in words: how much they disclosed, through which channels, and the like."""

from etl.stated.reading import stated_figures
from etl.stated.vocabulary import Item, items

__all__ = ["Item", "items", "stated_figures"]
