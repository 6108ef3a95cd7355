"""Figures that agencies state in words: how much they disclosed, through which channels, and the like."""

from etl.stated.reading import Reading, read_section, stated_figures
from etl.stated.totals import Total
from etl.stated.vocabulary import Item, items

__all__ = ["Item", "Reading", "Total", "items", "read_section", "stated_figures"]
