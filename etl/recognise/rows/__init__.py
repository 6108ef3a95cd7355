"""Printed rows and their labels."""
