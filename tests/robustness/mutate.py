"""Damage reports in every format and look for figures that change without a finding.

    python -m tests.robustness.mutate [--count 10000] [--seed 1] [--workers 2]

The intact reports are synthetic ones in every format and the golden ones. What is read of an intact report is the
truth; damage never changes a digit itself, so each figure that is still read must be the same. Silent: a figure
changed or got lost, and no new error or warning reports it. Exit 0 if there was no crash, hang or silent error.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pypdfium2 as pdfium

from etl.demo import write as write_demo
from etl.ingest.process_pool import run
from etl.model.document import Unreadable
from etl.model.report import Address, Report, Severity
from tests.support.golden import REPORTS as GOLDEN_REPORTS
from tests.support.one_report import read_report

_FORMATS = (".html", ".htm", ".mht", ".docx", ".xlsx", ".pdf", ".txt", ".md", ".csv")
_MARKED = {".html", ".htm", ".mht"}
_PARTS = {
    ".docx": ("word/document.xml", b"w:tr", b"w:tc"),
    ".xlsx": ("xl/worksheets/sheet1.xml", b"row", b"c"),
}
Damage = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Outcome:
    """The outcome of one damaged file: same, refused, loud, silent, crash; `about` is for people."""

    kind: str
    about: str = ""


def cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def holed(data: bytes, chance: Random) -> bytes:
    """Delete some bytes, none of them a digit."""
    at, length = chance.randrange(len(data)), chance.choice((1, 4, 64, 1000))
    gone = data[at : at + length]
    return data if re.search(rb"\d", gone) else data[:at] + data[at + length :]


def noise(data: bytes, chance: Random) -> bytes:
    """Replace bytes that are not digits by others that are not."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 10, 100))):
        at = chance.randrange(len(changed))
        if not 48 <= changed[at] <= 57:
            changed[at] = chance.choice(b"<> \"'=/x\xff\x00")
    return bytes(changed)


def _elements(data: bytes, name: bytes) -> list[tuple[int, int]]:
    pattern = rb"<" + name + rb"\b[^>]*>(?:(?!<" + name + rb"\b).)*?</" + name + rb"\s*>"
    return [match.span() for match in re.finditer(pattern, data, re.DOTALL | re.IGNORECASE)]


def without(name: bytes) -> Damage:
    """Delete one such element: a row, a cell."""

    def damaged(data: bytes, chance: Random) -> bytes:
        elements = _elements(data, name)
        first, last = chance.choice(elements) if elements else (0, 0)
        return data[:first] + data[last:]

    return damaged


def twice(name: bytes) -> Damage:
    def damaged(data: bytes, chance: Random) -> bytes:
        elements = _elements(data, name)
        first, last = chance.choice(elements) if elements else (0, 0)
        return data[:last] + data[first:last] + data[last:]

    return damaged


def without_line(data: bytes, chance: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def without_tags(data: bytes, chance: Random) -> bytes:
    """Delete some tags and keep their content."""
    tags = [match.span() for match in re.finditer(rb"</?[a-zA-Z][^<>]*>", data)]
    for first, last in sorted(chance.sample(tags, min(len(tags), chance.choice((1, 5)))), reverse=True):
        data = data[:first] + data[last:]
    return data


def recoded(data: bytes, chance: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("gb18030", "utf-16", "utf-16-le", "big5", "utf-8-sig")), "replace")


def fewer_pages(data: bytes, chance: Random) -> bytes:
    with pdfium.PdfDocument(data) as document:
        if len(document) > 1:
            document.del_page(chance.randrange(len(document)))
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def in_part(part: str, damage: Damage) -> Damage:
    """Apply the damage inside one member of a package."""

    def damaged(data: bytes, chance: Random) -> bytes:
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, damage(content, chance) if name == part else content)
        return stream.getvalue()

    return damaged


