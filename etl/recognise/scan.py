"""Finds the rows of the form in the stream of printed rows, and the column of each figure.

Every figure is taken by the labels of its row and its column. Where the print leaves room for doubt the
cell is unreadable and a note says so; nothing is shifted into place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from etl.form import Block, forms
from etl.model.document import Piece
from etl.model.report import State
from etl.recognise.column_alignment import left_blank, placed, right_edge, trimmed, without_strange
from etl.recognise.headers.application_headers import types_header
from etl.recognise.headers.extra_columns import foreign_heading
from etl.recognise.headers.table_headers import take_header
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import RESULTS, TYPES, FoundRow, Header, Scan, begin
from etl.recognise.rows.units import UNCLEAR, unit_beside
from etl.recognise.statistics_2014 import Indicators
from etl.text.normalise import normalise
from etl.text.numbers import read_number

_TITLE = re.compile(r"(20\d\d)年?度?.{0,16}信息公开.{0,8}(?:报告|年报)")
_YEAR_NAMED = re.compile(
    r"[^。,;月\d]{0,20}(20\d\d)年?度?(?:[^。,;月\d]{0,20}(?:数据|统计|情况|表|报告|年报)[^。,;月\d]{0,8})?[:)]*"
)
_LONGEST_TITLE = 50
_LONGEST_UNIT = 8
_LABEL_LINES = 5  # a label of the form is torn over so many lines before its last one at most


def scan(rows: Iterable[PrintedRow]) -> Scan:
    """Goes down the stream once; rows, orphans and lone labels come with their order in it."""
    state = Scan()
    indicators = Indicators()
    for order, row in enumerate(rows):
        indicators.take(row)
        if row.grid != state.grid:
            _enter_grid(state, row)
        _take(state, row, order)
    state.statistics = indicators.found()
    return state


def _enter_grid(state: Scan, row: PrintedRow) -> None:
    """A new table: its columns are those of the last header only where it prints none of its own."""
    state.grid = row.grid
    strangers = [at for at in row.texts if not _known(row.pieces[at].text)]
    state.above, state.right = [], 0
    if row.grid >= 0:
        state.captions.enter_table()
    if row.grid >= 0 and len(strangers) >= 2 and row.figures == 0:
        begin(state, state.table)


def _known(text: str) -> bool:
    return any(
        label_matching.row_like(text, table)
        or label_matching.column_like(text, table)
        or label_matching.bare(text) in label_matching.group_labels(table)
        for table in (DISCLOSURE, APPLICATIONS, REVIEW)
    )


def _take(state: Scan, row: PrintedRow, order: int) -> None:
    if row.grid < 0 and len(row.pieces) == 1:
        _take_line(state, row, order)
        return
    if row.grid < 0 and row.texts == (0,) and take_header(state, PrintedRow(row.pieces[:1])):
        row = PrintedRow(row.pieces[1:])  # the last heading of a stream, with the figures after it
    if row.positioned and not row.figures:
        state.right = max(state.right, right_edge(row.pieces))
        state.above += [row.pieces[at] for at in row.texts]
    if take_header(state, row):
        state.pending = ()
        if state.header and row.positioned:
            state.header = replace(state.header, right=state.right)
        return
    for found in _rows_of(state, row, order) if row.figures else _blank_rows_of(state, row, order):
        state.found.append(replace(found, year=state.year) if state.year else found)
        state.pending, state.heads_ended, state.above = (), True, []
        return
    if row.texts and not row.figures:
        title = row.pieces[row.texts[0]].text
        state.captions.take_title(title)
        _take_units(state, row)
        if len(row.texts) == 1:
            state.year = _year_of(title) or state.year
        state.pending = (*state.pending[-_LABEL_LINES:], row.pieces[row.texts[-1]].text)
    elif row.figures:
        state.orphans.append((order, row))


def _take_units(state: Scan, row: PrintedRow) -> None:
    """A row of units between the headings of table 二 and their figures; a unit in a heading itself goes before."""
    header, texts = state.header, [row.pieces[at].text for at in row.texts]
    below = header is not None and state.table == DISCLOSURE and header.grid == row.grid
    if header and below and not header.unit and max(map(len, texts)) <= _LONGEST_UNIT:
        state.header = replace(header, unit=unit_beside(texts))


def _take_line(state: Scan, row: PrintedRow, order: int) -> None:
    text = row.pieces[0].text
    state.captions.take_line(text)
    if row.texts:
        plain = label_matching.bare(text)
        table = label_matching.headings().get(plain) or next(
            (
                key
                for heading, key in label_matching.headings().items()
                if len(plain) <= 40 and heading in plain
            ),
            None,
        )
        if table and table != state.table:
            begin(state, table)
        state.year = _year_of(text) or state.year
        if len(text) <= 60:
            if take_header(state, row):
                state.pending = ()
            else:
                _see_foreign(state, text)
                state.pending = (*state.pending[-_LABEL_LINES:], text)
        else:
            state.pending = ()
    else:
        state.orphans.append((order, row))


def _blank_rows_of(state: Scan, row: PrintedRow, order: int) -> Iterator[FoundRow]:
    """The row that a row without figures is: where a page break cut it, its figures stand in the row above, beside the
    beginning of its label."""
    at, above = state.orphans[-1] if state.orphans else (-1, row)
    if at == order - 1 and above.grid == row.grid and row.positioned:
        for joined in _joined_labels(above, row, state.table):
            yield from _rows_of(state, joined, order)
            return
    yield from _rows_of(state, row, order)


def _joined_labels(above: PrintedRow, row: PrintedRow, table: str) -> Iterator[PrintedRow]:
    """The upper row with the rest of its label, where both together make a label of the form."""
    for begun in (above.pieces[place] for place in above.texts):
        for rest in (row.pieces[place] for place in row.texts):
            label = begun.text + rest.text
            named = begun.column == rest.column and label_matching.row_named(label, table)
            if named and named != label_matching.NOT_A_ROW:
                pieces = (piece._replace(text=label) if piece == begun else piece for piece in above.pieces)
                yield PrintedRow(tuple(pieces), above.grid, True)


def _see_foreign(state: Scan, text: str) -> None:
    """A heading of one cell a line that is none of the form's, behind those that are."""
    if state.table == DISCLOSURE and state.header and not state.heads_ended and foreign_heading(text):
        state.header = replace(state.header, behind=state.header.behind + 1)


