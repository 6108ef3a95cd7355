"""What stands on a page of a PDF, read from pdfium without a call of Python per object where it can be helped."""
