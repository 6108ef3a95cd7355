"""Rows of the database as files."""
