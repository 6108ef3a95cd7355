"""A card: one chart with its sentence, data, definition, sources and downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Concatenate, ParamSpec

import pandas as pd
import streamlit as st

from pages.parts import charts
from pages.parts.charts.base.builder import CachedFigure, Chart
from pages.parts.charts.base.points import Point, parse
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.export import card_download
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCard
from pages.parts.text import led_figures
from pages.parts.text.led_figures import Sentence
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import data_table, drilldown, figure_evidence, sentence
from pages.parts.widgets.failures import fragment, frame
from pages.parts.widgets.figure_evidence import Evidence, Question

__all__ = ["Card", "cached", "clicked", "draw", "draw_content", "drawn", "fragment", "frame"]

_Args = ParamSpec("_Args")
_PLOTLY_CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows.

    `sentence` states the finding, its figures marked with what they stand for (`led_figures`), which may be one of `questions`; `title` names the chart (with its unit), `table` holds exactly what is drawn.
    `measures` are the keys of the measures defined in the card; `by` names the grouping that the key of a clicked
    point belongs to (see query.BY), so that a click finds the reports behind the point.
    The figures include `taken_in` of `reports` filed of `expected` reports, and leave out `contradictory` ones; without `expected` the number is that of
    `year`, or of all years. `hints` say what can be done on the screen, and stay off paper. A card without measures gives `definition` (what is counted) and `drilldown`, which returns
    what is behind a point. The reports `without` (by report_id) are counted nowhere. With `across` (year or measure) the table is shown as the chart is: a row per name, a
    column per value of it. A `CachedFigure` is finished.
    """

    key: str
    title: str
    sentence: Sentence
    figure: Chart | CachedFigure | None
    table: pd.DataFrame
    measures: Sequence[str] = ()
    by: str = "none"
    year: int | None = None
    taken_in: int | None = None
    reports: int | None = None
    contradictory: int = 0
    expected: int | None = None
    notes: Sequence[str] = field(default_factory=tuple)
    hints: Sequence[str] = ()
    definition: Sequence[str] = ()
    drilldown: Callable[[Point], Evidence] | None = None
    questions: Mapping[str, Question] = field(default_factory=dict)
    without: Sequence[str] = ()
    across: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError if a figure of the sentence asks for what the card cannot show."""
        for mark in led_figures.marks(self.sentence):
            if not figure_evidence.is_declared(self, parse(mark)):
                raise ValueError(f"{self.key}: nothing is behind a figure that asks for {mark[-1]}")


def cached(
    build: Callable[Concatenate[View, _Args], Card],
) -> Callable[Concatenate[View, _Args], Card]:
    """Cache a function that builds a card from nothing but the view and its arguments; the chart is finished once."""

    @cache.cached
    @wraps(build)
    def build_once(view: View, *args: _Args.args, **kwargs: _Args.kwargs) -> Card:
        return _finished(build(view, *args, **kwargs))

    return build_once


def drawn(
    build: Callable[Concatenate[View, _Args], Card],
) -> Callable[Concatenate[View, _Args], None]:
    """Turn a function that builds a card without controls into one that draws it."""
    build_once = cached(build)

    @fragment
    @wraps(build)
    def draw_card(view: View, *args: _Args.args, **kwargs: _Args.kwargs) -> None:
        draw(view, build_once(view, *args, **kwargs))

    return draw_card


def draw(view: View, card: Card) -> None:
    """Draw a card without controls, frame included."""
    with frame(card.key):
        draw_content(view, card)


def draw_content(view: View, card: Card) -> None:
    """Draw a card into the frame that is open; a tab is filled when the reader opens it."""
    card = _finished(card)
    sentence.draw(
        view,
        card.key,
        card.sentence,
        behind=lambda point: drilldown.draw(view, card, point, place="sentence"),
        also=lambda point: point.measure in card.measures and point.year == (card.year or view.year),
    )
    words = led_figures.plain(card.sentence)
    names = [view.text(f"tab.{tab}") for tab in ("chart", "table", "definition", "sources")]
    chart, table, definition, sources = st.tabs(names, key=f"tabs_{card.key}", on_change="rerun")
    with chart:
        _draw_chart(view, card)
    with table:
        if table.open:
            if card.across:
                data_table.draw_crosstab(view, card.table, card.across, key=f"table_{card.key}")
            else:
                data_table.draw(view, card.table, key=f"table_{card.key}")
    with definition:
        if definition.open:
            _draw_definitions(view, [view.measure(key) for key in card.measures], card.definition)
    with sources:
        if sources.open:
            drilldown.draw(view, card, Point())
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools_{card.key}"):
        notes = (*_coverage(view, card), *card.notes)
        st.caption("  \n".join((*notes, *card.hints)) or " ", width="stretch")
        assert not isinstance(card.figure, Chart)
        shown = ShownCard(words, card.title, card.figure, card.table, notes=notes)
        card_download.buttons(view, card.table, card.key, card.title, card.measures, card=shown)


def clicked(key: str) -> Point:
    """The point that the reader clicked in the chart of a card; empty if none."""
    state = st.session_state.get(f"chart_{key}")
    selected = state["selection"]["points"] if state else []
    return parse(selected[0].get("customdata") if selected else None)


def _finished(card: Card) -> Card:
    if not isinstance(card.figure, Chart):
        return card
    return replace(card, figure=charts.finish(card.figure))


def _draw_chart(view: View, card: Card) -> None:
    if card.figure is None:
        st.info(view.text("empty.figures"))
        if len(card.table):
            data_table.draw(view, card.table, key=f"instead_{card.key}")
        return
    st.markdown(f":small[{escape_markdown(card.title)}]")
    st.plotly_chart(
        card.figure, theme=None, key=f"chart_{card.key}", on_select="rerun", selection_mode="points",
        config=_PLOTLY_CONFIG,
        alt=f"{card.title}. {led_figures.plain(card.sentence)}",
    )  # fmt: skip
    point = clicked(card.key)
    if any(point):
        drilldown.draw(view, card, point)


def _coverage(view: View, card: Card) -> list[str]:
    """How many of the expected reports the figures include, as the card's first note."""
    if card.reports is None or card.taken_in is None:
        return []
    expected = card.expected
    if expected is None:
        coverage = view.ask("filing_counts")
        expected = int(coverage.loc[(coverage["year"] == card.year) | (card.year is None), "expected"].sum())
    left_out = card.reports - card.taken_in - card.contradictory
    counts = {
        "expected": expected,
        "reports": card.reports,
        "taken_in": card.taken_in,
        "left_out": left_out,
    }
    key = "coverage.taken_in_but" if left_out or card.contradictory else "coverage.taken_in"
    lines = [view.text(key, **{name: f"{count:,}" for name, count in counts.items()})]
    if card.contradictory:
        lines.append(view.text("coverage.contradictory", n=f"{card.contradictory:,}"))
    return lines


def _draw_definitions(view: View, measures: Sequence[Measure], definition: Sequence[str]) -> None:
    for line in definition:
        st.markdown(line)
    for measure in measures:
        _draw_definition(view, measure)
    if measures:
        st.caption(view.text("panel.rules"))


def _draw_definition(view: View, measure: Measure) -> None:
    unit = dictionary.unit(measure, view.language)
    st.markdown(
        f"**{measure.label(view.language)}**" + (view.text("list.brackets", inside=unit) if unit else "")
    )
    formula = dictionary.formula(view.opened, measure, view.language)
    if formula:
        st.markdown(formula)
    st.markdown(measure.caveat(view.language))
    forms = view.text("list.comma").join(measure.forms)
    st.caption(view.text("panel.source", source=measure.source_in(view.language), forms=forms))
