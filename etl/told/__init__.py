"""What is new between versions of the data, told to those who wait for it: as a feed and as a letter."""
