"""Measures as frames, compared and put into words."""
