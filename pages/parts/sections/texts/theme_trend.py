"""The share of reports that mention each theme, year by year."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts import heat
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.points import Point
from pages.parts.sections.texts.themes import theme_names, theme_question, themes
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence

_MAX_NAMES = 3


def theme_trend(view: View) -> None:
    """Draw one row per theme and one column per year."""
    rows = view.ask("themes", fragments={"marked": theme_question()})
    label = f"label_{view.language}"
    patterns = [f"**{theme[label]}**: `{theme['pattern']}`" for theme in themes()["themes"]]
    chart_card.draw(
        view,
        Card(
            key="texts_themes",
            title=view.text("title.themes"),
            sentence=_sentence(view, rows[rows["year"] == view.year]),
            figure=_figure(view, rows) if len(rows) else None,
            table=_table(view, rows),
            notes=(view.text("themes.note"),),
            definition=(view.text("themes.definition"), *patterns),
            drilldown=lambda point: _behind(view, rows, point),
        ),
    )


def _figure(view: View, rows: pd.DataFrame) -> Chart:
    names = theme_names(view.language)
    cells = {}
    for row in rows.itertuples():
        share, fraction = row.taken_in / row.reports, number_format.fraction(row.taken_in, row.reports)
        text = fraction if row.reports < COUNTS_ONLY_BELOW else f"{share:.0%}"
        hover_text = f"<b>{names[row.theme]}</b> {row.year}<br>{fraction}"
        cells[row.theme, row.year] = heat.Cell(text, hover_text, share)
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    return heat.grid(names, years, cells, view.palette)


def _table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": rows["year"],
            "code": rows["theme"],
            "name": rows["theme"].map(theme_names(view.language)),
            "numerator": rows["taken_in"],
            "denominator": rows["reports"],
            "rate": rows["taken_in"] / rows["reports"],
        }
    )


def _reports(view: View, key: str | None, year: int | None) -> pd.DataFrame:
    reports = view.ask("theme_reports", fragments={"marked": theme_question()}, key=key, year=year)
    return reports.assign(theme=reports["theme"].map(theme_names(view.language)))


def _sentence(view: View, now: pd.DataFrame) -> Sentence:
    names = theme_names(view.language)
    most = now[now["taken_in"] > 0].sort_values("taken_in", ascending=False).head(_MAX_NAMES)
    if most.empty:
        return view.sentence("sentence.no_themes", view.year)
    listed = [
        joined(
            " ",
            (
                words(names[row.theme]),
                led(number_format.fraction(row.taken_in, row.reports), row.theme, row.year),
            ),
        )
        for row in most.itertuples()
    ]
    return view.sentence("sentence.themes", view.year, listed=joined(view.text("list.comma"), listed))


def _behind(view: View, rows: pd.DataFrame, point: Point) -> Evidence:
    """The reports that mention a theme in a year (any, in all years where the point has none), of those with a section 五."""
    reports = _reports(view, point.key, point.year)
    mentioning = rows[(rows["theme"] == point.key) & (rows["year"] == point.year)]
    if mentioning.empty:
        return Evidence(reports.drop(columns="met"))
    row = mentioning.iloc[0]
    caption = view.text(
        "themes.behind",
        theme=theme_names(view.language)[row["theme"]],
        year=point.year,
        n=f"{int(reports['met'].iloc[0]):,}" if len(reports) else "0",
        of=f"{row['reports']:,}",
    )
    return Evidence(reports.drop(columns="met"), caption)
