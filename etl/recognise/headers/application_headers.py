"""The header of table 三: the seven columns of applicants, wherever and in whatever order they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from etl.form import forms
from etl.model.document import Piece
from etl.recognise.headers.extra_columns import strange_columns
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import TYPES, Head, Header, Scan, one_grid

_MOST_TYPES = 5  # of the seven; with fewer headings the table may be another
_FEWEST_TYPES = 3  # of a table whose columns are printed in two parts


def types_header(state: Scan, heads: Sequence[Head], row: PrintedRow) -> Header:
    """The columns of table 三: by place where all seven, or at least most, have one of their own."""
    block = forms()["2019"].table(APPLICATIONS).blocks[0]  # type: ignore[union-attr]
    order = tuple(column.key for column in block.columns)
    printed, heads = heads, [head for head in heads if head.key]
    placed = _placed_types(state, heads)
    strange = strange_columns(state, list(placed.values()), APPLICATIONS)
    by_place = sorted(placed.values(), key=lambda head: head.piece.column)
    keys, pieces = tuple(head.key for head in by_place), tuple(head.piece for head in by_place)
    by_form = Header(order, (), len(placed) >= TYPES - 2, row.grid, strange=strange)
    if not one_grid(by_place, row):
        return _in_printed_order(printed, by_form)
    if keys != order and not _group_over_its_own(state, by_place, order):
        return Header(order, (), False, row.grid, strange=strange)
    if len(placed) == TYPES:
        return Header(keys, pieces, True, row.grid, strange=strange)
    if named_twice := _one_named_twice(heads, order):
        others = strange - {piece.column for piece in named_twice}
        return Header(order, named_twice, False, row.grid, strange=others)
    if len(placed) >= _MOST_TYPES and "total" in placed and not strange:
        return Header(keys, pieces, True, row.grid, instead=by_form)
    if len(placed) >= _FEWEST_TYPES:
        return Header(keys, pieces, True, row.grid, strange=strange, instead=by_form)
    return by_form


def _one_named_twice(heads: Sequence[Head], order: Sequence[str]) -> tuple[Piece, ...]:
    """The places of all seven headings, where one bears its neighbour's name by mistake and all others stand where the
    form has them; nothing otherwise."""
    by_place = sorted(heads, key=lambda head: head.piece.column)
    own = len({head.piece.column for head in by_place}) == len(by_place) == len(order)
    wrong = [key for head, key in zip(by_place, order, strict=True) if head.key != key] if own else []
    return tuple(head.piece for head in by_place) if len(wrong) == 1 else ()


def _in_printed_order(heads: Sequence[Head], by_form: Header) -> Header:
    """The columns of a header without places: as printed, where each is printed once.

    What stands beside the heading over the organisations is printed before what stands under it: the five stand where
    that heading does. An unusual order under it is taken as printed, but not as sure.
    """
    keys = tuple(dict.fromkeys(head.key for head in heads))
    outside = ("natural_person", "total", "")
    inside = tuple(key for key in keys if key not in outside)
    usual = inside == tuple(key for key in by_form.columns if key in inside)
    if usual and keys[:2] == outside[:2]:
        return by_form
    own = tuple(key for at in keys for key in (inside if at == "" else (at,) if at in outside else ()))
    if "" not in keys:
        own = keys
    if len(own) != len(by_form.columns) or len(keys) != len(heads):
        return by_form if usual else replace(by_form, sure=False)
    return replace(by_form, columns=own, sure=by_form.sure and (usual or "" not in keys))


def _placed_types(state: Scan, heads: Sequence[Head]) -> dict[str, Head]:
    """Each type's heading; of two totals the one that stands outside the organisations, whose subtotal the other is."""
    group = _organisations(state)
    placed: dict[str, Head] = {}
    for head in heads:
        inside = group is not None and group.column <= head.piece.column < group.column + group.column_span
        if not (head.key == "total" and inside and any(o.key == "total" and o != head for o in heads)):
            placed[head.key] = head
    return placed


def _organisations(state: Scan) -> Piece | None:
    groups = label_matching.group_labels(APPLICATIONS)
    found = [
        piece for piece in state.above if label_matching.bare(piece.text) in groups and piece.column_span > 1
    ]
    return found[-1] if found else None


def _group_over_its_own(state: Scan, by_place: Sequence[Head], order: Sequence[str]) -> bool:
    """Whether an unusual order of columns is to be believed: the organisations' heading spans them and no other, stands
    over the first or each of them in a table without spans, or is not printed at all. Spans are often wrong, and then places
    are."""
    group = _organisations(state)
    own = set(order) - {"natural_person", "total"}
    if group is None:
        groups = label_matching.group_labels(APPLICATIONS)
        narrow = sorted({piece.column for piece in state.above if label_matching.bare(piece.text) in groups})
        inside = [head.piece.column for head in by_place if head.key in own]
        if len(narrow) == 1:
            narrow = list(range(narrow[0], narrow[0] + len(inside)))
        return not narrow or inside == narrow
    spanned = range(group.column, group.column + group.column_span)
    return {head.key for head in by_place if head.piece.column in spanned} == own & {h.key for h in by_place}
