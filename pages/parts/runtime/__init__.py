"""Cache, run queue and log of the server."""
