"""How blanks are counted, what is shown of small numbers, and the rules that reports are checked by."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.state.context import View
from pages.parts.widgets import data_table

_PRINCIPLES = ("blank", "proved", "total", "unknown", "states", "pooled", "small", "scopes", "expected")
_COUNTS = ["findings", "evaluated", "not_evaluable"]


def counting(view: View) -> None:
    """Draw the principles of counting as a list."""
    with st.container(border=True, key="card_data_counting"):
        st.markdown(f"##### {view.text('counting.title')}", anchors=False)
        for name in _PRINCIPLES:
            st.markdown(f"- {view.text(f'counting.{name}')}")


def rules(view: View) -> None:
    """Draw every rule with its severity and how often it was checked in the selected reports."""
    with st.container(border=True, key="card_data_rules"):
        table = _table(view)
        st.markdown(f"##### {view.text('sentence.rule_list', n=len(table))}", anchors=False)
        data_table.draw(view, table, key="table_rules")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_rules"):
            notes = (view.text("findings.severities"), view.text("findings.evaluable"))
            st.caption("  \n".join(notes), width="stretch")
            card_download.buttons(view, table, "rules", view.text("title.rule_list"))


def _table(view: View) -> pd.DataFrame:
    known = rows(view.opened, "select * from rules order by position")
    counts = view.ask("findings_by_rule").set_index("rule_key")[_COUNTS]
    table = pd.DataFrame(
        {
            "rule_key": known["rule_key"],
            "label": known[f"label_{view.language}"],
            "severity": [view.text(f"severity.{severity}") for severity in known["severity"]],
        }
    )
    table = table.join(counts, on="rule_key")
    return table.sort_values(
        _COUNTS[:2], ascending=False, na_position="last", kind="stable", ignore_index=True
    )
