"""A printed figure put right: what was corrected in a cell, by whom and why; writers correct it here."""

from __future__ import annotations

from typing import Any

import streamlit as st

from etl import (
    COMMAND,
    Correction,
    NotCorrected,
    Standing,
    StoreFailed,
    can_follow,
    correct_figure,
    corrections_of,
    standing_of,
)
from pages.parts.data import database
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import readers
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets.official_form import EMPTY, address

_SAID = "cell_correction_said"
_NAME, _AUTHOR = "season_writer", "correct_author"
_TYPED = ("right", "reason", "evidence")


def cell_correction(view: View, agency: AgencyYear, cell: Any) -> None:
    """Draw the corrections of a cell (a row of agency_cells.sql), and the form for another one if this reader may write."""
    folder = database.warehouse_folder()
    try:
        history = corrections_of(folder, *_place(agency), address(cell))
    except StoreFailed as failed:
        st.warning(escape_markdown(view.text("cell_correction.failed", reason=failed)))
        return
    for line in history:
        st.caption(escape_markdown(_history_line(view, line)))
    value = None if number_format.is_none(cell.value) else float(cell.value)
    standing = standing_of(history, str(cell.raw), bool(cell.corrected), value)
    may_write = can_follow(folder) and readers.writer() is not None
    if standing in (Standing.PENDING, Standing.OTHER_PRINT):
        st.info(escape_markdown(view.text(f"cell_correction.{standing}", run=_run(view, agency, may_write))))
    for line in st.session_state.pop(_SAID, ()):
        st.markdown(escape_markdown(line))
    if may_write:
        with st.expander(view.text("cell_correction.title"), key="cell_correction"):
            _form(view, agency, cell, len(history))


def _place(agency: AgencyYear) -> tuple[str, int, str]:
    """Agency as the report names it, year and scope: what a correction is about."""
    report = agency.report
    assert report is not None
    return str(report["agency"]), agency.year, str(report["scope"])


def _history_line(view: View, line: Correction) -> str:
    change = f"{line.printed or EMPTY} → {line.right or EMPTY}"
    if line.takes_back:
        change = view.text("cell_correction.taken_back", printed=line.printed or EMPTY)
    when = line.made_at and f"{line.made_at} UTC"
    return " · ".join(filter(None, (when, line.author, change, line.reason, line.evidence)))


def _run(view: View, agency: AgencyYear, may_write: bool) -> str:
    """The command that brings a correction into effect; where the files lie is for writers."""
    report = agency.report
    if not may_write or report is None:
        return f"{COMMAND} load"
    return " ".join((COMMAND, "load", *view.ask("report_root", report=str(report["report_id"]))["root"]))


def _form(view: View, agency: AgencyYear, cell: Any, seen: int) -> None:
    """Ask for the right figure. `seen` goes with the button as it is drawn: a correction by somebody else since then
    must not be overwritten."""
    at = address(cell)
    with st.form(f"correct_{at}", border=False):
        st.markdown(escape_markdown(view.text("cell_correction.how", printed=str(cell.raw) or EMPTY)))
        unit = f"（{cell.unit}）" if cell.unit else ""
        st.text_input(view.text("cell_correction.right") + unit, max_chars=40, key=_field("right", at))
        st.checkbox(view.text("cell_correction.blank"), key=_field("blank", at))
        for name in ("reason", "evidence"):
            st.text_input(view.text(f"cell_correction.{name}"), max_chars=2000, key=_field(name, at))
        if not readers.writer():
            st.text_input(
                view.text("follow_up.who"), st.session_state.get(_NAME, ""), max_chars=100, key=_AUTHOR
            )
        st.form_submit_button(
            view.text("cell_correction.save"),
            key="cell_correction_save",
            on_click=_save,
            args=(view, _place(agency), at, str(cell.raw), seen),
        )


def _field(name: str, at: str) -> str:
    return f"correct_{name}_{at}"


def _save(view: View, place: tuple[str, int, str], at: str, printed: str, seen: int) -> None:
    stated = {name: str(st.session_state.get(_field(name, at), "")).strip() for name in _TYPED}
    name = readers.writer()
    author = name or str(st.session_state.get(_AUTHOR, "")).strip()
    st.session_state[_NAME] = author
    message = view.text("follow_up.no_right")
    if name is not None:
        is_clear = bool(st.session_state.get(_field("blank", at))) != bool(stated["right"])
        line = Correction.at(*place, at.split("."), printed, *stated.values(), author)
        message = _written(view, line, seen) if is_clear else view.text("cell_correction.refused_right")
    st.session_state[_SAID] = (message,)


def _written(view: View, line: Correction, seen: int) -> str:
    """Write a correction; what became of it, as a sentence."""
    try:
        written = correct_figure(database.warehouse_folder(), line, seen, "page")
    except NotCorrected as refusal:
        return view.text(f"cell_correction.refused_{refusal}")
    except StoreFailed as failed:
        return view.text("cell_correction.failed", reason=failed)
    return view.text("cell_correction.saved" if written else "follow_up.stale")
