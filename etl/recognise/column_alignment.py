"""Assigns the pieces of a printed row to the columns of its header, by position and by count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from etl.model.document import Piece
from etl.recognise.rows.label_matching import DISCLOSURE
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import Header, RecognisedRow
from etl.text.numbers import read_number

_Pieces = tuple[Piece, ...]


def align_row(
    row: PrintedRow, order: int, table: str, key: str, data: Sequence[Piece], header: Header
) -> RecognisedRow:
    """The row with one piece per column: by position where it shares a grid with its header, and by count.

    `data` are the pieces after the label. Sets `doubt` where neither way works or both disagree.
    """
    printed = tuple(piece.text.strip() for piece in data)
    data = without_extra_columns(data, row, header)
    has_positions = row.positioned and header.grid == row.grid and bool(header.pieces)
    by_position = _by_position(data, header) if has_positions else None
    by_count = None if has_positions and _has_gap(row, header) else _by_count(data, row, header)
    if by_position and by_count and _is_each_below_its_own(by_count, header):
        by_position = by_count
    doubt = _doubt(by_position, by_count)
    if not doubt and not header.certain and table != DISCLOSURE:
        doubt = "header_unclear"
    measurable = by_position is not None and header.right_edge
    return RecognisedRow(
        table,
        key,
        header.columns,
        by_position or by_count,
        order,
        doubt=doubt,
        printed=printed,
        excess_columns=rightmost_edge(row.pieces) - header.right_edge if measurable else 0,
    )


def _has_gap(row: PrintedRow, header: Header) -> bool:
    """Whether no cell of the row stands under a heading, but some beyond: a cell above reaches down, the others keep their places."""
    edge = rightmost_edge(row.pieces)
    covered = {column for one in row.pieces for column in range(one.column, one.column + one.column_span)}
    return any(one.column < edge and one.column not in covered for one in header.pieces)


def _is_each_below_its_own(pieces: _Pieces, header: Header) -> bool:
    """Whether each cell stands at least partly below the heading that its place in the row gives it: blocks of 表二 share
    a grid, and a cell begins a column before or behind its heading."""
    return all(
        piece.column < heading.column + heading.column_span
        and heading.column < piece.column + piece.column_span
        for piece, heading in zip(pieces, header.pieces, strict=True)
    )


def _doubt(by_position: _Pieces | None, by_count: _Pieces | None) -> str:
    if by_position is None:
        return "row_ragged" if by_count is None else ""
    if by_count is not None and by_position != by_count:
        return "columns_disagree"
    times = Counter(by_position)
    shared = len(times) < len(by_position) and any(
        count > 1 and piece.text.strip() for piece, count in times.items()
    )
    return "columns_disagree" if shared else ""


def _by_position(data: Sequence[Piece], header: Header) -> _Pieces | None:
    """The piece under each heading; None if one is missing, shared, or stands elsewhere.

    Only a cell without a value can be shared: one merged cell over several columns says 0 or is blank.
    """
    covering: dict[int, list[Piece]] = {heading.column: [] for heading in header.pieces}
    for piece in data:
        if piece.column_span > 1:
            for column, under in covering.items():
                if piece.column <= column < piece.column + piece.column_span:
                    under.append(piece)
        elif piece.column in covering:
            covering[piece.column].append(piece)
    chosen: list[Piece] = []
    placed: set[Piece] = set()
    for heading in header.pieces:
        under = covering[heading.column]
        if len(under) != 1:
            return None
        if under[0] in chosen and read_number(under[0].text).value:
            return None
        chosen.append(under[0])
        if heading.column_span > 1:
            spanned = range(heading.column + 1, heading.column + heading.column_span)
            placed.update(piece for piece in data if piece.column in spanned and piece.text == under[0].text)
    placed.update(chosen)
    strays = any(piece not in placed and piece.text.strip() for piece in data)
    return None if strays else tuple(chosen)


def _by_count(data: Sequence[Piece], row: PrintedRow, header: Header) -> _Pieces | None:
    """The pieces in printed order, if there are as many as columns."""
    wanted = len(header.columns)
    if header.trailing_extras:
        pieces = list(data[:wanted] if len(data) == wanted + header.trailing_extras else data)
    elif row.grid < 0 or (not row.positioned and _may_be_doubled(data, wanted)):
        pieces = _without_last_blank(data, wanted)
    else:
        pieces = without_outer_blanks(data, wanted)
    if len(pieces) != wanted and not row.positioned:
        pieces = _split_joined_numbers(data, wanted, header) or pieces
    return tuple(pieces) if len(pieces) == wanted else None


def _without_last_blank(data: Sequence[Piece], wanted: int) -> list[Piece]:
    """The printed pieces if just as many are wanted; otherwise all, without one blank at the end that is too many.

    In running text a blank is known only by what separates it from its neighbours: one at the end may separate rows.
    """
    printed = [piece for piece in data if piece.text.strip()]
    if len(printed) == wanted:
        return printed
    is_one_more = len(data) == wanted + 1 and not data[-1].text.strip()
    return list(data[:-1] if is_one_more else data)


def _may_be_doubled(data: Sequence[Piece], wanted: int) -> bool:
    """Whether each cell may stand between two separators of its own, so that every other one is blank."""
    return len(data) in (2 * wanted - 1, 2 * wanted) and any(
        not any(piece.text.strip() for piece in data[start::2]) for start in (0, 1)
    )


def _split_joined_numbers(data: Sequence[Piece], wanted: int, header: Header) -> list[Piece]:
    """The numbers of a row of which some were printed so close that they were read as one piece.

    Empty unless there are then as many as wanted and the last is the sum of the others.
    """
    pieces = [piece._replace(text=word) for piece in data for word in piece.text.split()]
    values = [read_number(piece.text).value for piece in pieces]
    numbers = [value for value in values if value is not None]
    adds_up = header.columns[-1] == "total" and len(numbers) == wanted and sum(numbers[:-1]) == numbers[-1]
    return pieces if adds_up else []


def rightmost_edge(pieces: Sequence[Piece]) -> int:
    """The first grid column to the right of all pieces."""
    return max((piece.column + piece.column_span for piece in pieces), default=0)


def without_extra_columns(data: Sequence[Piece], row: PrintedRow, header: Header) -> list[Piece]:
    """The pieces that do not stand under a heading the form lacks (备注, 占比, 行次, 小计, 上年)."""
    if not header.extra_columns or not row.positioned or header.grid != row.grid:
        return list(data)
    return [piece for piece in data if piece.column not in header.extra_columns]


def without_outer_blanks(data: Sequence[Piece], wanted: int) -> list[Piece]:
    """The pieces without blank ones beyond the wanted number.

    All blanks are dropped if just as many pieces are printed as wanted, otherwise those at one end. If it could be
    either end, the row is returned as it is, too long.
    """
    printed = [piece for piece in data if piece.text.strip()]
    if len(printed) == wanted:
        return printed
    windows = [
        list(data[start : start + wanted])
        for start in range(len(data) - wanted + 1)
        if not any(piece.text.strip() for piece in (*data[:start], *data[start + wanted :]))
    ]
    return windows[0] if len(windows) == 1 or (windows and not printed) else list(data)


def is_row_of_blanks(row: PrintedRow, header: Header) -> bool:
    """Whether a row without figures has a blank cell for each column, with at most one label before them."""
    blanks = len(row.pieces) - len(row.texts)
    is_labelled = row.texts == (0,) and row.grid == header.grid and blanks >= len(header.columns)
    return header.certain and (is_labelled or not row.texts)
