"""Compares figures that the narrative states with the tables and with each other."""