def _year_of(text: str) -> int:
    """The year that the title of a report, or of a table, says it is of; 0 where it says none."""
    title = normalise(text)
    titled = len(title) <= _LONGEST_TITLE and (_TITLE.search(title) or _YEAR_NAMED.fullmatch(title))
    return int(titled[1]) if titled else 0


def _rows_of(state: Scan, row: PrintedRow, order: int) -> Iterator[FoundRow]:
    for table in _tables_to_try(state):
        labelled = _label_of(state, row, table)
        if labelled is None:
            continue
        key, at = labelled
        if key == label_matching.NOT_A_ROW:
            continue
        found = _taken(state, row, order, table, key, at)
        if found:
            yield found
            return
    if state.table == REVIEW:
        found = _across(state, row, order)
        if found:
            yield found


def _tables_to_try(state: Scan) -> list[str]:
    tables = [DISCLOSURE, APPLICATIONS, REVIEW]
    return sorted(tables, key=lambda table: table != state.table)


def _label_of(state: Scan, row: PrintedRow, table: str) -> tuple[str, int] | None:
    """The row that the printed labels name, and the index of the last label piece."""
    match = label_matching.row_like if table == state.table else label_matching.row_named
    last = row.texts[-1] if row.texts else -1
    for at in reversed(row.texts):
        key = label_matching.row_named(row.pieces[at].text, table)
        if key is None and at == last and table == state.table:
            key = _begun_before(state.pending, row.pieces[at].text, table)
        key = key or match(row.pieces[at].text, table)
        if key is None and at == last and at > 0 and not _is_figure_place(state, row, row.pieces[at]):
            key = match(row.pieces[at - 1].text + row.pieces[at].text, table)
        if key is not None:
            return key, at
    return None


def _is_figure_place(state: Scan, row: PrintedRow, piece: Piece) -> bool:
    """Whether a piece stands in a column of figures: what is printed there is no part of a label."""
    header = state.header
    placed = header is not None and header.pieces and header.grid == row.grid and row.positioned
    return bool(placed) and header is not None and any(head.column == piece.column for head in header.pieces)


