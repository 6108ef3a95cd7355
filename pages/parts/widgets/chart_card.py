"""One chart with everything that belongs to it: what it says, the data, the definition, the sources, the downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Concatenate, ParamSpec

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import charts
from pages.parts.charts.base.builder import CachedFigure, Chart
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.export import card_download
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import data_table

_Given = ParamSpec("_Given")
_CONFIG = {
    "displaylogo": False,
    "displayModeBar": True,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows.

    `sentence` says what the chart shows, `title` what it is (with unit), `table` is exactly what is drawn.
    `measures` are the keys whose definitions belong to it; `by` says what a point's customdata[0] is a key of
    (see query.BY), customdata[1] is its year, so that a click finds the reports behind it.
    `taken_in` of `reports` filed of `expected` reports are in the figures; where `expected` is not given it
    is that of `year`, or of all years. Where no measure is drawn, `definition` says what is counted and
    `drilldown` gives what stands behind what was clicked on (key, year). A `CachedFigure` figure bears its title and origin.
    """

    key: str
    title: str
    sentence: str
    figure: Chart | CachedFigure | None
    table: pd.DataFrame
    measures: Sequence[str] = ()
    by: str = "none"
    year: int | None = None
    taken_in: int | None = None
    reports: int | None = None
    expected: int | None = None
    notes: Sequence[str] = field(default_factory=tuple)
    definition: Sequence[str] = ()
    drilldown: Callable[[str | None, int | None], pd.DataFrame] | None = None


def cached(
    work_out: Callable[Concatenate[View, _Given], Card],
) -> Callable[Concatenate[View, _Given], Card]:
    """For what makes an card out of the view and its arguments alone: it is made once, ready to be drawn."""

    @cache.cached
    @wraps(work_out)
    def made(view: View, *given: _Given.args, **named: _Given.kwargs) -> Card:
        return _finished(view, work_out(view, *given, **named))

    return made


def drawn(
    work_out: Callable[Concatenate[View, _Given], Card],
) -> Callable[Concatenate[View, _Given], None]:
    """A card without choices of its own, from what makes its card."""
    made = cached(work_out)

    @st.fragment
    @wraps(work_out)
    def draw_card(view: View, *given: _Given.args, **named: _Given.kwargs) -> None:
        draw(view, made(view, *given, **named))

    return draw_card


def frame(key: str) -> DeltaGenerator:
    """The frame of a card, for the reader's own choices and then `fill`: `with panel.card(key): …`."""
    return st.container(border=True, key=f"card_{key}", gap="small")


def draw(view: View, card: Card) -> None:
    """A card without choices of its own."""
    with frame(card.key):
        draw_content(view, card)


def draw_content(view: View, card: Card) -> None:
    """Draws an card into the card that is open; its tabs are filled when they are opened."""
    st.markdown(f"##### {escape_markdown(card.sentence)}", anchors=False)
    names = [view.text(f"tab.{tab}") for tab in ("chart", "table", "definition", "sources")]
    chart, table, definition, sources = st.tabs(names, key=f"tabs_{card.key}", on_change="rerun")
    with chart:
        _chart(view, card)
    with table:
        if table.open:
            data_table.draw(view, card.table, key=f"table_{card.key}")
    with definition:
        if definition.open:
            _definitions(view, [view.measure(key) for key in card.measures], card.definition)
    with sources:
        if sources.open:
            _sources(view, card)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools_{card.key}"):
        st.caption("  \n".join((*_coverage(view, card), *card.notes)) or " ", width="stretch")
        card_download.buttons(view, card.table, card.key, card.title, card.measures)


def clicked(key: str) -> tuple[str | None, int | None]:
    """What was clicked on in the chart of a card: (key of what is grouped by, year)."""
    state = st.session_state.get(f"chart_{key}")
    points = state["selection"]["points"] if state else []
    data = points[0].get("customdata") if points else None
    if not data:
        return None, None
    values = list(data.values()) if isinstance(data, dict) else list(data)
    year = values[1] if len(values) > 1 else None
    return (str(values[0]) if values[0] else None), (int(year) if year else None)


def _finished(view: View, card: Card) -> Card:
    if not isinstance(card.figure, Chart):
        return card
    origin = f"{view.sentence()} · #{view.opened.version}"
    return replace(card, figure=charts.finish(card.figure, card.title, origin))


def _chart(view: View, card: Card) -> None:
    if card.figure is None:
        st.info(view.text("empty.figures"))
        if len(card.table):
            data_table.draw(view, card.table, key=f"instead_{card.key}")
        return
    st.plotly_chart(
        _finished(view, card).figure, theme=None, key=f"chart_{card.key}", on_select="rerun", selection_mode="points",
        config={**_CONFIG, **charts.plotly_config(view.text("export.png_help"), card.key)},
        alt=f"{card.title}. {card.sentence}",
    )  # fmt: skip
    key, year = clicked(card.key)
    if key or year:
        _sources(view, card, key, year)


def _coverage(view: View, card: Card) -> list[str]:
    if card.reports is None or card.taken_in is None:
        return []
    expected = card.expected
    if expected is None:
        coverage = view.ask("coverage")
        expected = int(coverage.loc[(coverage["year"] == card.year) | (card.year is None), "expected"].sum())
    left_out = card.reports - card.taken_in
    key = "coverage.taken_in" if not left_out else "coverage.taken_in_but"
    counts = {
        "expected": expected,
        "reports": card.reports,
        "taken_in": card.taken_in,
        "left_out": left_out,
    }
    return [view.text(key, **{name: f"{count:,}" for name, count in counts.items()})]


def _definitions(view: View, measures: Sequence[Measure], more: Sequence[str]) -> None:
    for line in more:
        st.markdown(line)
    for measure in measures:
        unit = dictionary.unit(measure, view.language)
        st.markdown(f"**{measure.label(view.language)}**" + (f" ({unit})" if unit else ""))
        formula = dictionary.formula(view.opened, measure, view.language)
        if formula:
            st.markdown(formula)
        st.markdown(measure.caveat(view.language))
        st.caption(
            view.text(
                "panel.source",
                source=measure.source_in(view.language),
                forms=view.text("list.comma").join(measure.forms),
            )
        )
    if measures:
        st.caption(view.text("panel.rules"))


def _sources(view: View, card: Card, key: str | None = None, year: int | None = None) -> None:
    """The reports behind the whole chart, or behind one of its points."""
    if card.drilldown is not None:
        data_table.draw(view, card.drilldown(key, year), key=f"behind_{card.key}")
        return
    year = year or card.year
    if not card.measures:
        return
    measure = view.measure(card.measures[0])
    key = None if card.by == "none" else key
    frame = view.ask("drilldown_reports", measure=measure.key, by=card.by, key=key, year=year)
    chosen = view.names(card.by, [key]).get(key, key) if key else view.text("panel.all")
    label = measure.label(view.language)
    st.caption(view.text("panel.behind", chosen=chosen, year=year or "", n=f"{len(frame):,}", measure=label))
    data_table.draw(
        view, frame.drop(columns=[] if measure.denominator else ["denominator"]), key=f"behind_{card.key}"
    )
