"""Compares figures stated in sentences with the tables."""
