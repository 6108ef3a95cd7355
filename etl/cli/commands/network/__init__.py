"""Commands that answer over the network, or ask others there."""
