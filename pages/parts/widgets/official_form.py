"""The official form as HTML, each cell with what the report prints in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from pages.parts.text import number_format
from pages.parts.text.templates import render as render_template
from pages.parts.widgets.form_layout import (
    Block,
    Mark,
    Printed,
    Table,
    rows_below_each_other,
    rows_side_by_side,
)

ADDRESS = ["table_key", "row_key", "column_key"]
CORRECTED, EMPTY = "✎", "∅"
SIGNS = {"error": "▲", "warning": "△", "notice": "·"}


@dataclass(frozen=True, slots=True)
class FormTexts:
    """What the form itself does not print, in the reader's language.

    `table` and `derived` are format strings of `number`, `label` and of `value`; `severities` names each severity;
    `bilingual` adds the English labels.
    """

    table: str
    unreadable: str
    corrected: str
    derived: str
    severities: Mapping[str, str]
    bilingual: bool = False


class Finding(NamedTuple):
    """A finding as it is shown at its cell."""

    severity: str
    sentence: str


def address(row: Any) -> str:
    """The address of a cell as one text, `table.row.column`."""
    return ".".join(str(getattr(row, name)) for name in ADDRESS)


def right_text(cell: Any) -> str:
    """What a corrected cell says instead of its print."""
    return EMPTY if number_format.is_none(cell.value) else number_format.whole(cell.value)


def render(
    cells: pd.DataFrame, findings: pd.DataFrame, texts: FormTexts, selected: str = "", plain: bool = False
) -> str:
    """All tables of a report as HTML.

    `cells` are the rows of agency_cells.sql; `findings` have `severity`, `hover_text` and `marked`, the addresses of the
    cells to mark, separated by spaces. The cell whose address is `selected` is outlined. With `plain`, cells are text to
    be printed rather than buttons.
    """
    laid_out = tables(cells, findings, texts, selected)
    return render_template("widgets/official_form.html", tables=laid_out, plain=plain)


def tables(cells: pd.DataFrame, findings: pd.DataFrame, texts: FormTexts, selected: str = "") -> list[Table]:
    """All tables of a report, laid out; see `render`."""
    at_cells = _findings_by_address(findings)

    def printer(cell: Any, colspan: int) -> Printed:
        key = address(cell)
        return _printed(cell, at_cells.get(key, []), texts, key == selected, colspan)

    return [
        _table(key, list(rows), texts, printer)
        for key, rows in groupby(cells.itertuples(), lambda cell: str(cell.table_key))
    ]


def _findings_by_address(findings: pd.DataFrame) -> dict[str, list[Finding]]:
    """The findings of each address, in the order of `findings` (worst first)."""
    at_cells: dict[str, list[Finding]] = {}
    for row in findings.itertuples():
        for marked in str(row.marked).split():
            at_cells.setdefault(marked, []).append(Finding(str(row.severity), str(row.hover_text)))
    return at_cells


def _table(key: str, cells: Sequence[Any], texts: FormTexts, printer: Any) -> Table:
    blocks = [
        (bool(block[0].across), Block.of(block, texts.bilingual))
        for block in (list(rows) for _, rows in groupby(cells, lambda cell: cell.block_key))
    ]
    width = max(len(block.columns) for _, block in blocks)
    first = cells[0]
    return Table(
        key=key,
        heading=texts.table.format(number=first.table_number, label=first.table_label_zh),
        translation=str(first.table_label_en) if texts.bilingual else None,
        rows=[
            row
            for across, block in blocks
            for row in (
                rows_side_by_side(block, printer) if across else rows_below_each_other(block, width, printer)
            )
        ],
    )


def _printed(cell: Any, findings: Sequence[Finding], texts: FormTexts, chosen: bool, colspan: int) -> Printed:
    """A cell with its printed text, the marks behind it, and the description that hovering and screen readers give."""
    text = texts.unreadable if cell.state == "unreadable" else str(cell.raw)
    worst = findings[0].severity if findings else ""
    css = ("cell", str(cell.state), worst, "chosen" if chosen else "")
    label = f"{cell.row_label_zh} · {cell.column_label_zh}: {text or EMPTY}"
    return Printed(
        text=text,
        address=address(cell),
        marks=tuple(_marks(cell, worst)),
        description="; ".join([label, *_notes(cell, findings, texts)]),
        css=" ".join(name for name in css if name),
        chosen=chosen,
        colspan=colspan,
    )


def _marks(cell: Any, worst: str) -> Iterator[Mark]:
    """The sign of the worst finding, of a correction with what it gives, and a value that only the totals prove."""
    if worst:
        yield Mark("sup", worst, SIGNS[worst])
    if cell.corrected:
        yield Mark("sup", "", CORRECTED)
        yield Mark("sub", "", f"→{right_text(cell)}")
    if _is_derived(cell):
        yield Mark("sub", "", f"({number_format.whole(cell.counted)})")


def _notes(cell: Any, findings: Sequence[Finding], texts: FormTexts) -> Iterator[str]:
    for finding in findings:
        yield f"{texts.severities[finding.severity]}: {finding.sentence}"
    if cell.corrected:
        yield texts.corrected
    if _is_derived(cell):
        yield texts.derived.format(value=number_format.whole(cell.counted))


def _is_derived(cell: Any) -> bool:
    """Whether the report states no number but its totals leave only one possible."""
    return number_format.is_none(cell.value) and not number_format.is_none(cell.counted)
