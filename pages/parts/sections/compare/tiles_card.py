"""One measure as tiles, one block per prefecture, where there are too many regions for a list."""

from __future__ import annotations

import math

import pandas as pd

from pages.parts.charts import cell_matrix
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.compare.comparison import Comparison
from pages.parts.sections.compare.matrix_card import matrix_cells
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.led_figures import led, words
from pages.parts.widgets import chart_card, data_table
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Bodies

_FEWEST_REGIONS = 13
# more regions than these are shown province by province
_MAX_TILES = 400
_PER_LINE = 12
_NAME_WIDTH = 5
_REGIONS = "regions"


@chart_card.fragment
def tiles(comparison: Comparison) -> None:
    """Draw the card; of very many regions the reader chooses a province."""
    if comparison.by != "area" or len(comparison.keys) < _FEWEST_REGIONS:
        return
    view = comparison.view
    provinces = sorted(comparison.units.loc[list(comparison.keys), "province"].unique())
    with chart_card.frame("compare_tiles"):
        province = None
        if len(comparison.keys) > _MAX_TILES and len(provinces) > 1:
            names = {name: name or view.text("area.unknown") for name in provinces}
            province = url_state.select("compare-tiles", view.text("filter.province"), provinces, names)
        chart_card.draw_content(view, tiles_card(view, comparison, province))
    url_state.write_address(view.page)


@chart_card.cached
def tiles_card(view: View, comparison: Comparison, province: str | None) -> Card:
    """The card of all regions, or of one province; shades rank among all regions."""
    measure, year = comparison.measure, comparison.year
    peers = comparison.fetch(measure.key, year)
    units = comparison.units.loc[list(comparison.keys)]
    units = units if province is None else units[units["province"] == province]
    rows = peers[peers["key"].isin(units.index)]
    title = view.text("tiles.title", measure=measure.label(view.language), year=year)
    return Card(
        key="compare_tiles",
        title=f"{province} · {title}" if province else title,
        sentence=view.sentence(
            "tiles.sentence",
            measure=words(measure.label(view.language)),
            n=led(f"{len(rows):,}", None, year, measure.key, _REGIONS),
        ),
        figure=_figure(view, units, matrix_cells(comparison, measure, rows, peers, {})),
        table=data_table.tidy(view, rows, measure, comparison.by),
        measures=(measure.key,),
        by=comparison.by,
        year=year,
        taken_in=int(rows["taken_in"].sum()),
        reports=int(rows["reports"].sum()),
        contradictory=int(rows["contradictory"].sum()),
        questions={_REGIONS: Bodies(tuple(rows["key"]))},
        expected=None if province is None else _expected_reports(view, province, year),
        notes=(view.text("matrix.note"),),
    )


def _figure(view: View, units: pd.DataFrame, cells: pd.DataFrame) -> Chart | None:
    if cells.empty:
        return None
    positions, headings = _positions(view, units)
    drawn = cells.merge(positions, on="key")
    names = [name if len(name) <= _NAME_WIDTH else name[: _NAME_WIDTH - 1] + "…" for name in drawn["name"]]
    drawn["display_text"] = [
        f"{name}<br>{text}" for name, text in zip(names, drawn["display_text"], strict=True)
    ]
    return cell_matrix.tiles(drawn, headings, view.palette)


def _positions(view: View, units: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """Column and line (`x`, `y`) of each unit's tile, and the line at which each prefecture begins."""
    rows, headings, line = [], [], 0
    for city, part in units.groupby("city", sort=False):
        headings.append((line, str(city) or view.text("area.unknown")))
        rows += [
            (key, position % _PER_LINE, line + position // _PER_LINE)
            for position, key in enumerate(part.index)
        ]
        line += math.ceil(len(part) / _PER_LINE)
    return pd.DataFrame(rows, columns=["key", "x", "y"]), headings


def _expected_reports(view: View, province: str, year: int) -> int:
    frame = view.ask("expected_by", by="province")
    return int(frame.loc[(frame["key"] == province) & (frame["year"] == year), "expected"].sum())
