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
from pages.parts.charts.base.builder import Chart, Drawn
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.export import card_download
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.text.markdown import escaped
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
class Exhibit:
    """What a card shows.

    `sentence` says what the chart shows, `title` what it is (with unit), `table` is exactly what is drawn.
    `measures` are the keys whose definitions belong to it; `by` says what a point's customdata[0] is a key of
    (see query.BY), customdata[1] is its year, so that a click finds the reports behind it.
    `taken_in` of `reports` filed of `expected` reports are in the figures; where `expected` is not given it
    is that of `year`, or of all years. Where no measure is drawn, `definition` says what is counted and
    `behind` gives what stands behind what was clicked on (key, year). A `Drawn` figure bears its title and origin.
    """

    key: str
    title: str
    sentence: str
    figure: Chart | Drawn | None
    table: pd.DataFrame
    measures: Sequence[str] = ()
    by: str = "none"
    year: int | None = None
    taken_in: int | None = None
    reports: int | None = None
    expected: int | None = None
    notes: Sequence[str] = field(default_factory=tuple)
    definition: Sequence[str] = ()
    behind: Callable[[str | None, int | None], pd.DataFrame] | None = None


def kept(
    work_out: Callable[Concatenate[View, _Given], Exhibit],
) -> Callable[Concatenate[View, _Given], Exhibit]:
    """For what makes an exhibit out of the view and its arguments alone: it is made once, ready to be drawn."""

    @cache.kept
    @wraps(work_out)
    def made(view: View, *given: _Given.args, **named: _Given.kwargs) -> Exhibit:
        return _signed(view, work_out(view, *given, **named))

    return made


def shown(
    work_out: Callable[Concatenate[View, _Given], Exhibit],
) -> Callable[Concatenate[View, _Given], None]:
    """A card without choices of its own, from what makes its exhibit."""
    made = kept(work_out)

    @st.fragment
    @wraps(work_out)
    def drawn(view: View, *given: _Given.args, **named: _Given.kwargs) -> None:
        show(view, made(view, *given, **named))

    return drawn


def card(key: str) -> DeltaGenerator:
    """The frame of a card, for the reader's own choices and then `fill`: `with panel.card(key): …`."""
    return st.container(border=True, key=f"card_{key}", gap="small")


def show(view: View, exhibit: Exhibit) -> None:
    """A card without choices of its own."""
    with card(exhibit.key):
        fill(view, exhibit)


def fill(view: View, exhibit: Exhibit) -> None:
    """Draws an exhibit into the card that is open; its tabs are filled when they are opened."""
    st.markdown(f"##### {escaped(exhibit.sentence)}", anchors=False)
    names = [view.text(f"tab.{tab}") for tab in ("chart", "table", "definition", "sources")]
    chart, table, definition, sources = st.tabs(names, key=f"tabs_{exhibit.key}", on_change="rerun")
    with chart:
        _chart(view, exhibit)
    with table:
        if table.open:
            data_table.show(view, exhibit.table, key=f"table_{exhibit.key}")
    with definition:
        if definition.open:
            _definitions(view, [view.measure(key) for key in exhibit.measures], exhibit.definition)
    with sources:
        if sources.open:
            _sources(view, exhibit)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools_{exhibit.key}"):
        st.caption("  \n".join((*_coverage(view, exhibit), *exhibit.notes)) or " ", width="stretch")
        card_download.buttons(view, exhibit.table, exhibit.key, exhibit.title, exhibit.measures)


def selected(key: str) -> tuple[str | None, int | None]:
    """What was clicked on in the chart of a card: (key of what is grouped by, year)."""
    state = st.session_state.get(f"chart_{key}")
    points = state["selection"]["points"] if state else []
    data = points[0].get("customdata") if points else None
    if not data:
        return None, None
    values = list(data.values()) if isinstance(data, dict) else list(data)
    year = values[1] if len(values) > 1 else None
    return (str(values[0]) if values[0] else None), (int(year) if year else None)


def _signed(view: View, exhibit: Exhibit) -> Exhibit:
    if not isinstance(exhibit.figure, Chart):
        return exhibit
    origin = f"{view.sentence()} · #{view.opened.version}"
    return replace(exhibit, figure=charts.signed(exhibit.figure, exhibit.title, origin))


def _chart(view: View, exhibit: Exhibit) -> None:
    if exhibit.figure is None:
        st.info(view.text("empty.figures"))
        if len(exhibit.table):
            data_table.show(view, exhibit.table, key=f"instead_{exhibit.key}")
        return
    st.plotly_chart(
        _signed(view, exhibit).figure, theme=None, key=f"chart_{exhibit.key}", on_select="rerun", selection_mode="points",
        config={**_CONFIG, **charts.wording(view.text("export.png_help"), exhibit.key)},
        alt=f"{exhibit.title}. {exhibit.sentence}",
    )  # fmt: skip
    key, year = selected(exhibit.key)
    if key or year:
        _sources(view, exhibit, key, year)


def _coverage(view: View, exhibit: Exhibit) -> list[str]:
    if exhibit.reports is None or exhibit.taken_in is None:
        return []
    expected = exhibit.expected
    if expected is None:
        coverage = view.ask("coverage")
        expected = int(
            coverage.loc[(coverage["year"] == exhibit.year) | (exhibit.year is None), "expected"].sum()
        )
    left_out = exhibit.reports - exhibit.taken_in
    key = "coverage.taken_in" if not left_out else "coverage.taken_in_but"
    counts = {
        "expected": expected,
        "reports": exhibit.reports,
        "taken_in": exhibit.taken_in,
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
                source=measure.cited(view.language),
                forms=view.text("list.comma").join(measure.forms),
            )
        )
    if measures:
        st.caption(view.text("panel.rules"))


def _sources(view: View, exhibit: Exhibit, key: str | None = None, year: int | None = None) -> None:
    """The reports behind the whole chart, or behind one of its points."""
    if exhibit.behind is not None:
        data_table.show(view, exhibit.behind(key, year), key=f"behind_{exhibit.key}")
        return
    year = year or exhibit.year
    if not exhibit.measures:
        return
    measure = view.measure(exhibit.measures[0])
    key = None if exhibit.by == "none" else key
    frame = view.ask("drilldown_reports", measure=measure.key, by=exhibit.by, key=key, year=year)
    chosen = view.names(exhibit.by, [key]).get(key, key) if key else view.text("panel.all")
    label = measure.label(view.language)
    st.caption(view.text("panel.behind", chosen=chosen, year=year or "", n=f"{len(frame):,}", measure=label))
    data_table.show(
        view, frame.drop(columns=[] if measure.denominator else ["denominator"]), key=f"behind_{exhibit.key}"
    )
