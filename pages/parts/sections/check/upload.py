"""The upload of a report before it is published: read and checked in memory, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

from etl import check_upload
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

ENDINGS = (
    "html",
    "htm",
    "mht",
    "mhtml",
    "docx",
    "doc",
    "wps",
    "pdf",
    "ofd",
    "xlsx",
    "xls",
    "ods",
    "txt",
    "md",
)
MAX_MEGABYTES = 20
CELL = "check-cell"
_CHECKED = "checked_upload"


class Upload(NamedTuple):
    """A report as `etl.check_upload` read and checked it, and its bytes."""

    result: Mapping[str, Any]
    data: bytes


def upload(view: View) -> Upload | None:
    """Ask for a file and check it; None until there is a readable one. The result stays in the session."""
    st.markdown(view.text("check.how"))
    file = st.file_uploader(
        view.text("check.choose", most=MAX_MEGABYTES),
        type=list(ENDINGS),
        max_upload_size=MAX_MEGABYTES,
        key="check_file",
    )
    if file is None:
        st.session_state.pop(_CHECKED, None)
        st.caption(view.text("check.formats"))
        return None
    data = file.getvalue()
    result = _check(view, file.file_id, file.name, data)
    if "unreadable" in result:
        name, reason = escape_markdown(file.name), escape_markdown(result["unreadable"])
        st.error(view.text("check.refused", name=name, reason=reason))
        st.caption(view.text("check.formats"))
        return None
    return Upload(result, data)


def _check(view: View, file_id: str, name: str, data: bytes) -> Mapping[str, Any]:
    """The result of this file, checked once per upload."""
    checked_id, result = st.session_state.get(_CHECKED) or (None, {})
    if checked_id != file_id:
        with st.spinner(view.text("check.reading", name=escape_markdown(name))):
            result = check_upload(data, name)
        st.session_state[_CHECKED] = (file_id, result)
        url_state.set_choice(CELL, None)
    return dict(result)
