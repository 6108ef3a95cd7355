"""Recognises one printed row as a row of the form, by its label and the header above it.

Each figure is assigned by the labels of both its row and its column. Where the print leaves room for doubt the cell
is unreadable and a finding says so; no figure is moved to where it might belong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.form import Block, Form, Table, forms
from etl.model.document import Piece
from etl.model.report import State
from etl.recognise.column_alignment import (
    align_row,
    is_row_of_blanks,
    without_extra_columns,
    without_outer_blanks,
)
from etl.recognise.headers.application_headers import applications_header
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, NOT_A_ROW, REVIEW
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import APPLICANT_COLUMNS, RESULT_COLUMNS, Header, RecognisedRow, Scan
from etl.recognise.rows.units import UNCLEAR, unit_in_row
from etl.text.numbers import read_number

ALL_PATHS = "*"  # row key of a single line that holds all three rows of table 四


def form_row(state: Scan, row: PrintedRow, order: int) -> RecognisedRow | None:
    """The row of the form that a printed row is, of the current table before any other; None if it is none."""
    tables = sorted((DISCLOSURE, APPLICATIONS, REVIEW), key=lambda table: table != state.current.table)
    for table in tables:
        key, at = _match_label(state, row, table)
        if key is None or key == NOT_A_ROW:
            continue
        recognised = _row_under_header(state, row, order, table, key, at)
        if recognised:
            return recognised
    return _combined_row(state, row, order) if state.current.table == REVIEW else None


def form_row_of_blank(state: Scan, row: PrintedRow, order: int) -> RecognisedRow | None:
    """The row of the form that a printed row without figures is.

    Where a page break cut the row, its figures stand in the printed row above, beside the beginning of its label.
    """
    at, above = state.result.orphans[-1] if state.result.orphans else (-1, row)
    if at == order - 1 and above.grid == row.grid and row.positioned:
        joined = next(_joined_labels(above, row, state.current.table), None)
        if joined:
            return form_row(state, joined, order)
    return form_row(state, row, order)


def _joined_labels(above: PrintedRow, row: PrintedRow, table: str) -> Iterator[PrintedRow]:
    """The upper row with the rest of its label, where both together make a label of the form."""
    for beginning in (above.pieces[at] for at in above.texts):
        for rest in (row.pieces[at] for at in row.texts):
            label = beginning.text + rest.text
            key = beginning.column == rest.column and label_matching.row_named(label, table)
            if key and key != NOT_A_ROW:
                pieces = (
                    piece._replace(text=label) if piece == beginning else piece for piece in above.pieces
                )
                yield PrintedRow(tuple(pieces), above.grid, True)


def _match_label(state: Scan, row: PrintedRow, table: str) -> tuple[str | None, int]:
    """The key of the row that the printed labels name, and the index of the last piece of the label."""
    for at in reversed(row.texts):
        key = _row_named_at(state, row, table, at)
        if key is not None:
            return key, at
    return None, -1


def _row_named_at(state: Scan, row: PrintedRow, table: str, at: int) -> str | None:
    text, is_current = row.pieces[at].text, table == state.current.table
    is_last = at == row.texts[-1]
    closest = label_matching.closest_row if is_current else label_matching.row_named
    key = label_matching.row_named(text, table)
    if key is None and is_last and is_current:
        key = _label_begun_above(state.labels_above, text, table)
    key = key or closest(text, table)
    if key is None and is_last and at > 0 and not _is_in_figure_column(state, row, row.pieces[at]):
        key = closest(row.pieces[at - 1].text + text, table)
    return key


def _is_in_figure_column(state: Scan, row: PrintedRow, piece: Piece) -> bool:
    """Whether a piece stands under a heading, so that it cannot be part of a label."""
    header = state.current.header
    return (
        header is not None
        and row.positioned
        and header.grid == row.grid
        and any(heading.column == piece.column for heading in header.pieces)
    )


def _label_begun_above(lines: Sequence[str], text: str, table: str) -> str | None:
    """The row whose label began on the lines above: as many of them as make a label of the form."""
    for start in range(len(lines) - 1, -1, -1):
        key = label_matching.row_starting_with("".join((*lines[start:], text)), table)
        if key not in (None, NOT_A_ROW):
            return key
    return None


def _row_under_header(
    state: Scan, row: PrintedRow, order: int, table: str, key: str, at: int
) -> RecognisedRow | None:
    """The row with its pieces under the columns of the header; None if it may be something else."""
    data = row.pieces[at + 1 :]
    if not data:
        return None  # the first line of a label whose figures stand beside a later one
    if table == APPLICATIONS:
        return _applications_row(state, row, order, key, at)
    if table == REVIEW:
        return _review_row(state, row, order, key, data)
    return _disclosure_row(state, row, order, key, data)


def _applications_row(state: Scan, row: PrintedRow, order: int, key: str, at: int) -> RecognisedRow | None:
    data = row.pieces[at + 1 :]
    if row.grid < 0 and len(data) == 1:
        return None  # one number on a line of running text is no row of seven
    header = state.current.header if state.current.table == APPLICATIONS else None
    if header is None:
        if len(without_outer_blanks(data, APPLICANT_COLUMNS)) != APPLICANT_COLUMNS or not row.figures:
            return None
        header = Header(applications_header(state, [], row).columns)
    state.current.table, state.current.header = APPLICATIONS, header
    if header.alternative and not _fits(data, row, header):
        header = header.alternative
    recognised = align_row(row, order, APPLICATIONS, key, data, header)
    is_labelled = label_matching.closest_row(row.pieces[at].text, APPLICATIONS) is not None
    return recognised if row.grid >= 0 or is_labelled or recognised.pieces is not None else None


def _fits(data: Sequence[Piece], row: PrintedRow, header: Header) -> bool:
    width = len(header.columns)
    return len(without_outer_blanks(without_extra_columns(data, row, header), width)) == width


def _review_row(
    state: Scan, row: PrintedRow, order: int, key: str, data: Sequence[Piece]
) -> RecognisedRow | None:
    header = state.current.header if state.current.table == REVIEW else None
    if header is None or len(header.columns) != RESULT_COLUMNS:
        return None
    if not (row.figures or is_row_of_blanks(row, header)):
        return None
    results = replace(header, columns=tuple(name.partition("/")[2] for name in header.columns))
    return align_row(row, order, REVIEW, key, data, results)


def _disclosure_row(
    state: Scan, row: PrintedRow, order: int, key: str, data: Sequence[Piece]
) -> RecognisedRow | None:
    if state.current.table != DISCLOSURE:
        return None
    header, doubt = state.current.header, ""
    candidates = header.candidates if header else ()
    blocks = [(form, block) for form, block in blocks_with_row(key) if (form, block.key) in candidates]
    if header is None or not blocks:
        blocks = _blocks_of_width(key, data)
        if not blocks:
            return None
        header = Header(tuple(column.key for column in blocks[0][1].columns))
        doubt = "header_missing"
    recognised = align_row(row, order, DISCLOSURE, key, data, header)
    unit = unit_in_row(row.pieces[at].text for at in row.texts) or header.unit or state.captions.unit
    doubt = recognised.doubt or doubt or ("header_unclear" if unit == UNCLEAR else "")
    form_keys = {form for form, _ in blocks}
    return recognised._replace(form=form_keys.pop() if len(form_keys) == 1 else "", unit=unit, doubt=doubt)


def _blocks_of_width(key: str, data: Sequence[Piece]) -> list[tuple[str, Block]]:
    """Without a header: the blocks with this row that have as many columns as there are figures."""
    blocks = blocks_with_row(key)
    width = len(without_outer_blanks(data, max(len(block.columns) for _, block in blocks)))
    if any(read_number(piece.text).state is State.TEXT for piece in data):
        return []
    return [(form, block) for form, block in blocks if len(block.columns) == width]


def blocks_with_row(key: str) -> list[tuple[str, Block]]:
    """The blocks of table 二 that have this row, each with the key of the form that introduced its table."""
    return [
        (form.key, block)
        for form in forms().values()
        if (table := form.table(DISCLOSURE)) and not _is_inherited(form, table)
        for block in table.blocks
        if any(row.key == key for row in block.rows)
    ]


def _is_inherited(form: Form, table: Table) -> bool:
    base = forms().get(form.based_on)
    return base is not None and base.table(table.key) == table


def _combined_row(state: Scan, row: PrintedRow, order: int) -> RecognisedRow | None:
    """The single line of figures of table 四 where its three rows are printed as groups of columns."""
    header = state.current.header
    if header is None or not header.columns or not (row.figures or is_row_of_blanks(row, header)):
        return None
    if header.columns[0].startswith("/"):
        return None
    data = [piece for at, piece in enumerate(row.pieces) if at not in row.texts]
    if row.grid >= 0 and row.texts and row.texts[-1] >= len(row.pieces) - len(header.columns):
        data = list(row.pieces)
    recognised = align_row(row, order, REVIEW, ALL_PATHS, data, header)
    if recognised.pieces is None and len(data) < len(header.columns) // 2:
        return None
    return recognised
