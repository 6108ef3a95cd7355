"""Figures torn from their labels, and numbers torn from their rows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from etl.form import forms, table_addresses
from etl.model.document import Piece
from etl.model.report import Address, Cell, Finding, State
from etl.recognise.rows.label_matching import APPLICATIONS, NOT_A_ROW, row_named
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import FoundRow, Scan, silent
from etl.rules.catalog import finding
from etl.text.numbers import read_number


def give_orphans_rows(scan: Scan, rows: Mapping[str, FoundRow], form: str) -> dict[str, FoundRow]:
    """Rows of figures whose label stands elsewhere, where the rows around leave just as many labels over."""
    if not rows or not form:
        return {}
    columns = next(iter(rows.values())).columns
    order = list(dict.fromkeys(address.row for address in table_addresses(form, APPLICATIONS)))
    known = sorted((row.order, key) for key, row in rows.items() if key in order and not silent(row))
    orphans = {
        at: pieces
        for at, row in scan.orphans
        if known
        and known[0][0] < at < known[-1][0]
        and len(pieces := _behind_label(row)) == len(columns)
        and not _subtotal(row)
    }
    torn: dict[str, FoundRow] = {}
    for (start, before), (end, after) in pairwise(known):
        between = [at for at in orphans if start < at < end]
        missing = order[order.index(before) + 1 : order.index(after)]
        if between and len(between) == len(missing):
            for at, key in zip(sorted(between), missing, strict=True):
                torn[key] = FoundRow(APPLICATIONS, key, columns, orphans[at], at, doubt="label_torn")
    return torn


def _subtotal(row: PrintedRow) -> bool:
    """Whether a row is plainly labelled as something else: the sum of a group (（三）不予公开, 小计)."""
    return bool(row.texts) and row_named(row.pieces[row.texts[-1]].text, APPLICATIONS) == NOT_A_ROW


def _behind_label(row: PrintedRow) -> tuple[Piece, ...]:
    """The figures of a row, without the label that was not understood."""
    return row.pieces[row.texts[-1] + 1 :] if row.texts else row.pieces


def take_torn_figures(scan: Scan, cells: dict[Address, Cell], findings: list[Finding]) -> None:
    """A number printed alone among the rows, where one total is empty and its row adds up to that number."""
    block = forms()["2019"].table(APPLICATIONS).blocks[0]  # type: ignore[union-attr]
    parts = [column.key for column in block.columns if column.key != "total"]
    alone = [
        row.pieces[-1]
        for _, row in scan.orphans
        if row.grid < 0 and row.figures == 1 and len(row.pieces) <= 2
    ]
    for address, cell in list(cells.items()):
        if (
            address.table != APPLICATIONS
            or address.column != "total"
            or cell.state is not State.BLANK
            or cell.raw
        ):
            continue
        values = [cells[address._replace(column=part)].value for part in parts]
        if any(value is None for value in values):
            continue
        total = sum(value or 0 for value in values)
        fitting = [piece for piece in alone if read_number(piece.text).value == total]
        if len(fitting) == 1 and total:
            cells[address] = Cell(total, fitting[0].text.strip(), State.NUMBER, fitting[0].locator)
            findings.append(
                finding(
                    "figure_torn", address.table, address.row, address.column, found=fitting[0].text.strip()
                )
            )
