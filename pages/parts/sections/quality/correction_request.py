"""What one body is asked to correct, as a list to send back to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import data_table

_MATCHES = 20
_MOST = 2000


def to_agency(view: View) -> None:
    """A body found by its name, its findings in the years chosen, and the file."""
    with st.container(border=True, key="card_quality_returned"):
        st.markdown(f"##### {view.text('returned.title')}")
        left, right = st.columns(2)
        with left:
            sought = url_state.text_field(
                "quality-body", view.text("filter.search"), view.text("filter.search_hint")
            )
        found = view.ask("findings_agencies", sought=sought, most=_MATCHES)
        names = {
            row.agency_id: view.text("returned.body", name=row.agency, n=row.findings)
            for row in found.itertuples()
        }
        if not names:
            st.caption(view.text("returned.none"))
            return
        with right:
            agency = url_state.select(
                "quality-return", view.text("column.agency"), list(names), names
            ) or next(iter(names))
        name = str(found.set_index("agency_id").at[agency, "agency"])
        frame = view.ask(
            "findings_list", rule="", severity="", sought="", agency_id=agency, most=_MOST, offset=0
        )
        table = _table(view, frame)
        data_table.draw(view, table, key="table_returned")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_returned"):
            st.caption(view.text("returned.note"), width="stretch")
            title = view.text(
                "returned.file", name=name, years=f"{view.selection.first_year}–{view.selection.last_year}"
            )
            card_download.buttons(view, table, f"return_{agency}", title, notes=_notes(view, frame))


def _table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Year by year: where on the form, what is printed against what, what is wrong in words, and in which file."""
    rows_of, columns_of = (
        dictionary.printed_labels(view.opened, axis, view.language) for axis in ("row", "column")
    )
    numbered = (
        dictionary.form_cells(view.opened)
        .drop_duplicates("table_key")
        .set_index("table_key")["table_number"]
        .to_dict()
    )

    def named(known: dict[tuple[str, str], str], table: object, key: object) -> str:
        return "" if number_format.is_none(key) else known.get((str(table), str(key)), str(key))

    frame = frame.sort_values(["year", "table_key", "row_key"], ascending=[False, True, True], kind="stable")
    return pd.DataFrame(
        {
            "year": frame["year"],
            "severity": [view.text(f"severity.{severity}") for severity in frame["severity"]],
            "form_table": [
                view.text("returned.table", number=numbered.get(key, key)) if isinstance(key, str) else ""
                for key in frame["table_key"]
            ],
            "form_row": [
                named(rows_of, table, key)
                for table, key in zip(frame["table_key"], frame["row_key"], strict=True)
            ],
            "form_column": [
                named(columns_of, table, key)
                for table, key in zip(frame["table_key"], frame["column_key"], strict=True)
            ],
            "expected_side": frame["expected_side"],
            "found_side": frame["found_side"],
            "message": frame["message" if view.language == "zh" else "message_en"],
            "source_name": [str(name).rsplit("/", 1)[-1] for name in frame["source_name"]],
            "url": frame["url"],
            "report_id": frame["report_id"],
        }
    ).reset_index(drop=True)


def _notes(view: View, frame: pd.DataFrame) -> list[tuple[str, str]]:
    counted = view.text("returned.coverage", n=len(frame), reports=frame["report_id"].nunique())
    return [
        (view.text("export.coverage"), counted),
        (view.text("tab.definition"), view.text("findings.severities")),
    ]
