"""Turns reports into Arrow tables, which workers hand back and database versions are built from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

import pyarrow as pa

from etl.checks import finding_rows
from etl.form import all_addresses
from etl.form.blank_inference import infer_blanks
from etl.form.measures import column_name, group_addresses
from etl.model.report import Address, Cell, Report, State, StatedFigure
from etl.sources.manifest import SIGHTING
from etl.text.numbers import plain_number

LETTERS = {
    State.NUMBER: "n",
    State.BLANK: "b",
    State.DASH: "d",
    State.WORD: "w",
    State.TEXT: "t",
    State.UNREADABLE: "u",
}


@cache
def value_columns() -> dict[Address, str]:
    """Address of each counted value -> its column in `figures`: cells of all forms first, then outcome groups."""
    return {address: column_name(address) for address in (*all_addresses(), *group_addresses())}


@cache
def schemas() -> dict[str, pa.Schema]:
    """The Arrow schema of each staged relation, by name."""
    text, small = pa.string(), pa.int16()
    dimensions = dict.fromkeys(_TEXT_COLUMNS, text) | {
        "year": small,
        "kinds": pa.list_(text),
        "source_sha256": pa.binary(),
        "synthetic": pa.bool_(),
        "listed": pa.bool_(),
        "published_on": pa.date32(),
        "raws": pa.map_(small, text),
        "corrected": pa.list_(small),
    }
    return {
        "figures": pa.schema(
            [*dimensions.items(), *((name, pa.float64()) for name in value_columns().values())]
        ),
        "sources": pa.schema([(name, _SOURCE_TYPES.get(name, text)) for name in SOURCE_COLUMNS]),
        "roster": pa.schema([(name, _ROSTER_TYPES.get(name, text)) for name in ROSTER_COLUMNS]),
        "layouts": pa.schema({"layout_id": text, "locators": pa.list_(text)}.items()),
        "findings": finding_rows.SCHEMA,
        "narratives": pa.schema([(name, text) for name in ("report_id", "section_key", "text")]),
        "stated_figures": pa.schema(
            [(name, text) for name in _STATED_TEXTS] + [("value", pa.float64()), ("position", pa.int32())]
        ),
        "report_checks": pa.schema([("report_id", text), ("checks", pa.list_(pa.struct(_CHECK)))]),
        "report_evidence": pa.schema([("report_id", text), ("statements", pa.list_(pa.struct(_STATEMENT)))]),
    }


_TEXT_COLUMNS = (
    "report_id", "source_name", "agency_id", "agency", "form", "form_applications", "form_review", "scope", "level",
    "kind", "province", "city", "county", "region_code", "title", "format", "status", "url",
    "first_seen",
    "edition", "layout_id", "states",
)  # fmt: skip
_CHECK = [("rule_key", pa.string()), ("evaluated", pa.int32()), ("not_evaluable", pa.int32())]
_STATEMENT = [(name, pa.string()) for name in ("field", "value", "source", "quote")]
SOURCE_COLUMNS = (
    "source_name", "root", "size", "modified_ns", "reading", "report_ids", "reason", "sighting",
)  # fmt: skip
_SOURCE_TYPES = {
    "size": pa.int64(), "modified_ns": pa.int64(), "report_ids": pa.list_(pa.string()),
    "sighting": pa.struct([(name, pa.string()) for name in SIGHTING]),
}  # fmt: skip
ROSTER_COLUMNS = (
    "source_name", "root", "line", "named_id", "agency", "code", "kind", "kinds", "kind_stated", "since", "until", "due",
    "contact", "level", "scope", "province", "city", "county", "region_code",
)  # fmt: skip
_ROSTER_TYPES = {
    "line": pa.int32(), "kinds": pa.list_(pa.string()), "kind_stated": pa.bool_(), "since": pa.int16(), "until": pa.int16(),
}  # fmt: skip
_STATED_TEXTS = (
    "report_id", "item_key", "unit", "period", "exactness", "subject", "label", "section_key", "quote", "locator",
)  # fmt: skip


def report_id(report: Report, sha256: str) -> str:
    """An identifier for the report: the same as long as its source, agency and year stay the same."""
    mark = hashlib.sha256(f"{report.source_name}\n{sha256}".encode()).hexdigest()[:8]
    return f"{report.identity.agency_id}-{report.identity.year or 0}-{mark}"


def reports_to_tables(reports: Iterable[tuple[Report, str]]) -> dict[str, pa.Table]:
    """The staged relations of some reports, each of which is given with the SHA-256 of its source."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in schemas()}
    for report, sha256 in reports:
        name = report_id(report, sha256)
        locators = [
            report.cells[address].locator if address in report.cells else None for address in all_addresses()
        ]
        layout = hashlib.sha256("\n".join(text or "" for text in locators).encode()).hexdigest()[:16]
        rows["figures"].append(_figures(report, name, sha256, layout))
        rows["layouts"].append({"layout_id": layout, "locators": locators})
        rows["findings"] += [
            finding_rows.finding_row(name, finding)
            for finding in (*report.identity.findings, *report.findings)
        ]
        rows["narratives"] += [
            {"report_id": name, "section_key": key, "text": text} for key, text in report.narratives.items()
        ]
        rows["stated_figures"] += [_stated(name, figure) for figure in report.stated]
        checks = [
            {"rule_key": rule, "evaluated": evaluated, "not_evaluable": skipped}
            for rule, (evaluated, skipped) in sorted(report.checked.items())
        ]
        rows["report_checks"].append({"report_id": name, "checks": checks})
        statements = [
            {"field": item.field, "value": item.value, "source": item.source, "quote": item.quote}
            for item in report.identity.evidence
        ]
        rows["report_evidence"].append({"report_id": name, "statements": statements})
    return {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in schemas().items()}


