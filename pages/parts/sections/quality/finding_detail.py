"""One finding opened: the printed cells on both sides, each a button that shows its position in the source."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import original_file, source_viewer
from pages.parts.widgets.official_form import ADDRESS

# longer sides are drawn without their zeros
_MAX_BUTTONS = 8
_LABEL_WIDTH = 16
# rules that compare sums, with the texts of their two sides
_SUMS = {
    "balance": {"expected": "flow.in", "found": "flow.out"},
    "outcomes": {"expected": "sides.printed", "found": "sides.computed"},
    "applicants": {"expected": "sides.printed", "found": "sides.computed"},
    "results": {"expected": "sides.printed", "found": "sides.computed"},
}
_SIDES = {"expected": "sides.expected", "found": "sides.found"}


def finding_detail(view: View, finding: Any) -> None:
    """Draw both sides of a finding (a row of findings_list.sql) and the source of the selected cell."""
    cells = _cells(view, finding)
    if cells.empty:
        source = str(finding.source_name).rsplit("/", 1)[-1]
        st.caption(view.text("sides.none", source=escape_markdown(source)))
        original_file.download(view, str(finding.report_id), f"finding_{finding.report_id}")
        return
    selected = _selected(cells, finding)
    is_sum, with_year = finding.rule_key in _SUMS, cells["year"].nunique() > 1
    for side, key in _SUMS.get(finding.rule_key, _SIDES).items():
        part = cells[cells["side"] == side]
        if len(part):
            _side(view, part, view.text(key), selected, is_sum, with_year)
    label = _label(view, selected, with_column=True)
    st.markdown(f"**{label}** · {escape_markdown(_printed(view, selected))}")
    source_viewer.show(
        view,
        str(selected.source_name),
        str(selected.source_sha256),
        str(selected.locator or ""),
        f"finding-{_code(selected)}",
    )
    original_file.download(view, str(selected.report_id), f"finding_{selected.report_id}")


def _cells(view: View, finding: Any) -> pd.DataFrame:
    """The rows of finding_cells.sql, which may be of several reports; empty if no table is concerned."""
    address: dict[str, Any] = {
        name: None if number_format.is_none(getattr(finding, name)) else getattr(finding, name)
        for name in ADDRESS
    }
    if address["table_key"] is None:
        return pd.DataFrame()
    reports = view.ask("finding_reports", report_id=finding.report_id, rule=finding.rule_key)
    return view.ask(
        "finding_cells", reports=tuple(reports["report_id"]), year=int(finding.year), rule=finding.rule_key,
        **address,
    )  # fmt: skip


def _selected(cells: pd.DataFrame, finding: Any) -> Any:
    """The cell whose source is shown: that of the link, else the finding's own, else the first."""
    rows = list(cells.sort_values("side", ascending=False, kind="stable").itertuples())
    by_code = {_code(row): row for row in reversed(rows)}
    linked = str(url_state.choices().get("quality-cell") or "")
    return by_code.get(linked) or by_code.get(_code(finding)) or rows[0]


def _side(view: View, cells: pd.DataFrame, label: str, selected: Any, is_sum: bool, with_year: bool) -> None:
    """One line: the label, a button per cell, and the sum of what is added."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f":gray[{label}]", width="content")
        drawn = cells if len(cells) <= _MAX_BUTTONS else cells[cells["value"].fillna(0) != 0]
        for position, cell in enumerate(drawn.itertuples()):
            if position and is_sum:
                st.markdown("＋", width="content")
            text = f"{_label(view, cell, not is_sum, with_year)} {_printed(view, cell)}"
            st.button(
                escape_markdown(text),
                key=f"cell_{_code(cell)}",
                on_click=url_state.set_choice,
                args=("quality-cell", _code(cell)),
                type="primary" if _code(cell) == _code(selected) else "secondary",
                help=view.text("sides.open"),
            )
        if len(drawn) < len(cells):
            st.caption(view.text("sides.zeros", n=len(cells) - len(drawn)), width="content")
        if is_sum and len(cells) > 1:
            st.markdown(f"**= {number_format.whole(cells['value'].sum())}**", width="content")


def _label(view: View, cell: Any, with_column: bool = False, with_year: bool = True) -> str:
    """The printed labels of a cell; of a sum only the one that differs between its summands."""
    row, column = (str(getattr(cell, f"{axis}_label_{view.language}")) for axis in ("row", "column"))
    labels = [row, column] if with_column else [column if cell.rule_axis == "column" else row]
    return " · ".join([*([str(cell.year)] if with_year else []), *(_short(label) for label in labels)])


def _short(label: str) -> str:
    label = label.split("（")[0] or label
    return label if len(label) <= _LABEL_WIDTH else f"{label[: _LABEL_WIDTH - 1]}…"


def _printed(view: View, cell: Any) -> str:
    if cell.state == "unreadable":
        return view.text("sides.unreadable")
    return str(cell.raw) if cell.raw else view.text("sides.blank")


def _code(row: Any) -> str:
    return ".".join(str(getattr(row, name)) for name in ("report_id", *ADDRESS))
