"""The funnel: rates against cases, with the limits of chance, and in words who is unusual and who is merely small."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import funnel as charts
from pages.parts.runtime import cache
from pages.parts.sections.compare.peer_group import Comparison, pooled
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import control_limits
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW, GREY_BELOW
from pages.parts.text import number_format
from pages.parts.widgets import chart_card, data_table
from pages.parts.widgets.chart_card import Card

VERDICTS = ("outside", "warning", "small", "inside")
_MOST_POINTS = 2500
_MOST_NAMED = 8


@chart_card.fragment
def funnel(c: Comparison) -> None:
    """The card, with its switch for over-dispersion."""
    view = c.view
    with chart_card.frame("compare_funnel"):
        how = url_state.segmented(
            "compare-limits",
            view.text("funnel.limits"),
            ["plain", "over"],
            {one: view.text(f"funnel.{one}") for one in ("plain", "over")},
        )
        chart_card.draw_content(view, _funnel(view, c, how))
        _said(c, verdicts(c, how == "over")[0])
    url_state.write_address(view.page)


@chart_card.cached
def _funnel(view: View, c: Comparison, how: str) -> Card:
    frame, common, factor = verdicts(c, how == "over")
    stated = frame[frame["status"] != "not_stated"]
    drawn = _drawn(frame[frame["verdict"] != ""])
    words = {name: view.text(f"funnel.{name}") for name in (*VERDICTS, "alarm", "warning_limit", "chosen")}
    words["x"] = view.text("funnel.x")
    words["common"] = view.text("chart.all_together", value=number_format.rate(common))
    title = view.text("funnel.title", measure=c.measure.label(view.language), year=c.year)
    return Card(
        key="compare_funnel",
        title=captions.title_with_unit(view, title, c.measure),
        sentence=_sentence(c, frame, common),
        figure=charts.funnel(
            measure_frames.with_texts(view, c.measure, drawn), common, factor, words, view.palette
        )
        if len(drawn) and common is not None
        else None,
        table=_table(view, c, frame),
        measures=(c.measure.key,),
        by=c.by,
        year=c.year,
        taken_in=int(frame["taken_in"].sum()),
        reports=int(frame["reports"].sum()),
        notes=_notes(c, frame, drawn, how, factor, len(stated)),
    )


@cache.cached
def verdicts(c: Comparison, over: bool) -> tuple[pd.DataFrame, float | None, float]:
    """The peers with verdict and side ("" below `COUNTS_ONLY_BELOW` cases), the common rate, the limits' factor."""
    frame = c.rated(c.measure.key, c.year)
    common = pooled(frame)
    frame = frame.assign(verdict="", side=0.0, greyed=frame["status"] == "small")
    enough = frame["denominator"].fillna(0) >= COUNTS_ONLY_BELOW
    enough &= (frame["numerator"] >= 0) & (frame["numerator"] <= frame["denominator"])
    if common is None or not enough.any():
        return frame, common, 1.0
    part = frame[enough]
    factor = control_limits.dispersion(part["numerator"], part["denominator"], common) if over else 1.0
    judged = control_limits.with_verdicts(part, common, factor)
    frame.loc[enough, "verdict"], frame.loc[enough, "side"] = judged["verdict"], judged["side"]
    return frame, common, factor


def _drawn(frame: pd.DataFrame) -> pd.DataFrame:
    """Everything unusual or chosen, and as many of the rest as a chart bears, largest first."""
    if len(frame) <= _MOST_POINTS:
        return frame
    first = frame["verdict"].isin(["outside"]) | frame["chosen"]
    return pd.concat([frame[first], frame[~first].sort_values("denominator", ascending=False)]).head(
        _MOST_POINTS
    )


