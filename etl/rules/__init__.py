"""The rules that reports are checked by, as data."""
