"""Finds the rows of the form in the stream of printed rows, and the column of each figure.

Every figure is taken by the labels of its row and its column. Where the print leaves room for doubt the
cell is unreadable and a note says so; nothing is shifted into place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from etl.document import Piece
from etl.form import Block, forms
from etl.labels import normalise
from etl.recognise import lexicon
from etl.recognise.indicators import Indicators
from etl.recognise.printed import PrintedRow
from etl.report import State

APPLICATIONS, DISCLOSURE, REVIEW = "applications", "proactive_disclosure", "review_litigation"
_TYPES = 7
_PATHS = ("review", "litigation_direct", "litigation_after_review")
_RESULTS = 5


@dataclass(frozen=True, slots=True)
class Header:
    """The columns last printed. `pieces` gives the place of each; `sure`: every label was recognised and
    its place is its own. `candidates`: the blocks of forms that print such columns."""

    columns: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()
    sure: bool = False
    grid: int = -1
    unit: str = ""
    candidates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the form as printed: a piece for each of its columns, or None where it could not be told which.

    `form` is set where only one form prints these columns; `doubt` says what is uncertain.
    """

    table: str
    row: str
    columns: tuple[str, ...]
    pieces: tuple[Piece, ...] | None
    order: int
    form: str = ""
    unit: str = ""
    doubt: str = ""
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """One recognised heading of a column: the column's key, or `path:` and the key of a row printed across."""

    key: str
    piece: Piece
    grid: int


@dataclass
class Scan:
    """What has been seen so far while going down the stream."""

    table: str = ""
    header: Header | None = None
    heads: list[Head] = field(default_factory=list)
    heads_ended: bool = False
    lines: list[Piece] = field(default_factory=list)
    grid: int = -2
    pending: str = ""
    found: list[FoundRow] = field(default_factory=list)
    orphans: list[tuple[int, PrintedRow]] = field(default_factory=list)
    statistics: dict[str, Piece | None] = field(default_factory=dict)
    labels_alone: list[tuple[int, str]] = field(default_factory=list)


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
    if row.grid >= 0 and len(strangers) >= 2 and row.figures == 0:
        _begin(state, state.table)


def _begin(state: Scan, table: str) -> None:
    """From here on it is this table, and no header of it has been printed yet."""
    state.table, state.header, state.heads, state.heads_ended, state.lines = table, None, [], False, []


def _known(text: str) -> bool:
    return any(
        lexicon.row_like(text, table)
        or lexicon.column_like(text, table)
        or lexicon.bare(text) in lexicon.group_labels(table)
        for table in (DISCLOSURE, APPLICATIONS, REVIEW)
    )


def _take(state: Scan, row: PrintedRow, order: int) -> None:
    if row.grid < 0 and len(row.pieces) == 1:
        _take_line(state, row, order)
        return
    if row.grid < 0 and row.texts == (0,) and _take_header(state, PrintedRow(row.pieces[:1])):
        row = PrintedRow(row.pieces[1:])  # the last heading of a stream, with the figures after it
    if _take_header(state, row):
        state.pending = ""
        return
    for found in _rows_of(state, row, order):
        state.found.append(found)
        state.pending, state.heads_ended = "", True
        return
    if row.texts and not row.figures:
        state.pending = row.pieces[row.texts[-1]].text
        state.labels_alone.append((order, state.pending))
    elif row.figures:
        state.orphans.append((order, row))


def _take_line(state: Scan, row: PrintedRow, order: int) -> None:
    text = row.pieces[0].text
    if row.texts:
        plain = lexicon.bare(text)
        table = lexicon.headings().get(plain) or next(
            (key for heading, key in lexicon.headings().items() if len(plain) <= 40 and heading in plain),
            None,
        )
        if table and table != state.table:
            _begin(state, table)
        state.labels_alone.append((order, text))
        if len(text) <= 60:
            _take_header(state, row)
    else:
        state.orphans.append((order, row))


# ---------------------------------------------------------------------------------------------- headers


def _take_header(state: Scan, row: PrintedRow) -> bool:
    if row.figures:
        return False
    return _take_types(state, row) or _take_results(state, row) or _take_disclosure(state, row)


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
    grouped = any(lexicon.bare(row.pieces[at].text) in lexicon.group_labels(APPLICATIONS) for at in row.texts)
    if not telling and not (grouped and heads):
        return False
    if len(telling) < 2 and not grouped and state.table != APPLICATIONS and row.grid >= 0:
        return False
    _collect(state, APPLICATIONS, heads, row)
    state.header = _types_header(state.heads, row)
    return True


