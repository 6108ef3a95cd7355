"""PDF files to documents."""

from etl.readers.pdf.reader import read
from etl.readers.pdf.render import page_image

__all__ = ["page_image", "read"]
