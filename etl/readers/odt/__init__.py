"""OpenDocument texts to documents."""

from etl.readers.odt.reader import read

__all__ = ["read"]
