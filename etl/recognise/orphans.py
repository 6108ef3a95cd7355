"""Rows of figures that lost their label, totals that lost their row, and figures that the form has no place for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from etl.form import forms, table_addresses
from etl.model.document import Piece
from etl.model.report import Address, Cell, Finding, State
from etl.recognise.rows.label_matching import APPLICATIONS, NOT_A_ROW, bare, row_labels, row_named
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import RecognisedRow, ScanResult, is_blank
from etl.rules.catalog import finding
from etl.text.numbers import read_number

_FEWEST_ROWS = 2
"""Rows that make a column."""


def name_orphan_rows(
    scan: ScanResult, rows: Mapping[str, RecognisedRow], form: str
) -> dict[str, RecognisedRow]:
    """Rows of table 三 without a label, where as many labels are missing between the rows around them."""
    if not rows or not form:
        return {}
    columns = next(iter(rows.values())).columns
    form_order = list(dict.fromkeys(address.row for address in table_addresses(form, APPLICATIONS)))
    labelled = sorted(
        (row.order, key) for key, row in rows.items() if key in form_order and not is_blank(row)
    )
    orphans = {
        at: pieces
        for at, row in scan.orphans
        if len(pieces := _figures_after_label(row)) == len(columns) and not _is_subtotal(row)
    }
    named: dict[str, RecognisedRow] = {}
    for (start, above), (end, below) in pairwise(labelled):
        between = sorted(at for at in orphans if start < at < end)
        missing = form_order[form_order.index(above) + 1 : form_order.index(below)]
        if between and len(between) == len(missing):
            for at, key in zip(between, missing, strict=True):
                named[key] = RecognisedRow(APPLICATIONS, key, columns, orphans[at], at, doubt="label_torn")
    return named


def _is_subtotal(row: PrintedRow) -> bool:
    """Whether the label says that the row is the sum of a group (（三）不予公开, 小计), which is no row of the form."""
    return bool(row.texts) and row_named(row.pieces[row.texts[-1]].text, APPLICATIONS) == NOT_A_ROW


def _figures_after_label(row: PrintedRow) -> tuple[Piece, ...]:
    return row.pieces[row.texts[-1] + 1 :] if row.texts else row.pieces


def place_stray_totals(scan: ScanResult, cells: dict[Address, Cell], findings: list[Finding]) -> None:
    """Fills a blank total of table 三 with a number printed alone, if the row adds up to that number.

    Changes `cells` and `findings`. A number that fits several ways is left out.
    """
    strays = [
        row.pieces[-1]
        for _, row in scan.orphans
        if row.grid < 0 and row.figures == 1 and len(row.pieces) <= 2
    ]
    if not strays:
        return
    for address in [address for address, cell in cells.items() if _is_unprinted_total(address, cell)]:
        total = _sum_of_row(cells, address)
        piece = _only_piece_stating(strays, total) if total else None
        if total and piece:
            text = piece.text.strip()
            cells[address] = Cell(total, text, State.NUMBER, piece.locator)
            findings.append(finding("figure_torn", *address, found=text))


def _is_unprinted_total(address: Address, cell: Cell) -> bool:
    return (
        address.table == APPLICATIONS
        and address.column == "total"
        and cell.state is State.BLANK
        and not cell.raw
    )


def _sum_of_row(cells: Mapping[Address, Cell], total: Address) -> float | None:
    """The sum of the row's other columns, None if one of them states no number."""
    block = forms()["2019"].table(APPLICATIONS).blocks[0]  # type: ignore[union-attr]
    parts = (column.key for column in block.columns if column.key != "total")
    values = [cells[total._replace(column=part)].value for part in parts]
    return None if any(value is None for value in values) else sum(value or 0 for value in values)


def _only_piece_stating(pieces: Sequence[Piece], value: float) -> Piece | None:
    fitting = [piece for piece in pieces if read_number(piece.text).value == value]
    return fitting[0] if len(fitting) == 1 else None


def extra_rows(scan: ScanResult, table: str, rows: Mapping[str, RecognisedRow]) -> list[Finding]:
    """A notice for each labelled row of figures among the rows of a table that the form does not have."""
    orders = [row.order for row in rows.values()]
    return [
        finding(
            "extra_row",
            table,
            found=row.pieces[row.texts[-1]].text.strip(),
            print=" | ".join(piece.text.strip() for piece in _figures_after_label(row)),
        )
        for at, row in scan.orphans
        if min(orders) - (row.grid >= 0) <= at <= max(orders) + 1
        and at not in orders
        and _is_on_no_form(row, table)
    ]


def extra_columns(table: str, rows: Mapping[str, RecognisedRow]) -> list[Finding]:
    """A notice if several rows of a table print figures beside those of its columns, with those of the first such row."""
    beyond = [(row.order, row.row, found) for row in rows.values() if (found := _beside_columns(row))]
    if len(beyond) < _FEWEST_ROWS:
        return []
    _, key, found = min(beyond)
    return [finding("extra_column", table, key, print=" | ".join(found))]


def _beside_columns(row: RecognisedRow) -> list[str]:
    read = {piece.text.strip() for piece in row.pieces or ()}
    others = (text for text in row.printed if text not in read)
    return [text for text in others if read_number(text).state is State.NUMBER] if row.pieces else []


def _is_on_no_form(row: PrintedRow, table: str) -> bool:
    """Whether a row has a label that is neither one of the form, of any table's group, nor a part of one."""
    label = bare(row.pieces[row.texts[-1]].text) if row.texts else ""
    return label != "" and not any(label in known for known in row_labels(table))
