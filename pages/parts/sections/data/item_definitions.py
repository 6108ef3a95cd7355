"""What reports state in words, item by item: its usual unit, and how many reports of the selection state it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.state.context import View
from pages.parts.widgets import data_table


def item_definitions(view: View) -> None:
    """Draw what is taken and what is not, and a table of the items."""
    table = _table(view)
    with st.container(border=True, key="card_data_items"):
        st.markdown(f"##### {view.text('stated.items', n=len(table))}", anchors=False)
        st.markdown(view.text("stated.definition"))
        data_table.draw(view, table, key="table_data_items")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_data_items"):
            st.caption(view.text("stated.items_note", year=view.year), width="stretch")
            card_download.buttons(view, table, "stated_items", view.text("stated.items_title"))


def _table(view: View) -> pd.DataFrame:
    items = rows(view.opened, "select * from stated_items order by position")
    stating = view.ask("stated_by_item").set_index("item_key")["taken_in"]
    return pd.DataFrame(
        {
            "code": items["item_key"],
            "group": [view.text(f"stated.items_{group}") for group in items["group_key"]],
            "item": items[f"label_{view.language}"],
            "unit": items["unit"],
            "taken_in": items["item_key"].map(stating).fillna(0).astype(int),
        }
    )
