"""Leaves out of the coverage what every run builds first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from coverage import Coverage


@contextmanager
def unmeasured() -> Iterator[None]:
    """Measure no coverage within the block, neither here nor in processes that it starts."""
    measuring = Coverage.current()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        if measuring:
            measuring.stop()
        try:
            yield
        finally:
            if measuring:
                measuring.start()
