"""The source of a report as a download: the very bytes that were read, never shown by the browser."""

from __future__ import annotations

import streamlit as st

from etl import SourceGone, original_file
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

# a browser stores bytes of this type and does not run what is in them
_BYTES = "application/octet-stream"
_CHECKED_FOR = 60  # seconds


def download(view: View, report_id: str, key: str) -> None:
    """Offer the source of a report, or say why it is not to be had."""
    file = view.ask("report_file", report_id=report_id)
    if file.empty:
        return
    source_name, sha256 = (str(value) for value in file.iloc[0])
    name, gone = _name_or_reason(source_name, sha256)
    if gone:
        st.caption(escape_markdown(gone[view.language]), width="content")
        return
    st.download_button(
        view.text("original.download", name=escape_markdown(name)),
        lambda: original_file(source_name, sha256)[1],
        name,
        _BYTES,
        key=f"original_{key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


@st.cache_data(ttl=_CHECKED_FOR, max_entries=256, show_spinner=False)
def _name_or_reason(source_name: str, sha256: str) -> tuple[str, dict[str, str]]:
    """The file's name, or in two languages why it cannot be had."""
    try:
        return original_file(source_name, sha256)[0], {}
    except SourceGone as gone:
        return "", {"zh": gone.zh, "en": gone.en}
