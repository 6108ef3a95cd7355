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
from pages.parts.text.led_figures import led
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, choices
from pages.parts.widgets.chart_card import Card

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
    return Card(
        key=f"{view.page}_change",
        title=captions.title_with_unit(view, title, measure),
        sentence=_sentence(view, key, label, rows),
        figure=_figure(view, rows) if rows["before"].notna().any() else None,
        table=rows.drop(columns=["standing"]),
        measures=(measure.key,),
        by="agency",
        notes=(
            *_incomplete_notes(view, rows),
            view.text("change.note"),
            *([view.text("change.broken", what=broken)] if broken else []),
        ),
    )


def _figure(view: View, rows: pd.DataFrame) -> Chart | None:
    bars = _bars(view, rows)
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
    unstated = (before.isna() & frame["filed_before"]) | (now.isna() & frame["filed_now"])
    frame["standing"] = "both"
    frame.loc[before.isna() & ~frame["filed_before"], "standing"] = "entered"
    frame.loc[now.isna() & ~frame["filed_now"], "standing"] = "left"
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


def _incomplete(view: View, rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """(label, rows) of the agencies without both figures: new ones, those gone, those that do not state it."""
    parts = [(standing, rows[rows["standing"] == standing]) for standing in _INCOMPLETE]
    return [
        (view.text("change.counted", what=view.text(f"change.{standing}"), n=len(part)), part)
        for standing, part in parts
        if len(part)
    ]


def _incomplete_notes(view: View, rows: pd.DataFrame) -> list[str]:
    """One line for each such group with its agencies by name, largest change first."""
    notes = []
    for label, part in _incomplete(view, rows):
        first = part.head(_NAMES)
        names = view.text("list.comma").join(
            f"{row.agency} {number_format.whole(row.change, signed=True)}" for row in first.itertuples()
        )
        more = view.text("change.more", n=len(part) - len(first)) if len(part) > len(first) else ""
        notes.append(f"{label}{view.text('list.dash')}{escape_markdown(names)}{more}")
    return notes


def _bars(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The bars: the largest changes, what is left of rises and of falls, the groups without both figures."""
    both = rows[(rows["standing"] == "both") & (rows["change"] != 0)]
    largest, others = both.head(_BARS), both.iloc[_BARS:]
    bars = [
        (row.code, row.agency, row.change, False, _years(row.before, row.now)) for row in largest.itertuples()
    ]
    groups = [
        (view.text(f"change.{name}", n=len(part)), part)
        for name, part in (("risen", others[others["change"] > 0]), ("fallen", others[others["change"] < 0]))
        if len(part)
    ]
    bars += [
        (None, label, part["change"].sum(), True, _years(part["before"].sum(), part["now"].sum()))
        for label, part in [*groups, *_incomplete(view, rows)]
    ]
    frame = pd.DataFrame(bars, columns=["key", "label", "value", "is_rest", "beside"])
    frame["display_text"] = [number_format.whole(value, signed=True) for value in frame["value"]]
    frame["hover_text"] = (
        "<b>" + frame["label"] + "</b><br>" + frame["display_text"] + " · " + frame["beside"]
    )
    return frame


def _years(before: float, now: float) -> str:
    return f"{number_format.whole(before)} → {number_format.whole(now)}"


def _sentence(view: View, key: str, label: str, rows: pd.DataFrame) -> str:
    if not rows["before"].notna().any():
        return view.text("sentence.no_before", measure=label, year=view.year - 1)
    before, now = float(rows["before"].sum()), float(rows["now"].sum())
    both = rows[rows["standing"] == "both"]
    largest = both.iloc[0] if len(both) else None
    return view.text(
        "sentence.change", measure=label,
        before=led(number_format.whole(before), None, view.year - 1, key),
        now=led(number_format.whole(now), None, view.year, key),
        change=number_format.whole(now - before, signed=True), same=number_format.whole(both["change"].sum(), signed=True),
        n=len(both), name=number_format.NONE if largest is None else largest["agency"],
        most=number_format.NONE if largest is None else number_format.whole(largest["change"], signed=True),
    )  # fmt: skip