def damages(ending: str) -> list[Damage]:
    if ending in _PARTS:
        part, row, cell = _PARTS[ending]
        inner = [without(row), twice(row), twice(cell), without_tags, cut]
        if ending != ".xlsx":  # a sheet's cells have their addresses: one that is gone is a blank one
            inner.append(without(cell))
        return [cut, noise, *(in_part(part, damage) for damage in inner)]
    if ending == ".pdf":
        return [cut, noise, holed, fewer_pages]
    if ending in _MARKED:
        marked = [without(b"tr"), without(b"td"), twice(b"tr"), twice(b"td"), without(b"table"), without_tags]
        return [cut, holed, noise, recoded, without_line, *marked]
    return [cut, holed, noise, recoded, without_line]


@cache
def intact(folder: str) -> tuple[tuple[Path, bytes, Report], ...]:
    """Every report of the folder, and every golden one, that is readable without damage."""
    readable = []
    paths = [*sorted(Path(folder).rglob("*")), *sorted(GOLDEN_REPORTS.iterdir())]
    for path in paths:
        if path.suffix in _FORMATS and path.name not in ("faults.csv", "README.md"):
            try:
                readable.append((path, data := path.read_bytes(), read_report(data, str(path))))
            except Unreadable:
                continue
    return tuple(readable)


def damage_some(tasks: Sequence[tuple[str, int]]) -> list[Outcome]:
    """Damage and read one file for each (folder, number)."""
    outcomes = []
    for folder, number in tasks:
        chance = Random(number)
        path, data, before = chance.choice(intact(folder))
        damage = chance.choice(damages(path.suffix))
        about = f"{number}: {path.name} {damage.__qualname__}"
        outcomes.append(outcome_of(before, damage(data, chance) or b"x", str(path), about))
    return outcomes


def outcome_of(before: Report, data: bytes, name: str, about: str) -> Outcome:
    """Read a damaged file and compare it with `before`, the report of the intact one."""
    try:
        after = read_report(data, name)
    except Unreadable:
        return Outcome("refused")
    except Exception as error:
        return Outcome("crash", f"{about}: {type(error).__name__}: {error}")
    new_findings = _loud(after) - _loud(before)
    changed = [
        at for at in before.cells.keys() | after.cells.keys() if _value(before, at) != _value(after, at)
    ]
    if not changed:
        return Outcome("same")
    first = sorted(changed, key=str)[0]
    change = f"{about}: {len(changed)} cells, {first.row}.{first.column} {_value(before, first)} -> {_value(after, first)}"
    if new_findings:
        return Outcome("loud", change)
    wrong = any(_value(after, at) is not None for at in changed)
    return Outcome("silent wrong" if wrong else "silent lost", change)


def _value(report: Report, at: Address) -> float | None:
    return report.cells[at].value if at in report.cells else None


def _loud(report: Report) -> set[tuple[object, ...]]:
    return {
        (
            finding.rule,
            finding.table,
            finding.row,
            finding.column,
            finding.expected,
            finding.found,
            finding.message,
        )
        for finding in (*report.findings, *report.identity.findings)
        if finding.severity in (Severity.ERROR, Severity.WARNING)
    }


def prepare(folder: Path) -> None:
    write_demo(folder / "demo", 1, (2020, 2023), 5)


def mutate(folder: Path, count: int, seed: int, workers: int) -> tuple[Counter[str], list[str]]:
    """Count the outcomes of damaged files, and describe the wrong ones."""
    tasks = [(str(folder), seed * 1_000_000 + number) for number in range(count)]
    batches = [tasks[at : at + 50] for at in range(0, count, 50)]
    counts: Counter[str] = Counter()
    wrong = []
    for done in run(damage_some, batches, workers, seconds=60):
        if done.result is None:
            counts[done.failure] += 1
            wrong.append(f"{done.failure}: {done.items}")
        for outcome in done.result or ():
            counts[outcome.kind] += 1
            if outcome.kind.startswith(("silent", "crash")):
                wrong.append(f"{outcome.kind}: {outcome.about}")
    return counts, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        prepare(Path(folder))
        counts, wrong = mutate(Path(folder), options.count, options.seed, options.workers)
    print("\n".join(wrong))
    print(dict(counts))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
