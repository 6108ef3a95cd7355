"""Join a table that continues over a page break, and the cells that the break cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model.document import Piece
from etl.readers.fixed_page.table_grid import Table, row_texts
from etl.text.numbers import states_figure

SAME_EDGE = 3.5
"""Points: edges on two pages nearer than this are one."""
MOST_SHIFT = 60.0
"""Points by which the tables of left and right pages may be shifted against each other."""
MOST_HEADER_ROWS = 4
"""Rows of a table's header that a page repeats, at most."""

_NUMERIC = re.compile(r"[\d.,，．０-９%\s/／—\-－无]+")
_UNIT = re.compile(r"件|条|次|篇|个|项|份|人|人次|元|万元")
_ORDINAL = re.compile(
    r"[（(【]?[一二三四五六七八九十\d①-⑳㈠-㈩]{1,3}[)）】.．、，:：]|第[一二三四五六七八九十]+条|[①-⑳㈠-㈩]"
)


def continues(above: Table, below: Table) -> bool:
    """Whether `below`, the first block of its page, has the edges of `above`, the last block of the page before."""
    if above.ragged or below.ragged or below.page != above.page + 1:
        return False
    return _shift(above, below) is not None


def _shift(above: Table, below: Table) -> float | None:
    """Points to move `below` by so that the edges of one table are among those of the other; None if there are none.

    An outer column may be missing on one page: some programs do not draw a cell that runs through it.
    """
    for shift in (0.0, above.xs[0] - below.xs[0], above.xs[-1] - below.xs[-1]):
        moved = [edge + shift for edge in below.xs]
        few, many = sorted((above.xs, moved), key=len)
        left, right = abs(few[0] - many[0]) <= SAME_EDGE, abs(few[-1] - many[-1]) <= SAME_EDGE
        if abs(shift) > MOST_SHIFT or not ((left and right) or ((left or right) and len(few) >= 4)):
            continue
        if all(min(abs(edge - other) for other in many) <= SAME_EDGE for edge in few):
            return shift
    return None


def stitched(above: Table, below: Table) -> Table:
    """Join two tables on the edges of both; header rows that the new page repeats are left out."""
    shift = _shift(above, below) or 0.0
    moved = tuple(edge + shift for edge in below.xs)
    edges = above.xs if len(above.xs) >= len(moved) else moved
    upper, lower = _on_edges(above.pieces, above.xs, edges), _on_edges(below.pieces, moved, edges)
    repeated = _repeated_rows(upper, above.rows, lower, below.rows)
    lower = _below([piece for piece in lower if piece.row >= repeated], -repeated)
    last = [piece for piece in upper if piece.row + piece.row_span == above.rows]
    first = [piece for piece in lower if piece.row == 0]
    row_is_cut = _is_one_row(last, first)
    start = above.rows - 1 if row_is_cut else above.rows
    rows = start + below.rows - repeated
    joined = _joined_pieces(last, first, start, row_is_cut)
    missing = set(range(len(edges) - 1)) - {column for piece in lower for column in _columns(piece)}
    for top in last:
        if missing.issuperset(_columns(top)):
            joined[top] = top._replace(row_span=top.row_span + rows - above.rows)
    pieces = [joined.get(piece, piece) for piece in upper]
    pieces += _below([piece for piece in lower if piece not in joined], start)
    pieces.sort(key=lambda piece: (piece.row, piece.column))
    return Table(tuple(edge - shift for edge in edges), rows, tuple(pieces), below.box, below.page)


def _below(pieces: list[Piece], rows: int) -> list[Piece]:
    """The pieces so many rows further down."""
    if not rows:
        return pieces
    return [
        Piece(text, row + rows, column, locator, row_span, column_span)
        for text, row, column, locator, row_span, column_span in pieces
    ]


def _joined_pieces(
    last: Sequence[Piece], first: Sequence[Piece], start: int, row_is_cut: bool
) -> dict[Piece, Piece]:
    """Both halves of each cut cell, with the whole cell. `start` is the row that the lower table begins with."""
    joined: dict[Piece, Piece] = {}
    for top in last:
        for bottom in first:
            if (top.column, top.column_span) == (bottom.column, bottom.column_span) and (
                row_is_cut or _is_one_cell(top, bottom, last, first)
            ):
                locator = top.locator if top.text or not bottom.text else bottom.locator
                row_span = start + bottom.row_span - top.row
                text = _joined_text(top.text, bottom.text)
                joined[top] = joined[bottom] = top._replace(text=text, locator=locator, row_span=row_span)
                break
    return joined


