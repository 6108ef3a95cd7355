"""Headings that the form does not have (备注, 占比, 行次, 上年) and the columns under them."""

from __future__ import annotations

from collections.abc import Sequence

from etl.model.document import Piece
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import DISCLOSURE
from etl.recognise.rows.scan_state import Heading, Scan

_SHORT = 8
_NARROW = 2  # headings over more columns are captions, not columns


def find_extra_columns(state: Scan, headings: Sequence[Heading], table: str) -> frozenset[int]:
    """The grid columns under narrow headings that the form does not have, unless one of `headings` spans them."""
    known = {column for heading in headings for column in _spanned(heading.piece)}
    if not known:
        return frozenset()
    return frozenset(
        column
        for piece in state.grid.headings
        if piece.column_span <= _NARROW and is_extra_heading(piece.text, table)
        for column in _spanned(piece)
        if column not in known
    )


def _spanned(piece: Piece) -> range:
    return range(piece.column, piece.column + piece.column_span)


def is_extra_heading(text: str, table: str) -> bool:
    """Whether a heading names neither a row of the form nor a group."""
    return label_matching.closest_row(text, table) in (
        None,
        label_matching.NOT_A_ROW,
    ) and label_matching.bare(text) not in label_matching.group_labels(table)


def is_short_extra_heading(text: str) -> bool:
    """Whether a text among the headings of table 二 is a short one that the form does not have."""
    return len(text) <= _SHORT and is_extra_heading(text, DISCLOSURE)
