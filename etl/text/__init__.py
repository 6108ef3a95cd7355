"""Makes printed text comparable and reads the numbers in it."""
