"""Reports made of records, for tests of the stages after reading, and databases built of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.checks import plausibility, rates
from etl.checks.narrative import table_comparison
from etl.checks.sums import check
from etl.form import forms
from etl.form.blank_inference import infer_blanks
from etl.model.report import Address, Cell, Identity, Report, State
from etl.text.numbers import plain_number
from etl.warehouse import full_build
from etl.warehouse.arrow import report_id, reports_to_tables, schemas
from etl.warehouse.staging import Staging
from etl.warehouse.version_record import Run

RUN = Run(datetime(2026, 1, 1), "test", "test", 1, 0, 0, 0, 0)
Figures = Mapping[str, float | None]
Sightings = Mapping[str, Mapping[str, str]]


def identity(agency: str = "示例县统计局", year: int = 2023, **more: Any) -> Identity:
    place = {"province": "示例省", "city": "澄汐市", "county": "示例县", "region_code": "990101"}
    stated = {
        "agency": agency,
        "agency_id": f"990101-{agency}",
        "year": year,
        "level": "county",
        "kinds": ("stats",),
    }
    return Identity(**{**place, **stated, **more})


def cells(form: str = "2021", figures: Figures | None = None) -> dict[Address, Cell]:
    """All cells of a form: 0 except for `figures`, given by `table.row.column`; None stands for a blank."""
    stated = {
        address: Cell(0.0, "0", State.NUMBER, "t1r1c1")
        for table in forms()[form].tables
        for address in table.addresses()
    }
    for name, value in (figures or {}).items():
        address = Address(*name.split("."))
        assert address in stated, name
        if value is None:
            stated[address] = Cell(None, "", State.BLANK, "t1r1c1")
        else:
            stated[address] = Cell(float(value), plain_number(value), State.NUMBER, "t1r1c1")
    return stated


def report(
    who: Identity | None = None,
    figures: Figures | None = None,
    form: str = "2021",
    texts: Mapping[str, str] | None = None,
) -> Report:
    """A report with the findings of every single-report rule."""
    who = who or identity()
    stated, narratives = cells(form, figures), dict(texts or {})
    table_forms = {table.key: form for table in forms()[form].tables}
    broken, checked = check(stated, table_forms)
    values = infer_blanks(stated, table_forms)
    impossible, rated = rates.check(stated, values)
    doubtful, doubted = plausibility.check(who, stated, narratives)
    differing, compared = table_comparison.check(who, values, narratives)
    return Report(
        source_name=f"{who.agency}{who.year}.html",
        format="html",
        identity=who,
        forms=table_forms,
        cells=stated,
        narratives=narratives,
        findings=(*who.findings, *broken, *impossible, *doubtful, *differing),
        checked=checked | rated | doubted | compared,
    )


def stage(
    folder: Path,
    reports: Sequence[Report],
    unchanged: Sequence[Report] = (),
    sightings: Sightings | None = None,
) -> Path:
    """Stage `reports` as reading does, with `unchanged` as unchanged sources of the previous version; `sightings` by the
    names of sources."""
    named = [(item, sha256(item.source_name.encode()).hexdigest()) for item in (*reports, *unchanged)]
    rows = [
        {
            "source_name": item.source_name,
            "outcome": "loaded",
            "report_ids": [report_id(item, digest)],
            "sighting": (sightings or {}).get(item.source_name),
        }
        for item, digest in named
    ]
    sources = pa.Table.from_pylist(rows, schema=schemas()["sources"])
    staging = Staging(folder / "staging")
    staging.add(reports_to_tables(named[: len(reports)]) | {"sources": sources})
    staging.close()
    return staging.folder


def build(
    folder: Path,
    reports: Sequence[Report],
    previous: Path | None = None,
    unchanged: Sequence[Report] = (),
    sightings: Sightings | None = None,
) -> Path:
    """Build a database version of `reports`; those of `unchanged` come from the version `previous`."""
    path = folder / "disclosure.000001.duckdb"
    full_build.build(path, stage(folder, reports, unchanged, sightings), RUN, previous)
    return path


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(sql).fetchall()
