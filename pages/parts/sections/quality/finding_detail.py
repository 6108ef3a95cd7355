"""One finding opened: the printed cells on both sides, each a button that shows its position in the source."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.sections.quality import finding_sides
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import original_file, source_viewer
from pages.parts.widgets.official_form import ADDRESS

# longer sides are drawn without their zeros
_MAX_BUTTONS = 8


def finding_detail(view: View, finding: Any) -> None:
    """Draw both sides of a finding (a row of findings_list.sql) and the source of the selected cell."""
    cells = finding_sides.finding_cells(view, finding)
    if cells.empty:
        source = str(finding.source_name).rsplit("/", 1)[-1]
        st.caption(view.text("sides.none", source=escape_markdown(source)))
        original_file.download(view, str(finding.report_id), f"finding_{finding.report_id}")
        return
    selected = _selected(cells, finding)
    for side, key in finding_sides.titles(finding.rule_key).items():
        part = cells[cells["side"] == side]
        if len(part):
            _side(view, part, view.text(key), selected, is_sum=finding_sides.is_sum(finding.rule_key))
    label = finding_sides.full_label(selected, view.language)
    st.markdown(f"**{label}** · {escape_markdown(_printed(view, selected))}")
    source_viewer.show(
        view,
        str(selected.source_name),
        str(selected.source_sha256),
        str(selected.locator or ""),
        f"finding-{_code(selected)}",
    )
    original_file.download(view, str(selected.report_id), f"finding_{selected.report_id}")


def _selected(cells: pd.DataFrame, finding: Any) -> Any:
    """The cell whose source is shown: that of the link, else the finding's own, else the first."""
    rows = list(cells.sort_values("side", ascending=False, kind="stable").itertuples())
    by_code = {_code(row): row for row in reversed(rows)}
    linked = str(url_state.choices().get("quality-cell") or "")
    return by_code.get(linked) or by_code.get(_code(finding)) or rows[0]


def _side(view: View, cells: pd.DataFrame, label: str, selected: Any, is_sum: bool) -> None:
    """One line: the label, a button per cell, and the sum of what is added."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f":gray[{label}]", width="content")
        drawn = cells if len(cells) <= _MAX_BUTTONS else cells[cells["value"].fillna(0) != 0]
        for position, cell in enumerate(drawn.itertuples()):
            if position and is_sum:
                st.markdown("＋", width="content")
            text = f"{cell.label} {_printed(view, cell)}"
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


def _printed(view: View, cell: Any) -> str:
    if cell.state == "unreadable":
        return view.text("sides.unreadable")
    return str(cell.raw) if cell.raw else view.text("sides.blank")


def _code(row: Any) -> str:
    return ".".join(str(getattr(row, name)) for name in ("report_id", *ADDRESS))
