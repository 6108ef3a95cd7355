"""The official form for papers: each table with its merged cells, and the marks of findings and corrections."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from etl import Heading, PaperForm, Part, SpannedCell
from pages.parts.widgets import form_layout, official_form
from pages.parts.widgets.official_form import FormTexts


def form_parts(cells: pd.DataFrame, findings: pd.DataFrame, texts: FormTexts) -> Iterator[Part]:
    """The tables of a report, as `official_form.render` takes them."""
    for table in official_form.tables(cells, findings, texts):
        yield Heading(f"{table.heading} {table.translation or ''}".strip())
        yield _form(table)


def _form(table: form_layout.Table) -> PaperForm:
    """The cells where a table of HTML puts them: each at the first place that no cell above or before it covers."""
    covered: set[tuple[int, int]] = set()
    spanned = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            spanned.append(SpannedCell(_text(cell), row, column, cell.rowspan, cell.colspan, cell.is_heading))
            covered |= {
                (row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
            }
    return PaperForm(
        1 + max((column for _, column in covered), default=0), 1 + max((row for row, _ in covered), default=0), spanned
    )  # fmt: skip


def _text(cell: form_layout.Heading | form_layout.Printed) -> str:
    if isinstance(cell, form_layout.Heading):
        return f"{cell.text} {cell.translation or ''}".strip()
    return cell.text + "".join(mark.text for mark in cell.marks)
