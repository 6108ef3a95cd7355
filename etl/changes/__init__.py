"""What differs between two database versions."""
