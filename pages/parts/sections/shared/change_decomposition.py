"""The change of a total since last year, decomposed by agency: who caused it, who is new, gone or does not state it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.parts.analysis import captions
from pages.parts.charts import change_bars
from pages.parts.charts.base.builder import Chart
from pages.parts.data.dictionary import Measure
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import CHANGE, CHANGE_OF_BOTH, Sentence, led, words
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, choices, figure_evidence
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Question

_BARS = 10
_NAMES = 6
_INCOMPLETE = ("entered", "left", "unstated")


@chart_card.fragment
def change_by_agency(view: View, keys: Sequence[str]) -> None:
    """Draw who caused the change from last year's total to this year's; the reader chooses the measure."""
    with chart_card.frame(f"{view.page}_change"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key = choices.measure(view, "change", keys)
            if view.selection.scope == "government_rollup":
                label, icon = view.text("change.own"), ":material/account_tree:"
                if st.button(label, key=f"{view.page}_change_own", type="tertiary", icon=icon):
                    _select_own_reports()
                    st.rerun()
        chart_card.draw_content(view, _card(view, key))


@chart_card.cached
def _card(view: View, key: str) -> Card:
    measure = view.measure(key)
    rows = _rows(view, measure)
    label = measure.label(view.language)
    broken = view.broken(view.year, measure.key)
    title = view.text("title.change", measure=label, before=view.year - 1, now=view.year)
    bars, rest = _bars(view, rows)
    return Card(
        key=f"{view.page}_change",
        title=captions.title_with_unit(view, title, measure),
        sentence=_sentence(view, measure, rows),
        figure=_figure(view, bars) if rows["before"].notna().any() else None,
        table=rows.drop(columns=["standing"]),
        measures=(measure.key,),
        by="agency",
        year=view.year,
        questions={name: _together(view, measure, label, part) for name, (label, part) in rest.items()},
        notes=(
            *_incomplete_notes(view, rows),
            view.text("change.note"),
            *([view.text("change.rest")] if rest else []),
            *([view.text("change.broken", what=broken)] if broken else []),
        ),
    )


def _together(view: View, measure: Measure, label: str, rows: pd.DataFrame) -> Question:
    keys = tuple(rows["code"])
    return lambda: figure_evidence.of_change(view, measure, both=False, by="agency", keys=keys, chosen=label)


def _figure(view: View, bars: pd.DataFrame) -> Chart | None:
    heading = f"{view.year - 1} → {view.year}"
    return None if bars.empty else change_bars.change_bars(bars, heading, view.palette)


def _select_own_reports() -> None:
    """A roll-up's change is caused by its parts, whose own reports are of every level below."""
    url_state.set_choice("scope", "own")
    url_state.set_choice("level", None)


def _rows(view: View, measure: Measure) -> pd.DataFrame:
    """One row per agency: last year's figure, this year's, the change and its standing; largest change first."""
    frame = view.ask("change", measure=measure.key)
    before, now = frame["before"].astype(float), frame["now"].astype(float)
    unstated = frame["unstated_before"] | frame["unstated_now"]
    frame["standing"] = "both"
    frame.loc[~frame["filed_before"], "standing"] = "entered"
    frame.loc[~frame["filed_now"], "standing"] = "left"
    frame.loc[unstated, "standing"] = "unstated"
    frame["change"] = now.fillna(0) - before.fillna(0)
    frame = frame.sort_values("change", key=lambda change: change.abs(), ascending=False, ignore_index=True)
    return pd.DataFrame(
        {
            "code": frame["key"],
            "agency": frame["agency"],
            "before": frame["before"],
            "now": frame["now"],
            "change": frame["change"],
            "status": [view.text(f"change.{standing}") for standing in frame["standing"]],
            "standing": frame["standing"],
        }
    )


def _incomplete(view: View, rows: pd.DataFrame) -> dict[str, tuple[str, pd.DataFrame]]:
    """Label and rows of the agencies without both figures: new ones, those gone, those that do not state it."""
    parts = [(standing, rows[rows["standing"] == standing]) for standing in _INCOMPLETE]
    return {
        standing: (view.text("change.counted", what=view.text(f"change.{standing}"), n=len(part)), part)
        for standing, part in parts
        if len(part)
    }


def _incomplete_notes(view: View, rows: pd.DataFrame) -> list[str]:
    """One line for each such group with its agencies by name, largest change first."""
    notes = []
    for label, part in _incomplete(view, rows).values():
        first = part.head(_NAMES)
        names = view.text("list.comma").join(
            f"{row.agency} {number_format.whole(row.change, signed=True)}" for row in first.itertuples()
        )
        more = view.text("change.more", n=len(part) - len(first)) if len(part) > len(first) else ""
        notes.append(f"{label}{view.text('list.dash')}{escape_markdown(names)}{more}")
    return notes


def _bars(view: View, rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, tuple[str, pd.DataFrame]]]:
    """The bars: the largest changes, what is left of rises and of falls, the groups without both figures.

    With the label and the agencies of each bar that is not of one agency, by what it asks for.
    """
    both = rows[(rows["standing"] == "both") & (rows["change"] != 0)]
    largest, others = both.head(_BARS), both.iloc[_BARS:]
    bars = [
        (row.code, CHANGE, row.agency, row.change, False, _years(row.before, row.now))
        for row in largest.itertuples()
    ]
    rest = {
        name: (view.text(f"change.{name}", n=len(part)), part)
        for name, part in (("risen", others[others["change"] > 0]), ("fallen", others[others["change"] < 0]))
        if len(part)
    } | _incomplete(view, rows)
    bars += [
        ("", name, label, part["change"].sum(), True, _years(part["before"].sum(), part["now"].sum()))
        for name, (label, part) in rest.items()
    ]
    frame = pd.DataFrame(bars, columns=["key", "asks", "label", "value", "is_rest", "beside"])
    frame["display_text"] = [number_format.whole(value, signed=True) for value in frame["value"]]
    frame["hover_text"] = (
        "<b>" + frame["label"] + "</b><br>" + frame["display_text"] + " · " + frame["beside"]
    )
    return frame, rest


def _years(before: float, now: float) -> str:
    return f"{number_format.whole(before)} → {number_format.whole(now)}"


def _sentence(view: View, measure: Measure, rows: pd.DataFrame) -> Sentence:
    """Both totals and their change; that over the agencies of both years, and the largest one among them."""
    label = words(measure.label(view.language))
    if not rows["before"].notna().any():
        return view.sentence("sentence.no_before", view.year - 1, measure=label)
    before, now = (float(rows[year].sum()) for year in ("before", "now"))
    totals = {
        name: led(number_format.whole(total), None, year, measure.key)
        for name, total, year in (("before", before, view.year - 1), ("now", now, view.year))
    }
    change = led(number_format.whole(now - before, signed=True), None, view.year, measure.key, CHANGE)
    both = rows[rows["standing"] == "both"]
    if both.empty:
        return view.sentence("sentence.change_alone", measure=label, change=change, **totals)
    same, agencies = (
        led(shown, None, view.year, measure.key, CHANGE_OF_BOTH)
        for shown in (number_format.whole(both["change"].sum(), signed=True), f"{len(both):,}")
    )
    largest = both.iloc[0]
    most = led(
        number_format.whole(largest["change"], signed=True), largest["code"], view.year, measure.key, CHANGE
    )
    return view.sentence(
        "sentence.change",
        measure=label,
        change=change,
        same=same,
        n=agencies,
        name=words(largest["agency"]),
        most=most,
        **totals,
    )
