"""Header rows: which columns of the form they print, and where each column stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.model.document import Piece
from etl.recognise.headers.application_headers import types_header
from etl.recognise.headers.extra_columns import is_foreign, strange_columns
from etl.recognise.headers.review_headers import (
    SUITS,
    canonical,
    results_header,
    review_last,
    suits_first,
    without_grand_total,
)
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import PATHS, Head, Header, Scan, begin
from etl.recognise.rows.units import unit_in
from etl.text.normalise import normalise

_PLAIN = 0.9  # headings so like the form's that others beside them may be passed over
_YEAR = re.compile(r"20\d\d年度?|[上本]年度?")  # 上年 comes before 本年 in this order too


def take_header(state: Scan, row: PrintedRow) -> bool:
    if row.figures:
        return False
    return (
        _take_types(state, row)
        or _take_results(state, row)
        or _take_disclosure(state, row)
        or _take_years(state, row)
    )


def _collect(state: Scan, table: str, heads: Sequence[tuple[str, Piece]], row: PrintedRow) -> None:
    """Header rows of one table that follow each other, with no figures between, are one header."""
    if state.heads_ended or state.table != table:
        state.heads, state.heads_ended = [], False
    state.table = table
    state.heads += [Head(key, piece, row.grid) for key, piece in heads]


def _take_types(state: Scan, row: PrintedRow) -> bool:
    named = [
        (label_matching.column_like(row.pieces[at].text, APPLICATIONS), row.pieces[at]) for at in row.texts
    ]
    heads = [(key, piece) for key, piece in named if key]
    telling = [key for key, _ in heads if key not in ("total", "other_organisation")]
    groups = [
        ("", row.pieces[at])
        for at in row.texts
        if label_matching.bare(row.pieces[at].text) in label_matching.column_groups(APPLICATIONS)
    ]
    grouped = bool(groups)
    goes_on = row.grid < 0 and state.table == APPLICATIONS and bool(state.heads) and not state.heads_ended
    if not telling and not (grouped and heads) and not (goes_on and (groups or heads)):
        return False
    if len(telling) < 2 and not grouped and state.table != APPLICATIONS and row.grid >= 0:
        return False
    _collect(state, APPLICATIONS, sorted(groups + heads, key=lambda head: head[1].column), row)
    state.header = types_header(state, state.heads, row)
    return True


def _take_results(state: Scan, row: PrintedRow) -> bool:
    heads: list[tuple[str, Piece]] = []
    for at in row.texts:
        path = label_matching.row_like(row.pieces[at].text, REVIEW)
        result = label_matching.column_like(row.pieces[at].text, REVIEW)
        if path in PATHS:
            heads.append((f"path:{path}", row.pieces[at]))
        elif result:
            heads.append((result, row.pieces[at]))
        elif path == label_matching.NOT_A_ROW:
            heads.append((SUITS, row.pieces[at]))
    named = [(key, piece) for key, piece in heads if key != SUITS]
    telling = any(key not in ("total", "other") or _is_other_result(piece.text) for key, piece in named)
    if not telling or (len(named) < 2 and state.table != REVIEW):
        return False
    _collect(state, REVIEW, heads, row)
    own = without_grand_total(state.heads, row)
    header = results_header([head for head in own if head.key != SUITS], row)
    if suits_first(own) and not header.pieces:
        header = review_last(header)
    # with a total too many, another order than the form's may only be places pushed aside
    sure = header.sure and (len(own) == len(state.heads) or header.columns == canonical())
    state.header = replace(header, sure=sure, strange=strange_columns(state, own, REVIEW))
    return True


def _is_other_result(text: str) -> bool:
    return label_matching.bare(text) == "其他结果"


def _take_disclosure(state: Scan, row: PrintedRow) -> bool:
    texts = [row.pieces[at] for at in row.texts]
    named = [piece for piece in texts if label_matching.bare(piece.text) != "信息内容"]
    if texts and not named:
        begin(state, DISCLOSURE)
        return True
    if row.grid < 0 and len(row.pieces) == 1:
        if label_matching.column_like(row.pieces[0].text, DISCLOSURE) is None:
            return False
        if state.heads_ended:
            begin(state, DISCLOSURE)
        state.lines += named
        named = state.lines
    announced = len(named) < len(texts) or state.table == DISCLOSURE
    named = max((named, _repeats_joined(named)), key=lambda pieces: _columns_of(pieces).likeness)
    columns = _columns_of(named)
    if columns.likeness < 0.9:
        columns, named = max(
            ((columns, list(named)), _without_foreign(named)), key=lambda tried: tried[0].likeness
        )
    if columns.likeness < (0.6 if announced else 0.8):
        return False
    lines = state.lines
    begin(state, DISCLOSURE)
    state.lines = lines
    state.header = Header(
        columns.keys,
        tuple(named) if row.positioned else (),
        columns.likeness > 0.9,
        row.grid,
        unit_in(normalise(piece.text) for piece in named),
        columns.blocks,
        strange_columns(
            state,
            [Head(key, piece, row.grid) for key, piece in zip(columns.keys, named, strict=True)],
            DISCLOSURE,
        )
        if row.positioned
        else frozenset(),
        behind=0 if row.positioned else _foreign_behind(texts, named),
    )
    return True


def _foreign_behind(texts: Sequence[Piece], named: Sequence[Piece]) -> int:
    """How many headings that are none of the form's (备注, 历年累计) stand behind the last that is."""
    last = max((at for at, piece in enumerate(texts) if piece in named), default=-1)
    return sum(is_foreign(piece.text, DISCLOSURE) for piece in texts[last + 1 :])


def _take_years(state: Scan, row: PrintedRow) -> bool:
    """Years printed under each heading of the row above: only the columns of the latest are the report's own."""
    header = state.header
    named = [(_YEAR.fullmatch(normalise(row.pieces[at].text)), row.pieces[at]) for at in row.texts]
    years = [(match[0], piece) for match, piece in named if match]
    if header is None or not header.pieces or header.grid != row.grid or len(years) < max(len(named), 2):
        return False
    latest = max(years)[0]
    under = [
        [piece for year, piece in years if year == latest and _spans(head, piece)] for head in header.pieces
    ]
    if any(len(pieces) != 1 for pieces in under):
        return False
    others = {piece.column for year, piece in years if year != latest}
    pieces = tuple(piece for (piece,) in under)
    state.header = replace(header, pieces=pieces, strange=header.strange | others)
    return True


def _spans(head: Piece, piece: Piece) -> bool:
    return head.column <= piece.column < head.column + head.column_span


def _without_foreign(pieces: Sequence[Piece]) -> tuple[label_matching.Columns, list[Piece]]:
    """A header less what is no column of the form: the item that it belongs to, a unit, remarks."""
    own = [piece for piece in pieces if label_matching.column_like(piece.text, DISCLOSURE)]
    columns = _columns_of(own)
    return (columns, own) if columns.likeness > _PLAIN else (label_matching.Columns(), own)


def _columns_of(pieces: Sequence[Piece]) -> label_matching.Columns:
    return label_matching.columns_like(tuple(piece.text for piece in pieces), DISCLOSURE)


def _repeats_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """A header that is printed again in each column of its span, as one piece over all of them."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and before.text == piece.text and before.column + before.column_span == piece.column:
            joined[-1] = before._replace(column_span=before.column_span + piece.column_span)
        else:
            joined.append(piece)
    return joined
