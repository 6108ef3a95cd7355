"""The nginx of this machine with a configuration of the test's own."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.processes import started

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def nginx(folder: Path, http: str) -> Iterator[None]:
    """Run nginx, all of whose files lie in `folder`, with these directives of its `http` block."""
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    worker = "" if os.geteuid() else "user root; "  # who may write into the test's folder
    path = folder / "nginx.conf"
    path.write_text(
        f"{worker}daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ {temporary}\n{http}\n}}",
        encoding="utf-8",
    )
    with started([str(NGINX), "-p", str(folder), "-c", str(path)]) as process:
        while not (folder / "pid").exists():  # it is written once the addresses are bound
            assert process.poll() is None, (folder / "error.log").read_text("utf-8", "replace")
            time.sleep(0.01)
        yield
