"""Applications received per 10,000 residents, where the operator supplies the population."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.data import dictionary, population
from pages.parts.sections.compare.comparison import Comparison
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led, words
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_MEASURE = "applications_received"
_RESIDENTS = 10_000


@chart_card.fragment
def per_head(comparison: Comparison) -> None:
    """Draw the card for roll-ups; nothing without a population file."""
    view = comparison.view
    if view.selection.scope != "government_rollup" or not population.path().is_file():
        return
    rows = _rows(comparison)
    stated = rows.dropna(subset=["per_head"])
    unit = dictionary.unit(view.measure(_MEASURE), view.language) or view.text("unit.cases")
    chart_card.draw(
        view,
        Card(
            key="compare_per_head",
            title=view.text("per_head.title", year=comparison.year),
            sentence=_sentence(comparison, stated),
            figure=_figure(comparison, rows) if len(stated) else None,
            table=_table(comparison, rows),
            measures=(_MEASURE,),
            by=comparison.by,
            year=comparison.year,
            taken_in=len(stated),
            reports=len(rows),
            notes=(view.text("per_head.note", unit=unit),),
        ),
    )


def _rows(comparison: Comparison) -> pd.DataFrame:
    """One row per peer with `population`, `population_year`, `per_head` and its `display_text`; highest first."""
    rows = comparison.fetch(_MEASURE, comparison.year)
    residents = population.residents(rows["key"].map(comparison.units["region_code"]), comparison.year)
    rows = rows.assign(population=residents["population"], population_year=residents["year"])
    rows["per_head"] = rows["numerator"] / rows["population"] * _RESIDENTS
    rows = rows.sort_values("per_head", ascending=False, na_position="last").reset_index(drop=True)
    rows["display_text"] = [
        number_format.NONE if number_format.is_none(value) else number_format.whole(round(value, 2))
        for value in rows["per_head"]
    ]
    return rows


def _figure(comparison: Comparison, rows: pd.DataFrame) -> Chart:
    drawn = rows.head(measure_frames.MAX_ROWS)
    hover_text = [
        f"<b>{row.name}</b> {comparison.year}<br>{row.display_text}: "
        + number_format.fraction(row.numerator, row.population)
        for row in drawn.itertuples()
    ]
    drawn = drawn.assign(label=drawn["name"], plotted=drawn["per_head"], hover_text=hover_text)
    return bars.ranked(drawn, comparison.view.palette)


def _sentence(comparison: Comparison, stated: pd.DataFrame) -> Sentence:
    view, year = comparison.view, comparison.year
    if stated.empty:
        return view.sentence("per_head.none", year)
    top, bottom = stated.iloc[0], stated.iloc[-1]
    return view.sentence(
        "per_head.sentence", year, top=words(top["name"]),
        most=led(top["display_text"], top["key"], year, _MEASURE), bottom=words(bottom["name"]),
        least=led(bottom["display_text"], bottom["key"], year, _MEASURE),
    )  # fmt: skip


def _table(comparison: Comparison, rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["key", "name", "numerator", "population", "population_year", "per_head"]
    table = rows[columns].rename(columns={"key": "code"})
    table.insert(0, "year", comparison.year)
    return table
