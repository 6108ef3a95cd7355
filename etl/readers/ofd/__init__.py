"""OFD, the state's own format for fixed pages (GB/T 33190), to documents."""

from etl.readers.ofd.reader import read

__all__ = ["read"]
