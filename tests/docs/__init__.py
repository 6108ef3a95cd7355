"""Tests of what the documents say: commands run, files named exist."""
