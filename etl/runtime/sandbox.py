"""Limits on what a process that reads strangers' files may use."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def limit_memory(gigabytes: int = 1) -> None:
    """A file that wants so much more address space than a worker has ends its worker, not the machine (not on
    Windows). Recognising scans takes 3 GB more, files or not."""
    try:
        import resource
    except ImportError:
        return
    try:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        used = 3 << 30
    recognising = 3 if importlib.util.find_spec("rapidocr") else 0
    limit = used + ((gigabytes + recognising) << 30)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
