"""One's own report before it is published: read and checked in memory, nothing kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from etl import check_upload, excerpt_of_bytes
from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.sections.shared import report_form
from pages.parts.sections.shared.severity import ICONS, SEVERITIES
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.i18n import texts
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import components, data_table, official_form, source_viewer

ENDINGS = ("html", "htm", "mht", "mhtml", "docx", "doc", "wps", "pdf", "xlsx", "xls", "ods", "txt", "md")
MOST_MEGABYTES = 20
_READ, _CHOICE = "checked_upload", "check-cell"


def upload(view: View) -> tuple[Mapping[str, Any], bytes] | None:
    """Asks for a file and reads it; None until there is one that can be read. The result stays in this session only."""
    st.markdown(view.text("check.how"))
    given = st.file_uploader(
        view.text("check.choose", most=MOST_MEGABYTES), type=list(ENDINGS), max_upload_size=MOST_MEGABYTES,
        key="check_file",
    )  # fmt: skip
    if given is None:
        st.session_state.pop(_READ, None)
        st.caption(view.text("check.formats"))
        return None
    data = given.getvalue()
    kept = st.session_state.get(_READ)
    if kept is None or kept[0] != given.file_id:
        with st.spinner(view.text("check.reading", name=escape_markdown(given.name))):
            kept = (given.file_id, check_upload(data, given.name))
        st.session_state[_READ] = kept
        url_state.set_choice(_CHOICE, None)
    result: Mapping[str, Any] = kept[1]
    if "unreadable" in result:
        st.error(
            view.text(
                "check.refused",
                name=escape_markdown(given.name),
                reason=escape_markdown(result["unreadable"]),
            )
        )
        st.caption(view.text("check.formats"))
        return None
    return result, data


def verdict(view: View, result: Mapping[str, Any]) -> None:
    """What was recognised, and in one sentence how it stands."""
    identity, found = result["identity"], result["findings"]
    counts = {severity: sum(one["severity"] == severity for one in found) for severity in SEVERITIES}
    evaluated = sum(counted["evaluated"] for counted in result["checked"].values())
    skipped = sum(counted["not_evaluable"] for counted in result["checked"].values())
    unknown = view.text("area.unknown")
    st.markdown(f"### {escape_markdown(identity['agency'] or unknown)} · {identity['year'] or unknown}")
    key = "check.bad" if counts["error"] else "check.doubtful" if counts["warning"] else "check.good"
    shown = {"error": st.error, "warning": st.warning}.get(
        next((name for name in counts if counts[name]), ""), st.success
    )
    if not counts["error"] and not counts["warning"]:
        shown = st.success
    shown(view.text(key, errors=counts["error"], warnings=counts["warning"], notices=counts["notice"]))
    st.caption(
        view.text(
            "check.evaluated",
            evaluated=f"{evaluated:,}",
            skipped=f"{skipped:,}",
            rules=len(result["checked"]),
        )
    )


def found(view: View, result: Mapping[str, Any]) -> None:
    """Each finding as a sentence; a click goes to the cell that it concerns."""
    frame = _findings(view, result)
    with st.container(border=True, key="card_check_findings"):
        st.markdown(f"##### {view.text('sentence.findings', n=len(frame))}")
        for at, row in enumerate(frame.itertuples()):
            with st.container(horizontal=True, vertical_alignment="center"):
                severity = f"{ICONS[row.severity]} **{view.text(f'severity.{row.severity}')}**"
                st.markdown(f"{severity} {escape_markdown(str(row.hover_text))}", width="stretch")
                if isinstance(row.column_key, str) and isinstance(row.row_key, str):
                    st.button(
                        view.text("check.cell"), key=f"check_{at}", type="tertiary", on_click=url_state.set_choice,
                        args=(_CHOICE, official_form.address(row)),
                    )  # fmt: skip
        if len(frame):
            table = _table(view, frame)
            with st.container(horizontal=True, horizontal_alignment="right", key="tools_check_findings"):
                facts = [
                    (view.text("column.source_name"), str(result["source"])),
                    (view.text("export.coverage"), view.text("check.one_report")),
                ]
                card_download.buttons(
                    view, table, "check_findings", view.text("check.file", name=result["source"]), notes=facts
                )


def form(view: View, result: Mapping[str, Any], data: bytes) -> None:
    """The form as recognised, and the place of the chosen cell in the file."""
    cells, frame = _cells(view, result), _findings(view, result)
    with st.container(border=True, key="card_check_form"):
        known = dictionary.forms(view.opened, view.language)
        names = view.text("list.comma").join(
            known.get(form, form) for form in dict.fromkeys(result["forms"].values())
        )
        st.markdown(f"##### {view.text('check.form', form=names)}")
        if cells.empty:
            st.info(view.text("check.no_table"))
            return
        st.caption(view.text("form.legend"))
        chosen = str(url_state.choices().get(_CHOICE) or "")
        left, right = st.columns([3, 2], gap="medium")
        with left:
            components.official_form(
                official_form.render(cells, frame, report_form.form_texts(view), chosen), _CHOICE
            )
        with right:
            here = [row for row in cells.itertuples() if official_form.address(row) == chosen]
            if not here:
                st.info(view.text("form.choose"))
                return
            row = here[0]
            said = escape_markdown(str(row.raw or view.text("sides.blank")))
            st.markdown(f"**{row.row_number}{row.row_label_zh} · {row.column_label_zh}**: {said}")
            if not row.locator:
                st.info(view.text("check.not_printed"))
                return
            source_viewer.draw(view, excerpt_of_bytes(data, str(result["source"]), str(row.locator)), "check")


def evidence(view: View, result: Mapping[str, Any]) -> None:
    """From where each statement about the report's identity was taken."""
    said = result["identity"]["evidence"]
    with st.container(border=True, key="card_check_evidence"):
        st.markdown(f"##### {view.text('evidence.title', n=len(said))}")
        table = pd.DataFrame(
            {
                "field": [_known(view, "evidence_field", one["field"]) for one in said],
                "value": [_named(view, one["field"], one["value"]) for one in said],
                "taken_from": [_known(view, "evidence_source", one["source"]) for one in said],
                "quote": [one["quote"] for one in said],
            }
        )
        data_table.draw(view, table, key="check_evidence")


