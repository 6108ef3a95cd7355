"""Word documents in one XML file."""

from etl.readers.word_xml.reader import read

__all__ = ["read"]
