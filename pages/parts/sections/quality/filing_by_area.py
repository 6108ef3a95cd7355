"""Reports filed of those expected, one row per region, level or agency type and one column per year."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import heat
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.shared.filing_reports import filing_reports, led_count
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, joined, words
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_MAX_ROWS = measure_frames.MAX_ROWS
_MAX_NAMES = 3
_NOT_FILED_WELL = ("missing", "late", "with_errors", "unreadable")
_COUNTS = ("expected", "filed", *_NOT_FILED_WELL)


def filing_by_area(view: View) -> None:
    """Draw the card; the reader chooses the grouping if there are several."""
    with chart_card.frame("quality_areas"):
        by = _choose_grouping(view)
        counts = view.ask("filing_counts", by=by)
        names = view.names(by, list(counts["key"].unique()))
        card = Card(
            key="quality_areas",
            title=view.text("title.filing_areas", by=view.text(f"by.{by}")),
            sentence=_sentence(view, counts, names),
            figure=_figure(view, counts, names),
            table=_table(counts, names),
            by=by,
            notes=(view.text("filing.grid_note"), *measure_frames.truncation_note(view, len(names))),
            definition=(view.text("chart.expected"), view.text("filing.states")),
            drilldown=lambda point: filing_reports(view, by, point),
        )
        chart_card.draw_content(view, card)


def _choose_grouping(view: View) -> str:
    """The level of regions just below the selected one, levels or types: those of which there are several."""
    counts = view.ask("filing_groups").iloc[0]
    options = [_region_level(view, counts)] if counts["areas"] > 1 else []
    options += [by for by, n in (("level", counts["levels"]), ("kind", counts["kinds"])) if n > 1]
    if len(options) < 2:
        return options[0] if options else "area"
    names = {by: view.text(f"by.{by}") for by in options}
    return url_state.segmented("quality-by", view.text("pick.by"), options, names)


def _region_level(view: View, counts: pd.Series) -> str:
    if not view.selection.province and counts["provinces"] > 1:
        return "province"
    if not view.selection.city and counts["cities"] > 1:
        return "city"
    return "area"


def _figure(view: View, counts: pd.DataFrame, names: dict[str, str]) -> Chart | None:
    """The groups with the lowest share filed, in the order of their keys."""
    shares = (counts["filed"] / counts["expected"]).groupby(counts["key"]).mean()
    keys = sorted(shares.sort_values().index[:_MAX_ROWS])
    if not keys:
        return None
    cells = {}
    for row in counts[counts["key"].isin(keys)].itertuples():
        states = " · ".join(
            f"{view.text(f'state_name.{state}')} {getattr(row, state):,}" for state in _NOT_FILED_WELL
        )
        fraction = f"{row.filed}/{row.expected}"
        cells[row.key, row.year] = heat.Cell(
            fraction if row.missing else f"{row.filed}",
            f"<b>{names[row.key]}</b> {row.year}<br>{fraction}<br>{states}",
            row.filed / row.expected,
        )
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    return heat.grid({key: names[key] for key in keys}, years, cells, view.palette)


def _table(counts: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    table = counts.assign(name=counts["key"].map(names), share=counts["filed"] / counts["expected"])
    return table.rename(columns={"key": "code"})[["year", "code", "name", *_COUNTS, "share"]]


def _sentence(view: View, counts: pd.DataFrame, names: dict[str, str]) -> Sentence:
    now = counts[counts["year"] == view.year]
    if now.empty:
        return view.sentence("sentence.filing_none", view.year)
    totals = {
        name: led_count(number_format.whole(now[name].sum()), None, view.year, name)
        for name in ("expected", "filed", "missing")
    }
    worst = now[now["missing"] > 0].sort_values(["missing", "key"], ascending=[False, True]).head(_MAX_NAMES)
    if worst.empty:
        return view.sentence("sentence.filing", view.year, **totals)
    listed = [
        joined(" ", (words(names[row.key]), led_count(row.missing, row.key, view.year, "missing")))
        for row in worst.itertuples()
    ]
    return view.sentence(
        "sentence.filing_areas", view.year, names=joined(view.text("list.comma"), listed), **totals
    )
