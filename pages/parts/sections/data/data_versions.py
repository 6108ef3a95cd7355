"""The loads and versions of the data, and the files that they read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from etl import kept_versions, reason_in_language
from pages.parts.data import database
from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.led_figures import led
from pages.parts.widgets import counted, data_table
from pages.parts.widgets.figure_evidence import Evidence

_COUNTS = ["loaded", "unchanged", "removed", "rejected", "findings"]


def history(view: View) -> None:
    """Draw every load; versions that still exist can be opened."""
    with st.container(border=True, key="card_data_versions"):
        loads = rows(view.opened, "select * from loads order by version desc")
        existing = database.versions(database.warehouse_folder())
        existing_numbers = [number for number in existing if number <= view.opened.newest]
        n = len(existing_numbers)
        st.markdown(f"##### {view.text('sentence.versions', n=len(loads), existing=n)}", anchors=False)
        with st.container(horizontal=True):
            for number in existing_numbers:
                st.button(
                    label_of_version(view, number),
                    key=f"version_{number}",
                    on_click=url_state.set_choice,
                    args=("version", number),
                    type="tertiary",
                    icon=":material/history:",
                    disabled=number == view.opened.version,
                )
        data_table.draw(view, _loads_table(view, loads), key="table_versions")
        st.caption(view.text("versions.note"))


def label_of_version(view: View, number: int) -> str:
    """`第 3 版`, and the name that it is kept under."""
    name = kept_versions(database.warehouse_folder()).get(number, "")
    return " · ".join(filter(None, (view.text("versions.open", version=number), name)))


def _loads_table(view: View, loads: pd.DataFrame) -> pd.DataFrame:
    program = loads["code_version"].replace("uninstalled", view.text("versions.from_source"))
    return pd.DataFrame(
        {
            "version": loads["version"],
            "finished_at": loads["finished_at"].dt.strftime("%Y-%m-%d %H:%M"),
            **{name: loads[name] for name in _COUNTS},
            "code_version": program,
            "reader_version": loads["reader_version"],
        }
    )


def sources(view: View) -> None:
    """Draw the number of files by format and outcome, real and synthetic."""
    with st.container(border=True, key="card_data_sources"):
        counts = view.ask("sources")
        n = int(counts["files"].sum())
        counted.draw(
            view,
            "data_sources",
            view.sentence("sentence.sources", n=led(f"{n:,}")),
            lambda _: _files(view),
        )
        kinds = {"true": view.text("data.synthetic"), "false": view.text("data.real")}
        data = counts["synthetic"].map(kinds).fillna("")
        table = counts.drop(columns=["outcome", "synthetic"]).assign(
            read_or_not=_outcomes(view, counts), data=data
        )
        data_table.draw(view, table, key="table_sources")
        with st.container(horizontal=True, horizontal_alignment="right", key="tools_sources"):
            card_download.buttons(view, table, "sources", view.text("title.sources"))


def _files(view: View) -> Evidence:
    files = view.ask("source_files")
    table = files.assign(
        read_or_not=_outcomes(view, files),
        reason=files["reason"].map(
            lambda reason: reason_in_language(reason, view.language), na_action="ignore"
        ),
    )
    return Evidence(table[["source_name", "read_or_not", "reason"]])


def _outcomes(view: View, sources: pd.DataFrame) -> list[str]:
    return [view.text(f"outcome.{outcome}") for outcome in sources["outcome"]]
