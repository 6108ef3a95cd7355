"""What changed between versions of the data, for those who wait for it: as a feed and as a letter."""
