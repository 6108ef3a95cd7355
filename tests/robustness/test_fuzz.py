"""A few seconds of coverage-guided fuzzing; in full: tests.robustness.fuzz."""

import re
from pathlib import Path

import pytest

from tests.support.processes import run_ok, run_python

pytest.importorskip("atheris", reason="atheris is not installed: it is for Linux")


def test_nothing_is_found_in_seconds(tmp_path: Path) -> None:
    readers = ("spreadsheet",)
    command = ["-m", "tests.robustness.fuzz", "--seconds", "2", "--keep", str(tmp_path), *readers]
    output = run_ok(run_python(*command, env={"TMPDIR": str(tmp_path)}))
    counts = re.findall(r"^(\w+): ([\d,]+) inputs, (\d+) edges", output, re.MULTILINE)
    assert [name for name, _, _ in counts] == list(readers)
    assert all(int(inputs.replace(",", "")) > 20 and int(edges) > 100 for _, inputs, edges in counts), counts
