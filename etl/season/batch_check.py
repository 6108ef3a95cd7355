"""Checks drafts together before they are filed: against each other, last year's reports and the roster; stores nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.ingest.load import load_sources
from etl.model.report import Home
from etl.season.questions import ask
from etl.warehouse import versions

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding in a draft; numbers are None where the rule compares none, `cell` is empty where it concerns none."""

    severity: str
    rule: str
    message: str
    cell: str
    locator: str
    printed: float | None
    computed: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class Checked:
    """One draft as it was read. `has_last_year`: the report of the year before is loaded, so that both were compared;
    `counts_instead`: the other file of the same body and year that counts and was compared, empty if this one does."""

    source_name: str
    agency: str
    year: int | None
    has_last_year: bool
    counts_instead: str
    problems: tuple[Problem, ...]

    def count(self, severity: str) -> int:
        """How many problems are of a severity."""
        return sum(problem.severity == severity for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch holds: its drafts, files that could not be read with the reason, and bodies that must file for the
    year of most drafts and are neither among them nor loaded."""

    checked: tuple[Checked, ...]
    unreadable: tuple[tuple[str, str], ...]
    year: int | None
    missing: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether every file was read and nothing is an error."""
        return not self.unreadable and not any(one.count("error") for one in self.checked)


def check_batch(
    source: Path, warehouse: Path, workers: int | None = None, progress: Progress = lambda done, total: None
) -> Batch:
    """Check a folder or archive of drafts as if it were loaded on top of the current version of a warehouse.

    All work is done in a temporary folder with a copy of that version; the warehouse is only read.
    """
    with tempfile.TemporaryDirectory(prefix="batch-") as folder:
        copy = Path(folder) / "warehouse"
        copy.mkdir()
        current = versions.current(warehouse)
        homes: dict[str, Home] = {}
        if current is not None:
            with duckdb.connect(str(current), read_only=True) as con:
                homes = _homes(con)
            shutil.copyfile(current, copy / current.name)
            (copy / "CURRENT").write_text(current.name, encoding="utf-8")
        summary = load_sources([source], copy, workers, progress=progress, homes=homes)
        if summary.path is None:
            return Batch((), (), None, ())
        with duckdb.connect(str(summary.path), read_only=True) as con:
            return _read(con, str(source.resolve()), source)


def _homes(con: duckdb.DuckDBPyConnection) -> dict[str, Home]:
    """Where each known body is, by its name with and without its region; of those whose name no other has."""
    homes: dict[str, set[Home]] = {}
    for agency, region_code, *place in ask(con, "batch_homes"):
        names = list(filter(None, place))
        home = Home("/".join(names), region_code)
        own = agency
        for name in names:
            own = own.removeprefix(name)
        for known in {agency, *("".join((*names[start:], own)) for start in range(len(names)))}:
            homes.setdefault(known, set()).add(home)
    return {name: home for name, (home, *others) in homes.items() if not others}


def _read(con: duckdb.DuckDBPyConnection, root: str, source: Path) -> Batch:
    problems: dict[str, list[Problem]] = {}
    for report_id, *finding in ask(con, "batch_findings", root=root):
        problems.setdefault(report_id, []).append(Problem(*finding))
    checked = tuple(
        Checked(
            _within(name, source),
            agency,
            year,
            bool(before),
            _within(other, source) if other else "",
            tuple(problems.get(report, ())),
        )
        for report, name, agency, year, before, other in ask(con, "batch_reports", root=root)
    )
    years = Counter(one.year for one in checked if one.year is not None)
    year = years.most_common(1)[0][0] if years else None
    missing = ask(con, "batch_missing", root=root, year=year) if year is not None else []
    unreadable = ask(con, "batch_unreadable", root=root)
    return Batch(
        checked,
        tuple((_within(name, source), reason) for name, reason in unreadable),
        year,
        tuple(agency for (agency,) in missing),
    )


def _within(name: str, source: Path) -> str:
    """The name of a file below the folder or archive that was given."""
    return name.removeprefix(str(source)).lstrip("/\\") or source.name
