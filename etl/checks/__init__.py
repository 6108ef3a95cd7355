"""Checks of one report and of several reports against the rules."""
