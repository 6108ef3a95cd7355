"""What several test files need: a small warehouse, built once by the real commands."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.paths import ROOT

if TYPE_CHECKING:
    from pages.parts.data.database import OpenVersion


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Streamlit's AppTest leaves a page's script behind as the main module, which spawned workers would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


def run_etl(*arguments: str) -> str:
    """`python -m etl …` as a user would call it; its output. Fails the test where the command fails."""
    done = subprocess.run([sys.executable, "-m", "etl", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions: four synthetic counties, 2019–2025; then the reports with real figures as well."""
    folder = tmp_path_factory.mktemp("demo")
    run_etl("demo", "--out", str(folder / "demo"), "--counties", "4", "--years", "2019-2025")
    run_etl("load", str(folder / "demo"), "--warehouse", str(folder / "warehouse"))
    run_etl(
        "load",
        str(folder / "demo"),
        str(ROOT / "data" / "reports" / "real"),
        "--warehouse",
        str(folder / "warehouse"),
    )
    return folder / "warehouse"


@pytest.fixture(scope="module")
def opened(demo_warehouse: Path) -> "Iterator[OpenVersion]":
    """The small warehouse's current version, as the pages open it."""
    from pages.parts.data import database

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
        found = database.open_version()
        assert found is not None
        yield found
