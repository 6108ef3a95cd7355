"""Which piece of a printed row stands in which column of the header: by place, and by count."""

from __future__ import annotations

from collections.abc import Sequence

from etl.model.document import Piece
from etl.recognise.rows.label_matching import DISCLOSURE
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import FoundRow, Header
from etl.text.numbers import read_number


def placed(
    row: PrintedRow, order: int, table: str, key: str, data: Sequence[Piece], header: Header
) -> FoundRow:
    """Gives each column its piece: by place where header and row share one grid, and by count."""
    wanted = len(header.columns)
    printed = tuple(piece.text.strip() for piece in data)
    data = without_strange(data, row, header)
    by_place = (
        _by_place(data, header) if row.positioned and header.grid == row.grid and header.pieces else None
    )
    if header.behind and len(data) == wanted + header.behind:
        data = data[:wanted]
    kept = list(data) if header.behind else trimmed(data, wanted)
    if len(kept) != wanted and not row.positioned and (apart := _apart(data, wanted, header)):
        kept = apart
    by_count = tuple(kept) if len(kept) == wanted else None
    doubt = ""
    if by_place is None and by_count is None:
        doubt = "row_ragged"
    elif (by_place is not None and by_count is not None and by_place != by_count) or (
        by_place is not None and any(by_place.count(piece) > 1 and piece.text.strip() for piece in by_place)
    ):
        doubt = "columns_disagree"
    elif not header.sure and table != DISCLOSURE:
        doubt = "header_unclear"
    excess = right_edge(row.pieces) - header.right if by_place is not None and header.right else 0
    return FoundRow(
        table, key, header.columns, by_place or by_count, order, doubt=doubt, printed=printed, excess=excess
    )


def _apart(data: Sequence[Piece], wanted: int, header: Header) -> list[Piece]:
    """Numbers that stood so near to each other that they were read as one, where they then are as many as wanted
    and the last is the sum of the others; nothing otherwise."""
    found = [piece._replace(text=word) for piece in data for word in piece.text.split()]
    values = [read_number(piece.text).value for piece in found]
    numbers = [value for value in values if value is not None]
    summed = header.columns[-1] == "total" and len(numbers) == wanted and sum(numbers[:-1]) == numbers[-1]
    return found if summed else []


def right_edge(pieces: Sequence[Piece]) -> int:
    return max((piece.column + piece.column_span for piece in pieces), default=0)


def without_strange(data: Sequence[Piece], row: PrintedRow, header: Header) -> list[Piece]:
    """The pieces that stand under no heading foreign to the form (备注, 占比, 行次, 小计, 上年)."""
    if not header.strange or not row.positioned or header.grid != row.grid:
        return list(data)
    return [piece for piece in data if piece.column not in header.strange]


def _by_place(data: Sequence[Piece], header: Header) -> tuple[Piece, ...] | None:
    """The piece that stands under each header; None where one is missing, shared, or stands elsewhere.

    Only nothing can be shared: one merged cell for several columns says 0, or is blank.
    """
    chosen: list[Piece] = []
    repeats: list[Piece] = []
    for head in header.pieces:
        under = [piece for piece in data if piece.column <= head.column < piece.column + piece.column_span]
        if len(under) != 1:
            return None
        if under[0] in chosen and read_number(under[0].text).value:
            return None
        chosen.append(under[0])
        spanned = range(head.column + 1, head.column + head.column_span)
        repeats += [piece for piece in data if piece.column in spanned and piece.text == under[0].text]
    strays = [piece for piece in data if piece.text.strip() and piece not in chosen and piece not in repeats]
    return None if strays else tuple(chosen)


def trimmed(data: Sequence[Piece], wanted: int) -> list[Piece]:
    """Blank pieces beyond the wanted number are no cells of the form: all where the printed pieces are just as
    many as wanted, otherwise those at one end. Where it could be either end, the row stays as it is: too long.
    """
    printed = [piece for piece in data if piece.text.strip()]
    if len(printed) == wanted:
        return printed
    spare = len(data) - wanted
    windows = [
        list(data[start : start + wanted])
        for start in range(spare + 1)
        if not any(piece.text.strip() for piece in (*data[:start], *data[start + wanted :]))
    ]
    return (
        windows[0] if len(windows) == 1 or (windows and not any(p.text.strip() for p in data)) else list(data)
    )


def left_blank(row: PrintedRow, header: Header) -> bool:
    """Whether a row without figures has a blank cell for each column, beside a label at most."""
    blanks = len(row.pieces) - len(row.texts)
    labelled = row.texts == (0,) and row.grid == header.grid and blanks >= len(header.columns)
    return header.sure and (labelled or not row.texts)
