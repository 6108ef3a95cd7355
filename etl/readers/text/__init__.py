"""Plain text and delimited text to Document."""