def _types_header(heads: Sequence[Head], row: PrintedRow) -> Header:
    block = forms()["2019"].table(APPLICATIONS).blocks[0]  # type: ignore[union-attr]
    order = tuple(column.key for column in block.columns)
    placed = {head.key: head for head in heads}
    if len(placed) == _TYPES and _one_grid(list(placed.values()), row):
        by_place = sorted(placed.values(), key=lambda head: head.piece.column)
        return Header(tuple(h.key for h in by_place), tuple(h.piece for h in by_place), True, row.grid)
    return Header(order, (), len(placed) >= _TYPES - 2, row.grid)


def _take_results(state: Scan, row: PrintedRow) -> bool:
    heads: list[tuple[str, Piece]] = []
    for at in row.texts:
        text = row.pieces[at].text
        path = lexicon.row_like(text, REVIEW)
        result = lexicon.column_like(text, REVIEW)
        if path in _PATHS:
            heads.append((f"path:{path}", row.pieces[at]))
        elif result and (result not in ("total", "other") or state.table == REVIEW or _is_other_result(text)):
            heads.append((result, row.pieces[at]))
    telling = [key for key, _ in heads if key not in ("total", "other")]
    if not telling or (len(heads) < 2 and state.table != REVIEW):
        return False
    _collect(state, REVIEW, heads, row)
    state.header = _results_header(state.heads, row)
    return True


def _is_other_result(text: str) -> bool:
    return lexicon.bare(text) == "其他结果"


def _results_header(heads: Sequence[Head], row: PrintedRow) -> Header:
    """Columns named path/result. A result stands under the path whose heading spans it."""
    paths = [head for head in heads if head.key.startswith("path:")]
    results = [head for head in heads if not head.key.startswith("path:")]
    if len(results) > len(_PATHS) * _RESULTS:  # printed again in each row that their cell spans
        results = list({(head.key, head.piece.column): head for head in results}.values())
    printed = [head.key.removeprefix("path:") for head in paths]
    if paths and all(head.grid == row.grid for head in paths) and _one_grid(results, row):
        named = [
            (_path_over(head, paths), head) for head in sorted(results, key=lambda head: head.piece.column)
        ]
        columns = tuple(f"{path}/{head.key}" for path, head in named)
        if all(path for path, _ in named) and len(set(columns)) == len(columns):
            return Header(columns, tuple(head.piece for _, head in named), True, row.grid)
    if len(results) == _RESULTS and len(paths) <= 1:
        path = printed[0] if printed else ""
        return Header(tuple(f"{path}/{head.key}" for head in results), (), True, row.grid)
    canonical = tuple(f"{path}/{result}" for path in _PATHS for result in _result_keys())
    in_order = printed == [path for path in _PATHS if path in printed]
    return Header(canonical, (), in_order and len(results) >= len(canonical) - 2, row.grid)


def _path_over(result: Head, paths: Sequence[Head]) -> str:
    over = [
        head.key.removeprefix("path:")
        for head in paths
        if head.piece.column <= result.piece.column < head.piece.column + head.piece.column_span
    ]
    return over[-1] if over else ""


def _result_keys() -> tuple[str, ...]:
    return tuple(column.key for column in forms()["2019"].table(REVIEW).blocks[0].columns)  # type: ignore[union-attr]


def _take_disclosure(state: Scan, row: PrintedRow) -> bool:
    texts = [row.pieces[at] for at in row.texts]
    named = [piece for piece in texts if lexicon.bare(piece.text) != "信息内容"]
    if texts and not named:
        _begin(state, DISCLOSURE)
        return True
    if row.grid < 0 and len(row.pieces) == 1:
        if lexicon.column_like(row.pieces[0].text, DISCLOSURE) is None:
            return False
        if state.heads_ended:
            _begin(state, DISCLOSURE)
        state.lines += named
        named = state.lines
    announced = len(named) < len(texts) or state.table == DISCLOSURE
    named = max((named, _repeats_joined(named)), key=lambda pieces: _columns_of(pieces).likeness)
    columns = _columns_of(named)
    if columns.likeness < (0.6 if announced else 0.8):
        return False
    printed = "".join(normalise(piece.text) for piece in named)
    lines = state.lines
    _begin(state, DISCLOSURE)
    state.lines = lines
    state.header = Header(
        columns.keys,
        tuple(named) if row.positioned else (),
        columns.likeness > 0.9,
        row.grid,
        next((word for word in ("亿元", "百万元", "万元", "千元", "元") if word in printed), ""),
        columns.blocks,
    )
    return True


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


# ------------------------------------------------------------------------------------------------- rows


def _rows_of(state: Scan, row: PrintedRow, order: int) -> Iterator[FoundRow]:
    for table in _tables_to_try(state):
        labelled = _label_of(state, row, table)
        if labelled is None:
            continue
        key, at = labelled
        if key == lexicon.NOT_A_ROW:
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
    match = lexicon.row_like if table == state.table else lexicon.row_named
    last = row.texts[-1] if row.texts else -1
    for at in reversed(row.texts):
        key = match(row.pieces[at].text, table)
        if key is None and at == last and at > 0:
            key = match(row.pieces[at - 1].text + row.pieces[at].text, table)
        if key is None and at == last and state.pending and table == state.table:
            key = match(state.pending + row.pieces[at].text, table)
        if key is not None:
            return key, at
    return None


