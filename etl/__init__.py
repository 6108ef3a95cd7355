"""Reads agencies' annual reports on open government information into DuckDB."""
