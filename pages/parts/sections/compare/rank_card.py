"""The order of the rates with intervals and rank bands; per head where residents are known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import bars
from pages.parts.charts import ranks as charts
from pages.parts.charts.base.builder import Chart
from pages.parts.data import dictionary, population
from pages.parts.sections.compare.peer_group import Comparison, pooled
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import ranking
from pages.parts.text import number_format
from pages.parts.widgets import chart_card, data_table
from pages.parts.widgets.chart_card import Card

_FROM = ("30", "10", "20", "50", "100")
_RECEIVED = "applications_received"


@chart_card.fragment
def ranks(c: Comparison) -> None:
    """The card, with the number of cases from which a rate is ranked."""
    view = c.view
    with chart_card.frame("compare_ranks"):
        fewest = int(
            url_state.select(
                "compare-fewest",
                view.text("ranks.from"),
                _FROM,
                {one: view.text("ranks.cases", n=one) for one in _FROM},
            )
            or 30
        )
        chart_card.draw_content(view, _ranks(view, c, fewest))
    url_state.write_address(view.page)


@chart_card.cached
def _ranks(view: View, c: Comparison, fewest: int) -> Card:
    frame = ordered(c, fewest)
    common = pooled(frame)
    drawn = _shortened(frame)
    title = view.text("ranks.title", measure=c.measure.label(view.language), year=c.year)
    return Card(
        key="compare_ranks",
        title=captions.title_with_unit(view, title, c.measure),
        sentence=_sentence(c, frame, fewest),
        figure=_figure(c, drawn, common),
        table=_table(c, frame),
        measures=(c.measure.key,),
        by=c.by,
        year=c.year,
        taken_in=int(frame["taken_in"].sum()),
        reports=int(frame["reports"].sum()),
        notes=(
            c.sentence(),
            view.text("ranks.note", fewest=fewest),
            *([view.text("ranks.cut", shown=len(drawn), n=len(frame))] if len(drawn) < len(frame) else []),
        ),
    )


def ordered(c: Comparison, fewest: int) -> pd.DataFrame:
    """The peers, ranked ones first by rate, with `ranked` and the first and last rank that their intervals allow."""
    frame = c.rated(c.measure.key, c.year)
    frame = frame.assign(ranked=(frame["denominator"].fillna(0) >= fewest) & frame["low"].notna())
    frame[["first", "last"]] = np.nan
    part = frame[frame["ranked"]]
    if len(part):
        frame.loc[part.index, ["first", "last"]] = ranking.bands(part["low"], part["high"]).astype(float)
    return frame.sort_values(
        ["ranked", "plotted", "denominator"], ascending=[False, False, False], na_position="last"
    ).reset_index(drop=True)


def _shortened(frame: pd.DataFrame) -> pd.DataFrame:
    """Both ends of a long list, and those that were chosen."""
    if len(frame) <= measure_frames.MAX_ROWS:
        return frame
    ranked = frame[frame["ranked"]]
    half = (measure_frames.MAX_ROWS - 6) // 2
    ends = pd.concat([ranked.head(half), ranked.tail(half)]) if len(ranked) > 2 * half else ranked
    rest = frame[~frame["ranked"]].head(
        max(0, measure_frames.MAX_ROWS - len(ends) - int(frame["chosen"].sum()))
    )
    kept = ends.index.union(rest.index).union(frame.index[frame["chosen"]])
    return frame.loc[kept]


def _figure(c: Comparison, drawn: pd.DataFrame, common: float | None) -> Chart | None:
    if not drawn["plotted"].notna().any():
        return None
    view = c.view
    rows = measure_frames.with_texts(view, c.measure, drawn)
    rows["beside"] = [
        view.text("ranks.band", first=int(row.first), last=int(row.last))
        if row.ranked and row.first != row.last
        else view.text("ranks.one", first=int(row.first))
        if row.ranked
        else row.display_text
        for row in rows.itertuples()
    ]
    together = view.text("chart.all_together", value=number_format.rate(common))
    return charts.ranks(rows, common, together, view.palette)


def _sentence(c: Comparison, frame: pd.DataFrame, fewest: int) -> str:
    view, ranked = c.view, frame[frame["ranked"]]
    label = c.measure.label(view.language)
    if len(ranked) < 2:
        return view.text("ranks.too_few", measure=label, n=len(ranked), fewest=fewest)
    first = ranked[ranked["first"] == 1]
    names = view.text("list.comma").join(first["name"].head(4)) + ("…" if len(first) > 4 else "")
    key = "ranks.sentence" if len(first) > 1 else "ranks.sentence_one"
    return view.text(key, measure=label, year=c.year, n=len(first), of=len(ranked), names=names)


def _table(c: Comparison, frame: pd.DataFrame) -> pd.DataFrame:
    table = data_table.tidy(c.view, frame, c.measure, c.by)
    table["rank_first"], table["rank_last"] = frame["first"], frame["last"]
    return table


@chart_card.fragment
def per_head(c: Comparison) -> None:
    """Applications per 10,000 residents of roll-ups; only where the operator supplies the residents."""
    view = c.view
    if view.selection.scope != "government_rollup" or not population.path().is_file():
        return
    frame = c.rated(_RECEIVED, c.year)
    known = population.residents(frame["key"].map(c.units["region_code"]), c.year)
    frame = frame.assign(population=known["population"], population_year=known["year"])
    frame["per_head"] = frame["numerator"] / frame["population"] * 1e4
    frame = frame.sort_values("per_head", ascending=False, na_position="last").reset_index(drop=True)
    frame["display_text"] = [
        number_format.whole(round(value, 2)) if value == value else number_format.NONE
        for value in frame["per_head"]
    ]
    frame["hover_text"] = [
        f"<b>{row.name}</b> {c.year}<br>{row.display_text}: {number_format.fraction(row.numerator, row.population)}"
        for row in frame.itertuples()
    ]
    drawn = frame.head(measure_frames.MAX_ROWS).assign(label=frame["name"], plotted=frame["per_head"])
    stated = frame.dropna(subset=["per_head"])
    sentence = view.text("per_head.none", year=c.year)
    if len(stated):
        top, bottom = stated.iloc[0], stated.iloc[-1]
        sentence = view.text(
            "per_head.sentence",
            year=c.year,
            top=top["name"],
            most=top["display_text"],
            bottom=bottom["name"],
            least=bottom["display_text"],
        )
    table = pd.DataFrame(
        {
            "year": c.year,
            "code": frame["key"],
            "name": frame["name"],
            "numerator": frame["numerator"],
            "population": frame["population"],
            "population_year": frame["population_year"],
            "per_head": frame["per_head"],
        }
    )
    chart_card.draw(
        view,
        Card(
            "compare_per_head",
            view.text("per_head.title", year=c.year),
            sentence,
            bars.ranked(drawn, view.palette) if len(stated) else None,
            table,
            measures=(_RECEIVED,),
            by=c.by,
            year=c.year,
            taken_in=len(stated),
            reports=len(frame),
            notes=(
                view.text(
                    "per_head.note",
                    unit=dictionary.unit(view.measure(_RECEIVED), view.language) or view.text("unit.cases"),
                ),
            ),
        ),
    )
