"""HTML to Document."""

from etl.readers.html.reader import read

__all__ = ["read"]
