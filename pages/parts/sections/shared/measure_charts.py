"""One measure over years and over what can be compared: the cards that every page has."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import bars, heat, trend
from pages.parts.charts.base.builder import Chart
from pages.parts.data.dictionary import Measure
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import chart_card, choices, data_table
from pages.parts.widgets.chart_card import Card


@chart_card.fragment
def over_years(view: View, name: str, keys: Sequence[str], title: str = "title.over_years") -> None:
    """A line a measure, all of one unit. `title` is a key of the texts."""
    chart_card.draw(view, _over_years(view, f"{view.page}_{name}", tuple(keys), title))


@chart_card.fragment
def one_over_years(view: View, name: str, keys: Sequence[str]) -> None:
    """One measure over the years; the reader picks which."""
    with chart_card.frame(f"{view.page}_{name}"):
        key = choices.measure(view, name, keys)
        chart_card.draw_content(view, _over_years(view, f"{view.page}_{name}", (key,), "title.over_years"))


@chart_card.fragment
def over_groups(view: View, name: str, keys: Sequence[str]) -> None:
    """One measure of the last year by place, kind or body; the reader picks the measure and the grouping."""
    with chart_card.frame(f"{view.page}_{name}"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key, by = choices.measure(view, name, keys), choices.grouping(view, name)
        chart_card.draw_content(view, _over_groups(view, name, key, by))


@chart_card.cached
def _over_groups(view: View, name: str, key: str, by: str) -> Card:
    measure, frame = (
        view.measure(key),
        measure_frames.sorted_for_chart(measure_frames.fetch(view, key, by, view.year)),
    )
    label = measure.label(view.language)
    title = view.text("title.over_groups", measure=label, by=view.text(f"by.{by}"), year=view.year)
    return Card(
        key=f"{view.page}_{name}",
        title=captions.title_with_unit(view, title, measure),
        sentence=captions.ranking(view, measure, frame),
        figure=_compared(view, measure, frame),
        table=data_table.tidy(view, frame, measure, by),
        measures=(key,),
        by=by,
        year=view.year,
        taken_in=int(frame["taken_in"].sum()),
        reports=int(frame["reports"].sum()),
        notes=(
            *measure_frames.truncation_note(view, len(frame)),
            *([view.text("chart.small_numbers")] if measure.kind == "rate" else []),
        ),
    )


@chart_card.fragment
def over_groups_and_years(view: View, name: str, keys: Sequence[str]) -> None:
    """One measure as a grid of places (or kinds, or bodies) and years."""
    with chart_card.frame(f"{view.page}_{name}"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key, by = choices.measure(view, name, keys), choices.grouping(view, name)
        chart_card.draw_content(view, _over_groups_and_years(view, name, key, by))


@chart_card.cached
def _over_groups_and_years(view: View, name: str, key: str, by: str) -> Card:
    measure, frame = view.measure(key), measure_frames.fetch(view, key, by)
    label = measure.label(view.language)
    title = view.text("title.grid", measure=label, by=view.text(f"by.{by}"))
    return Card(
        key=f"{view.page}_{name}",
        title=captions.title_with_unit(view, title, measure),
        sentence=captions.grid(view, measure, frame, by),
        figure=_grid(view, measure, frame, by),
        table=data_table.tidy(view, frame, measure, by),
        measures=(key,),
        by=by,
        taken_in=int(frame["taken_in"].sum()),
        reports=int(frame["reports"].sum()),
        notes=(
            view.text("chart.shades"),
            *measure_frames.truncation_note(view, frame["key"].nunique(), measure_frames.MAX_GRID_ROWS),
        ),
    )


@chart_card.cached
def _over_years(view: View, card: str, keys: tuple[str, ...], title: str) -> Card:
    frames = {
        key: measure_frames.with_texts(view, view.measure(key), measure_frames.fetch(view, key))
        for key in keys
    }
    measures = [view.measure(key) for key in keys]
    series = {
        view.measure(key).label(view.language): frame
        for key, frame in frames.items()
        if frame["plotted"].notna().any()
    }
    percent = measures[0].kind in ("rate", "ratio")
    names = view.text("list.comma").join(measure.label(view.language) for measure in measures)
    first = frames[keys[0]]
    on_form = first[first["taken_in"] > 0]
    # of measures that follow each other over the forms, the one that the last year has
    said = next(
        (
            key
            for key, frame in frames.items()
            if frame.loc[frame["year"] == view.year, "plotted"].notna().any()
        ),
        keys[0],
    )
    return Card(
        key=card,
        title=captions.title_with_unit(view, view.text(title, measure=names), measures[0]),
        sentence=captions.trend(view, view.measure(said), frames[said]),
        figure=trend.lines(
            series, view.breaks(*keys), measure_frames.partial_coverage(view, first), view.palette, percent
        )
        if series
        else None,
        table=pd.concat(
            [data_table.tidy(view, frames[key], view.measure(key)) for key in keys], ignore_index=True
        ),
        measures=keys,
        taken_in=int(on_form["taken_in"].sum()),
        reports=int(on_form["reports"].sum()),
        expected=measure_frames.expected_reports(view, measures[0], first),
        notes=_not_on_form(view, frames[keys[0]], measures[0]),
    )


def _not_on_form(view: View, frame: pd.DataFrame, measure: Measure) -> tuple[str, ...]:
    """Which years have no such figure at all, because their form does not ask for it."""
    years = frame.loc[frame["taken_in"] == 0, "year"]
    if years.empty:
        return ()
    said = view.text("list.comma").join(str(year) for year in years)
    return (view.text("chart.not_on_form", years=said, measure=measure.label(view.language)),)


def _compared(view: View, measure: Measure, frame: pd.DataFrame) -> Chart | None:
    """Dots with intervals for rates, with the rate of all together; bars for the rest."""
    if not frame["taken_in"].sum():
        return None
    drawn = measure_frames.with_texts(view, measure, frame.head(measure_frames.MAX_ROWS)).rename(
        columns={"name": "label"}
    )
    if measure.kind != "rate":
        return bars.ranked(drawn, view.palette)
    whole = measure_frames.row_of_year(measure_frames.fetch(view, measure.key, year=view.year), view.year)
    together = whole["value"] if whole is not None and whole["status"] == "full" else None
    return bars.intervals(
        drawn, view.palette, together, view.text("chart.all_together", value=number_format.rate(together))
    )


def _grid(view: View, measure: Measure, frame: pd.DataFrame, by: str) -> Chart | None:
    """Rows by size of what the measure counts, largest first."""
    if not frame["plotted"].notna().any():
        return None
    size = frame.groupby("key")["denominator" if measure.denominator else "numerator"].sum()
    order = list(size.sort_values(ascending=False).index[: measure_frames.MAX_GRID_ROWS])
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    owed = view.ask("expected_by", by=by)
    missing = heat.Cell(view.text("status.not_filed"), view.text("status.not_filed"))
    cells = {(key, year): heat.Cell("", view.text("status.not_expected")) for key in order for year in years}
    cells |= {(row.key, row.year): missing for row in owed[owed["key"].isin(order)].itertuples()}
    cells |= {
        (row.key, row.year): heat.Cell(
            measure_frames.short_text(view, measure, row),
            measure_frames.hover_text(view, measure, row),
            row.plotted,
        )
        for row in frame[frame["key"].isin(order)].itertuples()
    }
    names = view.names(by, order)
    return heat.grid({key: names.get(key, key) for key in order}, years, cells, view.palette)
