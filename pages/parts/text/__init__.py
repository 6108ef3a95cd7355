"""Words, numbers and citations."""
