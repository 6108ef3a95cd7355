"""A sentence of a card or over a list; a click on a figure in it opens what is behind that figure."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.parts.charts.base.points import Point, parse
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import led_figures

HEADING = "##### "


def draw(
    view: View,
    card: str,
    sentence: str,
    behind: Callable[[Point], None],
    also: Callable[[Point], bool] = lambda _: False,
    before: str = HEADING,
) -> None:
    """Draw a sentence, by default as a heading, and below it what `behind` draws for the figure that is open.

    `card` tells the sentence from all others of the page, `before` is Markdown that it begins with. A link from elsewhere may open a figure that is not in the sentence, if it is one of the card's (`also`). The links press buttons that no one sees: a link of Markdown cannot run the card anew.
    """
    points = [parse(mark) for mark in led_figures.marks(sentence)]
    names = [f"figure_{card}_{place}" for place in range(len(points))]
    title = view.text("panel.behind_figure")
    text = led_figures.linked(sentence, lambda place, shown: f'[{shown}](#{names[place]} "{title}")')
    st.markdown(f"{before}{text}", anchors=False)
    if points:
        with st.container(key=f"figures_{card}"):
            for name, point in zip(names, points, strict=True):
                st.button(title, key=name, on_click=_turn, args=(view.page, url_state.behind(card, *point)))
    of_card, *mark = str(url_state.choices().get(f"{view.page}-behind") or "").split("~")
    point = parse(mark)
    if of_card == card and (point in points or also(point)):
        with st.container(key=f"behind_figure_{card}"):
            behind(point)


def _turn(page: str, figure: str) -> None:
    """Open the reports behind a figure, or close them if they are open."""
    name = f"{page}-behind"
    url_state.store(name, None if url_state.choices().get(name) == figure else figure)
