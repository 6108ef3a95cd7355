"""Headings that are none of the form's (备注, 占比, 行次, 上年) and the columns under them."""

from __future__ import annotations

from collections.abc import Sequence

from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import DISCLOSURE
from etl.recognise.rows.scan_state import Head, Scan

_SHORT = 8
_NARROW = 2  # headings over more columns are captions, not columns


def strange_columns(state: Scan, heads: Sequence[Head], table: str) -> frozenset[int]:
    """The columns under narrow headings that are none of the form's, where no heading in use stands."""
    known = {
        column
        for head in heads
        for column in range(head.piece.column, head.piece.column + head.piece.column_span)
    }
    return frozenset(
        column
        for piece in state.above
        if known and piece.column_span <= _NARROW and is_foreign(piece.text, table)
        for column in range(piece.column, piece.column + piece.column_span)
        if column not in known
    )


def is_foreign(text: str, table: str) -> bool:
    return label_matching.row_like(text, table) in (None, label_matching.NOT_A_ROW) and label_matching.bare(
        text
    ) not in label_matching.group_labels(table)


def foreign_heading(text: str) -> bool:
    """Whether a text among the headings of table 二 is a short one that the form has not."""
    return len(text) <= _SHORT and is_foreign(text, DISCLOSURE)
