"""Time limits in processor time: a process that has to share the machine is not stopped for being slow."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

_PATIENCE = 5
"""A process that hardly computes is stopped after this many times its limit by the clock."""
_LOOK_AGAIN = 0.05  # seconds, at least


def processor_seconds(process: int) -> float | None:
    """Processor time that a process has used with all its threads; None where the system does not tell (not Linux, or
    the process has ended)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class TimeLimit:
    """A limit of `seconds` of processor time for `process` from now on; by the clock where that is not told."""

    process: int
    seconds: float
    _began: float = field(init=False)
    _used_before: float | None = field(init=False)

    def __post_init__(self) -> None:
        self._began = time.monotonic()
        self._used_before = processor_seconds(self.process)

    def left(self) -> float:
        """Seconds until it is worth looking again; 0 if the limit is over."""
        by_clock = time.monotonic() - self._began
        used = processor_seconds(self.process)
        if used is None or self._used_before is None:
            return max(0.0, self.seconds - by_clock)
        if by_clock >= _PATIENCE * self.seconds:
            return 0.0
        computed = self.seconds - (used - self._used_before)
        if computed <= 0:
            return 0.0
        return min(max(computed / (os.cpu_count() or 1), _LOOK_AGAIN), _PATIENCE * self.seconds - by_clock)
