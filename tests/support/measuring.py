"""Which tests `make coverage` measures the coverage of the ETL by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from coverage import Coverage

from tests.support.paths import ROOT

# the others read the same reports again through pages, browsers and faults: measured, they take half as long again
FOLDERS = tuple(
    ROOT / "tests" / name for name in ("golden", "integration", "robustness/variants", "unit/etl")
)


def is_measured(test: Path) -> bool:
    return any(test.is_relative_to(folder) for folder in FOLDERS)


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
