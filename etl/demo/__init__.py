"""Writes synthetic reports of an invented prefecture, in every format and marked as synthetic."""

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
from etl.demo.invented_places import UNFILED, Agency, agencies
from etl.form import Table, form_of_year, forms
from etl.form.layout import printed
from etl.model.report import Address

__all__ = ["SYNTHETIC_MARK", "write"]

MANIFEST = ("file", "agency", "year", "published_on", "url", "region_code", "scope")


@dataclass(frozen=True, slots=True)
class _Written:
    """One report and its folder; `path` is empty if it was never filed."""

    folder: tuple[str, ...]
    manifest: Mapping[str, str]
    faults: list[Fault]
    content: bytes = b""

    @property
    def path(self) -> str:
        return "/".join((*self.folder, self.manifest["file"])) if self.content else ""


def write(out: Path, counties: int, years: tuple[int, int], seed: int) -> int:
    """Writes the reports for the years from `years[0]` to `years[1]` and returns the number of files.

    Also writes `manifest.csv` into each folder, and `.faults.csv` into `out`, which lists every fault with its cell.
    The same arguments give the same bytes. Raises ValueError for years before 2014 and for fewer than one county.
    """
    if years[0] > years[1] or not form_of_year(years[0]):
        raise ValueError(f"years must run from 2014 or later, not {years[0]}-{years[1]}")
    invented = agencies(counties)
    true_figures = figures(invented, years, seed)
    manifests: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    listed: list[dict[str, str]] = []
    count = 0
    for report in _reports(invented, true_figures, years, seed):
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
    invented: tuple[Agency, ...], true_figures: Figures, years: tuple[int, int], seed: int
) -> Iterable[_Written]:
    for index, agency in enumerate(invented):
        if agency.kind == UNFILED:
            continue
        for year in range(years[0], min(years[1], agency.last_year) + 1):
            yield _report(index, agency, true_figures, year, seed)


def _report(index: int, agency: Agency, true_figures: Figures, year: int, seed: int) -> _Written:
    random = Random(f"{seed}/{index}/{year}")
    filing = _filing(index, agency, true_figures, year, seed)

    def other_form(form: str, table: str) -> Mapping[Address, str]:
        return _as_text(true_figures.cells(form, table, index, year))

    broken, faults = break_filing(draw(random), filing, other_form, random)
    if year > true_figures.first_year and agency.name(year) != agency.name(year - 1):
        faults = [
            *faults,
            Fault("renamed", stated=agency.name(year), expected=agency.name(year - 1), note="not a fault"),
        ]
    if broken is None:
        return _Written(agency.folder, {"file": "", "agency": filing.agency, "year": str(year)}, faults)
    form = random.choices(FORMATS, [form.share for form in FORMATS])[0]
    manifest = {
        "file": file_name(filing.agency, year, form.extension),
        "agency": filing.agency,
        "year": str(year),
        "published_on": broken.published_on.isoformat(),
        "url": "",
        "region_code": agency.code,
        "scope": agency.scope,
    }
    return _Written(agency.folder, manifest, faults, form.write(_draft(broken, index, random, seed)))


def _filing(index: int, agency: Agency, true_figures: Figures, year: int, seed: int) -> Filing:
    form = forms()[form_of_year(year)]
    cells = {
        key: value
        for table in form.tables
        for key, value in true_figures.cells(form.key, table.key, index, year).items()
    }
    last_year = (
        _stated_figures(index, agency, true_figures, year - 1, seed)
        if year > true_figures.first_year
        else None
    )
    random = Random(f"{seed}/{index}/{year}/published")
    last = date(year + 1, 3, 28) if agency.scope == "government_rollup" else date(year + 1, 1, 29)
    return Filing(
        agency.name(year),
        year,
        agency.level,
        agency.scope,
        last - timedelta(days=random.randint(0, 18)),
        {table.key: form.key for table in form.tables},
        _as_text(cells),
        _stated_figures(index, agency, true_figures, year, seed),
        last_year,
    )


def _stated_figures(
    index: int, agency: Agency, true_figures: Figures, year: int, seed: int
) -> narrative_text.StatedFigures:
    of_table = dict.fromkeys(("applications", "review_litigation"), form_of_year(max(year, 2019)))
    of_table["statistics" if year < 2019 else "proactive_disclosure"] = form_of_year(year)
    cells = {
        key: value
        for table, form in of_table.items()
        for key, value in true_figures.cells(form, table, index, year).items()
    }
    random = Random(f"{seed}/{index}/{year}/posted")
    website = random.randint(40, 400) * (6 if agency.scope == "government_rollup" else 1)
    return narrative_text.stated_figures(agency.name(year), year, cells, website, random.randint(5, 160))


def _as_text(cells: Mapping[Address, float]) -> dict[Address, str]:
    """Figures as printed: whole numbers without a decimal point, money with at most two decimals."""
    return {address: f"{value:.2f}".rstrip("0").rstrip(".") for address, value in cells.items()}


def _draft(filing: Filing, index: int, random: Random, seed: int) -> Draft:
    year, agency = filing.year, filing.agency
    word = "年度" if random.random() < 0.2 else "年"
    title = f"{year}{word}{agency}" if random.random() < 0.1 else f"{agency}{year}{word}"
    narrative = filing.last_year if filing.copied and filing.last_year else filing.stated
    wording = Random(f"{seed}/{index}/{narrative.year}/words")  # a copied text has last year's wording
    overview = narrative_text.overview(narrative, wording)
    problems = narrative_text.problems(narrative_text.themes(index, narrative.year, seed))
    sections_of = _sections_before_2019 if "statistics" in filing.forms else _sections
    sections = sections_of(filing, overview, problems)
    preamble = narrative_text.preamble(filing.stated)
    return Draft(
        agency, year, title + "政府信息公开工作年度报告", filing.published_on.isoformat(), preamble, sections
    )


def _sections(filing: Filing, overview: tuple[str, ...], problems: tuple[str, ...]) -> tuple[Section, ...]:
    """The six sections of the forms since 2019, without the tables that are missing."""
    tables = []
    for key, form in filing.forms.items():
        table = _table(form, key)
        wording = (narrative_text.cases(filing.stated),) if key == "review_litigation" else ()
        tables.append(Section(f"{table.number}、{table.label_zh}", wording, (printed(table, filing.cells),)))
    other = Section(narrative_text.OTHER, (narrative_text.other(filing.stated),))
    return (
        Section(narrative_text.OVERVIEW, overview),
        *tables,
        Section(narrative_text.PROBLEMS, problems),
        other,
    )


def _sections_before_2019(
    filing: Filing, overview: tuple[str, ...], problems: tuple[str, ...]
) -> tuple[Section, ...]:
    """The sections of reports before 2019: narrative, then the statistics table."""
    table = _table(filing.forms["statistics"], "statistics")
    return (
        Section("一、概述", overview),
        Section("二、行政复议和行政诉讼情况", (narrative_text.cases(filing.stated),)),
        Section("三、收费及减免情况", (narrative_text.other(filing.stated),)),
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
