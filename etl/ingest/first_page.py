"""Looks up, as it is imported, whatever a process that reads files looks up or compiles once."""

from etl.ingest import worker as _worker  # noqa: F401 - what the forked processes run
from etl.pipeline import look_up_all

look_up_all()
