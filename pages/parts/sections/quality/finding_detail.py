"""One finding opened: the cells on both sides as printed, each a button to its place in the source."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import source_viewer

_WRITTEN = 8
_SUMMED = ("balance", "outcomes", "applicants", "results")


def show(view: View, finding: Any) -> None:
    """`finding` is a row of findings_list.sql."""
    cells = _cells(view, finding)
    if cells.empty:
        st.caption(view.text("sides.none", source=escape_markdown(_name(finding.source_name))))
        return
    chosen = _chosen(cells, finding)
    summed = finding.rule_key in _SUMMED
    years = cells["year"].nunique() > 1
    for side in ("expected", "found"):
        part = cells[cells["side"] == side]
        if part.empty:
            continue
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            key = f"sides.{side}_sum" if summed else f"sides.{side}"
            st.markdown(f":gray[{view.text(key)}]", width="content")
            written = part if len(part) <= _WRITTEN else part[part["value"].fillna(0) != 0]
            for at, row in enumerate(written.itertuples()):
                if at and summed:
                    st.markdown("＋", width="content")
                _button(view, row, summed, years, _code(row) == _code(chosen))
            if len(written) < len(part):
                st.caption(view.text("sides.zeros", n=len(part) - len(written)), width="content")
            if summed and len(part) > 1:
                st.markdown(f"**= {number_format.whole(part['value'].sum())}**", width="content")
    st.markdown(f"**{_label(view, chosen, whole=True)}** · {escape_markdown(_printed(view, chosen))}")
    source_viewer.show(
        view,
        str(chosen.source_name),
        str(chosen.source_sha256),
        str(chosen.locator or ""),
        f"finding-{_code(chosen)}",
    )


def _cells(view: View, finding: Any) -> pd.DataFrame:
    if number_format.is_none(finding.table_key):
        return pd.DataFrame()
    reports = view.ask("finding_reports", report_id=finding.report_id, rule=finding.rule_key)
    row_key, column_key = (
        None if number_format.is_none(key) else key for key in (finding.row_key, finding.column_key)
    )
    return view.ask(
        "finding_cells", reports=tuple(reports["report_id"]), year=int(finding.year), rule=finding.rule_key,
        table_key=finding.table_key, row_key=row_key, column_key=column_key,
    )  # fmt: skip


def _chosen(cells: pd.DataFrame, finding: Any) -> Any:
    """The cell whose source is shown: the one in the link, or the finding's own, or the first one found."""
    wanted = url_state.choices().get("quality-cell")
    rows = list(cells.sort_values("side", ascending=False, kind="stable").itertuples())
    named = ".".join(
        str(getattr(finding, name)) for name in ("report_id", "table_key", "row_key", "column_key")
    )
    return next((row for code in (wanted, named) for row in rows if _code(row) == code), rows[0])


def _button(view: View, row: Any, summed: bool, years: bool, pressed: bool) -> None:
    label = escape_markdown(f"{_label(view, row, not summed, years)} {_printed(view, row)}")
    st.button(
        label, key=f"cell_{_code(row)}", on_click=url_state.set_choice, args=("quality-cell", _code(row)),
        type="primary" if pressed else "secondary", help=view.text("sides.open"),
    )  # fmt: skip


def _label(view: View, row: Any, whole: bool = False, year: bool = True) -> str:
    """What the form prints at the cell: row, column where the sum does not say it, year where there are several."""
    labels = [str(getattr(row, f"{axis}_label_{view.language}")) for axis in ("row", "column")]
    said = labels if whole else [labels[1] if row.rule_axis == "column" else labels[0]]
    return " · ".join([*([str(row.year)] if year else []), *[_short(one) for one in said]])


def _short(label: str) -> str:
    label = label.split("（")[0] or label
    return label if len(label) <= 16 else f"{label[:15]}…"


def _printed(view: View, row: Any) -> str:
    if row.state == "unreadable":
        return view.text("sides.unreadable")
    return str(row.raw) if row.raw else view.text("sides.blank")


def _code(row: Any) -> str:
    return ".".join(str(getattr(row, name)) for name in ("report_id", "table_key", "row_key", "column_key"))


def _name(source_name: object) -> str:
    return str(source_name).rsplit("/", 1)[-1]
