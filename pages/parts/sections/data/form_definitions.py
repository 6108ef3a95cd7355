"""The forms of each era, which series are comparable across them, and every cell of every form."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from etl import short_labels
from pages.parts.data import dictionary
from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.i18n import texts
from pages.parts.text.legal_citations import cited
from pages.parts.widgets import data_table

_SERIES = Path(__file__).parent / "series.toml"
_MARKS = {"full": "●", "narrow": "◐", "none": "○"}


def forms(view: View) -> None:
    """Draw one paragraph per form: years, document, number of cells, and what changed."""
    known = rows(view.opened, "select * from forms order by position")
    with st.container(border=True, key="card_data_forms"):
        st.markdown(f"##### {view.text('sentence.forms', n=len(known))}", anchors=False)
        for form in known.itertuples():
            last = view.text("forms.open") if form.open_ended else str(form.last_year)
            label = form.label_zh if view.language == "zh" else form.label_en
            cells = view.text("forms.cells", listed=_cells_by_table(view, form.form))
            years = f"{form.first_year}–{last}"
            st.markdown(f"**{label}** · {years} · {form.document}  \n:gray[{cells}]")
            if f"form_change.{form.form}" in texts():
                st.markdown(view.text(f"form_change.{form.form}"))


def _cells_by_table(view: View, form: str) -> str:
    cells = dictionary.form_cells(view.opened)
    counts = cells[cells["form"] == form].groupby(f"table_label_{view.language}", sort=False).size()
    return view.text("list.comma").join(f"{label} {n}" for label, n in counts.items())


def series_across_forms(view: View) -> None:
    """Draw which figures are comparable across forms, with the cells that they stand for."""
    with st.container(border=True, key="card_data_series"):
        st.markdown(f"##### {view.text('sentence.series')}", anchors=False)
        table = _series_table(view)
        st.table(data_table.with_headings(view, table), border="horizontal", hide_index=True)
        with st.container(horizontal=True, vertical_alignment="center", key="tools_series"):
            st.caption(view.text("forms.legend"), width="stretch")
            card_download.buttons(view, table, "series", view.text("title.series"))


@cache
def series() -> list[dict[str, Any]]:
    """The entries of series.toml: labels, notes, comparability and the cells on each form."""
    entries: list[dict[str, Any]] = tomllib.loads(_SERIES.read_text(encoding="utf-8"))["series"]
    return entries


def _series_table(view: View) -> pd.DataFrame:
    """One row per series, one column per form with the labels of its cells."""
    known = rows(view.opened, "select * from forms order by position")
    labels = {
        (cell.form, f"{cell.table_key}.{cell.row_key}.{cell.column_key}"): _cell_label(view, cell)
        for cell in dictionary.form_cells(view.opened).itertuples()
    }
    form_names = dict(zip(known["form"], known[f"label_{view.language}"], strict=True))
    lines = []
    for entry in series():
        cells = {
            name: " ＋ ".join(labels.get((form, cell), cell) for cell in entry.get(form, []))
            or number_format.NONE
            for form, name in form_names.items()
        }
        comparable = entry["comparable"]
        lines.append(
            {
                "series": entry[f"label_{view.language}"],
                **cells,
                "comparable": f"{_MARKS[comparable]} {view.text(f'comparable.{comparable}')}",
                "note": entry[f"note_{view.language}"],
            }
        )
    return pd.DataFrame(lines)


def _cell_label(view: View, cell: Any) -> str:
    row, column = (getattr(cell, f"{axis}_label_{view.language}") for axis in ("row", "column"))
    return row if cell.column_key in ("total", "value") else f"{row}·{column}"


def form_cells(view: View) -> None:
    """Draw the table of every cell of every form."""
    cells = dictionary.form_cells(view.opened)
    with st.container(border=True, key="card_data_cells"):
        st.markdown(f"##### {view.text('sentence.form_cells', n=f'{len(cells):,}')}", anchors=False)
        table = _cells_table(view, cells)
        data_table.draw(view, table, key="table_form_cells")
        with st.container(horizontal=True, horizontal_alignment="right", key="tools_form_cells"):
            card_download.buttons(view, table, "form_cells", view.text("title.form_cells"))


def _cells_table(view: View, cells: pd.DataFrame) -> pd.DataFrame:
    label = f"label_{view.language}"
    return pd.DataFrame(
        {
            "form": cells["form"],
            "form_table": [
                view.text("correction_request.table", number=number) for number in cells["table_number"]
            ],
            "form_row": cells["row_number"] + cells[f"row_{label}"],
            "form_column": cells[f"column_{label}"],
            **{
                f"{axis}_in_files": cells[f"{axis}_key"].map(names).fillna("")
                for axis in ("row", "column")
                if (names := short_labels(axis, view.language))
            },
            "unit": cells["unit"],
            "measured": [
                view.text(f"measured.{measured}") if measured else "" for measured in cells["measured"]
            ],
            "article": [cited(article or "", view.language) for article in cells["article"]],
            "table_key": cells["table_key"],
            "row_key": cells["row_key"],
            "column_key": cells["column_key"],
        }
    )
