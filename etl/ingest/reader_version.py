"""Identifies everything but a source's bytes that decides what is read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec

from etl.checks import corrections
from etl.runtime.paths import REFERENCE, ROOT
from etl.sources.manifest import SEEN_AGAIN

# parts of etl that decide nothing about what is read
_NOT_READING = frozenset({"api", "changes", "cli", "demo", "export", "papers", "season", "news"})


def reading_key(manifest: Mapping[str, str] | None, corrected: str = "") -> str:
    """The version of the reader, a hash of what the source's manifest row states for reading (`-` if nothing), and one of
    the corrections of its reports (`corrections.about`) if there are any."""
    stated = sorted((name, value) for name, value in (manifest or {}).items() if name not in SEEN_AGAIN)
    row = _short(repr(stated)) if stated else "-"
    return "/".join((reader_version(), row, *([_short(corrected)] if corrected else [])))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@cache
def reader_version() -> str:
    """A hash of code, forms, rules, reference data and whether scans can be recognised: any change to them makes every
    source be read again. Corrections concern single reports and are no part of it."""
    digest = hashlib.sha256(b"recognises scans" if find_spec("rapidocr") else b"")
    code = (path for path in (ROOT / "etl").rglob("*") if path.suffix in (".py", ".toml", ".sql"))
    tables = (path for path in REFERENCE.glob("*.csv") if path.name != corrections.NAME)
    for path in sorted((*code, *tables)):
        if not _NOT_READING.intersection(path.relative_to(ROOT).parts):
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
