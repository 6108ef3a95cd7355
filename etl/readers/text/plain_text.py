"""Plain text and Markdown to paragraphs and grids."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby

from etl.model.document import Document, Grid, Paragraph, Piece
from etl.model.locator import text_line
from etl.readers.common.blocks import renumbered
from etl.readers.text import rows_opened_by_bars, torn_ordinals
from etl.readers.text.hidden_markdown import without_hidden
from etl.readers.text.line_marks import without_line_marks
from etl.readers.text.other_separators import with_tabs
from etl.readers.text.text_rows import RULE, TextRow
from etl.readers.text.text_tables import table_at, unescaped
from etl.readers.text.torn_by_bars import TornByBars
from etl.readers.text.torn_by_tabs import TornByTabs
from etl.text.encoding import decode
from etl.text.numbers import states_figure

_MOST_IN_ROW = 100  # cells
_TABLE_TAG = re.compile(r"<table\b|</table\s*>", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\r\u2028\u2029\x85]")
_TABBED_BAR = re.compile(r"\t *[|｜│┃￨¦] *\t")
# more cells than a row of the form has, each on a line that begins with a tab
_TAB_A_LINE = re.compile(r"(?:^[ \u3000]*\t[^\t\n]*\n){25,}", re.MULTILINE)
_QUOTED_CELLS = re.compile(r'^"[^"\n]*"(?:\t"[^"\n]*")+$', re.MULTILINE)
_TAG = re.compile(
    r"</?(?:h[1-6]|p|a|div|span|font|b|strong|i|em|u|center|br|small|article|section)\b[^<>]*>", re.I
)
_MARKUP = re.compile(r"^\s*#{1,6}\s+|\*\*|__|^\s*[>*+]\s+")


def read(data: bytes, name: str) -> Document:
    """Read tables as grids and all other lines as paragraphs; locators are line numbers and cells."""
    is_markdown = name.lower().endswith((".md", ".markdown"))
    text = without_line_marks(_LINE_END.sub("\n", decode(data)))
    text, notes = without_hidden(text) if is_markdown else (text, ())
    ranges = list(_html_tables(text))
    blocks = _with_html_tables(text, name, ranges) if ranges else _blocks(text, is_markdown)
    return Document("md" if is_markdown else "txt", tuple(blocks), notes=notes)


def _with_html_tables(text: str, name: str, ranges: list[tuple[int, int]]) -> Iterator[Paragraph | Grid]:
    """Yield the blocks of Markdown in which tables are written as HTML, each read as a web page."""
    from etl.readers.html.reader import read as read_html

    tables, lines, end = 0, 0, 0
    for start, stop in ranges:
        yield from _blocks(text[end:start], True, lines)
        lines += text.count("\n", end, stop)
        end = stop
        page = read_html(text[start:stop].encode("utf-8", "replace"), name)
        yield from renumbered(page.blocks, tables, 0)
        tables += len(page.grids)
    yield from _blocks(text[end:], True, lines)


def _html_tables(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each table written as HTML starts and ends."""
    start = -1
    for tag in _TABLE_TAG.finditer(text):
        if tag[0][1] != "/":
            start = tag.start() if start < 0 else start
        elif start >= 0:
            yield start, tag.end()
            start = -1


def _blocks(text: str, is_markdown: bool, lines_before: int = 0) -> list[Paragraph | Grid]:
    """The blocks of a text whose first line has the number `lines_before` + 1."""
    text = with_tabs(_TABBED_BAR.sub("|", text))
    text = _QUOTED_CELLS.sub(lambda row: row[0].replace('"', ""), text) if '"\t"' in text else text
    text = _TAB_A_LINE.sub(lambda run: run[0].replace("\t", ""), text) if "\n\t" in text else text
    lines = torn_ordinals.joined(_lines(text, lines_before))
    by_bars, by_tabs = TornByBars(lines), TornByTabs(lines)
    blocks: list[Paragraph | Grid] = []
    position = 0
    while position < len(lines):
        torn = (
            rows_opened_by_bars.table_at(lines, position)
            or by_bars.table_at(position)
            or by_tabs.table_at(position)
        )
        if torn is not None:
            blocks += [_grid(torn.rows, ragged=True)] if torn.rows else _loose_cells(torn.cells)
            position += torn.lines
            continue
        table = table_at(lines, position)
        if table is not None:
            blocks.append(_grid(table.rows))
            position += table.lines
            continue
        number, line = lines[position]
        position += 1
        words = _TAG.sub("", line) if "<" in line else line
        words = unescaped(unescape(_MARKUP.sub("", words))).strip() if is_markdown else words.strip()
        if words and not RULE.match(line):
            blocks.append(Paragraph(words, text_line(number, _cell_of_line(lines, position - 1))))
    return blocks


def _lines(text: str, lines_before: int) -> Iterator[tuple[int, str]]:
    """Number the lines. One that holds a whole page, with bars or tabs between all cells, becomes a line for each."""
    for number, line in enumerate(text.split("\n"), lines_before + 1):
        sign = next((sign for sign in "\t|" if line.count(sign) > _MOST_IN_ROW), None)
        cells = [cell for cell in line.split(sign) if cell.strip()] if sign else []
        yield from ((number, cell) for cell in (cells if len(cells) > _MOST_IN_ROW else [line]))


def _cell_of_line(lines: Sequence[tuple[int, str]], position: int) -> int:
    """Which cell of its line stands at a position, 1-based; 0 for a whole line."""
    number = lines[position][0]
    is_first = position == 0 or lines[position - 1][0] != number
    is_last = position + 1 == len(lines) or lines[position + 1][0] != number
    return 0 if is_first and is_last else position - bisect_left(lines, (number, "")) + 1


def _loose_cells(cells: TextRow) -> Iterator[Paragraph | Grid]:
    """Paragraphs, as of a text with a cell a line; figures with blank cells among them are a grid of one column."""
    for is_label, group in groupby(cells, lambda cell: cell[1] != "" and not states_figure(cell[1])):
        run = list(group)
        if is_label or all(text for _, text in run):
            yield from (Paragraph(text, text_line(number)) for number, text in run)
        else:
            yield _grid([[cell] for cell in run], ragged=True)


def _grid(rows: list[TextRow], ragged: bool = False) -> Grid:
    pieces = [
        Piece(text, row, column, text_line(number, column + 1))
        for row, cells in enumerate(rows)
        for column, (number, text) in enumerate(cells)
    ]
    return Grid(tuple(pieces), ragged=ragged or len({len(cells) for cells in rows}) > 1)
