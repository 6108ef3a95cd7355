"""The state of every agency's report by year, one page of agencies at a time."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.charts import status_matrix
from pages.parts.charts.base.builder import Chart
from pages.parts.export import card_download
from pages.parts.sections.shared.filing_reports import filing_reports, state_label
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.led_figures import led
from pages.parts.widgets import chart_card, pager
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence

_PER_PAGE = 40
_NAME_WIDTH = 18
_NAME_END = 8
_ORDERS = ("gravest", "place")


def filing_matrix(view: View) -> None:
    """Draw the matrix; the reader filters by name and state, and a click shows the report behind a cell."""
    with chart_card.frame("quality_matrix"):
        typed, state, order = _choices(view)
        choice: dict[str, Any] = {"sought": typed, "state": state, "order": order}
        agencies = view.ask("filing_matrix", **choice, most=_PER_PAGE, offset=0)
        total = int(agencies["found"].iloc[0]) if len(agencies) else 0
        page = pager.page(view, "quality-page", total, _PER_PAGE)
        if page:
            agencies = view.ask("filing_matrix", **choice, most=_PER_PAGE, offset=page * _PER_PAGE)
        chart_card.draw_content(view, _card(view, agencies, total, typed, state))
        if total > len(agencies):
            with st.container(horizontal=True, vertical_alignment="center", key="tools_all_filing"):
                st.caption(view.text("filing.all", n=f"{total:,}"), width="stretch")
                title = view.text("title.filing_matrix")
                card_download.buttons(view, lambda: _all_reports(view, typed, state), "filing_all", title)


def _choices(view: View) -> tuple[str, str, str]:
    """Part of a name, state and order."""
    left, middle, right = st.columns([3, 2, 2])
    with left:
        typed = url_state.text_field(
            "quality-find", view.text("filter.search"), view.text("filter.search_hint")
        )
    with middle:
        states = {state: state_label(view, state) for state in status_matrix.STATES}
        label, every = view.text("filing.only"), view.text("filter.all")
        state = url_state.select("quality-state", label, list(states), states, every)
    with right:
        orders = {order: view.text(f"order.{order}") for order in _ORDERS}
        order = url_state.select("quality-order", view.text("filing.order"), _ORDERS, orders)
    return typed, state or "", order or _ORDERS[0]


def _card(view: View, agencies: pd.DataFrame, total: int, typed: str, state: str) -> Card:
    page, gaps = frozenset(agencies["key"]), agencies["missing"] > 0
    counts = {"n": total, "shown": len(page), "gaps": int(gaps.sum())}
    figures = {name: led(f"{count:,}", asks=name) for name, count in counts.items()}
    legend = "　".join(state_label(view, state) for state in status_matrix.STATES)
    return Card(
        key="quality_matrix",
        title=view.text("title.filing_matrix"),
        sentence=view.sentence("sentence.filing_matrix", **figures),
        figure=_figure(view, agencies) if len(agencies) else None,
        table=_table(view, agencies),
        notes=(legend, view.text("filing.blank")),
        hints=(view.text("filing.click"),),
        definition=(view.text("chart.expected"), view.text("filing.states")),
        drilldown=lambda point: filing_reports(view, "agency", point),
        questions={
            "n": lambda: _counted(view, typed, state, None),
            "shown": lambda: _counted(view, typed, state, page),
            "gaps": lambda: _counted(view, typed, state, page, "missing"),
        },
    )


def _figure(view: View, agencies: pd.DataFrame) -> Chart:
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    states, hover_texts = (pd.DataFrame("", index=agencies["key"], columns=years) for _ in range(2))
    for row in agencies.itertuples():
        for year, state in zip(row.years, row.states, strict=True):
            states.at[row.key, year] = state
            hover_texts.at[row.key, year] = f"<b>{row.agency}</b> {year}<br>{state_label(view, state)}"
    names = [_short_name(name) for name in agencies["agency"]]
    return status_matrix.matrix(states, hover_texts, names, list(agencies["key"]), view.palette)


def _table(view: View, agencies: pd.DataFrame) -> pd.DataFrame:
    """One row per agency and year."""
    lines = [
        (year, row.key, row.agency, row.area, view.text(f"state_name.{state}"))
        for row in agencies.itertuples()
        for year, state in zip(row.years, row.states, strict=True)
    ]
    return pd.DataFrame(lines, columns=["year", "agency_id", "agency", "area", "state"])


def _all_reports(view: View, typed: str, state: str) -> pd.DataFrame:
    """Every expected report of the agencies that the filters leave, for the download."""
    reports = view.ask("filing_all", sought=typed, state=state)
    kinds = view.names("kind", list(reports["kind"].dropna().unique()))
    return reports.assign(
        state=[view.text(f"state_name.{name}") for name in reports["state"]],
        level=[view.text(f"level.{level}") if level else "" for level in reports["level"]],
        kind=reports["kind"].map(kinds),
        published_on=reports["published_on"].dt.strftime("%Y-%m-%d"),
    )


def _counted(view: View, typed: str, state: str, page: Container[str] | None, part: str = "") -> Evidence:
    """The expected reports of the agencies that the filters leave, of those on the page alone, or those in one state."""
    reports = view.ask("filing_all", sought=typed, state=state)
    is_meant = reports["agency_id"].map(lambda key: page is None or key in page)
    rows = reports[is_meant & reports["state"].eq(part or reports["state"])]
    rows = rows.assign(
        state=[view.text(f"state_name.{name}") for name in rows["state"]],
        published_on=rows["published_on"].dt.strftime("%Y-%m-%d"),
    )
    columns = ["agency", "year", "state", "errors", "published_on", "agency_id", "report_id"]
    agencies = f"{rows['agency_id'].nunique():,}"
    caption = view.text("filing.behind_agencies", agencies=agencies, n=f"{len(rows):,}")
    return Evidence(rows[columns].reset_index(drop=True), caption)


def _short_name(name: str) -> str:
    """A long name without its middle: region and type remain."""
    if len(name) <= _NAME_WIDTH:
        return name
    return f"{name[: _NAME_WIDTH - _NAME_END - 1]}…{name[-_NAME_END:]}"
