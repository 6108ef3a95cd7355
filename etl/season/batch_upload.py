"""A batch check of an uploaded archive, in a process of its own with progress; everything is deleted afterwards."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from etl.runtime.paths import HOME, python_module
from etl.sources.discovery import printable_name
from etl.text.comparable import safe_name


def check_archive(
    data: bytes, name: str, warehouse: Path, language: str, progress: Callable[[int, int], None]
) -> tuple[bytes | None, str]:
    """The zip that `disclosure batch` writes for an archive, and what the command says in a language; None if it wrote none.

    `progress` is called with the number of files read and of all. One worker process reads, so that the pages of other
    readers keep their speed.
    """
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        source, out = Path(folder) / _file_name(name), Path(folder) / "results.zip"
        source.write_bytes(data)
        command = [
            *python_module("etl"), "batch", str(source), "--out", str(out), "--warehouse", str(warehouse),
            "--workers", "1", "--lang", language,
        ]  # fmt: skip
        last_line = ""
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=HOME, encoding="utf-8", errors="replace"
        ) as process:  # fmt: skip
            for line in process.stderr or ():
                done, slash, total = line.strip().partition("/")
                if slash and done.isdigit() and total.isdigit():
                    progress(int(done), int(total))
                else:
                    last_line = line.strip() or last_line
        return (out.read_bytes() if out.exists() else None), last_line


def _file_name(name: str) -> str:
    """The name of the archive without folders; it says nothing about its drafts."""
    plain = safe_name(printable_name(name)).replace("/", "_").replace("\\", "_")[-80:]
    return plain if plain.lower().endswith(".zip") else f"{plain}.zip"
