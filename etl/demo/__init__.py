"""Synthetic reports of an invented prefecture, in every format, marked as synthetic."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from random import Random

from etl.demo import narrative_text
from etl.demo.draft import SYNTHETIC_MARK, Draft, Section
from etl.demo.faults import Fault, Filing, break_filing, draw
from etl.demo.figures import Figures, figures
from etl.demo.formats import FORMATS, file_name
from etl.demo.invented_places import UNFILED, Body, bodies
from etl.demo.layout import printed
from etl.form import Table, form_of_year, forms
from etl.model.report import Address

__all__ = ["SYNTHETIC_MARK", "write"]

MANIFEST = ("file", "agency", "year", "published_on", "url", "region_code", "scope")
FAULTS = ("file", "agency", *(field.name for field in fields(Fault)))


@dataclass(frozen=True, slots=True)
class _Written:
    """One report at its place under the folder; `path` is empty where none was filed."""

    folder: tuple[str, ...]
    manifest: Mapping[str, str]
    faults: list[Fault]
    content: bytes = b""

    @property
    def path(self) -> str:
        return "/".join((*self.folder, self.manifest["file"])) if self.content else ""


def write(out: Path, counties: int, years: tuple[int, int], seed: int) -> int:
    """Writes an invented prefecture's reports for the years from `years[0]` to `years[1]`; how many files.

    Beside them stand a `manifest.csv` in each folder and `.faults.csv` in `out`: every fault, with its place.
    The same arguments give the same bytes. Raises ValueError for years before 2014 or no counties.
    """
    if years[0] > years[1] or not form_of_year(years[0]):
        raise ValueError(f"years must run from 2014 or later, not {years[0]}-{years[1]}")
    places = bodies(counties)
    true = figures(places, years, seed)
    manifests: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    listed: list[dict[str, str]] = []
    count = 0
    for report in _reports(places, true, years, seed):
        listed += [
            {
                "file": report.path,
                "agency": report.manifest["agency"],
                "year": report.manifest["year"],
                **asdict(fault),
            }
            for fault in report.faults
        ]
        if report.content:
            path = out / report.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(report.content)
            manifests.setdefault(report.folder, []).append(report.manifest)
            count += 1
    for folder, rows in manifests.items():
        _write_csv(out.joinpath(*folder, "manifest.csv"), MANIFEST, rows)
    _write_csv(
        out / ".faults.csv", ("file", "agency", "year", *(field.name for field in fields(Fault))), listed
    )
    return count


def _reports(
    places: tuple[Body, ...], true: Figures, years: tuple[int, int], seed: int
) -> Iterable[_Written]:
    for at, body in enumerate(places):
        if body.kind == UNFILED:
            continue
        for year in range(years[0], min(years[1], body.last_year) + 1):
            yield _report(at, body, true, year, seed)


def _report(at: int, body: Body, true: Figures, year: int, seed: int) -> _Written:
    chance = Random(f"{seed}/{at}/{year}")
    filing = _filing(at, body, true, year, seed)

    def other_form(form: str, table: str) -> Mapping[Address, str]:
        return _as_text(true.cells(form, table, at, year))

    broken, faults = break_filing(draw(chance), filing, other_form, chance)
    if year > true.first_year and body.name(year) != body.name(year - 1):
        faults = [
            *faults,
            Fault("renamed", stated=body.name(year), expected=body.name(year - 1), note="not a fault"),
        ]
    if broken is None:
        return _Written(body.folder, {"file": "", "agency": filing.agency, "year": str(year)}, faults)
    form = chance.choices(FORMATS, [form.share for form in FORMATS])[0]
    manifest = {
        "file": file_name(filing.agency, year, form.extension),
        "agency": filing.agency,
        "year": str(year),
        "published_on": broken.published_on.isoformat(),
        "url": "",
        "region_code": body.code,
        "scope": body.scope,
    }
    return _Written(body.folder, manifest, faults, form.write(_draft(broken, at, chance, seed)))


def _filing(at: int, body: Body, true: Figures, year: int, seed: int) -> Filing:
    form = forms()[form_of_year(year)]
    cells = {
        key: value
        for table in form.tables
        for key, value in true.cells(form.key, table.key, at, year).items()
    }
    older = _story(at, body, true, year - 1, seed) if year > true.first_year else None
    chance = Random(f"{seed}/{at}/{year}/published")
    last = date(year + 1, 3, 28) if body.scope == "government_rollup" else date(year + 1, 1, 29)
    return Filing(
        body.name(year),
        year,
        body.level,
        body.scope,
        last - timedelta(days=chance.randint(0, 18)),
        {table.key: form.key for table in form.tables},
        _as_text(cells),
        _story(at, body, true, year, seed),
        older,
    )


def _story(at: int, body: Body, true: Figures, year: int, seed: int) -> narrative_text.Story:
    of_table = dict.fromkeys(("applications", "review_litigation"), form_of_year(max(year, 2019)))
    of_table["statistics" if year < 2019 else "proactive_disclosure"] = form_of_year(year)
    cells = {
        key: value
        for table, form in of_table.items()
        for key, value in true.cells(form, table, at, year).items()
    }
    chance = Random(f"{seed}/{at}/{year}/posted")
    website = chance.randint(40, 400) * (6 if body.scope == "government_rollup" else 1)
    return narrative_text.story(body.name(year), year, cells, website + chance.randint(5, 160), website)


def _as_text(cells: Mapping[Address, float]) -> dict[Address, str]:
    """Figures as printed: whole numbers without a point, money with at most two decimals."""
    return {address: f"{value:.2f}".rstrip("0").rstrip(".") for address, value in cells.items()}


def _draft(filing: Filing, at: int, chance: Random, seed: int) -> Draft:
    year, agency = filing.year, filing.agency
    word = "年度" if chance.random() < 0.2 else "年"
    title = f"{year}{word}{agency}" if chance.random() < 0.1 else f"{agency}{year}{word}"
    spoken = filing.older if filing.copied and filing.older else filing.told
    words = Random(f"{seed}/{at}/{spoken.year}/words")  # a copied text has last year's words
    overview = narrative_text.overview(spoken, words)
    problems = narrative_text.problems(narrative_text.themes(at, spoken.year, seed))
    parts = _old_parts if "statistics" in filing.forms else _parts
    sections = parts(filing, overview, problems)
    preamble = narrative_text.preamble(filing.told)
    return Draft(
        agency, year, title + "政府信息公开工作年度报告", filing.published_on.isoformat(), preamble, sections
    )


def _parts(filing: Filing, overview: tuple[str, ...], problems: tuple[str, ...]) -> tuple[Section, ...]:
    """The six parts of the forms since 2019, less the tables that are missing."""
    found = []
    for key, form in filing.forms.items():
        table = _table(form, key)
        words = (narrative_text.cases(filing.told),) if key == "review_litigation" else ()
        found.append(Section(f"{table.number}、{table.label_zh}", words, (printed(table, filing.cells),)))
    other = Section(narrative_text.OTHER, (narrative_text.other(filing.told),))
    return (
        Section(narrative_text.OVERVIEW, overview),
        *found,
        Section(narrative_text.PROBLEMS, problems),
        other,
    )


def _old_parts(filing: Filing, overview: tuple[str, ...], problems: tuple[str, ...]) -> tuple[Section, ...]:
    """Reports before 2019: narrative, then the statistics table."""
    table = _table(filing.forms["statistics"], "statistics")
    return (
        Section("一、概述", overview),
        Section("二、行政复议和行政诉讼情况", (narrative_text.cases(filing.told),)),
        Section("三、收费及减免情况", (narrative_text.other(filing.told),)),
        Section("四、存在的主要问题及改进措施", problems),
        Section(table.label_zh, (), (printed(table, filing.cells),)),
    )


def _table(form: str, key: str) -> Table:
    return next(table for table in forms()[form].tables if table.key == key)


def _write_csv(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows(rows)
