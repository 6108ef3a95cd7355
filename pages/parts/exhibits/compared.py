"""One measure over years and over what can be compared: the cards that every page has."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.parts import address, labels, numbers, panel, tables
from pages.parts.charts import bars, heat, trend
from pages.parts.exhibits import figures
from pages.parts.labels import Measure
from pages.parts.panel import Exhibit
from pages.parts.view import View


@st.fragment
def over_years(view: View, name: str, keys: Sequence[str]) -> None:
    """A line a measure; all of one unit."""
    frames = {key: figures.rated(view, key) for key in keys}
    measures = [view.measure(key) for key in keys]
    percent = measures[0].kind in ("rate", "ratio")
    drawn = {key: frame for key, frame in frames.items() if frame["shown"].notna().any()}
    figure = None
    if drawn:
        series = {view.measure(key).label(view.language): frame for key, frame in drawn.items()}
        figure = trend.lines(series, view.breaks(*keys), view.palette, percent)
    table = pd.concat([tables.tidy(view, frames[key], view.measure(key)) for key in keys], ignore_index=True)
    first = frames[keys[0]]
    names = view.text("list.comma").join(measure.label(view.language) for measure in measures)
    panel.card(
        view,
        Exhibit(
            f"{view.page}_{name}", _titled(view, view.text("title.over_years", measure=names), measures[0]),
            _trend_sentence(view, measures[0], first), figure, table, keys,
            taken_in=int(first["taken_in"].sum()), reports=int(first["reports"].sum()),
        ),
    )  # fmt: skip


@st.fragment
def over_groups(view: View, name: str, keys: Sequence[str]) -> None:
    """One measure of the last year by place, kind or body; the reader picks the measure and the grouping."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = pick_measure(view, name, keys)
        by = pick_grouping(view, name)
    measure, frame = view.measure(key), figures.in_order(figures.rated(view, key, by, view.year))
    drawn = frame.head(figures.DRAWN).rename(columns={"name": "label"})
    whole = figures.by_year(figures.rated(view, key, year=view.year), view.year)
    if frame["taken_in"].sum() == 0:
        figure = None
    elif measure.kind == "rate":
        figure = bars.intervals(
            drawn, view.palette, None if whole is None else whole["value"],
            view.text("chart.all_together", value=numbers.rate(None if whole is None else whole["value"])),
        )  # fmt: skip
    else:
        figure = bars.ranked(drawn, view.palette)
    notes = [view.text("chart.first_only", shown=figures.DRAWN, n=len(frame))] if len(frame) > figures.DRAWN else []
    if measure.kind == "rate":
        notes.append(view.text("chart.small_numbers"))
    panel.card(
        view,
        Exhibit(
            f"{view.page}_{name}",
            _titled(view, view.text("title.over_groups", measure=measure.label(view.language), by=view.text(f"by.{by}"), year=view.year), measure),
            _ranking_sentence(view, measure, frame), figure, tables.tidy(view, frame, measure, by), (key,), by, view.year,
            int(frame["taken_in"].sum()), int(frame["reports"].sum()), notes,
        ),
    )  # fmt: skip


