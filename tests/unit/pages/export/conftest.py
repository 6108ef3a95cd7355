"""The database of the demo, for tests of files."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest


@pytest.fixture(scope="module")
def database(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, since DuckDB opens a file only once per process unless the settings are those of the pages."""
    current = demo_warehouse / (demo_warehouse / "CURRENT").read_text().strip()
    return Path(shutil.copy(current, tmp_path_factory.mktemp("package")))


@pytest.fixture(scope="module")
def con(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as opened:
        yield opened
