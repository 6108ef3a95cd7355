"""Limits on what a process that reads untrusted files may use."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_READING_GIGABYTES, _OCR_GIGABYTES = 1, 3
_LOOK_EVERY = 0.2  # seconds


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


def run_program(
    command: Sequence[str], folder: str, environment: Mapping[str, str], seconds: float,
    output: IO[bytes] | None = None, errors: IO[bytes] | None = None, largest: int = 0,
) -> int | None:  # fmt: skip
    """Run a program to its end and return its exit code; None if it was killed, with all processes that it started,
    after `seconds` or because `output` grew beyond `largest` bytes."""
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output or subprocess.DEVNULL,
        stderr=errors or subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            return _wait(process, seconds, output, largest)
        finally:
            if hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()


def _wait(
    process: subprocess.Popen[bytes], seconds: float, output: IO[bytes] | None, largest: int
) -> int | None:
    while seconds > 0:
        try:
            return process.wait(min(seconds, _LOOK_EVERY) if output else seconds)
        except subprocess.TimeoutExpired:
            if output and os.fstat(output.fileno()).st_size > largest:
                return None
            seconds -= _LOOK_EVERY if output else seconds
    return None
