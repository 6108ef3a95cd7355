"""Web pages to documents."""

from etl.readers.html.reader import read

__all__ = ["read"]
