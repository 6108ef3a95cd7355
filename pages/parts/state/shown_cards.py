"""The cards that a page shows now, in their order, so that it can be taken away as a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from etl import Part
from pages.parts.charts.base.builder import CachedFigure

_SHOWN, _FRAME = "shown_cards", "shown_frame"


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as it is on screen: the sentence at its head, what it shows, and its chart, sentences or table.

    `table` may be a function that makes the frame when it is needed; `parts` makes what a paper has in place of it.
    """

    sentence: str
    title: str = ""
    figure: CachedFigure | None = None
    table: pd.DataFrame | Callable[[], pd.DataFrame] | None = None
    parts: Callable[[], Iterable[Part]] | None = None
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


# None: a card that is being drawn anew, or shows nothing now
ShownCards = Mapping[tuple[str, str], ShownCard | None]


def begin() -> ShownCards:
    """Begin a page without cards; what is returned fills as they are drawn, and follows those that are drawn again."""
    shown: ShownCards = {}
    st.session_state[_SHOWN], st.session_state[_FRAME] = shown, ""
    return shown


def shown() -> ShownCards:
    """The cards drawn so far."""
    cards: ShownCards = st.session_state.get(_SHOWN, {})
    return cards


def enter(frame: str) -> None:
    """Begin the frame of a card: what it showed before is gone, its place is kept."""
    shown = st.session_state.setdefault(_SHOWN, {})
    for key in shown:
        if key[0] == frame:
            shown[key] = None
    st.session_state[_FRAME] = frame


def leave() -> None:
    """End the frame of a card."""
    st.session_state[_FRAME] = ""


def note(key: str, card: ShownCard) -> None:
    """Note a card; a richer note of the same key in the same frame stands."""
    shown = st.session_state.setdefault(_SHOWN, {})
    at = (st.session_state.get(_FRAME, ""), key)
    if at[0] == "" or shown.get(at) is None:
        shown[at] = card
