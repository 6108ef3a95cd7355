"""The return list goes out with columns to reply in; lists that were filled in come back."""

from __future__ import annotations

import streamlit as st

from etl import (
    SEASON_PAPERS,
    StoreFailed,
    Unreadable,
    mark_sent,
    refusal_in_language,
    settle_followed,
    take_replies,
)
from pages.parts.data import database
from pages.parts.export import card_download
from pages.parts.sections.season import office_place
from pages.parts.sections.season.writing import writer
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

_MAX_MEGABYTES = 20
_MOST_PROBLEMS = 20
_SAID = "season_replies_said"


def return_lists(view: View) -> str | None:
    """Draw the download of the return list and the upload of replies; who writes, None or empty if nobody may."""
    with st.container(border=True, key="card_season_returns"):
        st.markdown(f"##### {view.text('follow_up.lists')}", anchors=False)
        who = writer(view)
        with st.container(horizontal=True, vertical_alignment="center"):
            title = view.text("follow_up.file", year=view.year)
            st.download_button(
                view.text("follow_up.download"), lambda: _list(view), f"{card_download.file_name(view, title)}.xlsx",
                SEASON_PAPERS["returns"].mime, key="returns_save", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
            if who is not None:
                st.button(
                    view.text("follow_up.mark_sent"), key="mark_sent", disabled=not who, on_click=_send, args=(view, who)
                )  # fmt: skip
        if who is not None:
            _upload(view, who)
        for line in st.session_state.pop(_SAID, ()):
            st.markdown(escape_markdown(line))
    return who


def _list(view: View) -> bytes:
    with office_place.opened(view) as place:
        return SEASON_PAPERS["returns"].make(place) or b""


def _send(view: View, who: str) -> None:
    try:
        with office_place.opened(view) as place:
            settle_followed(place.con, place.warehouse)
            count = mark_sent(place, who)
        message = view.text("follow_up.sent", n=count)
    except StoreFailed as failed:
        message = view.text("follow_up.failed", reason=failed)
    st.session_state[_SAID] = (message,)


def _upload(view: View, who: str) -> None:
    file = st.file_uploader(
        view.text("follow_up.replies", most=_MAX_MEGABYTES),
        type=["xlsx", "csv"],
        max_upload_size=_MAX_MEGABYTES,
        key="replies_file",
    )
    if file is not None and st.button(view.text("follow_up.take"), key="take_replies", disabled=not who):
        _take(view, file.getvalue(), file.name, who)


def _take(view: View, data: bytes, name: str, who: str) -> None:
    con = database.cursor(view.opened)
    try:
        taken, problems = take_replies(con, database.warehouse_folder(), data, name, who)
        messages = [
            view.text("follow_up.taken", n=taken),
            *(f"{name}: {problem.in_language(view.language)}" for problem in problems[:_MOST_PROBLEMS]),
        ]
        if len(problems) > _MOST_PROBLEMS:
            messages.append(view.text("follow_up.more", n=len(problems) - _MOST_PROBLEMS))
    except Unreadable as refusal:
        messages = [view.text("follow_up.failed", reason=refusal_in_language(refusal, view.language))]
    except StoreFailed as failed:
        messages = [view.text("follow_up.failed", reason=failed)]
    finally:
        con.close()
    st.session_state[_SAID] = messages
