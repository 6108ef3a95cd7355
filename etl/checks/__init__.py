"""Findings on one report or across reports."""
