"""What became of findings after they were found: a store of its own beside the warehouse, and the lists that go out and
come back."""
