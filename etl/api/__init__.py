"""A small read-only HTTP interface to the published versions (extra `api`)."""
