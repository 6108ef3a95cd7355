"""Compares figures that the narrative states with the tables."""