def _columns(piece: Piece) -> range:
    return range(piece.column, piece.column + piece.column_span)


def _on_edges(pieces: Sequence[Piece], own: Sequence[float], edges: Sequence[float]) -> list[Piece]:
    """Renumber the columns of pieces, counted on their `own` edges, by `edges`."""
    nearest = [min(range(len(edges)), key=lambda n: abs(edges[n] - edge)) for edge in own]
    if nearest == list(range(len(nearest))):
        return list(pieces)
    return [
        piece._replace(
            column=nearest[piece.column],
            column_span=nearest[piece.column + piece.column_span] - nearest[piece.column],
        )
        for piece in pieces
    ]


def _repeated_rows(upper: Sequence[Piece], upper_rows: int, lower: Sequence[Piece], lower_rows: int) -> int:
    """Count the rows at the top of `lower` that repeat the first rows of `upper`."""
    old, new = row_texts(upper, upper_rows), row_texts(lower, lower_rows)
    best = 0
    for count in range(1, min(MOST_HEADER_ROWS, upper_rows - 1, lower_rows - 1) + 1):
        texts = [text for row in new[:count] for *_, text in row]
        if old[:count] != new[:count] or not any(texts) or any(_is_figure(text) for text in texts):
            break
        if all(piece.row + piece.row_span <= count for piece in lower if piece.row < count):
            best = count
    return best


def _is_one_row(last: Sequence[Piece], first: Sequence[Piece]) -> bool:
    """Whether the break went through a row.

    Then one side is blank, or the lower side has no label, or a label without an ordinal that continues one with an
    ordinal, while one side has fewer figures than the other.
    """
    ending = max(piece.row for piece in last)
    below_of = {(piece.column, piece.column_span): piece for piece in first}
    tops = [piece for piece in last if piece.row == ending]
    pairs = [(top, below_of[key]) for top in tops if (key := (top.column, top.column_span)) in below_of]
    covered = {bottom for _, bottom in pairs} | {below_of.get((top.column, top.column_span)) for top in last}
    if len(pairs) < len(tops) or any(piece.text for piece in first if piece not in covered):
        return False
    above, below = [top.text for top, _ in pairs], [bottom.text for _, bottom in pairs]
    if not any(above) or not any(below):
        return True
    if len(pairs) < 2:
        return False
    labels_above, figures_above = _labels(above), _figures(above)
    labels_below, figures_below = _labels(below), _figures(below)
    if not labels_above:
        return False
    if not labels_below:
        return figures_above > 0
    label_continues = (
        _ORDINAL.match(labels_above[-1]) is not None and _ORDINAL.match(labels_below[-1]) is None
    )
    return label_continues and min(figures_above, figures_below) < max(figures_above, figures_below)


def _is_figure(text: str) -> bool:
    """Whether a cell states figures, also with a unit, a remark or a mark after them, or says that there are none."""
    return _NUMERIC.fullmatch(text) is not None or states_figure(text)


def _labels(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if text and not _is_figure(text)]


def _figures(texts: Sequence[str]) -> int:
    return sum(_is_figure(text) for text in texts)


def _joined_text(top: str, bottom: str) -> str:
    """The text of a cut cell; two figures stay apart, since nobody can know whether they are one number."""
    return top + ("\n" if _is_figure(top) and _is_figure(bottom) else "") + bottom


def _is_one_cell(top: Piece, bottom: Piece, last: Sequence[Piece], first: Sequence[Piece]) -> bool:
    """Whether the break cut a label cell of several rows; with a figure on either side it did not."""
    if _is_figure(top.text) or _is_figure(bottom.text) or not (top.text or bottom.text):
        return not top.text and not bottom.text and top.row_span > 1 and bottom.row_span > 1
    spans_rows = top.row_span > 1 or bottom.row_span > 1
    is_group = _label_at_right(top, last) and _label_at_right(bottom, first)
    if not bottom.text:
        return is_group or (spans_rows and bottom.row_span > 1)
    if not top.text:
        return is_group and spans_rows
    return is_group and _ORDINAL.match(bottom.text) is None


def _label_at_right(piece: Piece, row: Sequence[Piece]) -> bool:
    """Whether another label, and not only a unit, stands right of this cell, which then labels a group."""
    return any(
        other.column > piece.column
        and other.text
        and not _is_figure(other.text)
        and not _UNIT.fullmatch(other.text)
        for other in row
    )