def _begun_before(lines: Sequence[str], text: str, table: str) -> str | None:
    """The row whose label began on the lines before: as many of them as make a label of the form."""
    for start in range(len(lines) - 1, -1, -1):
        key = label_matching.row_begun("".join((*lines[start:], text)), table)
        if key not in (None, label_matching.NOT_A_ROW):
            return key
    return None


def _taken(state: Scan, row: PrintedRow, order: int, table: str, key: str, at: int) -> FoundRow | None:
    data = row.pieces[at + 1 :]
    if not data:
        return None  # the first line of a label whose figures stand beside a later one
    if table == APPLICATIONS:
        if row.grid < 0 and len(data) == 1:
            return None  # one number on a line of running text is no row of seven
        header = state.header if state.table == APPLICATIONS else None
        if header is None:
            if len(trimmed(data, TYPES)) != TYPES or not row.figures:
                return None
            header = Header(types_header(state, [], row).columns)
        state.table, state.header = APPLICATIONS, header
        if header.instead and len(trimmed(without_strange(data, row, header), len(header.columns))) != len(
            header.columns
        ):
            header = header.instead
        found = placed(row, order, table, key, data, header)
        own = row.grid >= 0 or label_matching.row_like(row.pieces[at].text, table) is not None
        return found if own or found.pieces is not None else None
    if table == REVIEW:
        header = state.header if state.table == REVIEW else None
        if header is None or len(header.columns) != RESULTS or not (row.figures or left_blank(row, header)):
            return None
        named = replace(header, columns=tuple(name.partition("/")[2] for name in header.columns))
        return placed(row, order, table, key, data, named)
    return _taken_disclosure(state, row, order, key, data)


def _taken_disclosure(
    state: Scan, row: PrintedRow, order: int, key: str, data: Sequence[Piece]
) -> FoundRow | None:
    if state.table != DISCLOSURE or not data:
        return None
    header = state.header
    possible = homes(key)
    doubt = ""
    if header is not None:
        fitting = [home for home in possible if (home[0], home[1].key) in header.candidates]
    else:
        fitting = []
    if not fitting:
        count = len(trimmed(data, max(len(block.columns) for _, block in possible)))
        fitting = [home for home in possible if len(home[1].columns) == count]
        if not fitting or any(read_number(piece.text).state is State.TEXT for piece in data):
            return None
        header = Header(tuple(column.key for column in fitting[0][1].columns))
        printed = sum(bool(piece.text.strip()) for piece in data)
        doubt = "header_missing" if len(fitting) > 1 or printed < len(header.columns) else ""
    assert header is not None
    form = fitting[0][0] if len({home[0] for home in fitting}) == 1 else ""
    found = placed(row, order, DISCLOSURE, key, data, header)
    unit = unit_beside(row.pieces[place].text for place in row.texts) or header.unit or state.captions.unit
    doubt = doubt or ("header_unclear" if unit == UNCLEAR else "")
    return replace(found, form=form, unit=unit, doubt=found.doubt or doubt)


def homes(key: str) -> list[tuple[str, Block]]:
    """Where a row of table 二 is printed: form and block."""
    return [
        (form.key, block)
        for form in forms().values()
        if (table := form.table(DISCLOSURE))
        for block in table.blocks
        if any(row.key == key for row in block.rows)
    ]


def _across(state: Scan, row: PrintedRow, order: int) -> FoundRow | None:
    """The one line of figures of a table whose rows are printed as groups of columns."""
    header = state.header
    if header is None or not header.columns or not (row.figures or left_blank(row, header)):
        return None
    data = [
        piece for piece, said in zip(row.pieces, row.printed, strict=True) if said.state is not State.TEXT
    ]
    if row.grid >= 0 and row.texts and row.texts[-1] >= len(row.pieces) - len(header.columns):
        data = list(row.pieces)
    if "/" in header.columns[0] and header.columns[0].startswith("/"):
        return None
    found = placed(row, order, REVIEW, "*", data, header)
    if found.pieces is None and len(data) < len(header.columns) // 2:
        return None
    return found