def _sentence(c: Comparison, frame: pd.DataFrame, common: float | None) -> str:
    view, label = c.view, c.measure.label(c.view.language)
    if common is None or not (frame["verdict"] != "").any():
        return view.text("sentence.none", measure=label, year=c.year)
    outside, small = frame[frame["verdict"] == "outside"], frame[frame["verdict"] == "small"]
    facts = {
        "year": c.year,
        "measure": label,
        "common": number_format.rate(common),
        "n": len(outside),
        "of": int((frame["verdict"] != "").sum()),
    }
    said = view.text(
        "funnel.sentence" if len(outside) else "funnel.sentence_none", **facts, names=_names(c, outside, 3)
    )
    return said + (
        view.text("list.semicolon") + view.text("funnel.and_small", names=_names(c, small, 3))
        if len(small)
        else ""
    )


def _said(c: Comparison, frame: pd.DataFrame) -> None:
    """One line a verdict: who, with the figure, above or below."""
    view = c.view
    for verdict in VERDICTS[:3]:
        part = frame[frame["verdict"] == verdict]
        if len(part):
            head = f"**{view.text(f'funnel.{verdict}')}** ({len(part)})"
            st.markdown(f"{head}{view.text('list.dash')}{_names(c, part, _MOST_NAMED)}")
    chosen = frame[frame["chosen"]]
    for row in chosen.itertuples():
        verdict = view.text(f"funnel.{row.verdict}" if row.verdict else f"status.{row.status}")
        st.markdown(f"◯ {_one(view, c, row)}{view.text('list.dash')}{verdict}")


def _names(c: Comparison, part: pd.DataFrame, most: int) -> str:
    ordered = part.sort_values("denominator", ascending=False)
    return c.view.text("list.comma").join(_one(c.view, c, row) for row in ordered.head(most).itertuples()) + (
        "…" if len(part) > most else ""
    )


def _one(view: View, c: Comparison, row: Any) -> str:
    side = view.text(f"funnel.{'low' if row.side < 0 else 'high'}") if row.verdict in VERDICTS[:3] else ""
    rate = number_format.rate(row.value) if row.plotted == row.plotted else ""
    figure = " ".join(part for part in (rate, number_format.fraction(row.numerator, row.denominator)) if part)
    return f"{row.name} {figure}{f' {side}' if side else ''}"


def _notes(
    c: Comparison, frame: pd.DataFrame, drawn: pd.DataFrame, how: str, factor: float, stated: int
) -> tuple[str, ...]:
    view = c.view
    judged = int((frame["verdict"] != "").sum())
    few = int((frame["status"] == "counts_only").sum())
    notes = [
        c.sentence(),
        view.text("funnel.chance", n=judged, by_chance=f"{judged * (1 - control_limits.WARNING):.1f}"),
    ]
    if how == "over":
        notes.append(
            view.text("funnel.factor", factor=f"{factor:.2f}")
            if factor > 1
            else view.text("funnel.no_factor")
        )
    if few:
        notes.append(view.text("funnel.few", n=few, fewest=COUNTS_ONLY_BELOW))
    contradictory = int((frame["numerator"] > frame["denominator"]).sum())
    if contradictory:
        notes.append(view.text("funnel.contradictory", n=contradictory))
    if len(drawn) < judged:
        notes.append(view.text("funnel.cut", shown=len(drawn), n=judged))
    notes.append(view.text("funnel.note", grey=GREY_BELOW))
    return tuple(notes)


def _table(view: View, c: Comparison, frame: pd.DataFrame) -> pd.DataFrame:
    ordered = frame.sort_values("value", ascending=False, na_position="last")
    table = data_table.tidy(view, ordered, c.measure, c.by)
    verdict = [view.text(f"funnel.{one}") if one else "" for one in ordered["verdict"]]
    side = [
        view.text(f"funnel.{'low' if one < 0 else 'high'}") if one and said else ""
        for one, said in zip(ordered["side"], ordered["verdict"], strict=True)
    ]
    table.insert(table.columns.get_loc("status"), "verdict", verdict)
    table.insert(table.columns.get_loc("status"), "direction", side)
    return table
