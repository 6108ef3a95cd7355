"""Column table_headings of the three tables."""
