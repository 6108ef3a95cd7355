"""Makes a file for download with a progress bar, and offers it until another is made."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
import streamlit as st

from etl import ReportFilter
from pages.parts.data import database
from pages.parts.state.context import View
from pages.parts.text import number_format

# (what is being done, in words; the share that is done or None if unknown)
Progress = Callable[[str, float | None], None]
_MADE = "file_made"


def selections(view: View) -> dict[str, ReportFilter]:
    """The reports that may be downloaded: those that the filters leave, and all."""
    clause, parameters = view.selection.condition()
    years = {"first_year": view.selection.first_year, "last_year": view.selection.last_year}
    chosen = f"is_current and {clause} and year between $first_year and $last_year"
    return {"chosen": ReportFilter(chosen, {**parameters, **years}), "everything": ReportFilter()}


@contextmanager
def cursor(view: View) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the open version, closed at the end."""
    con = database.cursor(view.opened)
    try:
        yield con
    finally:
        con.close()


def make(view: View, key: str, write: Callable[[io.BytesIO, Progress], None], count: int | None) -> None:
    """Run `write` under a progress bar and keep its file under `key` in the session."""
    bar = st.progress(0.0, text=view.text("download.making", done="0", n=f"{count:,}" if count else ""))

    def show_progress(text: str, share: float | None) -> None:
        bar.progress(min(share or 0.0, 1.0), text=text)

    out = io.BytesIO()
    write(out, show_progress)
    bar.empty()
    st.session_state[_MADE] = (key, out.getvalue())


def offer(view: View, key: str, name: str, mime: str) -> None:
    """Draw a button that saves the file made under `key`; nothing if the last file made is another."""
    made_key, content = st.session_state.get(_MADE) or (None, b"")
    if made_key != key:
        return
    size = number_format.whole(round(len(content) / 1000))
    st.download_button(
        view.text("download.save", name=name, size=size),
        content,
        name,
        mime,
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        key=f"save_{name}",
    )
