"""Cards, tables, selectors and the official form."""