def _named(view: View, field: str, value: str) -> str:
    """A code as the pages call it."""
    return view.names("kind", [value])[value] if field == "kinds" else _known(view, field, value)


def _known(view: View, section: str, name: str) -> str:
    return view.text(f"{section}.{name}") if f"{section}.{name}" in texts() else name


def _findings(view: View, result: Mapping[str, Any]) -> pd.DataFrame:
    """The rows that official_form needs: severity, said and the address."""
    columns = [
        "severity",
        "rule_key",
        "hover_text",
        "table_key",
        "row_key",
        "column_key",
        "expected_side",
        "found_side",
    ]
    spoken = "message" if view.language == "zh" else "message_en"
    return pd.DataFrame(
        [
            (
                str(one["severity"]),
                one["rule"],
                one[spoken] or one["message"],
                one["table"],
                one["row"],
                one["column"],
                one["expected"],
                one["found"],
            )
            for one in result["findings"]
        ],
        columns=columns,
    )


def _table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    found = frame.rename(columns={"hover_text": "message"})
    found["severity"] = [view.text(f"severity.{severity}") for severity in found["severity"]]
    return found[
        [
            "severity",
            "message",
            "expected_side",
            "found_side",
            "rule_key",
            "table_key",
            "row_key",
            "column_key",
        ]
    ]


def _cells(view: View, result: Mapping[str, Any]) -> pd.DataFrame:
    """The cells of the form that each table is printed on, in printed order, with what was read in each."""
    form = dictionary.form_cells(view.opened)
    wanted = form[[result["forms"].get(row.table_key) == row.form for row in form.itertuples()]].copy()
    read = [
        result["cells"].get(f"{row.table_key}/{row.row_key}/{row.column_key}") for row in wanted.itertuples()
    ]
    wanted = wanted[[one is not None for one in read]]
    kept = [one for one in read if one is not None]
    for name in ("value", "raw", "locator", "corrected"):
        wanted[name] = [one[name] for one in kept]
    wanted["state"] = [str(one["state"]) for one in kept]
    return wanted.assign(counted=wanted["value"])
