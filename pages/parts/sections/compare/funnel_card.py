"""The funnel: rates against number of cases with control limits, and in words who is unusual or merely small."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import funnel as funnel_chart
from pages.parts.charts.base.builder import Chart
from pages.parts.runtime import cache
from pages.parts.sections.compare.comparison import Comparison, overall_rate
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import control_limits
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW, GREY_BELOW
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.widgets import chart_card, data_table, drilldown, sentence
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Bodies

VERDICTS = ("outside", "warning", "small", "inside")
_REMARKABLE = VERDICTS[:3]
_JUDGED, _PEERS = "judged", "peers"
_MAX_POINTS = 2500
_MAX_LISTED = 8
_MAX_IN_SENTENCE = 3


@chart_card.fragment
def funnel(comparison: Comparison) -> None:
    """Draw the card, with a switch that allows for over-dispersion."""
    view = comparison.view
    with chart_card.frame("compare_funnel"):
        names = {name: view.text(f"funnel.{name}") for name in ("plain", "over")}
        limits = url_state.segmented("compare-limits", view.text("funnel.limits"), list(names), names)
        is_widened = limits == "over"
        card = _card(view, comparison, is_widened)
        chart_card.draw_content(view, card)
        _list_units(comparison, card, verdicts(comparison, is_widened)[0])
    url_state.write_address(view.page)


@chart_card.cached
def _card(view: View, comparison: Comparison, is_widened: bool) -> Card:
    rows, common, factor = verdicts(comparison, is_widened)
    drawn = _drawn_rows(rows[rows["verdict"] != ""])
    measure = comparison.measure
    title = view.text("funnel.title", measure=measure.label(view.language), year=comparison.year)
    return Card(
        key="compare_funnel",
        title=captions.title_with_unit(view, title, measure),
        sentence=_sentence(comparison, rows, common),
        figure=_figure(comparison, drawn, common, factor),
        table=_table(comparison, rows),
        measures=(measure.key,),
        by=comparison.by,
        year=comparison.year,
        taken_in=int(rows["taken_in"].sum()),
        reports=int(rows["reports"].sum()),
        contradictory=int(rows["contradictory"].sum()),
        questions={
            **{
                verdict: Bodies(tuple(rows.loc[rows["verdict"] == verdict, "key"])) for verdict in _REMARKABLE
            },
            _JUDGED: Bodies(tuple(rows.loc[rows["verdict"] != "", "key"])),
            _PEERS: Bodies(tuple(rows["key"])),
        },
        notes=_notes(comparison, rows, len(drawn), factor if is_widened else None),
    )


@cache.cached
def verdicts(comparison: Comparison, is_widened: bool) -> tuple[pd.DataFrame, float | None, float]:
    """The peers with `verdict` ("" with fewer than `COUNTS_ONLY_BELOW` cases) and `side`; overall rate; limit factor."""
    rows = comparison.fetch(comparison.measure.key, comparison.year)
    common = overall_rate(rows)
    rows = rows.assign(verdict="", side=0.0, greyed=rows["status"] == "small")
    is_judged = rows["denominator"].fillna(0) >= COUNTS_ONLY_BELOW
    if common is None or not is_judged.any():
        return rows, common, 1.0
    judged = rows[is_judged]
    factor = 1.0
    if is_widened:
        factor = control_limits.dispersion(judged["numerator"], judged["denominator"], common)
    result = control_limits.with_verdicts(judged, common, factor)
    rows.loc[is_judged, "verdict"], rows.loc[is_judged, "side"] = result["verdict"], result["side"]
    return rows, common, factor


def _drawn_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """All that are unusual or chosen, and the largest of the rest up to `_MAX_POINTS`."""
    if len(rows) <= _MAX_POINTS:
        return rows
    is_first = (rows["verdict"] == "outside") | rows["chosen"]
    rest = rows[~is_first].sort_values("denominator", ascending=False)
    return pd.concat([rows[is_first], rest]).head(_MAX_POINTS)


def _figure(comparison: Comparison, drawn: pd.DataFrame, common: float | None, factor: float) -> Chart | None:
    if drawn.empty or common is None:
        return None
    view = comparison.view
    words = {
        name: view.text(f"funnel.{name}") for name in (*VERDICTS, "alarm", "warning_limit", "chosen", "x")
    }
    words["common"] = view.text("chart.all_together", value=number_format.rate(common))
    rows = measure_frames.with_texts(view, comparison.measure, drawn)
    return funnel_chart.funnel(rows, common, factor, words, view.palette)


def _sentence(comparison: Comparison, rows: pd.DataFrame, common: float | None) -> Sentence:
    view, measure, year = comparison.view, comparison.measure, comparison.year
    judged = rows[rows["verdict"] != ""]
    if common is None or judged.empty:
        return view.sentence("sentence.none", year, measure=words(measure.label(view.language)))
    outside, small = (judged[judged["verdict"] == verdict] for verdict in ("outside", "small"))
    counts = {"n": (len(outside), "outside"), "of": (len(judged), _JUDGED)}
    stated = view.sentence(
        "funnel.sentence" if len(outside) else "funnel.sentence_none",
        year,
        measure=words(measure.label(view.language)),
        common=led(number_format.rate(common), None, year, None, _PEERS),
        names=_list(view, outside, _MAX_IN_SENTENCE, year),
        **{name: led(f"{count:,}", None, year, measure.key, asks) for name, (count, asks) in counts.items()},
    )
    if small.empty:
        return stated
    merely_small = view.sentence(
        "funnel.and_small", n=led(f"{len(small):,}", None, year, measure.key, "small")
    )
    return joined(view.text("list.semicolon"), [stated, merely_small])


def _list_units(comparison: Comparison, card: Card, rows: pd.DataFrame) -> None:
    """One line per remarkable verdict and one per chosen unit, with figures that open what is behind them."""
    view, year, dash = comparison.view, comparison.year, comparison.view.text("list.dash")
    for verdict in _REMARKABLE:
        units = rows[rows["verdict"] == verdict]
        if len(units):
            n = view.sentence("list.brackets", inside=led(f"{len(units):,}", None, year, None, verdict))
            listed = joined(dash, [n, _list(view, units, _MAX_LISTED, year)])
            _line(view, card, verdict, listed, f"**{view.text(f'funnel.{verdict}')}**")
    for row in rows[rows["chosen"]].itertuples():
        verdict = view.text(f"funnel.{row.verdict}" if row.verdict else f"status.{row.status}")
        _line(
            view,
            card,
            f"chosen{row.Index}",
            joined(dash, [_unit_text(view, row, year), words(verdict)]),
            "◯ ",
        )


def _line(view: View, card: Card, name: str, stated: Sentence, before: str) -> None:
    place = f"list_{name}"
    sentence.draw(
        view,
        f"{card.key}_{name}",
        stated,
        behind=lambda point: drilldown.draw(view, card, point, place),
        before=before,
    )


def _list(view: View, units: pd.DataFrame, most: int, year: int) -> Sentence:
    largest = units.sort_values("denominator", ascending=False).head(most)
    names = joined(view.text("list.comma"), [_unit_text(view, row, year) for row in largest.itertuples()])
    return joined("", [names, *([words("…")] if len(units) > most else [])])


def _unit_text(view: View, row: Any, year: int) -> Sentence:
    """Name, rate if it may be shown, cases, and the side if it is remarkable."""
    rate = [number_format.rate(row.value)] if row.plotted == row.plotted else []
    cases = number_format.fraction(row.numerator, row.denominator)
    side = view.text("list.clause") + _side(view, row.side) if row.verdict in _REMARKABLE else ""
    *rates, fraction = (led(shown, row.key, year) for shown in (*rate, cases))
    inside = view.sentence("list.brackets", inside=joined("", [fraction, words(side)]))
    return joined("", [joined(" ", [words(row.name), *rates]), inside])


def _side(view: View, side: float) -> str:
    return view.text("funnel.low" if side < 0 else "funnel.high")


def _notes(comparison: Comparison, rows: pd.DataFrame, drawn: int, factor: float | None) -> tuple[str, ...]:
    """`factor` is that by which limits are widened, None if they are not asked to be."""
    view = comparison.view
    judged = int((rows["verdict"] != "").sum())
    few = int((rows["status"] == "counts_only").sum())
    by_chance = f"{judged * (1 - control_limits.WARNING):.1f}"
    notes = [comparison.sentence(), view.text("funnel.chance", n=judged, by_chance=by_chance)]
    if factor is not None:
        key = "funnel.factor" if factor > 1 else "funnel.no_factor"
        notes.append(view.text(key, factor=f"{factor:.2f}"))
    if few:
        notes.append(view.text("funnel.few", n=few, fewest=COUNTS_ONLY_BELOW))
    if drawn < judged:
        notes.append(view.text("funnel.cut", shown=drawn, n=judged))
    return (*notes, view.text("funnel.note", grey=GREY_BELOW))


def _table(comparison: Comparison, rows: pd.DataFrame) -> pd.DataFrame:
    view = comparison.view
    ordered = rows.sort_values("value", ascending=False, na_position="last")
    table = data_table.tidy(view, ordered, comparison.measure, comparison.by)
    verdicts_in_words = [view.text(f"funnel.{verdict}") if verdict else "" for verdict in ordered["verdict"]]
    sides = [
        _side(view, side) if side and verdict else ""
        for side, verdict in zip(ordered["side"], ordered["verdict"], strict=True)
    ]
    position = list(table.columns).index("status")
    table.insert(position, "verdict", verdicts_in_words)
    table.insert(position + 1, "direction", sides)
    return table
