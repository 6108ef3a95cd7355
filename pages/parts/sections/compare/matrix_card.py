"""Measures × units with the figure in each cell, tiles by prefecture, and a few side by side over all years."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import cell_matrix, multiples
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.sections.compare.funnel_card import verdicts
from pages.parts.sections.compare.peer_group import MOST_PICKED, Comparison
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import ranking
from pages.parts.widgets import chart_card, components, data_table
from pages.parts.widgets.chart_card import Card

DEFAULT = (
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
# tiles of more areas than these are shown province by province
_TILES_FROM, _TILES, _A_ROW = 13, 400, 12


@chart_card.fragment
def matrix(c: Comparison) -> None:
    """The card, with its columns, its order and its page of rows."""
    view = c.view
    components.keep_wide("compare_matrix", "compare_sides")
    with chart_card.frame("compare_matrix"):
        keys = tuple(_columns(c))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            names = {"size": view.text("matrix.by_size"), "name": view.text("matrix.by_name")} | {
                key: view.measure(key).label(view.language) for key in keys
            }
            order = url_state.select("compare-sort", view.text("matrix.sort"), list(names), names) or "size"
            direction = url_state.segmented(
                "compare-direction",
                view.text("matrix.direction"),
                ["down", "up"],
                {one: view.text(f"matrix.{one}") for one in ("down", "up")},
            )
            rows = _page(c, _ordered(c, order, direction == "up"))
        chart_card.draw_content(view, _matrix(view, c, keys, names[order], tuple(rows)))
    url_state.write_address(view.page)


@chart_card.cached
def _matrix(view: View, c: Comparison, keys: tuple[str, ...], order: str, rows: tuple[str, ...]) -> Card:
    frames = {key: c.rated(key, c.year) for key in keys}
    cell = pd.concat(
        [
            _cells(c, view.measure(key), frame[frame["key"].isin(rows)], frame)
            for key, frame in frames.items()
        ],
        ignore_index=True,
    )
    columns = [view.measure(key).label(view.language) for key in keys]
    table = pd.concat(
        [data_table.tidy(view, frame, view.measure(key), c.by) for key, frame in frames.items()],
        ignore_index=True,
    )
    return Card(
        key="compare_matrix",
        title=view.text("matrix.title", year=c.year),
        sentence=view.text("matrix.sentence", year=c.year, rows=len(c.keys), columns=len(keys), order=order),
        figure=cell_matrix.matrix(cell, {key: c.name(key) for key in rows}, columns, c.chosen, view.palette)
        if len(cell)
        else None,
        table=table,
        measures=keys,
        by=c.by,
        year=c.year,
        notes=(
            c.sentence(),
            view.text("matrix.note"),
            *(
                [view.text("chart.first_only", shown=len(rows), n=len(c.keys))]
                if len(rows) < len(c.keys)
                else []
            ),
        ),
    )


def _columns(c: Comparison) -> list[str]:
    known = {
        key: one.label(c.view.language)
        for key, one in dictionary.measures(c.view.opened).items()
        if not one.per_report or c.by == "area"
    }
    chosen = url_state.select_several(
        "compare-columns",
        c.view.text("matrix.columns"),
        list(known),
        known,
        c.view.text("matrix.columns_hint"),
    )
    return chosen or [key for key in DEFAULT if key in known]


def _ordered(c: Comparison, order: str, up: bool) -> list[str]:
    """Keys of the peers by size, name, or a column; those without the figure always last."""
    units = c.units.loc[list(c.keys)]
    values = (
        units["name"]
        if order == "name"
        else units["size"]
        if order == "size"
        else c.rated(order, c.year).set_index("key")["plotted"].reindex(units.index)
    )
    ascending = up if order != "name" else not up
    return list(values.sort_values(ascending=ascending, na_position="last", kind="stable").index)


def _page(c: Comparison, rows: list[str]) -> list[str]:
    pages = math.ceil(len(rows) / measure_frames.MAX_ROWS)
    if pages < 2:
        return rows
    names = {
        str(at): c.view.text(
            "matrix.rows",
            first=at * measure_frames.MAX_ROWS + 1,
            last=min(len(rows), (at + 1) * measure_frames.MAX_ROWS),
        )
        for at in range(pages)
    }
    at = int(url_state.select("compare-page", c.view.text("matrix.page"), list(names), names) or 0)
    return rows[at * measure_frames.MAX_ROWS : (at + 1) * measure_frames.MAX_ROWS]


def _cells(c: Comparison, measure: Measure, part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Shades only where the figure bears an order: rates on 30 cases and more, and counts."""
    fifths = ranking.quintiles(whole["plotted"].where(whole["status"] == "full")).reindex(part.index)
    found = measure_frames.with_texts(c.view, measure, part)
    return pd.DataFrame(
        {
            "name": found["name"],
            "column": measure.label(c.view.language),
            "key": found["key"],
            "year": c.year,
            "measure": measure.key,
            "quintile": fifths,
            "few": found["status"].isin(["small", "counts_only"]),
            "display_text": [measure_frames.short_text(c.view, measure, row) for row in found.itertuples()],
            "hover_text": found["hover_text"],
        }
    )


