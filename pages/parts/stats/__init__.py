"""Rates, intervals, limits and ranks."""
