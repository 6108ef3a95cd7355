"""The brief for the head of an office: two printed pages in one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import svg
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.sections.agency import former_names, peer_position, year_changes
from pages.parts.sections.shared import report_form
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.text import led_figures, number_format
from pages.parts.text.templates import render
from pages.parts.widgets import official_form

_LINES = (
    "applications_received",
    "applications_concluded",
    "disclosure_rate",
    "refusal_rate",
    "unavailable_rate",
    "carry_over_rate",
    "reviews",
    "suits",
)
_MAX_FINDINGS, _MAX_CHANGES, _MAX_STATED, _LONG_NAME = 8, 6, 8, 16


def html(view: View, agency: AgencyYear, area: str, link: str) -> str:
    """The whole file; `area` is where the peers are taken from, `link` leads back to the page."""
    return render(
        "sections/agency/brief.html",
        language=view.language,
        title=view.text("brief.title", name=agency.name, year=agency.year),
        **head(view, agency)._asdict(),
        origin=f"{view.text('brief.origin', version=view.opened.version, date=view.opened.published_at)} {link}",
        lines_heading=view.text("brief.lines"),
        lines=list(lines(view, agency)),
        stated=stated(view, agency),
        peers=_peers(view, agency, area),
        findings=findings(view, agency),
        changes=changes(view, agency),
        form=official_form.render(
            report_form.cells(view, agency),
            report_form.findings(view, agency),
            report_form.form_texts(view),
            plain=True,
        ),
    )


class Head(NamedTuple):
    """Who the agency is, the state of its report in each year with the meaning of the marks, and whether it is synthetic."""

    synthetic: str
    agency: list[str]
    years: str
    legend: str


def head(view: View, agency: AgencyYear) -> Head:
    """The head of a brief."""
    newest, marks = agency.newest, former_names.MARKS
    region = "".join(dict.fromkeys(filter(None, (newest["province"], newest["city"], newest["county"]))))
    names = [line.replace("\\", "") for line in former_names.sentences(view, agency)]
    states = set(agency.years["state"])
    return Head(
        view.text("brief.synthetic") if newest["synthetic"] else "",
        list(filter(None, [region, view.text(f"scope.{newest['scope']}"), *names])),
        "  ".join(f"{marks[row.state]}{row.year}" for row in agency.years.itertuples()),
        "  ".join(f"{mark} {view.text(f'body.{state}')}" for state, mark in marks.items() if state in states),
    )


class Line(NamedTuple):
    """A measure that the agency states: its label, its figure, and its line over the years."""

    measure: Measure
    label: str
    figure: str
    drawing: str


def lines(view: View, agency: AgencyYear) -> Iterator[Line]:
    """The main measures that the agency states."""
    for key in _LINES:
        if key not in dictionary.measures(view.opened):
            continue
        measure, frame = view.measure(key), measure_frames.fetch(view, key)
        row = measure_frames.row_of_year(frame, agency.year)
        if row is not None:
            figure = measure_frames.display_text(view, measure, row)
            drawing = svg.line(list(frame["year"]), list(frame["plotted"]), list(view.breaks(key)))
            yield Line(measure, measure.label(view.language), figure, drawing)


def stated(view: View, agency: AgencyYear) -> dict[str, Any]:
    """What the report states of its own year in words, each once, with the words."""
    report = "" if agency.report is None else str(agency.report["report_id"])
    frame = view.ask("agency_stated", report=report)
    frame = frame[frame["period"] == "year"].drop_duplicates(["item_key", "amount", "unit", "subject"])
    lines = [
        {
            "label": row["label_zh" if view.language == "zh" else "label_en"],
            "figure": f"“{number_format.whole(row['amount'])}”",
            "quote": " ".join(str(row["quote"]).split()),
        }
        for _, row in frame.head(_MAX_STATED).iterrows()
    ]
    return {
        "heading": view.text("brief.stated", n=len(frame)),
        "lines": lines,
        "note": view.text("brief.more", n=len(frame) - _MAX_STATED) if len(frame) > _MAX_STATED else "",
    }


def peer_rows(view: View, agency: AgencyYear, area: str) -> tuple[pd.DataFrame, str, str]:
    """The agency among its peers (rows of peer_position), where these are, and the agency's name if it has room."""
    rows = peer_position.positions(view, agency, area)
    where = view.text(f"spine.{area}", n=int(rows["peers"].max()) if len(rows) else 0)
    return rows, where, agency.name if len(agency.name) <= _LONG_NAME else view.text("spine.own")


def peer_note(view: View, rows: pd.DataFrame) -> str:
    """What the chart of peers leaves out."""
    note = view.text("spine.note", fewest=COUNTS_ONLY_BELOW, peers=peer_position.FEWEST_PEERS)
    return " ".join((note, *peer_position.slip_note(view, rows)))


def _peers(view: View, agency: AgencyYear, area: str) -> dict[str, object]:
    rows, where, name = peer_rows(view, agency, area)
    return {
        "heading": view.text("brief.peers", where=where),
        "sentence": led_figures.plain(peer_position.sentence(view, rows)),
        "drawing": svg.spine(rows, (name, "P10 – P25 – P50 – P75 – P90", "P50")),
        "note": peer_note(view, rows),
    }


def findings(view: View, agency: AgencyYear) -> dict[str, Any]:
    """The gravest findings, and how many more there are."""
    frame = report_form.findings(view, agency)
    notes = []
    if frame.empty:
        notes.append(view.text("body.findings_none", year=agency.year))
    if len(frame) > _MAX_FINDINGS:
        notes.append(view.text("brief.more", n=len(frame) - _MAX_FINDINGS))
    return {
        "heading": view.text("brief.findings", n=len(frame)),
        "rows": [_finding(view, row) for row in frame.head(_MAX_FINDINGS).itertuples()],
        "notes": notes,
    }


def _finding(view: View, row: Any) -> str:
    severity = view.text(f"severity.{row.severity}")
    return f"{official_form.SIGNS[row.severity]} {severity}: {row.hover_text}"


def changes(view: View, agency: AgencyYear) -> dict[str, Any]:
    """The largest changes since the year before, relative to it."""
    frame = year_changes.rows(view, agency)
    frame = frame[frame["change"].fillna(0) != 0].sort_values("relative", ascending=False).head(_MAX_CHANGES)
    years = (str(agency.year - 1), str(agency.year))
    return {
        "heading": view.text("brief.changes"),
        "heads": [view.text("column.measure"), *years, view.text("column.change")],
        "rows": frame[["measure", "before_text", "now_text", "change_text"]].to_numpy().tolist(),
    }
