"""Fixtures, markers and options that all tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.measuring import unmeasured
from tests.support.once_per_run import made_once
from tests.support.paths import ROOT
from tests.support.processes import run_etl, run_ok
from tests.support.skips import UnexpectedSkips, skip_what_is_missing

if TYPE_CHECKING:
    from pages.parts.data.database import OpenVersion

# a loaded machine must not fail a property test; CI takes the same examples in every run
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")

# what `make quick` leaves out: browser, office and slow; whole folders are marked here, single tests where they stand
FOLDER_MARKERS = {
    "browser": ("browser", "slow"),
    "integration": ("slow",),
    "packaging": ("slow",),
    "robustness": ("slow",),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-unexpected-skips",
        action="store_true",
        default=bool(os.environ.get("CI")),
        help="fail if a test is skipped for a reason that tests/support/skips.py does not list (default in CI)",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--no-unexpected-skips") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(UnexpectedSkips())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        markers = FOLDER_MARKERS.get(folder, ())
        if "demo_warehouse" in getattr(
            item, "fixturenames", ()
        ):  # a quarter of a minute before its first test
            markers = (*markers, "slow")
        for marker in markers:
            item.add_marker(marker)
    skip_what_is_missing(items)


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Restore the main module: Streamlit's AppTest leaves a page's script there, which spawned workers would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two versions, built once per run: four synthetic counties, 2019–2025; then real figures as well.

    All workers share it: a test that writes to a warehouse takes a copy.
    """
    return made_once(tmp_path_factory, "demo-warehouse", _load_demo) / "warehouse"


def _load_demo(folder: Path) -> None:
    demo, warehouse = str(folder / "demo"), str(folder / "warehouse")
    with unmeasured():
        run_ok(run_etl("demo", "--out", demo, "--counties", "4", "--years", "2019-2025"))
        run_ok(run_etl("load", demo, "--warehouse", warehouse))
        run_ok(run_etl("load", demo, str(ROOT / "data" / "reports" / "real"), "--warehouse", warehouse))


@pytest.fixture(scope="module")
def opened(demo_warehouse: Path) -> Iterator[OpenVersion]:
    """The current version of the demo warehouse, as the pages open it."""
    from pages.parts.data import database

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
        current = database.open_version()
        assert current is not None
        yield current
        # DuckDB refuses to open a file with other settings while it is open, as later tests do
        database.connection(current.path, current.mark).close()
        database.forget()
