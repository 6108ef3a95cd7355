"""Rows of the database as files: one set of queries, one spreadsheet guard and one writer per format."""
