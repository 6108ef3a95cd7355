"""Header rows: which columns of the form they print, and where each column stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.document import Piece
from etl.form import forms
from etl.labels import normalise
from etl.recognise import lexicon
from etl.recognise.lexicon import APPLICATIONS, DISCLOSURE, REVIEW
from etl.recognise.printed import PrintedRow
from etl.recognise.seen import PATHS, RESULTS, TYPES, Head, Header, Scan, begin

_MOST_TYPES = 5  # of the seven; with fewer headings the table may be another
_FEWEST_TYPES = 3  # of a table whose columns are printed in two parts
_SHORT = 8
_PLAIN = 0.9  # headings so like the form's that others beside them may be passed over
_YEAR = re.compile(r"20\d\d年度?|[上本]年度?")  # 上年 comes before 本年 in this order too
_SUITS = "suits"  # the heading over both paths of litigation
_NARROW = 2  # headings over more columns are captions, not columns


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


def _one_grid(heads: Sequence[Head], row: PrintedRow) -> bool:
    """Whether the columns of these heads are places in one grid, each its own."""
    own = len({head.piece.column for head in heads}) == len(heads)
    return row.positioned and own and all(head.grid == row.grid for head in heads)


def _take_types(state: Scan, row: PrintedRow) -> bool:
    named = [(lexicon.column_like(row.pieces[at].text, APPLICATIONS), row.pieces[at]) for at in row.texts]
    heads = [(key, piece) for key, piece in named if key]
    telling = [key for key, _ in heads if key not in ("total", "other_organisation")]
    groups = [
        ("", row.pieces[at])
        for at in row.texts
        if lexicon.bare(row.pieces[at].text) in lexicon.column_groups(APPLICATIONS)
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


def types_header(state: Scan, heads: Sequence[Head], row: PrintedRow) -> Header:
    """The columns of table 三: by place where all seven, or at least most, have one of their own."""
    block = forms()["2019"].table(APPLICATIONS).blocks[0]  # type: ignore[union-attr]
    order = tuple(column.key for column in block.columns)
    printed, heads = heads, [head for head in heads if head.key]
    placed = _placed_types(state, heads)
    strange = _strange(state, list(placed.values()), APPLICATIONS)
    by_place = sorted(placed.values(), key=lambda head: head.piece.column)
    keys, pieces = tuple(head.key for head in by_place), tuple(head.piece for head in by_place)
    by_form = Header(order, (), len(placed) >= TYPES - 2, row.grid, strange=strange)
    if not _one_grid(by_place, row):
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
    groups = lexicon.group_labels(APPLICATIONS)
    found = [piece for piece in state.above if lexicon.bare(piece.text) in groups and piece.column_span > 1]
    return found[-1] if found else None


def _group_over_its_own(state: Scan, by_place: Sequence[Head], order: Sequence[str]) -> bool:
    """Whether an unusual order of columns is to be believed: the organisations' heading spans them and no other, stands
    over the first of them in a table without spans, or is not printed at all. Spans are often wrong, and then places
    are."""
    group = _organisations(state)
    own = set(order) - {"natural_person", "total"}
    if group is None:
        groups = lexicon.group_labels(APPLICATIONS)
        narrow = [piece.column for piece in state.above if lexicon.bare(piece.text) in groups]
        inside = [head.piece.column for head in by_place if head.key in own]
        return not narrow or inside == list(range(narrow[-1], narrow[-1] + len(own)))
    spanned = range(group.column, group.column + group.column_span)
    return {head.key for head in by_place if head.piece.column in spanned} == own & {h.key for h in by_place}


def _strange(state: Scan, heads: Sequence[Head], table: str) -> frozenset[int]:
    """The columns under narrow headings that are none of the form's, where no heading in use stands."""
    known = {
        column
        for head in heads
        for column in range(head.piece.column, head.piece.column + head.piece.column_span)
    }
    return frozenset(
        column
        for piece in state.above
        if known and piece.column_span <= _NARROW and _is_foreign(piece.text, table)
        for column in range(piece.column, piece.column + piece.column_span)
        if column not in known
    )


