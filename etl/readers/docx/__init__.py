"""Word files to documents."""

from etl.readers.docx.reader import read

__all__ = ["read"]
