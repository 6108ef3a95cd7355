"""manifest.csv: what an office states about the files beside it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.text.encoding import decode

FILE_NAME = "manifest.csv"
BY_HAND = "by_hand.csv"  # what `collect` could not fetch, beside the manifest that it writes
COLUMNS = ("file", "agency", "year", "published_on", "url", "region_code", "scope", "first_seen")
SEEN_AGAIN = ("parent_url", "http_status", "last_seen", "gone")
"""What `collect` also tells of a file: nothing that decides how it is read."""
SIGHTING = ("url", "first_seen", *SEEN_AGAIN)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest's rows, by the path of the file that each is about, relative to the manifest's folder.

    `problems` are for a clerk; `used` collects the paths that were asked for.
    """

    rows: Mapping[str, Mapping[str, str]]
    problems: tuple[str, ...] = ()
    used: set[str] = field(default_factory=set, compare=False)

    def row(self, path: str) -> Mapping[str, str] | None:
        """What is stated about the file at `path` (relative, with `/`); None if nothing is."""
        key = _key(path)
        row = self.rows.get(key)
        if row is not None:
            self.used.add(key)
        return row

    def unused(self) -> list[str]:
        """Paths that have a row here but no file, in the manifest's order."""
        return [key for key in self.rows if key not in self.used]


def read_manifest(data: bytes) -> Manifest:
    """Read UTF-8 (with or without byte order mark), GB 18030 or UTF-16, separated by comma, tab or semicolon.

    Never raises: `problems` says what is wrong with it.
    """
    text = decode(data)
    head = text.split("\n", 1)[0]
    delimiter = next((sign for sign in ",\t;" if sign in head), ",")
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        return Manifest({}, (f"manifest.csv 无法读取（{error}）；请另存为 CSV（UTF-8）。",))
    names = [name.strip().lower() for name in lines[0]] if lines else []
    if "file" not in names:
        return Manifest({}, ("manifest.csv 第一行没有 file 一列，整份清单没有使用。",))
    rows: dict[str, dict[str, str]] = {}
    problems = []
    for number, line in enumerate(lines[1:], start=2):
        stated = {
            name: value.strip()
            for name, value in zip(names, line, strict=False)
            if name in (*COLUMNS, *SEEN_AGAIN) and value.strip()
        }
        key = _key(stated.get("file", ""))
        if not stated:
            continue
        if not key:
            problems.append(f"manifest.csv 第 {number} 行没有写 file，没有使用。")
        elif key in rows:
            problems.append(f"manifest.csv 第 {number} 行的 {key} 重复，以先写的为准。")
        else:
            rows[key] = stated
    return Manifest(rows, tuple(problems))


def sighting_of(row: Mapping[str, str] | None) -> dict[str, str] | None:
    """What a row tells of the file at its address, by the names of `SIGHTING`; None if it was never seen at one."""
    if not row or not row.get("first_seen"):
        return None
    return {name: row.get(name, "") for name in SIGHTING}


def _key(path: str) -> str:
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    return unicodedata.normalize("NFC", "/".join(parts))
