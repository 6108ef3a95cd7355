"""What a change since last year is made of: who caused it, who entered, who left, whose report does not say."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.parts.analysis import captions
from pages.parts.charts import sankey
from pages.parts.data.dictionary import Measure
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, choices
from pages.parts.widgets.chart_card import Card

_NAMED = 10
_LISTED = 6


@chart_card.fragment
def decomposed(view: View, keys: Sequence[str]) -> None:
    """From last year's sum to this year's, body by body."""
    with chart_card.frame(f"{view.page}_change"):
        key = choices.measure(view, "change", keys)
        chart_card.draw_content(view, _decomposed(view, key))
        if view.selection.scope == "government_rollup":
            label, icon = view.text("change.own"), ":material/account_tree:"
            if st.button(label, key=f"{view.page}_change_own", type="tertiary", icon=icon):
                _to_own_reports()
                st.rerun()


@chart_card.cached
def _decomposed(view: View, key: str) -> Card:
    measure = view.measure(key)
    frame = _frame(view, measure)
    label = measure.label(view.language)
    broken = view.broken(view.year, measure.key)
    return Card(
        key=f"{view.page}_change",
        title=captions.title_with_unit(
            view,
            view.text("title.change", measure=label, before=view.year - 1, now=view.year),
            measure,
        ),
        sentence=_sentence(view, label, frame),
        figure=sankey.change(_steps(view, frame), view.palette) if frame["before"].notna().any() else None,
        table=frame.drop(columns=["standing"]),
        measures=(measure.key,),
        by="agency",
        notes=(
            *_named(view, frame),
            view.text("change.note"),
            *([view.text("change.broken", what=broken)] if broken else []),
        ),
    )


def _to_own_reports() -> None:
    """A roll-up's change is caused by its parts; they are in the other kind of report, of every level there."""
    url_state.set_choice("scope", "own")
    url_state.set_choice("level", None)


def _named(view: View, frame: pd.DataFrame) -> list[str]:
    """Who entered, who left and who does not say, by name, largest change first."""
    lines = []
    for standing in ("entered", "left", "unstated"):
        part = frame[frame["standing"] == standing]
        if len(part):
            said = [
                f"{name} {number_format.whole(change, signed=True)}"
                for name, change in zip(part["agency"].head(_LISTED), part["change"], strict=False)
            ]
            more = view.text("change.more", n=len(part) - _LISTED) if len(part) > _LISTED else ""
            label = view.text("change.counted", what=view.text(f"change.{standing}"), n=len(part))
            lines.append(
                f"{label}{view.text('list.dash')}{escape_markdown(view.text('list.comma').join(said))}{more}"
            )
    return lines


def _frame(view: View, measure: Measure) -> pd.DataFrame:
    """One row a body: last year's figure, this year's, the change and why there is one; largest change first."""
    frame = view.ask("change", measure=measure.key)
    before, now = frame["before"].astype(float), frame["now"].astype(float)
    frame["standing"] = "both"
    frame.loc[before.isna() & ~frame["filed_before"], "standing"] = "entered"
    frame.loc[now.isna() & ~frame["filed_now"], "standing"] = "left"
    frame.loc[(before.isna() & frame["filed_before"]) | (now.isna() & frame["filed_now"]), "standing"] = (
        "unstated"
    )
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


def _steps(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """The waterfall's rows: both totals, the largest movers, the rest of them, entered, left, not stated."""
    both = frame[(frame["standing"] == "both") & (frame["change"] != 0)]
    named, rest = both.head(_NAMED), both.iloc[_NAMED:]
    rows: list[tuple[object, str, float, str]] = [
        (None, str(view.year - 1), float(frame["before"].sum()), "absolute")
    ]
    rows += [(row.code, row.agency, float(row.change), "relative") for row in named.itertuples()]
    if len(rest):
        rows.append((None, view.text("change.others", n=len(rest)), float(rest["change"].sum()), "relative"))
    for standing in ("entered", "left", "unstated"):
        part = frame[frame["standing"] == standing]
        if len(part):
            label = view.text("change.counted", what=view.text(f"change.{standing}"), n=len(part))
            rows.append((None, label, float(part["change"].sum()), "relative"))
    rows.append((None, str(view.year), float(frame["now"].sum()), "absolute"))
    steps = pd.DataFrame(rows, columns=["key", "label", "value", "measure"])
    steps["display_text"] = [
        number_format.whole(value, signed=kind == "relative")
        for value, kind in zip(steps["value"], steps["measure"], strict=True)
    ]
    steps["hover_text"] = [
        f"<b>{label}</b><br>{written}"
        for label, written in zip(steps["label"], steps["display_text"], strict=True)
    ]
    return steps


def _sentence(view: View, label: str, frame: pd.DataFrame) -> str:
    if not frame["before"].notna().any():
        return view.text("sentence.no_before", measure=label, year=view.year - 1)
    before, now = float(frame["before"].sum()), float(frame["now"].sum())
    both = frame[frame["standing"] == "both"]
    moved = both.iloc[0] if len(both) else None
    return view.text(
        "sentence.change", measure=label, before=number_format.whole(before), now=number_format.whole(now),
        change=number_format.whole(now - before, signed=True), same=number_format.whole(both["change"].sum(), signed=True),
        n=len(both), name=moved["agency"] if moved is not None else number_format.NONE,
        most=number_format.whole(moved["change"], signed=True) if moved is not None else number_format.NONE,
    )  # fmt: skip
