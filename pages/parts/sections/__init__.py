"""The cards of the pages, one folder per page."""
