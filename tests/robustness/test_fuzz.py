"""A few seconds of coverage-guided fuzzing; in full: tests.robustness.fuzz."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

pytest.importorskip("atheris", reason="atheris is not installed: it is for Linux")


def test_nothing_is_found_in_seconds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.robustness.fuzz", "--seconds", "2", "--keep", str(tmp_path)]
    readers = ("spreadsheet",)
    done = subprocess.run(
        [*command, *readers], cwd=ROOT, env=os.environ | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    counts = re.findall(r"^(\w+): ([\d,]+) inputs, (\d+) edges", done.stdout, re.MULTILINE)
    assert [name for name, _, _ in counts] == list(readers)
    assert all(int(inputs.replace(",", "")) > 20 and int(edges) > 100 for _, inputs, edges in counts), counts
