"""Identifies everything but a source's bytes that decides what is read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec

from etl.runtime.paths import REFERENCE, ROOT

# parts of etl that decide nothing about what is read
_NOT_READING = frozenset({"cli", "demo", "export", "papers", "season"})


def reading_key(manifest: Mapping[str, str] | None) -> str:
    """The version of the reader and a hash of the source's manifest row (`-` if it has none)."""
    if not manifest:
        return f"{reader_version()}/-"
    row = hashlib.sha256(repr(sorted(manifest.items())).encode()).hexdigest()[:8]
    return f"{reader_version()}/{row}"


@cache
def reader_version() -> str:
    """A hash of code, forms, rules, reference data and whether scans can be recognised: any change to them makes every
    source be read again."""
    digest = hashlib.sha256(b"recognises scans" if find_spec("rapidocr") else b"")
    code = (path for path in (ROOT / "etl").rglob("*") if path.suffix in (".py", ".toml", ".sql"))
    for path in sorted((*code, *REFERENCE.glob("*.csv"))):
        if not _NOT_READING.intersection(path.relative_to(ROOT).parts):
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