def _is_foreign(text: str, table: str) -> bool:
    return lexicon.row_like(text, table) in (None, lexicon.NOT_A_ROW) and lexicon.bare(
        text
    ) not in lexicon.group_labels(table)


def _take_results(state: Scan, row: PrintedRow) -> bool:
    heads: list[tuple[str, Piece]] = []
    for at in row.texts:
        path = lexicon.row_like(row.pieces[at].text, REVIEW)
        result = lexicon.column_like(row.pieces[at].text, REVIEW)
        if path in PATHS:
            heads.append((f"path:{path}", row.pieces[at]))
        elif result:
            heads.append((result, row.pieces[at]))
        elif path == lexicon.NOT_A_ROW:
            heads.append((_SUITS, row.pieces[at]))
    named = [(key, piece) for key, piece in heads if key != _SUITS]
    telling = any(key not in ("total", "other") or _is_other_result(piece.text) for key, piece in named)
    if not telling or (len(named) < 2 and state.table != REVIEW):
        return False
    _collect(state, REVIEW, heads, row)
    own = _without_grand_total(state.heads, row)
    header = _results_header([head for head in own if head.key != _SUITS], row)
    if _suits_first(own) and not header.pieces:
        header = _review_last(header)
    # with a total too many, another order than the form's may only be places pushed aside
    sure = header.sure and (len(own) == len(state.heads) or header.columns == _canonical())
    state.header = replace(header, sure=sure, strange=_strange(state, own, REVIEW))
    return True


def _without_grand_total(heads: list[Head], row: PrintedRow) -> list[Head]:
    """The headings less a total that stands under none of the paths: one of all cases, which the form has not."""
    paths = [head for head in heads if head.key.startswith("path:")]
    results = [head for head in heads if head not in paths and head.key != _SUITS]
    if not paths or len(results) <= len(PATHS) * RESULTS or not _one_grid(results, row):
        return heads
    return [head for head in heads if head in paths or head.key != "total" or _path_over(head, paths)]


def _suits_first(heads: Sequence[Head]) -> bool:
    """Whether the suits' common heading is printed before that of the reviews."""
    keys = [head.key for head in heads if head.key in (_SUITS, f"path:{PATHS[0]}")]
    return len(keys) > 1 and keys[0] == _SUITS


def _review_last(header: Header) -> Header:
    """The columns with the reviews' behind the suits', where no places tell them: taken so, but not as sure."""
    review = tuple(name for name in header.columns if name.startswith(f"{PATHS[0]}/"))
    others = tuple(name for name in header.columns if name not in review)
    return replace(header, columns=others + review, sure=False)


def _is_other_result(text: str) -> bool:
    return lexicon.bare(text) == "其他结果"


def _results_header(heads: Sequence[Head], row: PrintedRow) -> Header:
    """Columns named path/result. A result stands under the path whose heading spans it."""
    paths = [head for head in heads if head.key.startswith("path:")]
    results = [head for head in heads if not head.key.startswith("path:")]
    if len(results) > len(PATHS) * RESULTS:  # printed again in each row that their cell spans
        results = list({(head.key, head.piece.column): head for head in results}.values())
    printed = [head.key.removeprefix("path:") for head in paths]
    if paths and all(head.grid == row.grid for head in paths) and _one_grid(results, row):
        ordered = sorted(results, key=lambda head: head.piece.column)
        pieces = tuple(head.piece for head in ordered)
        columns = tuple(f"{_path_over(head, paths)}/{head.key}" for head in ordered)
        if not any(column.startswith("/") for column in columns) and len(set(columns)) == len(columns):
            return Header(columns, pieces, True, row.grid)
        columns = tuple(f"{_path_before(head, paths)}/{head.key}" for head in ordered)
        if len(columns) == len(_canonical()) and set(columns) == set(_canonical()):
            return Header(columns, pieces, True, row.grid)
    if len(results) == RESULTS and len(paths) <= 1:
        path = printed[0] if printed else ""
        return Header(tuple(f"{path}/{head.key}" for head in results), (), True, row.grid)
    columns = _in_order_of_print(list(dict.fromkeys(printed)), [head.key for head in results])
    usual = printed == [path for path in PATHS if path in printed] and columns == _canonical()
    keys = [head.key for head in results]
    usual = usual and (len(keys) != len(columns) or keys == [name.partition("/")[2] for name in columns])
    return Header(columns, (), usual and len(results) >= len(columns) - 2, row.grid)


