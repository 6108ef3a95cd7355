"""Every command in a shell block of the documents runs: targets of make in a dry run, the program's on a few reports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.browser.serving import free_port
from tests.docs.documents import DOCUMENTS, commands, name
from tests.support.paths import ROOT

REPORTS = ROOT / "data" / "reports" / "real"
TARGETS = sorted(
    {command[1] for document in DOCUMENTS for command in commands(document) if command[0] == "make"}
)
WITH_COMMANDS = [
    document for document in DOCUMENTS if any(command[0] != "make" for command in commands(document))
]
SERVER = "pages.parts.app.server"


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_the_target(target: str) -> None:
    subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


def test_commands_are_found() -> None:
    assert {"run", "test", "quick", "check"} <= set(TARGETS)
    assert {name(document) for document in WITH_COMMANDS} >= {"README.md", "docs/operations.md"}


@pytest.mark.slow
@pytest.mark.parametrize("document", WITH_COMMANDS, ids=name)
def test_the_commands_of_a_document_run(document: Path, tmp_path: Path) -> None:
    report = next(REPORTS.rglob("huaian_2024.html"))
    for folder in ("年报", "reports"):
        shutil.copytree(REPORTS, tmp_path / folder)
    for file in ("某县2024年报.html", "report.html"):
        shutil.copy(report, tmp_path / file)
    for command in commands(document):
        if command[0] != "make":
            assert command[0] in ("python", ".venv/bin/python", "disclosure"), command
            _run([sys.executable, *command[1:]] if command[0] != "disclosure" else _etl(command), tmp_path)


def _etl(command: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "etl", *command[1:]]


def _run(command: list[str], folder: Path) -> None:
    """Run a command to its end, or, if it is the server, until it answers."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DISCLOSURE_WAREHOUSE": str(folder / "default-warehouse"),
    }
    if SERVER not in command and "serve" not in command:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return
    port = str(free_port())
    option = command.index("--server.port") + 1
    command[option] = port
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for_answer(f"http://127.0.0.1:{port}/_stcore/health")
        finally:
            process.terminate()


def _wait_for_answer(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                assert answer.status == 200
                return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail("the server did not answer")
