"""Plain text and delimited text to documents."""