def _figures(report: Report, name: str, sha256: str, layout: str) -> dict[str, object]:
    identity, values = report.identity, infer_blanks(report.cells, report.forms)
    main = report.forms.get("proactive_disclosure") or next(iter(report.forms.values()), "")
    return {
        "report_id": name,
        "source_name": report.source_name,
        "agency_id": identity.agency_id,
        "agency": identity.agency,
        "year": identity.year,
        "form": main,
        "form_applications": report.forms.get("applications"),
        "form_review": report.forms.get("review_litigation"),
        "scope": identity.scope,
        "level": identity.level,
        "kind": identity.kinds[0] if identity.kinds else "",
        "kinds": list(identity.kinds),
        "province": identity.province,
        "city": identity.city,
        "county": identity.county,
        "region_code": identity.region_code,
        "title": identity.title,
        "synthetic": report.synthetic,
        "format": report.format,
        "status": status(report),
        "edition": identity.edition,
        "listed": identity.listed,
        "published_on": date.fromisoformat(identity.published_on) if identity.published_on else None,
        "url": report.url,
        "first_seen": report.first_seen,
        "source_sha256": bytes.fromhex(sha256),
        "layout_id": layout,
        "states": "".join(_letter(report.cells.get(address)) for address in all_addresses()),
        "raws": _raws(report.cells),
        "corrected": _corrected(report.cells),
        **{column: values.get(address) for address, column in value_columns().items()},
    }


_OTHER_DOCUMENT = "not_an_annual_report"


def status(report: Report) -> str:
    """`read`, `partly_read` (some cells or tables could not be read), `tables_unreadable` (none could) or
    `not_a_report` (a draft, a part of a year, another document)."""
    unreadable = sum(cell.state is State.UNREADABLE for cell in report.cells.values())
    if unreadable == len(report.cells):
        return "tables_unreadable"
    if any(
        finding.rule == _OTHER_DOCUMENT and finding.severity == "error"
        for finding in report.identity.findings
    ):
        return "not_a_report"
    return "partly_read" if unreadable else "read"


def _letter(cell: Cell | None) -> str:
    return " " if cell is None else LETTERS[cell.state]


def _raws(cells: dict[Address, Cell]) -> list[tuple[int, str]] | None:
    unusual = []
    for position, address in enumerate(all_addresses(), start=1):
        cell = cells.get(address)
        if cell is not None and cell.raw != ("" if cell.value is None else plain_number(cell.value)):
            unusual.append((position, cell.raw))
    return unusual or None


def _corrected(cells: dict[Address, Cell]) -> Sequence[int] | None:
    return [
        position
        for position, address in enumerate(all_addresses(), start=1)
        if address in cells and cells[address].corrected
    ] or None


def _stated(name: str, figure: StatedFigure) -> dict[str, object]:
    values = figure._asdict()
    return {"report_id": name, "item_key": values.pop("item"), "section_key": values.pop("section"), **values}
