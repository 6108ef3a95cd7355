"""Which files there are, and their bytes."""
