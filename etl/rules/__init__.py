"""The rules that reports are checked against, as data."""
