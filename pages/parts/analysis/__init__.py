"""Measures as data frames, compared and put into words."""