def _taken(state: Scan, row: PrintedRow, order: int, table: str, key: str, at: int) -> FoundRow | None:
    data = row.pieces[at + 1 :]
    if table == APPLICATIONS:
        header = state.header if state.table == APPLICATIONS else None
        if header is None:
            if len(_trimmed(data, _TYPES)) != _TYPES or not row.figures:
                return None
            header = Header(_types_header([], row).columns)
        state.table, state.header = APPLICATIONS, header
        return _placed(row, order, table, key, data, header)
    if table == REVIEW:
        header = state.header if state.table == REVIEW else None
        if header is None or len(header.columns) != _RESULTS or not row.figures:
            return None
        named = replace(header, columns=tuple(name.partition("/")[2] for name in header.columns))
        return _placed(row, order, table, key, data, named)
    return _taken_disclosure(state, row, order, key, data)


def _taken_disclosure(
    state: Scan, row: PrintedRow, order: int, key: str, data: Sequence[Piece]
) -> FoundRow | None:
    if state.table != DISCLOSURE or not data:
        return None
    header = state.header
    homes = _homes(key)
    doubt = ""
    if header is not None:
        fitting = [home for home in homes if (home[0], home[1].key) in header.candidates]
    else:
        fitting = []
    if not fitting:
        count = len(_trimmed(data, max(len(block.columns) for _, block in homes)))
        fitting = [home for home in homes if len(home[1].columns) == count]
        if not fitting:
            return None
        header = Header(tuple(column.key for column in fitting[0][1].columns))
        doubt = "header_missing" if len(fitting) > 1 else ""
    assert header is not None
    form = fitting[0][0] if len({home[0] for home in fitting}) == 1 else ""
    found = _placed(row, order, DISCLOSURE, key, data, header)
    return replace(found, form=form, unit=header.unit, doubt=found.doubt or doubt)


def _homes(key: str) -> list[tuple[str, Block]]:
    return [
        (form.key, block)
        for form in forms().values()
        if (table := form.table(DISCLOSURE))
        for block in table.blocks
        if any(row.key == key for row in block.rows)
    ]


def _placed(
    row: PrintedRow, order: int, table: str, key: str, data: Sequence[Piece], header: Header
) -> FoundRow:
    """Gives each column its piece: by place where header and row share one grid, and by count."""
    wanted = len(header.columns)
    by_place = (
        _by_place(data, header) if row.positioned and header.grid == row.grid and header.pieces else None
    )
    trimmed = _trimmed(data, wanted)
    by_count = tuple(trimmed) if len(trimmed) == wanted else None
    doubt = ""
    if by_place is None and by_count is None:
        doubt = "row_ragged"
    elif by_place is not None and by_count is not None and by_place != by_count:
        doubt = "columns_disagree"
    elif not header.sure and table != DISCLOSURE:
        doubt = "header_unclear"
    pieces = by_place or by_count
    printed = tuple(piece.text.strip() for piece in data)
    return FoundRow(table, key, header.columns, pieces, order, doubt=doubt, printed=printed)


def _by_place(data: Sequence[Piece], header: Header) -> tuple[Piece, ...] | None:
    """The piece that stands under each header; None where one is missing, shared, or stands elsewhere."""
    chosen: list[Piece] = []
    repeats: list[Piece] = []
    for head in header.pieces:
        under = [piece for piece in data if piece.column <= head.column < piece.column + piece.column_span]
        if len(under) != 1:
            return None
        chosen.append(under[0])
        spanned = range(head.column + 1, head.column + head.column_span)
        repeats += [piece for piece in data if piece.column in spanned and piece.text == under[0].text]
    if len({id(piece) for piece in chosen}) < len(chosen):
        return None
    strays = [piece for piece in data if piece.text.strip() and piece not in chosen and piece not in repeats]
    return None if strays else tuple(chosen)


def _trimmed(data: Sequence[Piece], wanted: int) -> list[Piece]:
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


def _across(state: Scan, row: PrintedRow, order: int) -> FoundRow | None:
    """The one line of figures of a table whose rows are printed as groups of columns."""
    header = state.header
    if header is None or not (row.figures or (header.sure and not row.texts)):
        return None
    data = [
        piece for piece, said in zip(row.pieces, row.printed, strict=True) if said.state is not State.TEXT
    ]
    if row.grid >= 0 and row.texts and row.texts[-1] >= len(row.pieces) - len(header.columns):
        data = list(row.pieces)
    if "/" in header.columns[0] and header.columns[0].startswith("/"):
        return None
    found = _placed(row, order, REVIEW, "*", data, header)
    if found.pieces is None and len(data) < len(header.columns) // 2:
        return None
    return found
