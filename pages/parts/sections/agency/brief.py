"""Two pages for the head of office: one HTML file that needs nothing else, to be printed or sent on."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import svg
from pages.parts.data import dictionary
from pages.parts.sections.agency import former_names, peer_position, year_changes
from pages.parts.sections.shared import report_form
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.widgets import official_form

_STYLE = (Path(__file__).parent / "brief.css").read_text(encoding="utf-8")
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
_MOST_FINDINGS = 8


def button(view: View, agency: AgencyYear) -> None:
    """The brief is made only when it is asked for, outside this page's session: its link is taken here."""
    place, link = peer_position.default_area(view, agency), view.permalink()
    st.download_button(
        view.text("brief.button"),
        lambda: html(view, agency, place, link).encode("utf-8"),
        f"{agency.agency_id}_{agency.year}_v{view.opened.version}.html",
        "text/html",
        key="brief",
        on_click="ignore",
        icon=":material/print:",
        help=view.text("brief.help"),
        disabled=agency.report is None,
    )


def html(view: View, agency: AgencyYear, place: str, link: str) -> str:
    """The whole file."""
    title = view.text("brief.title", name=agency.name, year=agency.year)
    first = [_head(view, agency, title, link), _lines(view, agency), _spine(view, agency, place)]
    second = [_findings(view, agency), _changes(view, agency), _form(view, agency)]
    return (
        f'<!doctype html><html lang="{view.language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><section>{''.join(first)}</section><section>{''.join(second)}</section></body></html>"
    )


def _head(view: View, agency: AgencyYear, title: str, link: str) -> str:
    now = agency.newest
    place = "".join(dict.fromkeys(part for part in (now["province"], now["city"], now["county"]) if part))
    years = "  ".join(f"{former_names.MARKS[row.state]}{row.year}" for row in agency.years.itertuples())
    legend = "  ".join(
        f"{mark} {view.text(f'body.{state}')}"
        for state, mark in former_names.MARKS.items()
        if state in set(agency.years["state"])
    )
    synthetic = f'<p class="warn">{escape(view.text("brief.synthetic"))}</p>' if now["synthetic"] else ""
    lines = [
        place,
        view.text(f"scope.{now['scope']}"),
        *(line.replace("\\", "") for line in former_names.sentences(view, agency)),
    ]
    version = view.text("brief.origin", version=view.opened.version, date=view.opened.published_at)
    origin = f"{version} {link}"
    return (
        f"<h1>{escape(title)}</h1>{synthetic}<p>{escape(' · '.join(line for line in lines if line))}</p>"
        f'<p class="years">{escape(years)}<br><small>{escape(legend)}</small></p><p class="origin">{escape(origin)}</p>'
    )


def _lines(view: View, agency: AgencyYear) -> str:
    cells = []
    for key in _LINES:
        if key not in dictionary.measures(view.opened):
            continue
        measure, frame = view.measure(key), measure_frames.fetch(view, key)
        now = measure_frames.row_of_year(frame, agency.year)
        if now is None:
            continue
        drawn = svg.line(list(frame["year"]), list(frame["plotted"]), list(view.breaks(key)))
        label, figure = (
            escape(measure.label(view.language)),
            escape(measure_frames.display_text(view, measure, now)),
        )
        cells.append(f"<div><b>{label}</b><br>{figure}{drawn}</div>")
    return f'<h2>{escape(view.text("brief.lines"))}</h2><div class="lines">{"".join(cells)}</div>'


def _spine(view: View, agency: AgencyYear, place: str) -> str:
    rows = peer_position.positions(view, agency, place)
    where = view.text(f"spine.{place}", n=int(rows["peers"].max()) if len(rows) else 0)
    heads = (
        agency.name if len(agency.name) <= 16 else view.text("spine.own"),
        "P10 – P25 – P50 – P75 – P90",
        "P50",
    )
    note = view.text("spine.note", fewest=COUNTS_ONLY_BELOW, peers=peer_position.FEWEST_PEERS)
    return (
        f"<h2>{escape(view.text('brief.peers', where=where))}</h2><p>{escape(peer_position.sentence(view, rows))}</p>"
        f"{svg.spine(rows, heads)}<p><small>{escape(note)}</small></p>"
    )


def _findings(view: View, agency: AgencyYear) -> str:
    frame = report_form.findings(view, agency)
    items = [
        f"<li>{official_form.SIGNS[row.severity]} {escape(view.text(f'severity.{row.severity}'))}: "
        f"{escape(row.hover_text)}</li>"
        for row in frame.head(_MOST_FINDINGS).itertuples()
    ]
    more = (
        f"<p>{escape(view.text('brief.more', n=len(frame) - _MOST_FINDINGS))}</p>"
        if len(frame) > _MOST_FINDINGS
        else ""
    )
    none = f"<p>{escape(view.text('body.findings_none', year=agency.year))}</p>" if frame.empty else ""
    return (
        f"<h2>{escape(view.text('brief.findings', n=len(frame)))}</h2><ul>{''.join(items)}</ul>{none}{more}"
    )


def _changes(view: View, agency: AgencyYear) -> str:
    frame = year_changes.rows(view, agency)
    frame = frame[frame["change"].fillna(0) != 0].sort_values("relative", ascending=False).head(6)
    if frame.empty:
        return ""
    rows = "".join(
        f"<tr><td>{escape(row.measure)}</td><td>{escape(row.before_text)}</td><td>{escape(row.now_text)}</td><td>{escape(row.change_text)}</td></tr>"
        for row in frame.itertuples()
    )
    heads = "".join(
        f"<th>{escape(text)}</th>"
        for text in (
            view.text("column.measure"),
            str(agency.year - 1),
            str(agency.year),
            view.text("column.change"),
        )
    )
    return f"<h2>{escape(view.text('brief.changes'))}</h2><table class='plain'><tr>{heads}</tr>{rows}</table>"


def _form(view: View, agency: AgencyYear) -> str:
    frame: pd.DataFrame = report_form.cells(view, agency)
    drawn = official_form.tables(
        frame, report_form.findings(view, agency), report_form.form_texts(view), plain=True
    )
    return f'<div class="form">{drawn}</div>'
