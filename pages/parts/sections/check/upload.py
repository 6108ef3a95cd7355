"""The upload of a report before it is published: read and checked in memory, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """A report as `etl.check_upload` read and checked it, and the bytes of its file."""

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
    results = _check(view, file.file_id, file.name, data)
    result = results[0] if len(results) == 1 else _chosen(view, results)
    if "unreadable" in result:
        name, reason = escape_markdown(file.name), escape_markdown(result["unreadable"])
        st.error(view.text("check.refused", name=name, reason=reason))
        st.caption(view.text("check.formats"))
        return None
    return Upload(result, data)


def _check(view: View, file_id: str, name: str, data: bytes) -> Sequence[Mapping[str, Any]]:
    """The reports in this file, checked once per upload."""
    checked_id, results = st.session_state.get(_CHECKED) or (None, ())
    if checked_id != file_id:
        with st.spinner(view.text("check.reading", name=escape_markdown(name))):
            results = check_upload(data, name)
        st.session_state[_CHECKED] = (file_id, results)
        url_state.set_choice(CELL, None)
    return list(results)


def _chosen(view: View, results: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The report to look at, of several in one file."""
    position = st.selectbox(
        view.text("check.several", n=len(results)),
        range(len(results)),
        format_func=lambda at: _name(view, results[at]["identity"]),
        key="check_report",
        on_change=url_state.set_choice,
        args=(CELL, None),
    )
    return results[position]


def _name(view: View, identity: Mapping[str, Any]) -> str:
    unknown = view.text("area.unknown")
    return f"{identity['agency'] or unknown} · {identity['year'] or unknown}"
