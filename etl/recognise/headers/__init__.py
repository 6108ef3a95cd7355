"""Recognises the column headings of the three tables."""
