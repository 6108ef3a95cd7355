"""Numbers of things posted: what is counted, through which channel, of which content."""
