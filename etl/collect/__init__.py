"""Fetch reports from the columns that an office lists, with proof of when they stood there (extra `collect`)."""
