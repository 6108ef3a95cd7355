"""The files of a collection: reports, manifest.csv for `load`, by_hand.csv for people."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from etl.collect.sightings import Copy, Sightings
from etl.sources.manifest import BY_HAND, COLUMNS, FILE_NAME, SEEN_AGAIN
from etl.text.comparable import safe_name

_MORE = (*SEEN_AGAIN, "title", "etag", "sha256")
_BY_HAND = ("agency", "region_code", "address", "reason", "parent_url")


def keep_file(folder: Path, relative: str, data: bytes) -> None:
    """Write a file whole or not at all; one of the same name has the same content."""
    path = folder / relative
    if path.exists() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, data)


def relative_path(agency: str, region_code: str, year: int, sha256: str, suffix: str) -> str:
    """Where a content is kept: a folder per agency, a name that another content cannot have."""
    owner = safe_name(f"{region_code}_{agency}" if region_code else agency).replace("/", "／")
    return f"{owner}/{year}_{sha256[:16]}{suffix}"


def write_lists(folder: Path, sightings: Sightings) -> None:
    """Write manifest.csv and by_hand.csv anew."""
    rows = [_manifest_row(copy) for copy in sightings.copies()]
    _write_csv(folder / FILE_NAME, (*COLUMNS, *_MORE), rows)
    _write_csv(folder / BY_HAND, _BY_HAND, sightings.by_hand())


def _manifest_row(copy: Copy) -> list[object]:
    stated = {"scope": "", **{name: getattr(copy, name) for name in Copy.__slots__}}
    return [stated[name] for name in (*COLUMNS, *_MORE)]


def _write_csv(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows(rows)
    _replace(path, text.getvalue().encode("utf-8-sig"))


def _replace(path: Path, data: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    with open(new, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
