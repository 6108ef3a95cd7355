"""What became of each finding: its state, who set it, when and why; writers set it here."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from etl import (
    OPEN_STATES,
    STATES_BY_PEOPLE,
    Change,
    FollowState,
    StoreFailed,
    findings_by_code,
    followed_history,
    read_followed,
    write_followed,
)
from pages.parts.data import database
from pages.parts.export import card_download
from pages.parts.state import readers, url_state
from pages.parts.state.context import View
from pages.parts.text.led_figures import joined, led, words
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import counted, data_table
from pages.parts.widgets.figure_evidence import Evidence

_COLUMNS = ["code", "follow_state", "agency", "year", "message", "who", "changed_at", "note", "closed_by"]
_CODE = "season-code"
_SAID = "season_follow_said"


def follow_up(view: View, who: str | None) -> None:
    """Draw the findings that were dealt with, those that are open or all; `who` may change one, chosen by its code."""
    with st.container(border=True, key="card_season_follow_up"):
        table = _table(view)
        if table.empty:
            st.markdown(f"##### {view.text('follow_up.none')}", anchors=False)
            return
        counts = table["state"].value_counts()
        states = [
            joined(" ", [words(view.text(f"follow_state.{state}")), led(f"{counts[state]:,}", asks=state)])
            for state in FollowState
            if state in counts
        ]
        listed = joined(view.text("list.comma"), states)
        followed = table
        counted.draw(
            view,
            "season_follow_up",
            view.sentence("follow_up.title", n=led(f"{len(table):,}"), listed=listed),
            lambda point: Evidence(followed[followed["state"].eq(point.asks or followed["state"])][_COLUMNS]),
        )
        choices = {name: view.text(f"follow_up.{name}") for name in ("open", "all")}
        shown = url_state.segmented("season-open", view.text("follow_up.show"), list(choices), choices)
        if shown == "open":
            table = table[table["state"].isin([str(state) for state in OPEN_STATES])]
        data_table.draw(view, table[_COLUMNS], key="table_follow_up")
        title = view.text("follow_up.register", year=view.year)
        card_download.buttons(view, table[_COLUMNS], "follow_up", title)
        if len(table):
            _one(view, table, who)
        for line in st.session_state.pop(_SAID, ()):
            st.markdown(escape_markdown(line))


def _table(view: View) -> pd.DataFrame:
    """One row per finding of the year and area that somebody dealt with, newest first."""
    try:
        followed = read_followed(database.warehouse_folder())
    except StoreFailed as failed:
        st.warning(view.text("follow_up.failed", reason=failed))
        followed = {}
    bodies = set(view.ask("season_bodies")["agency_id"])
    rows = [
        {
            "code": one.about.code,
            "state": str(one.state),
            "follow_state": view.text(f"follow_state.{one.state}"),
            "agency": one.about.agency,
            "year": one.about.year,
            "message": one.about.message,
            "who": one.who,
            "changed_at": one.changed_at,
            "note": one.note,
            "closed_by": one.closed_by,
            "revision": one.revision,
        }
        for one in followed.values()
        if one.about.agency_id in bodies
        and view.selection.first_year <= one.about.year <= view.selection.last_year
    ]
    table = pd.DataFrame(rows, columns=[*_COLUMNS, "state", "revision"])
    return table.sort_values(["changed_at", "code"], ascending=[False, True], ignore_index=True)


def _one(view: View, table: pd.DataFrame, who: str | None) -> None:
    """The history of one finding, and the form that changes its state."""
    labels = {row.code: f"{row.code} · {row.agency} · {row.message}" for row in table.itertuples()}
    code = url_state.select(_CODE, view.text("follow_up.choose"), list(labels), labels) or next(iter(labels))
    row = table[table["code"] == code].iloc[0]
    for changed_at, by, _, old, new, note in followed_history(database.warehouse_folder(), code):
        before, after = view.text(f"follow_state.{old}"), view.text(f"follow_state.{new}")
        st.caption(escape_markdown(f"{changed_at} UTC · {by} · {before} → {after} · {note}"))
    if not who:
        return
    with st.form("follow_form", border=False):
        states = [str(state) for state in STATES_BY_PEOPLE]
        current = states.index(row.state) if row.state in states else 0
        drawn = (code, int(row.revision))
        st.selectbox(
            view.text("column.follow_state"),
            states,
            current,
            format_func=lambda one: view.text(f"follow_state.{one}"),
            key=_field("state", drawn),
        )
        st.text_area(view.text("column.note"), str(row.note), max_chars=2000, key=_field("note", drawn))
        st.form_submit_button(
            view.text("follow_up.save"), key="follow_save", on_click=_save, args=(view, drawn, who)
        )


def _field(name: str, drawn: tuple[str, int]) -> str:
    return f"follow_{name}_{drawn[0]}_{drawn[1]}"


def _save(view: View, drawn: tuple[str, int], who: str) -> None:
    """Set the state unless somebody else changed it since it was drawn, or a load closed it."""
    code, seen = drawn
    state = FollowState(st.session_state[_field("state", drawn)])
    note = str(st.session_state[_field("note", drawn)])
    con = database.cursor(view.opened)
    try:
        about = findings_by_code(con, [code]).get(code)
        if readers.writer() is None:
            message = view.text("follow_up.no_right")
        elif about is None:
            message = view.text("follow_up.closed")
        else:
            stale = write_followed(
                database.warehouse_folder(), [Change(about, state, note, seen)], who, "page"
            )
            message = view.text("follow_up.stale" if stale else "follow_up.saved")
    except StoreFailed as failed:
        message = view.text("follow_up.failed", reason=failed)
    finally:
        con.close()
    st.session_state[_SAID] = (message,)
