"""Rich Text Format to documents."""

from etl.readers.rtf.reader import read

__all__ = ["read"]
