"""One card alone, as a portal embeds it: `?embed=card&card=NAME` leaves of a page this card, its source and a link."""

from __future__ import annotations

import re

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.state import shown_cards, url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

_CARD, _PLACE, _VIEW = "card", "embed_place", "embed_view"
_NAME = re.compile(r"[a-z0-9_]{1,80}")
_ALONE = """<style>
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stExpandSidebarButton"] {{ display: none !important; }}
.stMainBlockContainer {{ padding: 0.5rem; max-width: none; }}
.stMain [data-testid="stVerticalBlock"] > *:not({card}):not(:has({card})):not({card} *):not(:has(.st-key-embed_foot)):not(.st-key-embed_foot):not(.st-key-embed_foot *):not(:has([data-testid="stAlert"])):not([data-testid="stAlert"]),
  .stMain [data-testid="stHorizontalBlock"] > *:not(:has({card})):not({card} *):not(.st-key-embed_foot *) {{ display: none !important; }}
.stMain:has({card}) .st-key-embed_unknown {{ display: none !important; }}
</style>"""


def begin(view: View) -> None:
    """Hide all but the card that the address names, if it names one; called once a page is open."""
    st.session_state[_VIEW] = view
    name = _name()
    if name is not None:
        st.html(_ALONE.format(card=f":is(.st-key-card_{name}, .st-key-{name})"))


def place_for_addresses() -> None:
    """Keep a place, where the page's link is, for the addresses of its cards."""
    st.session_state[_PLACE] = st.container(key="embed_addresses")


def end() -> None:
    """Below the card say where it comes from, or that there is none of this name; else list the addresses of the cards."""
    view: View | None = st.session_state.pop(_VIEW, None)
    place: DeltaGenerator | None = st.session_state.pop(_PLACE, None)
    if view is None:
        return
    if (name := _name()) is not None:
        _foot(view, name)
    elif place is not None:
        _list_addresses(view, place)


def _foot(view: View, name: str) -> None:
    with st.container(key="embed_foot", gap="xsmall"):
        with st.container(key="embed_unknown"):
            named = str(url_state.choices().get(_CARD) or "")[:80]
            st.warning(view.text("embed.unknown", card=escape_markdown(named)))
        origin = view.text("embed.source", selection=view.selection_words(), version=view.opened.version)
        date = view.opened.published_at
        link = f"[{view.text('embed.whole', page=view.text(f'page.{view.page}'))}]({view.permalink()})"
        st.caption(f"{escape_markdown(origin)} · {date} · {link}")


def _list_addresses(view: View, place: DeltaGenerator) -> None:
    """The cards that the page shows, with what each says and the address that embeds it."""
    cards = {
        frame: card.sentence
        for (frame, _), card in shown_cards.shown().items()
        if frame and card is not None and _NAME.fullmatch(frame)
    }
    if cards:
        link = view.permalink()
        with place:
            st.caption(view.text("embed.note"))
            lines = [f"{sentence}\n{link}&embed=card&card={frame}" for frame, sentence in cards.items()]
            st.code("\n\n".join(lines), language=None, height=200)


def _name() -> str | None:
    """The card that the address names; one that cannot be a name stands for none that exists; None without any."""
    named = url_state.choices().get(_CARD)
    if named is None:
        return None
    return named if isinstance(named, str) and _NAME.fullmatch(named) else "no_such_card"
