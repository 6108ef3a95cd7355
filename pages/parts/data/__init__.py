"""The open database version and the questions put to it."""
