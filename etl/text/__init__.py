"""Printed text to comparable text and numbers."""
