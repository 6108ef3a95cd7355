"""A load that is killed, has no space or permission, or runs twice leaves the warehouse whole."""

import os
import subprocess
from pathlib import Path

import pytest

from etl.warehouse import amend, versions
from tests.robustness.faults.few_reports import reports
from tests.support.processes import run_python

pytestmark = pytest.mark.skipif(
    "fork" not in __import__("multiprocessing").get_all_start_methods(), reason="needs fork"
)


def _fresh(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A new interpreter: this one may have used DuckDB already and must not be forked."""
    return run_python("-c", code, *arguments)


@pytest.mark.parametrize("share", [amend.MOST_AMENDED, 100.0], ids=["built in full", "amended"])
def test_killed_at_any_moment(tmp_path: Path, share: float) -> None:
    done = _fresh(
        f"from etl.warehouse import amend; amend.MOST_AMENDED = {share}\n"
        "import sys; from pathlib import Path; from random import Random; from tests.robustness.faults.killed_loads import *\n"
        "trial = prepared(Path(sys.argv[1])); at_random(trial, 1, Random(5)); at_every_step(trial, every=83)\n"
        "print(dict(trial.outcomes))",
        str(tmp_path),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "before" in done.stdout


@pytest.mark.parametrize("share", [amend.MOST_AMENDED, 100.0], ids=["built in full", "amended"])
def test_without_space(tmp_path: Path, share: float) -> None:
    done = _fresh(
        f"from etl.warehouse import amend; amend.MOST_AMENDED = {share}\n"
        "import sys; from pathlib import Path; from tests.robustness.faults.full_disk import *\n"
        "folder = Path(sys.argv[1]); print('failed', fill(folder, reports(folder / 'reports'), [0.0, 0.3, 0.8]))",
        str(tmp_path),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[-1]) >= 2


_AS_ANYBODY = """
import os, sys
import etl.ingest.load, pyarrow, duckdb, rich.progress
from etl.cli.main import main
from etl.ingest.forked_workers import start_early
start_early()  # anybody may not read the interpreter
if os.geteuid() == 0:
    os.setuid(65534)
code = main(sys.argv[1:])
sys.stderr.flush()
os._exit(code)  # without what is registered for the exit: coverage may not be written by anybody
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions differ there")
def test_without_permission_says_so_and_changes_nothing(tmp_path: Path) -> None:
    sources, house = reports(tmp_path / "reports", 1), tmp_path / "house"
    house.mkdir()
    house.chmod(0o555)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    done = _fresh(_AS_ANYBODY, "load", str(sources), "--warehouse", str(house))
    assert done.returncode == 1, done.stderr
    assert "保持原样" in done.stderr and "Traceback" not in done.stderr
    assert not list(house.iterdir())


def test_a_second_load_is_refused(tmp_path: Path) -> None:
    sources, house = reports(tmp_path / "reports", 1), tmp_path / "house"
    with versions.locked(house):
        done = _fresh(_AS_ANYBODY.replace("65534", "0"), "load", str(sources), "--warehouse", str(house))
    assert done.returncode == 1 and "另一个加载任务" in done.stderr
    assert versions.current(house) is None
