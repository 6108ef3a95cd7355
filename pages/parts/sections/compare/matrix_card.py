"""The matrix: one row per unit, one column per measure, the figure in each cell."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames, year_on_year
from pages.parts.charts import cell_matrix
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.sections.compare.comparison import Comparison
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import ranking
from pages.parts.text.led_figures import led, words
from pages.parts.widgets import chart_card, components, data_table
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Bodies

DEFAULT_MEASURES = (
    "applications_received",
    "applications_concluded",
    "disclosure_rate",
    "refusal_rate",
    "unavailable_rate",
    "not_processed_rate",
    "carry_over_rate",
    "reviews",
    "review_correction_rate",
    "suits",
    "litigation_correction_rate",
)
_UNITS = "units"
# behind a rate that rose or fell beyond chance
_ARROWS = {1: "↑", -1: "↓"}
_PER_PAGE = measure_frames.MAX_ROWS


@chart_card.fragment
def matrix(comparison: Comparison) -> None:
    """Draw the card; the reader chooses columns, order and page of rows."""
    view = comparison.view
    components.keep_wide("compare_matrix", "compare_sides")
    with chart_card.frame("compare_matrix"):
        keys = _choose_columns(comparison)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            orders = {"size": view.text("matrix.by_size"), "name": view.text("matrix.by_name")}
            orders |= {key: view.measure(key).label(view.language) for key in keys}
            order = url_state.select("compare-sort", view.text("matrix.sort"), list(orders), orders) or "size"
            directions = {name: view.text(f"matrix.{name}") for name in ("down", "up")}
            direction = url_state.segmented(
                "compare-direction", view.text("matrix.direction"), list(directions), directions
            )
            rows = _choose_page(view, sorted_keys(comparison, order, direction == "up"))
        chart_card.draw_content(view, _card(view, comparison, keys, orders[order], rows))
    url_state.write_address(view.page)


@chart_card.cached
def _card(
    view: View, comparison: Comparison, keys: tuple[str, ...], order: str, rows: tuple[str, ...]
) -> Card:
    frames = comparison.fetch_each(keys, comparison.year)
    tables = [data_table.tidy(view, frame, view.measure(key), comparison.by) for key, frame in frames.items()]
    of_year = view.in_year(comparison.year)
    moved = year_on_year.directions(of_year, keys, comparison.by)
    units = len(comparison.keys)
    truncated = [view.text("chart.first_only", shown=len(rows), n=units)] if len(rows) < units else []
    return Card(
        key="compare_matrix",
        title=view.text("matrix.title", year=comparison.year),
        sentence=view.sentence(
            "matrix.sentence",
            comparison.year,
            rows=led(f"{units:,}", None, comparison.year, keys[0], _UNITS),
            units=words(view.text(f"matrix.{comparison.by}")),
            order=words(order),
        ),
        figure=cell_matrix.matrix(
            pd.concat(
                [
                    matrix_cells(comparison, view.measure(key), frame[frame["key"].isin(rows)], frame, moved)
                    for key, frame in frames.items()
                ],
                ignore_index=True,
            ),
            {key: comparison.name(key) for key in rows},
            [view.measure(key).label(view.language) for key in keys],
            comparison.chosen,
            view.palette,
        )
        if any(frame["key"].isin(rows).any() for frame in frames.values())
        else None,
        table=_with_moves(view, pd.concat(tables, ignore_index=True), moved),
        measures=keys,
        by=comparison.by,
        year=comparison.year,
        questions={_UNITS: Bodies(comparison.keys)},
        notes=(
            comparison.sentence(),
            view.text("matrix.note"),
            *([view.text("matrix.moved", before=comparison.year - 1)] if moved else []),
            *truncated,
        ),
        across="measure",
    )


def _with_moves(view: View, table: pd.DataFrame, moved: Mapping[tuple[str, str], int]) -> pd.DataFrame:
    """The rows with what the arrows say, in words."""
    words = {1: view.text("matrix.rose"), -1: view.text("matrix.fell"), 0: ""}
    places = zip(table["code"], table["measure_key"], strict=True)
    return table.assign(since_last_year=[words[moved.get(place, 0)] for place in places]) if moved else table


def _choose_columns(comparison: Comparison) -> tuple[str, ...]:
    view = comparison.view
    labels = {
        key: measure.label(view.language)
        for key, measure in dictionary.measures(view.opened).items()
        if not measure.per_report or comparison.by == "area"
    }
    label, placeholder = view.text("matrix.columns"), view.text("matrix.columns_hint")
    chosen = url_state.select_several("compare-columns", label, list(labels), labels, placeholder)
    return tuple(chosen or [key for key in DEFAULT_MEASURES if key in labels])


def sorted_keys(comparison: Comparison, order: str, is_ascending: bool) -> list[str]:
    """Keys of the peers by size, name or a measure; those without the figure always last.

    Names run from A to Z if the order is descending, as a reader of a list expects.
    """
    units = comparison.units.loc[list(comparison.keys)]
    if order in ("size", "name"):
        values = units[order]
    else:
        values = comparison.fetch(order, comparison.year).set_index("key")["plotted"].reindex(units.index)
    ascending = is_ascending != (order == "name")
    return list(values.sort_values(ascending=ascending, na_position="last", kind="stable").index)


def _choose_page(view: View, keys: list[str]) -> tuple[str, ...]:
    pages = math.ceil(len(keys) / _PER_PAGE)
    if pages < 2:
        return tuple(keys)
    names = {
        str(page): view.text(
            "matrix.rows", first=page * _PER_PAGE + 1, last=min(len(keys), (page + 1) * _PER_PAGE)
        )
        for page in range(pages)
    }
    page = int(url_state.select("compare-page", view.text("matrix.page"), list(names), names) or 0)
    return tuple(keys[page * _PER_PAGE : (page + 1) * _PER_PAGE])


def matrix_cells(
    comparison: Comparison,
    measure: Measure,
    rows: pd.DataFrame,
    peers: pd.DataFrame,
    moved: Mapping[tuple[str, str], int],
) -> pd.DataFrame:
    """One cell per row, shaded by its quintile among `peers`; only counts and rates of enough cases are ranked.

    `moved` are the `year_on_year.directions` of the year: an arrow stands behind these figures.
    """
    quintiles = ranking.quintiles(peers["plotted"].where(peers["status"] == "full"))
    rows = measure_frames.with_texts(comparison.view, measure, rows)
    return pd.DataFrame(
        {
            "name": rows["name"],
            "column": measure.label(comparison.view.language),
            "key": rows["key"],
            "year": comparison.year,
            "measure": measure.key,
            "quintile": quintiles.reindex(rows.index),
            "few": rows["status"].isin(["small", "counts_only"]),
            "display_text": [
                measure_frames.short_text(comparison.view, measure, row)
                + _ARROWS.get(moved.get((row.key, measure.key), 0), "")
                for row in rows.itertuples()
            ],
            "hover_text": rows["hover_text"],
        }
    )
