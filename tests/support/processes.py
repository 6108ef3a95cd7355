"""Processes that tests start: Python in the project's root, Chromium and LibreOffice."""

from __future__ import annotations

import io
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import IO
from unittest.mock import patch

from etl.cli.main import main
from tests.support.paths import ROOT

# the shell without windows of its own takes a fifth less processor time for a page than the browser
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), "")
# a page of a test is left before the work of the optimising compilers pays, and the next needs the same functions
CHROMIUM_OPTIONS = ("--no-sandbox", "--js-flags=--no-opt --no-maglev --no-flush-bytecode")
SOFFICE = shutil.which("soffice") or ""


def run_python(*arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the interpreter with `arguments`, and with `env` added to the environment; any exit code will do."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def run_etl(*arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of `etl` as a user would; any exit code will do.

    In this process, in which everything is imported: an interpreter of its own takes longer to start than most commands
    to run.
    """
    output, errors = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    logging_before = logging.getLogger("etl").level
    with patch.dict(os.environ, env or {}), chdir(ROOT), redirect_stdout(output), redirect_stderr(errors):
        try:
            code: object = main(arguments)
        except SystemExit as end:
            code = end.code or 0
        except Exception:
            traceback.print_exc()
            code = 1
        finally:
            logging.getLogger("etl").setLevel(logging_before)
            logging.captureWarnings(False)
    texts = [_written(stream) for stream in (output, errors)]
    return subprocess.CompletedProcess(arguments, code if isinstance(code, int) else 1, *texts)


def run_etl_alone(*arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `python -m etl` in a process of its own."""
    return run_python("-m", "etl", *arguments, env=env)


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def run_ok(done: subprocess.CompletedProcess[str]) -> str:
    """The output of a process that must have succeeded."""
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def started(
    command: Sequence[str], env: Mapping[str, str] | None = None, errors: int | IO[bytes] = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs in the background until the block ends; it is asked to stop, and killed after 20 s."""
    process = subprocess.Popen(
        list(command), cwd=ROOT, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=errors
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def print_to_pdf(page: Path, target: Path, *, header_and_footer: bool = False) -> None:
    """Print a web page to a PDF with Chromium."""
    with tempfile.TemporaryDirectory() as profile:
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
        command += [] if header_and_footer else ["--no-pdf-header-footer"]
        command += [f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def convert(files: Sequence[Path], to: str) -> list[Path]:
    """Convert files beside themselves with LibreOffice; `to` is a target such as `pdf:writer_web_pdf_Export`."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            SOFFICE,
            "--headless",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--convert-to",
            to,
        ]
        command += ["--outdir", str(files[0].parent), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [file.with_suffix("." + to.partition(":")[0]) for file in files]
