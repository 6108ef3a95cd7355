"""DOCX to Document."""

from etl.readers.docx.reader import read

__all__ = ["read"]
