"""The upload of a report before it is published: read and checked in memory, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from etl import prepare_checks
from pages.parts.runtime import check_queue, run_queue
from pages.parts.runtime.check_queue import Ticket
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

MAX_MEGABYTES = 20
CELL = "check-cell"
_CHECKED = "checked_upload"
_LOOK_EVERY = 0.3  # seconds


class Upload(NamedTuple):
    """A report as `etl.check_upload` read and checked it, and the bytes of its file."""

    result: Mapping[str, Any]
    data: bytes


def upload(view: View) -> Upload | None:
    """Ask for a file and check it; None until there is a readable one. The result stays in the session.

    Files of every kind are taken: those that cannot be read are refused in the reader's words, not in Streamlit's.
    """
    st.markdown(view.text("check.how"))
    file = st.file_uploader(
        view.text("check.choose", most=MAX_MEGABYTES),
        max_upload_size=MAX_MEGABYTES,
        key="check_file",
    )
    if file is None:
        prepare_checks()  # while the reader looks for the file
        _give_up()
        st.caption(view.text("check.formats"))
        return None
    data = file.getvalue()
    ticket = _ticket(file.file_id, file.name, data)
    if ticket is None:
        st.warning(view.text("check.full"))
        return None
    if not ticket.is_done:
        _wait(view, ticket)
    if not ticket.results:
        key = "check.cancelled" if ticket.cancelled.is_set() else "check.failed"
        st.info(view.text(key, name=escape_markdown(file.name)))
        return None
    results = ticket.results
    result = results[0] if len(results) == 1 else _chosen(view, results)
    if "unreadable" in result:
        reason = result["unreadable_en" if view.language == "en" else "unreadable"]
        st.error(view.text("check.refused", name=escape_markdown(file.name), reason=escape_markdown(reason)))
        st.caption(view.text("check.formats"))
        return None
    return Upload(result, data)


def _ticket(file_id: str, name: str, data: bytes) -> Ticket | None:
    """The check of this file, handed in once per upload; None if too many wait."""
    checked_id, ticket = st.session_state.get(_CHECKED) or ("", None)
    if checked_id == file_id:
        return ticket
    _give_up()
    ticket = check_queue.QUEUE.submit(data, name)
    if ticket is not None:
        st.session_state[_CHECKED] = (file_id, ticket)
        url_state.set_choice(CELL, None)
    return ticket


def _give_up() -> None:
    """Cancel the check of the file that was uploaded before."""
    _, ticket = st.session_state.pop(_CHECKED, ("", None))
    if ticket is not None:
        ticket.cancel()


def _wait(view: View, ticket: Ticket) -> None:
    """Show the place in line until the check is done, with a button to cancel; others draw their pages meanwhile."""
    shown = st.empty()
    with shown.container():
        line = st.empty()
        st.button(view.text("check.cancel"), on_click=ticket.cancel, key="check_cancel")
    name = escape_markdown(ticket.name)
    with run_queue.released():
        while not ticket.wait(_LOOK_EVERY):
            place = check_queue.QUEUE.place(ticket)
            line.info(view.text("check.waiting" if place else "check.reading", name=name, n=place))
    shown.empty()


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
