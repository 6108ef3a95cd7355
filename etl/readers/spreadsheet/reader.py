"""Spreadsheets (XLSX, XLS, ODS, ET) to paragraphs and grids, sheet by sheet."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence, Set

import python_calamine as calamine

from etl.model.document import Document, Grid, Note, Paragraph, Piece, Unreadable
from etl.model.locator import sheet_cell
from etl.readers.common.blocks import squeeze
from etl.readers.common.libreoffice import convert
from etl.readers.spreadsheet.workbook_xml import CELLS_LIMIT, HUGE, SheetInside, look_inside

_BAD = "电子表格无法打开（可能已损坏或设有密码）；请用 Excel/WPS 打开后重新另存为 .xlsx 再提交。"
_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十]+[)）])")
_TITLE = 16
_PROSE = 60

# Spans (rows, columns) by the first cell of each merged range, and the cells that they cover.
_Spans = dict[tuple[int, int], tuple[int, int]]
_Covered = set[tuple[int, int]]


def read(data: bytes, name: str) -> Document:
    """Every visible sheet's blocks; numbers as the file holds them, whole ones without a point."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        modern = convert([data], "xlsx")[0]
        if isinstance(modern, Unreadable):
            raise modern
        data = modern
    notes: list[Note] = []
    if _is_open_document(data):
        # the reader below does not tell what is merged in these
        converted = convert([data], "xlsx")[0]
        if isinstance(converted, bytes):
            data = converted
        else:
            notes.append(Note("merged_cells_unknown"))
    inside: dict[int, SheetInside] = {}
    if data.startswith(b"PK"):
        inside, told = look_inside(data)
        notes += told
    blocks: list[Paragraph | Grid] = []
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if about.visible != calamine.SheetVisibleEnum.Visible:
                notes.append(Note("hidden_sheet", about.name))
                continue
            sheet = workbook.get_sheet_by_index(index)
            if sheet.total_height * sheet.total_width > CELLS_LIMIT:
                raise Unreadable(HUGE)
            rows = [[_printed(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            rows = _shown(rows, inside.get(index))
            hidden = inside[index].hidden_rows if index in inside else set()
            blocks += _blocks(rows, sheet.merged_cell_ranges or [], hidden, index + 1)
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise Unreadable(_BAD) from error
    except BaseException as error:
        # a panic of the native reader is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(_BAD) from error
    return Document("xlsx", tuple(blocks), {}, tuple(notes))


def _is_open_document(data: bytes) -> bool:
    return data.startswith(b"PK") and b"opendocument.spreadsheet" in data[:200]


def _shown(rows: list[list[str]], inside: SheetInside | None) -> list[list[str]]:
    """The rows as the sheet shows them: nothing in hidden rows and columns, a word where no result stands."""
    if inside is None:
        return rows
    for (row, column), sign in inside.signs.items():
        if row < len(rows):
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = rows[row][column] or sign
    for (row, column), words in inside.words.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = squeeze(words.text)
    for (row, column), shown in inside.formats.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = shown.text(rows[row][column])
    return [
        [""] * len(cells)
        if row in inside.hidden_rows
        else ["" if column in inside.hidden_columns else text for column, text in enumerate(cells)]
        for row, cells in enumerate(rows)
    ]


def _printed(value: object) -> str:
    """A cell's value as text; 15 significant digits, as spreadsheets show them."""
    if isinstance(value, str):
        return squeeze(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def _blocks(
    rows: list[list[str]],
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    hidden: Set[int],
    sheet: int,
) -> Iterator[Paragraph | Grid]:
    """A sheet's tables and lines: empty rows part them, and so do headings across a table's whole width."""
    spans, covered = _merges(rows, merged)
    start = 0
    while start < len(rows):
        if not _used(rows, start, covered):
            start += 1
            continue
        end = start
        while end < len(rows) and (end in hidden or _used(rows, end, covered)):
            end += 1
        yield from _run(rows, start, end, spans, covered, sheet)
        start = end


def _merges(
    rows: list[list[str]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[_Spans, _Covered]:
    spans: _Spans = {}
    covered: _Covered = set()
    height, width = len(rows), max(map(len, rows), default=0)
    for (top, left), (bottom, right) in merged:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if bottom < top or right < left:
            continue
        spans[top, left] = (bottom - top + 1, right - left + 1)
        if len(covered) + (bottom - top + 1) * (right - left + 1) > CELLS_LIMIT:
            raise Unreadable(HUGE)
        covered.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        covered.discard((top, left))
    return spans, covered


def _used(rows: list[list[str]], row: int, covered: _Covered) -> bool:
    return any(rows[row]) or any((row, column) in covered for column in range(len(rows[row])))


def _run(
    rows: list[list[str]], start: int, end: int, spans: _Spans, covered: _Covered, sheet: int
) -> Iterator[Paragraph | Grid]:
    filled = [[column for column, text in enumerate(rows[row]) if text] for row in range(start, end)]
    first = min((columns[0] for columns in filled if columns), default=0)
    last = max(
        (
            columns[-1] + spans.get((start + at, columns[-1]), (1, 1))[1]
            for at, columns in enumerate(filled)
            if columns
        ),
        default=1,
    )
    wide_rows = [at for at, columns in enumerate(filled) if len(columns) > 1]
    table_from: int | None = None
    for at, columns in enumerate(filled):
        row = start + at
        alone = len(columns) == 1 and spans.get((row, columns[0]), (1, 1))[0] == 1
        head = not wide_rows or at < wide_rows[0]
        if alone and (
            not wide_rows
            or _is_line(
                rows[row][columns[0]],
                columns[0] == first,
                spans.get((row, columns[0]), (1, 1))[1],
                last - first,
                head,
            )
        ):
            if table_from is not None:
                yield _grid(rows, table_from, row, spans, covered, sheet)
                table_from = None
            yield Paragraph(rows[row][columns[0]], sheet_cell(sheet, row + 1, columns[0] + 1))
        elif table_from is None:
            table_from = row
    if table_from is not None:
        yield _grid(rows, table_from, end, spans, covered, sheet)


def _is_line(text: str, leftmost: bool, width: int, whole: int, head: bool) -> bool:
    """Whether a row's only text is a title, heading or paragraph rather than a label without figures."""
    heading = bool(_HEADING.match(text))
    if head:
        return heading or len(text) >= _TITLE
    across = width >= 2 and width >= 0.8 * whole
    return (across and (heading or len(text) >= _PROSE)) or (leftmost and width == 1 and len(text) >= _PROSE)


def _grid(rows: list[list[str]], top: int, bottom: int, spans: _Spans, covered: _Covered, sheet: int) -> Grid:
    def right_end(row: int) -> int:
        ends = [column + spans.get((row, column), (1, 1))[1] for column, text in enumerate(rows[row]) if text]
        return max(ends, default=0)

    left = min(
        next((column for column, text in enumerate(rows[row]) if text), len(rows[row]))
        for row in range(top, bottom)
    )
    right = max(right_end(row) for row in range(top, bottom))
    pieces = []
    for row in range(top, bottom):
        for column in range(left, right):
            if (row, column) not in covered:
                down, across = spans.get((row, column), (1, 1))
                pieces.append(
                    Piece(
                        rows[row][column] if column < len(rows[row]) else "",
                        row - top,
                        column - left,
                        sheet_cell(sheet, row + 1, column + 1),
                        min(down, bottom - row),
                        min(across, right - column),
                    )
                )
    return Grid(tuple(pieces))
