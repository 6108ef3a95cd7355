"""One load: from folders to a published version."""
