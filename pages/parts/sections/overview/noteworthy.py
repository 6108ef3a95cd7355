"""值得注意的情况: sentences on what is unusual in the last year, each linked to the page that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.runtime import cache
from pages.parts.state import shown_cards, url_state
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCard
from pages.parts.stats import proportions
from pages.parts.text import number_format
from pages.parts.text.led_figures import CHANGE
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import choices, links

_CONFIDENCE = 0.998
_MAX_AGENCIES = 5
_MAX_GROUPS = 4
_MAX_CORRECTED = 3


class Remark(NamedTuple):
    """A sentence with the page and tab that show its figures, and the choices there that open those behind it."""

    page: str
    tab: str
    sentence: str
    choices: Mapping[str, str] = MappingProxyType({})


def noteworthy(view: View) -> None:
    """Draw the remarks on the last year as links."""
    remarks = remarks_on(view)
    title = view.text("overview.standing_out", year=view.year)
    sentences = tuple(remark.sentence for remark in remarks) or (view.text("overview.nothing"),)
    shown_cards.note("standing_out", ShownCard(title, points=sentences))
    with st.container(border=True, key="standing_out"):
        st.markdown(f"##### {title}", anchors=False)
        for remark in remarks:
            label = f"{escape_markdown(remark.sentence)} :gray[· {view.text(f'page.{remark.page}')}]"
            links.to_tab(view, remark.page, remark.tab, label, ":material/arrow_forward:", remark.choices)
        if not remarks:
            st.markdown(view.text("overview.nothing"))


def remarks_on(view: View) -> tuple[Remark, ...]:
    """The remarks on the last year, most important first; they do not depend on the first year selected."""
    return _remarks(view.in_year(view.year))


@cache.cached
def _remarks(view: View) -> tuple[Remark, ...]:
    """All remarks, most important first; `view` covers one year."""
    return (
        *_missing(view.of_every_scope()),
        *_with_errors(view.of_every_scope()),
        *_unusual_groups(view, "disclosure_rate"),
        *_largest_change(view, "applications_received"),
        *_corrected(view),
        *_doubtful(view),
    )


def _missing(view: View) -> list[Remark]:
    counts = measure_frames.row_of_year(view.ask("filing_counts"), view.year)
    if counts is None or not counts["missing"]:
        return []
    agencies = view.ask("missing")["agency"]
    sentence = view.text("overview.missing", n=len(agencies), names=_list(view, agencies, _MAX_AGENCIES))
    return [Remark("quality", "filing", sentence, {"quality-state": "missing"})]


def _with_errors(view: View) -> list[Remark]:
    errors = view.ask("faulty")
    if errors.empty:
        return []
    sentence = view.text("overview.faulty", n=errors["report_id"].nunique(), findings=len(errors))
    return [Remark("quality", "findings", sentence, {"quality-severity": "error"})]


def _unusual_groups(view: View, key: str) -> list[Remark]:
    """Groups whose interval of `_CONFIDENCE` excludes the overall rate, above and below it."""
    total = measure_frames.row_of_year(measure_frames.fetch(view, key, year=view.year), view.year)
    if total is None or total["status"] != "full":
        return []
    frame = measure_frames.fetch(view, key, choices.groupings(view)[0], view.year)
    low, high = proportions.wilson(
        frame["numerator"].to_numpy(float), frame["denominator"].to_numpy(float), _CONFIDENCE
    )
    is_full = frame["status"] == "full"
    above = frame[is_full & (low > total["value"])].sort_values("value", ascending=False)
    below = frame[is_full & (high < total["value"])].sort_values("value")
    measure = view.measure(key)
    return [
        Remark(
            measure.page,
            "places",
            view.text(
                f"overview.{side}",
                measure=measure.label(view.language),
                whole=number_format.rate(total["value"]),
                names=_list(view, _names_with_rates(groups), _MAX_GROUPS),
            ),
            _behind(view, f"{measure.page}_outcomes", groups["key"].iloc[0], key),
        )
        for side, groups in (("above", above), ("below", below))
        if len(groups)
    ]


def _names_with_rates(groups: pd.DataFrame) -> list[str]:
    pairs = zip(groups["name"], groups["value"], strict=True)
    return [f"{name} {number_format.rate(value)}" for name, value in pairs]


def _largest_change(view: View, key: str) -> list[Remark]:
    measure = view.measure(key)
    frame = view.ask("change", measure=key).dropna(subset=["before", "now"])
    frame = frame[~frame["unstated_before"] & ~frame["unstated_now"]]
    if frame.empty or view.broken(view.year, key):
        return []
    change = frame["now"] - frame["before"]
    largest = frame.loc[change.abs().idxmax()]
    step = largest["now"] - largest["before"]
    if not step:
        return []
    return [
        Remark(
            measure.page,
            "places",
            view.text(
                "overview.change",
                measure=measure.label(view.language),
                whole=number_format.whole(change.sum(), signed=True),
                n=len(frame),
                name=largest["agency"],
                change=number_format.whole(step, signed=True),
                before=number_format.whole(largest["before"]),
                now=number_format.whole(largest["now"]),
            ),
            _behind(view, f"{measure.page}_change", largest["key"], key, CHANGE),
        )
    ]


def _corrected(view: View) -> list[Remark]:
    """The groups with most decisions corrected on review."""
    measure = view.measure("review_correction_rate")
    frame = measure_frames.fetch(view, measure.key, choices.groupings(view)[0], view.year)
    frame = frame[frame["numerator"] > 0].sort_values("numerator", ascending=False).head(_MAX_CORRECTED)
    if frame.empty:
        return []
    frame = measure_frames.with_texts(view, measure, frame)
    names = [f"{name} {text}" for name, text in zip(frame["name"], frame["display_text"], strict=True)]
    choices_there = _behind(view, "litigation_ranking", frame["key"].iloc[0], measure.key)
    sentence = view.text("overview.corrected", names=_list(view, names))
    return [Remark("litigation", "places", sentence, {"litigation-ranking": measure.key, **choices_there})]


def _doubtful(view: View) -> list[Remark]:
    """Figures of table 二 with a doubtful unit or size: a single one can dominate the total."""
    frame = view.ask("doubtful_volumes")
    if frame.empty:
        return []
    agencies = view.text("list.comma").join(frame["agency"].unique()[:_MAX_AGENCIES])
    return [Remark("disclosure", "standing", view.text("overview.doubtful", n=len(frame), names=agencies))]


def _behind(view: View, card: str, key: str, measure: str, asks: str | None = None) -> dict[str, str]:
    """The choice that opens, in a card of another page, the reports behind the first figure of a remark."""
    page = view.measure(measure).page
    return {f"{page}-behind": url_state.behind(card, key, view.year, measure, asks)}


def _list(view: View, names: Iterable[str], most: int | None = None) -> str:
    """The first `most` names, with … if there are more."""
    every = list(names)
    shown = every[:most]
    return view.text("list.comma").join(shown) + ("…" if len(shown) < len(every) else "")
