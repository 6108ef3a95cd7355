"""The units in order of their rates, with intervals and the range of ranks that these allow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import funnel as funnel_chart
from pages.parts.charts import ranks as rank_chart
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.compare.comparison import Comparison, overall_rate
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import ranking
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.widgets import chart_card, data_table
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Bodies

_FEWEST = ("30", "10", "20", "50", "100")
_MAX_NAMES = 4
_RANKED, _FIRST = "ranked", "first"
# rows of a shortened chart that are left for units without a rank
_UNRANKED_ROWS = 6


@chart_card.fragment
def ranks(comparison: Comparison) -> None:
    """Draw the card; the reader chooses from how many cases a rate is ranked."""
    view = comparison.view
    with chart_card.frame("compare_ranks"):
        names = {fewest: view.text("ranks.cases", n=fewest) for fewest in _FEWEST}
        fewest = url_state.segmented("compare-fewest", view.text("ranks.from"), _FEWEST, names)
        chart_card.draw_content(view, _card(view, comparison, int(fewest)))
    url_state.write_address(view.page)


@chart_card.cached
def _card(view: View, comparison: Comparison, fewest: int) -> Card:
    rows = ranked_rows(comparison, fewest)
    drawn = _drawn_rows(rows)
    measure = comparison.measure
    title = view.text("ranks.title", measure=measure.label(view.language), year=comparison.year)
    cut = [view.text("ranks.cut", shown=len(drawn), n=len(rows))] if len(drawn) < len(rows) else []
    return Card(
        key="compare_ranks",
        title=captions.title_with_unit(view, title, measure),
        sentence=_sentence(comparison, rows, fewest),
        figure=_figure(comparison, drawn, overall_rate(rows)),
        table=_table(comparison, rows),
        measures=(measure.key,),
        by=comparison.by,
        year=comparison.year,
        taken_in=int(rows["taken_in"].sum()),
        reports=int(rows["reports"].sum()),
        contradictory=int(rows["contradictory"].sum()),
        questions={
            _RANKED: Bodies(tuple(rows.loc[rows["ranked"], "key"])),
            _FIRST: Bodies(tuple(rows.loc[rows["ranked"] & (rows["first"] == 1), "key"])),
        },
        notes=(comparison.sentence(), view.text("ranks.note", fewest=fewest), *cut),
    )


def ranked_rows(comparison: Comparison, fewest: int) -> pd.DataFrame:
    """One row per peer, ranked ones first: `ranked`, `first` and `last` rank that its interval allows."""
    rows = comparison.fetch(comparison.measure.key, comparison.year)
    rows = rows.assign(ranked=(rows["denominator"].fillna(0) >= fewest) & rows["low"].notna())
    rows[["first", "last"]] = np.nan
    ranked = rows[rows["ranked"]]
    if len(ranked):
        bands = ranking.bands(ranked["low"], ranked["high"])
        rows.loc[ranked.index, ["first", "last"]] = bands
    order = ["ranked", "plotted", "denominator"]
    return rows.sort_values(order, ascending=False, na_position="last").reset_index(drop=True)


def _drawn_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Both ends of a long list, and the chosen units."""
    if len(rows) <= measure_frames.MAX_ROWS:
        return rows
    ranked = rows[rows["ranked"]]
    half = (measure_frames.MAX_ROWS - _UNRANKED_ROWS) // 2
    ends = pd.concat([ranked.head(half), ranked.tail(half)]) if len(ranked) > 2 * half else ranked
    room = max(0, measure_frames.MAX_ROWS - len(ends) - int(rows["chosen"].sum()))
    unranked = rows[~rows["ranked"]].head(room)
    return rows.loc[ends.index.union(unranked.index).union(rows.index[rows["chosen"]])]


def _figure(comparison: Comparison, drawn: pd.DataFrame, common: float | None) -> Chart | None:
    if not drawn["plotted"].notna().any():
        return None
    view = comparison.view
    rows = measure_frames.with_texts(view, comparison.measure, drawn)
    rows["beside"] = [_rank_text(view, row) for row in rows.itertuples()]
    overall = view.text("chart.all_together", value=number_format.rate(common))
    # a few places fill the card as the funnel beside it does
    return rank_chart.ranks(rows, common, overall, view.palette, least=funnel_chart.HEIGHT)


def _rank_text(view: View, row: Any) -> str:
    """The range of ranks, or the figure of a unit without a rank."""
    if not row.ranked:
        return str(row.display_text)
    key = "ranks.band" if row.first != row.last else "ranks.one"
    return view.text(key, first=int(row.first), last=int(row.last))


def _sentence(comparison: Comparison, rows: pd.DataFrame, fewest: int) -> Sentence:
    view, measure, ranked = comparison.view, comparison.measure, rows[rows["ranked"]]
    label, of = words(measure.label(view.language)), _led(comparison, len(ranked), _RANKED)
    if len(ranked) < 2:
        return view.sentence("ranks.too_few", measure=label, n=of, fewest=Sentence(str(fewest)))
    first = ranked[ranked["first"] == 1]
    listed = [
        joined(
            " ", [words(row.name), led(number_format.rate(row.value), row.key, comparison.year, measure.key)]
        )
        for row in first.head(_MAX_NAMES).itertuples()
    ]
    more = [words("…")] if len(first) > _MAX_NAMES else []
    names = joined("", [joined(view.text("list.comma"), listed), *more])
    key = "ranks.sentence" if len(first) > 1 else "ranks.sentence_one"
    return view.sentence(
        key, comparison.year, measure=label, n=_led(comparison, len(first), _FIRST), of=of, names=names
    )


def _led(comparison: Comparison, count: int, asks: str) -> Sentence:
    return led(f"{count:,}", None, comparison.year, comparison.measure.key, asks)


def _table(comparison: Comparison, rows: pd.DataFrame) -> pd.DataFrame:
    table = data_table.tidy(comparison.view, rows, comparison.measure, comparison.by)
    return table.assign(rank_first=rows["first"], rank_last=rows["last"])