def _in_order_of_print(paths: Sequence[str], results: Sequence[str]) -> tuple[str, ...]:
    """The columns where no places tell them: each path with its own results, as they follow each other; in the form's
    order where not all of them are printed."""
    groups = [results[start : start + RESULTS] for start in range(0, len(results), RESULTS)]
    if set(paths) != set(PATHS) or len(groups) != len(paths):
        return _canonical()
    columns = tuple(f"{path}/{result}" for path, group in zip(paths, groups, strict=True) for result in group)
    return columns if set(columns) == set(_canonical()) else _canonical()


def _path_over(result: Head, paths: Sequence[Head]) -> str:
    over = [
        head.key.removeprefix("path:")
        for head in paths
        if head.piece.column <= result.piece.column < head.piece.column + head.piece.column_span
    ]
    return over[-1] if over else ""


def _path_before(result: Head, paths: Sequence[Head]) -> str:
    """The path of a result where no heading spans anything: each stands over the first of its own results, and the one
    that is not printed has the rest."""
    for head in paths:
        if head.piece.column <= result.piece.column < head.piece.column + RESULTS:
            return head.key.removeprefix("path:")
    absent = set(PATHS) - {head.key.removeprefix("path:") for head in paths}
    return absent.pop() if len(absent) == 1 else ""


def _canonical() -> tuple[str, ...]:
    return tuple(f"{path}/{result}" for path in PATHS for result in _result_keys())


def _result_keys() -> tuple[str, ...]:
    return tuple(column.key for column in forms()["2019"].table(REVIEW).blocks[0].columns)  # type: ignore[union-attr]


def _take_disclosure(state: Scan, row: PrintedRow) -> bool:
    texts = [row.pieces[at] for at in row.texts]
    named = [piece for piece in texts if lexicon.bare(piece.text) != "信息内容"]
    if texts and not named:
        begin(state, DISCLOSURE)
        return True
    if row.grid < 0 and len(row.pieces) == 1:
        if lexicon.column_like(row.pieces[0].text, DISCLOSURE) is None:
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
    printed = "".join(normalise(piece.text) for piece in named)
    lines = state.lines
    begin(state, DISCLOSURE)
    state.lines = lines
    state.header = Header(
        columns.keys,
        tuple(named) if row.positioned else (),
        columns.likeness > 0.9,
        row.grid,
        next((word for word in ("亿元", "百万元", "万元", "千元", "元") if word in printed), ""),
        columns.blocks,
        _strange(
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
    return sum(_is_foreign(piece.text, DISCLOSURE) for piece in texts[last + 1 :])


def foreign_heading(text: str) -> bool:
    """Whether a text among the headings of table 二 is a short one that the form has not."""
    return len(text) <= _SHORT and _is_foreign(text, DISCLOSURE)


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


def _without_foreign(pieces: Sequence[Piece]) -> tuple[lexicon.Columns, list[Piece]]:
    """A header less what is no column of the form: the item that it belongs to, a unit, remarks."""
    own = [piece for piece in pieces if lexicon.column_like(piece.text, DISCLOSURE)]
    columns = _columns_of(own)
    return (columns, own) if columns.likeness > _PLAIN else (lexicon.Columns(), own)


def _columns_of(pieces: Sequence[Piece]) -> lexicon.Columns:
    return lexicon.columns_like(tuple(piece.text for piece in pieces), DISCLOSURE)


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
