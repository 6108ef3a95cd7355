"""A batch of drafts as one zip: checked together before they are filed, nothing stored."""

from __future__ import annotations

from threading import Lock

import streamlit as st

from etl import check_archive
from pages.parts.data import database
from pages.parts.runtime import run_queue
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

_MAX_MEGABYTES = 100
_RESULTS, _FILE = "batch_results", "batch_file"
_one_at_a_time = Lock()


def batch(view: View) -> None:
    """Ask for a zip of drafts, check it with progress, offer the results: all below a line that the reader opens first."""
    below = st.expander(view.text("batch.title"), key="batch", on_change="rerun")
    if not below.open and _FILE not in st.session_state:  # once open, it keeps its file while it is closed
        return
    with below:
        st.markdown(view.text("batch.how"))
        file = st.file_uploader(
            view.text("batch.choose", most=_MAX_MEGABYTES),
            type=["zip"],
            max_upload_size=_MAX_MEGABYTES,
            key=_FILE,
        )
        if file is None:
            st.session_state.pop(_RESULTS, None)
            return
        if st.button(view.text("batch.check"), key="batch_check"):
            st.session_state[_RESULTS] = _checked(view, file.getvalue(), file.name)
        content, message = st.session_state.get(_RESULTS) or (None, "")
        if message:
            st.markdown(escape_markdown(message))
        if content is not None:
            st.download_button(
                view.text("batch.save"), content, view.text("batch.file"), "application/zip", key="batch_save",
                on_click="ignore", type="primary", icon=":material/download:",
            )  # fmt: skip


def _checked(view: View, data: bytes, name: str) -> tuple[bytes | None, str]:
    """The results of the check; only one batch is checked at a time in this server."""
    if not _one_at_a_time.acquire(blocking=False):
        return None, view.text("batch.busy")
    bar = st.progress(0.0, text=view.text("batch.reading", done=0, n="…"))

    def show(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), text=view.text("batch.reading", done=done, n=total))

    try:
        with run_queue.released():
            return check_archive(data, name, database.warehouse_folder(), view.language, show)
    finally:
        _one_at_a_time.release()
        bar.empty()
