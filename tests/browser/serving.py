"""A dashboard server of one's own and a browser that looks at it: for the tests and for the screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.paths import ROOT

CHROMIUM = os.environ.get("CHROMIUM") or next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome", "chrome")
        if (found := shutil.which(name))
    ),
    "",
)
_OPTIONS = ("--server.address", "127.0.0.1", "--server.headless", "true")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dashboard(
    warehouse: Path, *options: str, log: Path = Path(os.devnull), **environment: str
) -> Iterator[str]:
    """The address of a fresh server that reads `warehouse`; it answers, but no page has been asked for."""
    port = free_port()
    command = [sys.executable, "-m", "pages.parts.app.server", *_OPTIONS, *options]
    surroundings = os.environ | {"DISCLOSURE_WAREHOUSE": str(warehouse)} | environment
    with open(log, "wb") as said:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)], cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL, stderr=said
        )  # fmt: skip
    try:
        _wait_for(process, f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    """Until the server answers; raises RuntimeError where it ended instead."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            continue
    raise RuntimeError(f"the dashboard ended with {process.returncode}")
