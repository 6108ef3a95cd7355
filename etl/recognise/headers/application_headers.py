"""The header of table 三: the seven columns of applicants, in whatever order they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from etl.form import forms
from etl.model.document import Piece
from etl.recognise.headers.extra_columns import find_extra_columns
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import APPLICANT_COLUMNS, Header, Heading, Scan, share_grid

_FEWEST = 3  # of a table whose columns are printed in two parts
_OUTSIDE_GROUP = ("natural_person", "total")
_GROUP = ""  # key of the heading over the five kinds of organisation


def applications_header(state: Scan, headings: Sequence[Heading], row: PrintedRow) -> Header:
    """The columns of table 三, by position if all or nearly all headings have one of their own."""
    order = _form_order()
    named = [heading for heading in headings if heading.key != _GROUP]
    by_key = _headings_by_key(state, named)
    extra = find_extra_columns(state, list(by_key.values()), APPLICATIONS)
    by_form = Header(order, (), len(by_key) >= APPLICANT_COLUMNS - 2, row.grid, extra_columns=extra)
    by_position = sorted(by_key.values(), key=lambda heading: heading.piece.column)
    if not share_grid(by_position, row):
        return _in_printed_order(headings, by_form)
    keys = tuple(heading.key for heading in by_position)
    if keys != order and not _is_plausible_order(state, by_position, order):
        return replace(by_form, certain=False)
    printed = replace(
        by_form, columns=keys, pieces=tuple(heading.piece for heading in by_position), certain=True
    )
    if len(by_key) == APPLICANT_COLUMNS:
        return printed
    if pieces := _with_one_misnamed(named, order):
        others = extra - {piece.column for piece in pieces}
        return Header(order, pieces, False, row.grid, extra_columns=others)
    return replace(printed, alternative=by_form) if len(by_key) >= _FEWEST else by_form


def _form_order() -> tuple[str, ...]:
    block = forms()["2019"].table(APPLICATIONS).blocks[0]  # type: ignore[union-attr]
    return tuple(column.key for column in block.columns)


def _with_one_misnamed(headings: Sequence[Heading], order: Sequence[str]) -> tuple[Piece, ...]:
    """All seven headings, if one is misnamed and all others stand where the form has them; otherwise none."""
    by_position = sorted(headings, key=lambda heading: heading.piece.column)
    distinct = len({heading.piece.column for heading in by_position})
    if not distinct == len(by_position) == len(order):
        return ()
    misnamed = [key for heading, key in zip(by_position, order, strict=True) if heading.key != key]
    return tuple(heading.piece for heading in by_position) if len(misnamed) == 1 else ()


def _in_printed_order(headings: Sequence[Heading], by_form: Header) -> Header:
    """The columns of a header without positions: as printed, if each is printed once.

    Headings beside the group of organisations are printed before those under it, so the five go where the group
    stands. An unusual order under the group is taken as printed, but is not certain. Nothing stands among the five: a
    heading printed there is that of a tall cell, whose only line is level with them.
    """
    keys = tuple(dict.fromkeys(heading.key for heading in headings))
    grouped = tuple(key for key in keys if key not in (*_OUTSIDE_GROUP, _GROUP))
    is_usual = grouped == tuple(key for key in by_form.columns if key in grouped)
    if is_usual and keys[:2] == _OUTSIDE_GROUP:
        return by_form
    columns = _with_group_expanded(keys, grouped) if _GROUP in keys else keys
    if len(columns) != len(by_form.columns) or len(keys) != len(headings):
        return by_form if is_usual else replace(by_form, certain=False)
    if is_usual and _parts_group(columns):
        return replace(by_form, certain=False)
    return replace(by_form, columns=columns, certain=by_form.certain and (is_usual or _GROUP not in keys))


def _parts_group(columns: Sequence[str]) -> bool:
    """Whether 自然人 or 总计 stands between two kinds of organisation."""
    places = [place for place, key in enumerate(columns) if key not in _OUTSIDE_GROUP]
    return places[-1] - places[0] >= len(places)


def _with_group_expanded(keys: Sequence[str], grouped: tuple[str, ...]) -> tuple[str, ...]:
    columns: list[str] = []
    for key in keys:
        if key == _GROUP:
            columns += grouped
        elif key in _OUTSIDE_GROUP:
            columns.append(key)
    return tuple(columns)


def _headings_by_key(state: Scan, headings: Sequence[Heading]) -> dict[str, Heading]:
    """Each column's heading; of two totals the one outside the organisations, since the other is their subtotal."""
    group = _organisations(state)
    by_key: dict[str, Heading] = {}
    for heading in headings:
        is_subtotal = (
            heading.key == "total"
            and group is not None
            and group.column <= heading.piece.column < group.column + group.column_span
            and any(other.key == "total" and other != heading for other in headings)
        )
        if not is_subtotal:
            by_key[heading.key] = heading
    return by_key


def _organisations(state: Scan) -> Piece | None:
    """The last heading that spans the kinds of organisation."""
    spanning = [piece for piece in _group_headings(state) if piece.column_span > 1]
    return spanning[-1] if spanning else None


def _group_headings(state: Scan) -> list[Piece]:
    groups = label_matching.group_labels(APPLICATIONS)
    return [piece for piece in state.grid.headings if label_matching.bare(piece.text) in groups]


def _is_plausible_order(state: Scan, by_position: Sequence[Heading], order: Sequence[str]) -> bool:
    """Whether an unusual order of columns is credible.

    It is if the heading of the organisations spans them and no other, stands over the first or each of them in a
    table without spans, or is not printed. Wrong spans are common, and then positions are wrong, too.
    """
    organisations = set(order) - set(_OUTSIDE_GROUP)
    group = _organisations(state)
    if group is None:
        narrow = sorted({piece.column for piece in _group_headings(state)})
        columns = [heading.piece.column for heading in by_position if heading.key in organisations]
        if len(narrow) == 1:
            narrow = list(range(narrow[0], narrow[0] + len(columns)))
        return not narrow or columns == narrow
    spanned = range(group.column, group.column + group.column_span)
    under_group = {heading.key for heading in by_position if heading.piece.column in spanned}
    return under_group == organisations & {heading.key for heading in by_position}
