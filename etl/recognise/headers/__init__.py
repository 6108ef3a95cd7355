"""Column headings of the three tables."""
