"""Start a dashboard server, for the browser tests and for the screenshots."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.processes import started

_OPTIONS = ("--server.address", "127.0.0.1", "--server.headless", "true")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dashboard(
    warehouse: Path, *options: str, log: Path = Path(os.devnull), **environment: str
) -> Iterator[str]:
    """The address of a new server that reads `warehouse`; it answers, but has drawn no page yet."""
    port = free_port()
    command = [sys.executable, "-m", "pages.parts.app.server", *_OPTIONS, *options]
    environment = {"DISCLOSURE_WAREHOUSE": str(warehouse), **environment}
    with answering([*command, "--server.port", str(port)], port, environment, log):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def answering(
    command: Sequence[str], port: int, environment: Mapping[str, str], log: Path = Path(os.devnull)
) -> Iterator[None]:
    """A command that starts the dashboard at a port, from when it answers until the block ends."""
    with open(log, "wb") as errors, started(command, environment, errors) as process:
        _wait_for(process, f"http://127.0.0.1:{port}/_stcore/health")
        yield


def _wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    """Wait until the server answers; raises RuntimeError if it ends instead."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            continue
    raise RuntimeError(f"the dashboard ended with {process.returncode}")
