"""The result of the check: verdict, findings, the form as recognised, and where the identity was taken from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from etl import excerpt_of_bytes
from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.sections.check.upload import CELL, Upload
from pages.parts.sections.shared import report_form
from pages.parts.sections.shared.compared import COMPARED
from pages.parts.sections.shared.identity_evidence import evidence_table
from pages.parts.sections.shared.severity import ICONS, SEVERITIES
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import components, data_table, official_form, source_viewer
from pages.parts.widgets.official_form import ADDRESS

_VERDICTS = {"error": (st.error, "check.bad"), "warning": (st.warning, "check.doubtful")}
_CLEAN = (st.success, "check.good")
_READ = ["value", "raw", "state", "locator", "corrected"]
_FINDING_COLUMNS = ["severity", "rule_key", "hover_text", *ADDRESS, *COMPARED, "marked"]
_DOWNLOAD_COLUMNS = ["severity", "message", *COMPARED, "rule_key", *ADDRESS]


def verdict(view: View, upload: Upload) -> None:
    """Draw which report it is and, in one sentence, the worst severity found."""
    identity, checked = upload.result["identity"], upload.result["checked"].values()
    severities = [str(finding["severity"]) for finding in upload.result["findings"]]
    unknown = view.text("area.unknown")
    st.markdown(f"### {escape_markdown(identity['agency'] or unknown)} · {identity['year'] or unknown}")
    worst = next((severity for severity in SEVERITIES if severity in severities), "")
    box, key = _VERDICTS.get(worst, _CLEAN)
    box(view.text(key, **{f"{severity}s": severities.count(severity) for severity in SEVERITIES}))
    evaluated, skipped = (sum(rule[name] for rule in checked) for name in ("evaluated", "not_evaluable"))
    counts = {"evaluated": f"{evaluated:,}", "skipped": f"{skipped:,}", "rules": len(checked)}
    st.caption(view.text("check.evaluated", **counts))


def findings(view: View, upload: Upload) -> None:
    """Draw each finding as a sentence; a click selects the cell that it concerns."""
    rows = finding_rows(view, upload.result)
    with st.container(border=True, key="card_check_findings"):
        st.markdown(f"##### {view.text('sentence.findings', n=len(rows))}", anchors=False)
        for position, finding in enumerate(rows.itertuples()):
            _finding(view, finding, position)
        if len(rows):
            source = str(upload.result["source"])
            notes = [
                (view.text("column.source_name"), source),
                (view.text("export.coverage"), view.text("check.one_report")),
            ]
            with st.container(horizontal=True, horizontal_alignment="right", key="tools_check_findings"):
                title = view.text("check.file", name=source)
                card_download.buttons(view, download_table(view, rows), "check_findings", title, notes=notes)


def _finding(view: View, finding: Any, position: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        severity = f"{ICONS[finding.severity]} **{view.text(f'severity.{finding.severity}')}**"
        st.markdown(f"{severity} {escape_markdown(str(finding.hover_text))}", width="stretch")
        if finding.marked:
            st.button(
                view.text("check.cell"),
                key=f"check_{position}",
                type="tertiary",
                on_click=url_state.set_choice,
                args=(CELL, str(finding.marked).split()[0]),
            )


def form(view: View, upload: Upload) -> None:
    """Draw the form as recognised and the position of the selected cell in the file."""
    cells, result = _cells(view, upload.result), upload.result
    with st.container(border=True, key="card_check_form"):
        known = dictionary.forms(view.opened, view.language)
        forms = [known.get(form, form) for form in dict.fromkeys(result["forms"].values())]
        st.markdown(
            f"##### {view.text('check.form', form=view.text('list.comma').join(forms))}", anchors=False
        )
        if cells.empty:
            st.info(view.text("check.no_table"))
            return
        st.caption(view.text("form.legend"))
        selected = str(url_state.choices().get(CELL) or "")
        left, right = st.columns([3, 2], gap="medium")
        with left:
            texts = report_form.form_texts(view)
            html = official_form.render(cells, finding_rows(view, result), texts, selected)
            components.official_form(html, CELL)
        with right:
            by_address = {official_form.address(cell): cell for cell in cells.itertuples()}
            _source(view, upload, by_address.get(selected))


def _source(view: View, upload: Upload, cell: Any) -> None:
    if cell is None:
        st.info(view.text("form.choose"))
        return
    printed = escape_markdown(str(cell.raw or view.text("sides.blank")))
    st.markdown(f"**{cell.row_number}{cell.row_label_zh} · {cell.column_label_zh}**: {printed}")
    if not cell.locator:
        st.info(view.text("check.not_printed"))
        return
    excerpt = excerpt_of_bytes(upload.data, str(upload.result["source"]), str(cell.locator))
    source_viewer.draw(view, excerpt, "check")


def evidence(view: View, upload: Upload) -> None:
    """Draw where each statement about the report's identity was taken from."""
    rows = pd.DataFrame(upload.result["identity"]["evidence"], columns=["field", "value", "source", "quote"])
    with st.container(border=True, key="card_check_evidence"):
        st.markdown(f"##### {view.text('evidence.title')}", anchors=False)
        data_table.draw(view, evidence_table(view, rows), key="check_evidence")


def finding_rows(view: View, result: Mapping[str, Any]) -> pd.DataFrame:
    """One row per finding, as `official_form.render` takes them."""
    message = "message" if view.language == "zh" else "message_en"
    rows = [
        (
            str(finding["severity"]),
            finding["rule"],
            finding[message] or finding["message"],
            finding["table"],
            finding["row"],
            finding["column"],
            *_compared(finding),
            " ".join(".".join(cell) for cell in finding["cells"]),
        )
        for finding in result["findings"]
    ]
    return pd.DataFrame(rows, columns=_FINDING_COLUMNS)


def _compared(finding: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of COMPARED: numbers, or texts if the rule compares no numbers."""
    sides = (None, None) if finding["printed"] is not None else (finding["expected"], finding["found"])
    return finding["printed"], finding["computed"], finding["difference"], *sides


def download_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The findings for the download, from the rows of `finding_rows`."""
    severities = [view.text(f"severity.{severity}") for severity in rows["severity"]]
    return rows.assign(message=rows["hover_text"], severity=severities)[_DOWNLOAD_COLUMNS]


def _cells(view: View, result: Mapping[str, Any]) -> pd.DataFrame:
    """The cells of the recognised forms in printed order with what was read in each; those not read are left out."""
    of_form = dictionary.form_cells(view.opened)
    of_form = of_form[of_form["table_key"].map(result["forms"]) == of_form["form"]]
    addresses = of_form["table_key"] + "/" + of_form["row_key"] + "/" + of_form["column_key"]
    cells = of_form[addresses.isin(result["cells"])]
    read = [result["cells"][address] for address in addresses[cells.index]]
    values = {name: [cell[name] for cell in read] for name in _READ}
    values["state"] = [str(state) for state in values["state"]]
    cells = cells.assign(**values)
    return cells.assign(counted=cells["value"])