@st.fragment
def over_groups_and_years(view: View, name: str, keys: Sequence[str]) -> None:
    """One measure as a grid of places (or kinds, or bodies) and years."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = pick_measure(view, name, keys)
        by = pick_grouping(view, name)
    measure, frame = view.measure(key), figures.rated(view, key, by)
    order = frame.groupby("key")["numerator"].sum().sort_values(ascending=False).index[: figures.DRAWN]
    part = frame[frame["key"].isin(order)]
    years = list(range(view.scope.first_year, view.scope.last_year + 1))

    def pivoted(column: str) -> pd.DataFrame:
        return part.pivot(index="key", columns="year", values=column).reindex(index=order, columns=years)

    short = part.assign(cell=[_short(view, measure, row) for row in part.itertuples()])
    cells = short.pivot(index="key", columns="year", values="cell").reindex(index=order, columns=years)
    names = view.names(by, list(order))
    values = pivoted("shown")
    values.index = pd.Index([names[one] for one in order])
    figure = None
    if values.notna().any(axis=None):
        missing = view.text("status.not_filed")
        figure = heat.grid(values, cells.fillna(missing), pivoted("said").fillna(missing), list(order), view.palette)
    notes = [view.text("chart.shades")]
    if len(frame["key"].unique()) > figures.DRAWN:
        notes.append(view.text("chart.first_only", shown=figures.DRAWN, n=frame["key"].nunique()))
    panel.card(
        view,
        Exhibit(
            f"{view.page}_{name}",
            _titled(view, view.text("title.grid", measure=measure.label(view.language), by=view.text(f"by.{by}")), measure),
            view.text("sentence.grid", measure=measure.label(view.language), n=len(order), first=view.scope.first_year, last=view.scope.last_year),
            figure, tables.tidy(view, frame, measure, by), (key,), by, None,
            int(frame["taken_in"].sum()), int(frame["reports"].sum()), notes,
        ),
    )  # fmt: skip


def pick_measure(view: View, name: str, keys: Sequence[str]) -> str:
    """The measure that the reader picked for a card; the first by default. The choice is in the link."""
    labels_of = {key: view.measure(key).label(view.language) for key in keys}
    return address.select(f"{view.page}-{name}", view.text("pick.measure"), list(keys), labels_of) or keys[0]


def pick_grouping(view: View, name: str) -> str:
    options = figures.groupings(view)
    if len(options) == 1:
        return options[0]
    return address.switch(
        f"{view.page}-{name}-by", view.text("pick.by"), options, {by: view.text(f"by.{by}") for by in options}
    )


def _titled(view: View, title: str, measure: Measure) -> str:
    unit = labels.unit(measure, view.language)
    return f"{title} ({unit})" if unit else title


def _short(view: View, measure: Measure, row: object) -> str:
    """A cell of the grid: the rate alone, 3/7 where only counts hold."""
    status = row.status  # type: ignore[attr-defined]
    if status in ("not_stated", "none"):
        return view.text("status.not_stated_short") if status == "not_stated" else numbers.NONE
    if status == "counts_only":
        return numbers.fraction(row.numerator, row.denominator)  # type: ignore[attr-defined]
    if measure.kind in ("rate", "ratio"):
        return numbers.rate(row.value) + ("*" if status == "small" else "")  # type: ignore[attr-defined]
    return numbers.compact(row.value, view.language)  # type: ignore[attr-defined]


def _trend_sentence(view: View, measure: Measure, frame: pd.DataFrame) -> str:
    now, before = figures.by_year(frame, view.year), figures.by_year(frame, view.year - 1)
    label = measure.label(view.language)
    if now is None or now["shown"] != now["shown"]:
        return view.text("sentence.none", measure=label, year=view.year)
    value = figures.written(view, measure, now)
    if before is None or before["shown"] != before["shown"] or view.year in view.breaks(measure.key):
        return view.text("sentence.alone", measure=label, year=view.year, value=value)
    change = now["shown"] - before["shown"]
    rate = measure.kind in ("rate", "ratio")
    step = f"{numbers.points(change)} {view.text('unit.points')}" if rate else numbers.whole(change, signed=True)
    return view.text("sentence.changed", measure=label, year=view.year, value=value, last_year=view.year - 1, step=step)


def _ranking_sentence(view: View, measure: Measure, frame: pd.DataFrame) -> str:
    label = measure.label(view.language)
    known = frame[frame["status"] == "full"]
    if known["shown"].dropna().empty:
        return view.text("sentence.none", measure=label, year=view.year)
    top, bottom = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return view.text("sentence.one", measure=label, year=view.year, top=top["name"], most=top["written"])
    return view.text(
        "sentence.ranked", measure=label, year=view.year, top=top["name"], most=top["written"],
        bottom=bottom["name"], least=bottom["written"],
    )  # fmt: skip
