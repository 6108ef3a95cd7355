"""Recognises header rows: which columns of the form they print, and where each column stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from etl.model.document import Piece
from etl.recognise.headers.application_headers import applications_header
from etl.recognise.headers.extra_columns import find_extra_columns, is_extra_heading
from etl.recognise.headers.review_headers import (
    LITIGATION,
    PATH,
    form_columns,
    litigation_first,
    results_header,
    review_last,
    without_grand_total,
)
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, NOT_A_ROW, REVIEW, Columns
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import PATHS, CurrentTable, Header, Heading, Scan
from etl.recognise.rows.units import unit_of_headings
from etl.text.normalise import normalise

_CERTAIN = 0.9  # headings so similar to the form's need no further proof
_PROBABLE, _POSSIBLE = 0.8, 0.6  # similarity that a header of table 二 needs, outside and inside that table
_YEAR = re.compile(r"20\d\d年度?|[上本]年度?")  # 上年 sorts before 本年, too


def read_header(state: Scan, row: PrintedRow) -> bool:
    """Updates `state` if the row belongs to the header of a table; returns whether it does."""
    return not row.figures and (
        _read_applications_header(state, row)
        or _read_review_header(state, row)
        or _read_disclosure_header(state, row)
        or _read_year_columns(state, row)
    )


def _add_headings(state: Scan, table: str, headings: Sequence[tuple[str, Piece]], row: PrintedRow) -> None:
    """Consecutive header rows of one table, with no figures between them, are one header."""
    current = state.current
    if current.header_complete or current.table != table:
        current.headings, current.header_complete = [], False
    current.table = table
    current.headings += [Heading(key, piece, row.grid) for key, piece in headings]


def _read_applications_header(state: Scan, row: PrintedRow) -> bool:
    current, pieces = state.current, [row.pieces[at] for at in row.texts]
    named = ((label_matching.closest_column(piece.text, APPLICATIONS), piece) for piece in pieces)
    headings = [(key, piece) for key, piece in named if key]
    distinctive = [key for key, _ in headings if key not in ("total", "other_organisation")]
    column_groups = label_matching.column_groups(APPLICATIONS)
    groups = [("", piece) for piece in pieces if label_matching.bare(piece.text) in column_groups]
    if not distinctive and not (groups and headings):
        continues = row.grid < 0 and current.table == APPLICATIONS and current.headings
        if not continues or current.header_complete or not (groups or headings):
            return False
    if len(distinctive) < 2 and not groups and current.table != APPLICATIONS and row.grid >= 0:
        return False
    _add_headings(state, APPLICATIONS, sorted(groups + headings, key=lambda named: named[1].column), row)
    current.header = applications_header(state, current.headings, row)
    return True


def _read_review_header(state: Scan, row: PrintedRow) -> bool:
    headings = [(key, piece) for at in row.texts if (key := _review_key((piece := row.pieces[at]).text))]
    headings = _torn_results(row) or headings
    named = [(key, piece) for key, piece in headings if key != LITIGATION]
    if not named or not (_continues_review(state, row) or _begins_review(state, named)):
        return False
    _add_headings(state, REVIEW, headings, row)
    printed = state.current.headings
    of_form = without_grand_total(printed, row)
    header = results_header([heading for heading in of_form if heading.key != LITIGATION], row)
    if litigation_first(of_form) and not header.pieces:
        header = review_last(header)
    # beside a grand total, an unusual order of columns may only mean that headings were moved aside
    certain = header.certain and (len(of_form) == len(printed) or header.columns == form_columns())
    extra = find_extra_columns(state, of_form, REVIEW)
    state.current.header = replace(header, certain=certain, extra_columns=extra)
    return True


def _torn_results(row: PrintedRow) -> list[tuple[str, Piece]]:
    """The results over all columns of table 四 where a page break left only the ends of some labels; else none.

    Each label is that of the form in its place, or a part of it, and most are whole.
    """
    if not row.positioned or len(row.pieces) != len(form_columns()):
        return []
    keys = [column.partition("/")[2] for column in form_columns()]
    labels = label_matching.column_labels(REVIEW)
    texts = [label_matching.bare(piece.text) for piece in row.pieces]
    whole = sum(labels.get(text) == key for text, key in zip(texts, keys, strict=True))
    fits = all(
        any(text in label for label, named in labels.items() if named == key)
        for text, key in zip(texts, keys, strict=True)
    )
    return list(zip(keys, row.pieces, strict=True)) if fits and 2 * whole > len(keys) else []


def _continues_review(state: Scan, row: PrintedRow) -> bool:
    """Whether the row follows headings of table 四 that are printed one per line, of which any may be the next."""
    current = state.current
    is_alone = row.grid < 0 and len(row.pieces) == 1
    return is_alone and current.table == REVIEW and bool(current.headings) and not current.header_complete


def _begins_review(state: Scan, named: Sequence[tuple[str, Piece]]) -> bool:
    """Whether headings are those of table 四: outside it a single one must be a label of the form, word for word."""
    labels = [label_matching.bare(piece.text) for key, piece in named if key not in ("total", "other")]
    labels += [label for _, piece in named if (label := label_matching.bare(piece.text)) == "其他结果"]
    is_expected = len(named) > 1 or state.current.table == REVIEW
    return bool(labels) and (is_expected or labels[0] in _review_labels())


@cache
def _review_labels() -> frozenset[str]:
    return frozenset((*label_matching.row_labels(REVIEW), *label_matching.column_labels(REVIEW)))


def _review_key(text: str) -> str | None:
    """The key of a heading of table 四: `path:` with a path, a result, or the heading over litigation."""
    path = label_matching.closest_row(text, REVIEW)
    if path in PATHS:
        return f"{PATH}{path}"
    result = label_matching.closest_column(text, REVIEW)
    return result or (LITIGATION if path == NOT_A_ROW else None)


def _read_disclosure_header(state: Scan, row: PrintedRow) -> bool:
    texts = [row.pieces[at] for at in row.texts]
    headings = [piece for piece in texts if label_matching.bare(piece.text) != "信息内容"]
    if texts and not headings:
        state.current = CurrentTable(DISCLOSURE)
        return True
    is_announced = len(headings) < len(texts) or state.current.table == DISCLOSURE
    if row.grid < 0 and len(row.pieces) == 1:
        if label_matching.closest_column(row.pieces[0].text, DISCLOSURE) is None:
            return False
        if state.current.header_complete:
            state.current = CurrentTable(DISCLOSURE)
            is_announced = True
        state.current.lines += headings
        headings = state.current.lines
    columns, headings = _best_columns(headings)
    if columns.similarity < (_POSSIBLE if is_announced else _PROBABLE):
        return False
    state.current = CurrentTable(DISCLOSURE, lines=state.current.lines)
    state.current.header = _disclosure_header(state, row, columns, headings)
    return True


def _best_columns(headings: Sequence[Piece]) -> tuple[Columns, list[Piece]]:
    """The columns that the headings are most similar to, with repeats joined or foreign headings left out."""
    attempts = [list(headings), _repeats_joined(headings)]
    columns, pieces = max(((_columns(pieces), pieces) for pieces in attempts), key=_similarity)
    if columns.similarity < _CERTAIN:
        return max((columns, pieces), _without_extra_headings(pieces), key=_similarity)
    return columns, pieces


def _similarity(attempt: tuple[Columns, list[Piece]]) -> float:
    return attempt[0].similarity


def _disclosure_header(state: Scan, row: PrintedRow, columns: Columns, headings: Sequence[Piece]) -> Header:
    header = Header(
        columns.keys,
        certain=columns.similarity > _CERTAIN,
        grid=row.grid,
        unit=unit_of_headings(normalise(piece.text) for piece in headings),
        candidates=columns.blocks,
    )
    if not row.positioned:
        printed = [row.pieces[at] for at in row.texts]
        return replace(header, trailing_extras=_count_trailing_extras(printed, headings))
    named = [Heading(key, piece, row.grid) for key, piece in zip(columns.keys, headings, strict=True)]
    extra = find_extra_columns(state, named, DISCLOSURE)
    return replace(header, pieces=tuple(headings), extra_columns=extra)


def _count_trailing_extras(printed: Sequence[Piece], headings: Sequence[Piece]) -> int:
    """How many headings that the form does not have (备注, 历年累计) follow the last one that it has."""
    last = max((at for at, piece in enumerate(printed) if piece in headings), default=-1)
    return sum(is_extra_heading(piece.text, DISCLOSURE) for piece in printed[last + 1 :])


def _read_year_columns(state: Scan, row: PrintedRow) -> bool:
    """Years printed under each heading of the row above: only the columns of the latest year are read."""
    header = state.current.header
    if header is None or not header.pieces or header.grid != row.grid:
        return False
    matches = [(_YEAR.fullmatch(normalise(row.pieces[at].text)), row.pieces[at]) for at in row.texts]
    years = [(match[0], piece) for match, piece in matches if match]
    if len(years) < max(len(matches), 2):
        return False
    latest = max(years)[0]
    columns = [
        [piece for year, piece in years if year == latest and _is_under(heading, piece)]
        for heading in header.pieces
    ]
    if any(len(pieces) != 1 for pieces in columns):
        return False
    others = {piece.column for year, piece in years if year != latest}
    pieces = tuple(piece for (piece,) in columns)
    state.current.header = replace(header, pieces=pieces, extra_columns=header.extra_columns | others)
    return True


def _is_under(heading: Piece, piece: Piece) -> bool:
    return heading.column <= piece.column < heading.column + heading.column_span


def _without_extra_headings(pieces: Sequence[Piece]) -> tuple[Columns, list[Piece]]:
    """The headings without those that are no columns of the form: the item of the table, a unit, remarks."""
    headings = [piece for piece in pieces if label_matching.closest_column(piece.text, DISCLOSURE)]
    columns = _columns(headings)
    return (columns if columns.similarity > _CERTAIN else Columns()), headings


def _columns(pieces: Sequence[Piece]) -> Columns:
    return label_matching.closest_columns(tuple(piece.text for piece in pieces), DISCLOSURE)


def _repeats_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The headings with those printed again in each column of their span joined to one."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and before.text == piece.text and before.column + before.column_span == piece.column:
            joined[-1] = before._replace(column_span=before.column_span + piece.column_span)
        else:
            joined.append(piece)
    return joined
