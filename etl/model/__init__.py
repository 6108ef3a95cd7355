"""Records that the stages pass on: documents, locators and reports."""
