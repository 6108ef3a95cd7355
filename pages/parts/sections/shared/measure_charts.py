"""Cards of one or several measures over years and over groups, which every page of figures has."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.parts.analysis import captions, comparable_years, doubtful, measure_frames
from pages.parts.charts import bars, heat, trend
from pages.parts.charts.base.builder import Chart
from pages.parts.data.dictionary import Measure
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import chart_card, choices, data_table
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Bodies


@chart_card.fragment
def over_years(view: View, name: str, keys: Sequence[str], title: str = "title.over_years") -> None:
    """Draw one line per measure, all of one unit; `title` is a text key."""
    chart_card.draw(view, _over_years(view, f"{view.page}_{name}", tuple(keys), title))


@chart_card.fragment
def one_over_years(view: View, name: str, keys: Sequence[str]) -> None:
    """Draw one measure over the years; the reader chooses which, and whether figures of a doubtful unit count."""
    with chart_card.frame(f"{view.page}_{name}"):
        key, is_without = choices.measure(view, name, keys), False
        if len(doubtful.of_measure(view, key)):
            names = {option: view.text(f"doubtful.{option}_option") for option in ("with", "without")}
            chosen = url_state.segmented(
                f"{view.page}-{name}-doubtful", view.text("doubtful.choice"), list(names), names
            )
            is_without = chosen == "without"
        card = _over_years(view, f"{view.page}_{name}", (key,), "title.over_years", is_without)
        chart_card.draw_content(view, card)


@chart_card.fragment
def over_groups(view: View, name: str, keys: Sequence[str]) -> None:
    """Draw one measure of the last year by region, type or agency; the reader chooses measure and grouping."""
    with chart_card.frame(f"{view.page}_{name}"):
        key, by = _measure_and_grouping(view, name, keys)
        chart_card.draw_content(view, _over_groups(view, name, key, by))


@chart_card.fragment
def over_groups_and_years(view: View, name: str, keys: Sequence[str]) -> None:
    """Draw one measure as a grid, one row per group and one column per year."""
    with chart_card.frame(f"{view.page}_{name}"):
        key, by = _measure_and_grouping(view, name, keys)
        chart_card.draw_content(view, _over_groups_and_years(view, name, key, by))


def _measure_and_grouping(view: View, name: str, keys: Sequence[str]) -> tuple[str, str]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return choices.measure(view, name, keys), choices.grouping(view, name)


@chart_card.cached
def _over_groups(view: View, name: str, key: str, by: str) -> Card:
    measure = view.measure(key)
    frame = measure_frames.sorted_for_chart(measure_frames.fetch(view, key, by, view.year))
    label = measure.label(view.language)
    title = view.text("title.over_groups", measure=label, by=view.text(f"by.{by}"), year=view.year)
    return Card(
        key=f"{view.page}_{name}",
        title=captions.title_with_unit(view, title, measure),
        sentence=captions.ranking(view, measure, frame),
        figure=_group_figure(view, measure, frame),
        table=data_table.tidy(view, frame, measure, by),
        measures=(key,),
        by=by,
        year=view.year,
        taken_in=int(frame["taken_in"].sum()),
        reports=int(frame["reports"].sum()),
        contradictory=int(frame["contradictory"].sum()),
        notes=(
            *measure_frames.truncation_note(view, len(frame)),
            *([view.text("chart.small_numbers")] if measure.kind == "rate" else []),
        ),
        questions={captions.RANKED: Bodies(captions.ranked_bodies(frame))},
    )


@chart_card.cached
def _over_groups_and_years(view: View, name: str, key: str, by: str) -> Card:
    measure, frame = view.measure(key), measure_frames.fetch(view, key, by)
    title = view.text("title.grid", measure=measure.label(view.language), by=view.text(f"by.{by}"))
    return Card(
        key=f"{view.page}_{name}",
        title=captions.title_with_unit(view, title, measure),
        sentence=captions.grid(view, measure, frame, by),
        figure=_grid_figure(view, measure, frame, by),
        table=data_table.tidy(view, frame, measure, by),
        measures=(key,),
        by=by,
        taken_in=int(frame["taken_in"].sum()),
        reports=int(frame["reports"].sum()),
        contradictory=int(frame["contradictory"].sum()),
        notes=(
            view.text("chart.shades"),
            *measure_frames.truncation_note(view, frame["key"].nunique(), measure_frames.MAX_GRID_ROWS),
        ),
        across="year",
    )


@chart_card.cached
def _over_years(view: View, card: str, keys: tuple[str, ...], title: str, is_without: bool = False) -> Card:
    measures = [view.measure(key) for key in keys]
    doubts = {key: doubtful.of_measure(view, key) for key in keys}
    frames = {measure.key: _frame(view, measure, doubts[measure.key], is_without) for measure in measures}
    names = view.text("list.comma").join(measure.label(view.language) for measure in measures)
    first = measure_frames.fetch(view, keys[0])
    on_form = first[measure_frames.asked(view, measures[0], first)]
    described = view.measure(_key_with_last_year(view, frames))
    return Card(
        key=card,
        title=captions.title_with_unit(view, view.text(title, measure=names), measures[0]),
        sentence=captions.trend(view, described, frames[described.key], is_without),
        figure=_year_figure(view, frames),
        table=pd.concat(
            [data_table.tidy(view, frames[key], view.measure(key)) for key in keys], ignore_index=True
        ),
        measures=keys,
        taken_in=int(on_form["taken_in"].sum()),
        reports=int(on_form["reports"].sum()),
        contradictory=int(on_form["contradictory"].sum()),
        expected=measure_frames.expected_reports(view, measures[0], first),
        notes=(
            *_not_on_form(view, first, measures[0]),
            *(line for key in keys for line in doubtful.note(view, doubts[key], is_without)),
            *comparable_years.note(view),
        ),
        without=tuple(doubts[keys[0]]["report_id"]) if is_without else (),
        across="year" if len(keys) > 1 else "",
    )


def _frame(view: View, measure: Measure, doubts: pd.DataFrame, is_without: bool) -> pd.DataFrame:
    """The measure by year, figures of a doubtful unit left out or marked."""
    frame = measure_frames.fetch(view, measure.key)
    if len(doubts):
        frame = doubtful.without(frame, doubts) if is_without else doubtful.marked(view, frame, doubts)
    return measure_frames.with_texts(view, measure, frame)


def _key_with_last_year(view: View, frames: dict[str, pd.DataFrame]) -> str:
    """The first measure that has a value in the last year: of measures that replace each other, the current one."""
    for key, frame in frames.items():
        if frame.loc[frame["year"] == view.year, "plotted"].notna().any():
            return key
    return next(iter(frames))


def _not_on_form(view: View, frame: pd.DataFrame, measure: Measure) -> tuple[str, ...]:
    """A note on the years in which no report states the measure, because the form does not ask for it."""
    years = frame.loc[frame["taken_in"] + frame["contradictory"] == 0, "year"]
    if years.empty:
        return ()
    listed = view.text("list.comma").join(str(year) for year in years)
    return (view.text("chart.not_on_form", years=listed, measure=measure.label(view.language)),)


def _year_figure(view: View, frames: dict[str, pd.DataFrame]) -> Chart | None:
    series = {
        view.measure(key).label(view.language): frame
        for key, frame in frames.items()
        if frame["plotted"].notna().any()
    }
    if not series:
        return None
    first = next(iter(frames))
    percent = view.measure(first).kind in ("rate", "ratio")
    coverage = measure_frames.partial_coverage(view, frames[first])
    return trend.lines(series, comparable_years.breaks(view, *frames), coverage, view.palette, percent)


def _group_figure(view: View, measure: Measure, frame: pd.DataFrame) -> Chart | None:
    """Dots with intervals and the overall rate for rates; bars for other measures."""
    if not frame["taken_in"].sum():
        return None
    drawn = measure_frames.with_texts(view, measure, frame.head(measure_frames.MAX_ROWS))
    drawn = drawn.rename(columns={"name": "label"})
    if measure.kind != "rate":
        return bars.ranked(drawn, view.palette)
    total = measure_frames.row_of_year(measure_frames.fetch(view, measure.key, year=view.year), view.year)
    overall = total["value"] if total is not None and total["status"] == "full" else None
    label = view.text("chart.all_together", value=number_format.rate(overall))
    return bars.intervals(drawn, view.palette, overall, label)


def _grid_figure(view: View, measure: Measure, frame: pd.DataFrame, by: str) -> Chart | None:
    """The largest groups by what the measure counts, largest first; missing and not expected reports are marked."""
    if not frame["plotted"].notna().any():
        return None
    size = frame.groupby("key")["denominator" if measure.denominator else "numerator"].sum()
    order = list(size.sort_values(ascending=False).index[: measure_frames.MAX_GRID_ROWS])
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    expected = view.ask("expected_by", by=by)
    not_expected = heat.Cell("", view.text("status.not_expected"))
    missing = heat.Cell(view.text("status.not_filed"), view.text("status.not_filed"))
    cells = {(key, year): not_expected for key in order for year in years}
    cells |= {(row.key, row.year): missing for row in expected[expected["key"].isin(order)].itertuples()}
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
