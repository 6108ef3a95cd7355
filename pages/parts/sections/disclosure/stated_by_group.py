"""An item that reports state, by place, kind or body."""

from __future__ import annotations

import streamlit as st

from pages.parts.sections.shared import stated_groups, stated_numbers
from pages.parts.state.context import View
from pages.parts.widgets import chart_card, choices
from pages.parts.widgets.chart_card import Card

_KEY = "disclosure_stated_groups"


@chart_card.fragment
def stated_by_group(view: View) -> None:
    """Draw an item of the last year by region, type or agency; the reader chooses item and grouping."""
    with chart_card.frame(_KEY):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            item = stated_numbers.choose_item(view, "stated-groups")
            by = choices.grouping(view, "stated-groups")
        chart_card.draw_content(view, _card(view, item, by))


@chart_card.cached
def _card(view: View, item: str, by: str) -> Card:
    rows = view.ask("stated_by_group", item=item, by=by)
    names = view.names(by, list(rows["key"]))
    rows = rows.assign(label=[names.get(key, key) for key in rows["key"]])
    return stated_groups.card(view, _KEY, item, by, rows)