@chart_card.fragment
def tiles(c: Comparison) -> None:
    """One measure as tiles, a block a prefecture: where there are too many areas for a list."""
    if c.by != "area" or len(c.keys) < _TILES_FROM:
        return
    provinces = sorted(c.units.loc[list(c.keys), "province"].unique())
    with chart_card.frame("compare_tiles"):
        province = None
        if len(c.keys) > _TILES and len(provinces) > 1:
            names = {one: one or c.view.text("area.unknown") for one in provinces}
            province = url_state.select("compare-tiles", c.view.text("filter.province"), provinces, names)
        chart_card.draw_content(c.view, _tiles(c.view, c, province))
    url_state.write_address(c.view.page)


@chart_card.cached
def _tiles(view: View, c: Comparison, province: str | None) -> Card:
    """All areas, or those of a province; shades are those of all."""
    everywhere = c.rated(c.measure.key, c.year)
    units, places, groups, y = c.units.loc[list(c.keys)], {}, [], 0
    units = units if province is None else units[units["province"] == province]
    frame = everywhere[everywhere["key"].isin(units.index)]
    cell = _cells(c, c.measure, frame, everywhere).set_index("key")
    for city, part in units.groupby("city", sort=False):
        groups.append((y, str(city) or view.text("area.unknown")))
        for at, key in enumerate(part.index):
            places[key] = (at % _A_ROW, y + at // _A_ROW)
        y += math.ceil(len(part) / _A_ROW)
    drawn = cell[cell.index.isin(places)].reset_index()
    drawn["x"], drawn["y"] = ([places[key][axis] for key in drawn["key"]] for axis in (0, 1))
    drawn["display_text"] = [
        f"{row.name if len(row.name) <= 5 else row.name[:4] + '…'}<br>{row.display_text}"
        for row in drawn.itertuples()
    ]
    title = view.text("tiles.title", measure=c.measure.label(view.language), year=c.year)
    return Card(
        "compare_tiles",
        f"{province} · {title}" if province else title,
        view.text("tiles.sentence", measure=c.measure.label(view.language), n=len(drawn), cities=len(groups)),
        cell_matrix.tiles(drawn, groups, view.palette) if len(drawn) else None,
        data_table.tidy(view, frame, c.measure, c.by),
        measures=(c.measure.key,),
        by=c.by,
        year=c.year,
        taken_in=int(frame["taken_in"].sum()),
        reports=int(frame["reports"].sum()),
        expected=_expected(view, province, c.year) if province is not None else None,
        notes=(view.text("matrix.note"),),
    )


def _expected(view: View, province: str, year: int) -> int:
    """How many reports of the year are expected in a province."""
    frame = view.ask("expected_by", by="province")
    return int(frame.loc[(frame["key"] == province) & (frame["year"] == year), "expected"].sum())


@chart_card.fragment
def side_by_side(c: Comparison) -> None:
    """Two to six in columns, all measures of the matrix in rows, over all years."""
    view = c.view
    chosen = c.picked if len(c.picked) > 1 else _proposed(c)
    with chart_card.frame("compare_sides"):
        kept = url_state.choices().get("compare-columns") or []
        keys = [kept] if isinstance(kept, str) else list(kept)
        keys = [key for key in keys if key in dictionary.measures(view.opened)] or [
            key for key in DEFAULT if key in dictionary.measures(view.opened)
        ]
        chart_card.draw_content(view, _sides(view, c, tuple(keys), chosen))


@chart_card.cached
def _sides(view: View, c: Comparison, keys: tuple[str, ...], chosen: tuple[str, ...]) -> Card:
    frames = {key: c.rated(key, keys=chosen) for key in keys}
    drawn = pd.concat(
        [measure_frames.with_texts(view, view.measure(key), frame) for key, frame in frames.items()],
        ignore_index=True,
    )
    rows = [
        (key, view.measure(key).label(view.language), view.measure(key).kind in ("rate", "ratio"))
        for key in keys
    ]
    names = view.text("list.comma").join(c.name(key) for key in chosen)
    return Card(
        key="compare_sides",
        title=view.text("sides.title", names=names),
        sentence=view.text(
            "sides.sentence" if c.picked == chosen else "sides.proposed",
            n=len(chosen),
            names=names,
            years=_years(drawn),
        ),
        figure=multiples.multiples(
            drawn,
            rows,
            [(key, c.name(key)) for key in chosen],
            {key: view.breaks(key) for key in keys},
            view.palette,
        )
        if len(drawn)
        else None,
        table=pd.concat(
            [data_table.tidy(view, frame, view.measure(key), c.by) for key, frame in frames.items()],
            ignore_index=True,
        ),
        measures=keys,
        by=c.by,
        notes=(view.text("sides.note"),),
    )


def _proposed(c: Comparison) -> tuple[str, ...]:
    """Where none are picked: the one looked at, those outside the limits, then the largest; three in all."""
    frame, _, _ = verdicts(c, False)
    outside = frame[frame["verdict"] == "outside"].sort_values("denominator", ascending=False)["key"]
    largest = c.units.loc[list(c.keys)].sort_values("size", ascending=False).index
    return tuple(dict.fromkeys([*c.chosen, *outside, *largest]))[: max(3, min(MOST_PICKED, len(c.chosen)))]


def _years(drawn: pd.DataFrame) -> str:
    return f"{int(drawn['year'].min())}–{int(drawn['year'].max())}" if len(drawn) else ""
