"""Limits on what a process that reads untrusted files may use."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_READING_GIGABYTES, _OCR_GIGABYTES = 1, 3


def limit_memory(gigabytes: int = _READING_GIGABYTES) -> None:
    """Limit this process's address space to what it uses now and `gigabytes` more, so that a file that wants too much
    ends its worker and not the machine. Text recognition, if installed, needs more. No effect on Windows."""
    try:
        import resource
    except ImportError:
        return
    try:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        used = 3 << 30
    extra = _OCR_GIGABYTES if importlib.util.find_spec("rapidocr") else 0
    limit = used + ((gigabytes + extra) << 30)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
