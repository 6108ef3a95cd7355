"""Plain text and Markdown: cells a line, tabs, pipes, or columns aligned by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from etl.model.document import Document, Grid, Paragraph, Piece
from etl.model.locator import text_line
from etl.readers.common.blocks import renumbered
from etl.text.encoding import decode

# looks ahead once: two open ends around a run of dashes would be tried in all ways
_RULE = re.compile(
    r"^(?:(?=[\s|:+=_-]*?[-=_]{2})[\s|:+=_-]*|(?=[\s\u2500-\u257f]*?\u2500{2})[\s\u2500-\u257f]*)$"
)
_GAP = re.compile(r"\t| {2,}|(?<=\S)\u3000+(?=\S)")
_PIPE = re.compile(r"(?<!\\)[|｜│┃]")
_NUMBERS = re.compile(r"(?:(?:^|(?<=[^\s\d.,:：]) )-?\d[\d,]*(?:\.\d+)?(?: -?\d[\d,]*(?:\.\d+)?)*)$")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_LABEL_AFTER_LABEL = re.compile(r" (?=[（(]?[一二三四五六七八九\d]{1,2}[）).、．]\D)")
_TABLE = re.compile(r"<table\b|</table\s*>", re.IGNORECASE)
_MOST_RULES = 50
_LONGEST_CELL = 5000
_FIGURE = re.compile(r"[\s\d,.０-９]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([|.()\[\]*_#+\-!`~>])")
# tags that change nothing of what a cell says, and marks round the whole of it
_TAG = re.compile(r"</?(?:span|font|b|strong|i|em|u|p|div|center|small|nobr)\b[^<>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`{1,2})([^*_`]+)\1")
_MARKUP = re.compile(r"^\s*#{1,6}\s+|\*\*|__|^\s*[>*+]\s+")

Lines = Sequence[tuple[int, str]]


def read(data: bytes, name: str) -> Document:
    """Rows of pieces as grids, everything else as paragraphs; places are line numbers (and pieces)."""
    markdown = name.lower().endswith((".md", ".markdown"))
    text = decode(data)
    if any(_html_tables(text)):
        return Document("md" if markdown else "txt", tuple(_with_html_tables(text, name)))
    return Document("md" if markdown else "txt", tuple(_blocks(text, markdown)))


def _with_html_tables(text: str, name: str) -> Iterator[Paragraph | Grid]:
    """Markdown in which tables are written as HTML: each by the reader of pages, the text between as text."""
    from etl.readers.html.reader import read as read_html

    tables, lines, end = 0, 0, 0
    for first, last in _html_tables(text):
        yield from _blocks(text[end:first], True, lines)
        lines += text.count("\n", end, last)
        end = last
        found = renumbered(read_html(text[first:last].encode("utf-8", "replace"), name).blocks, tables, 0)
        tables += sum(isinstance(block, Grid) for block in found)
        yield from found
    yield from _blocks(text[end:], True, lines)


def _html_tables(text: str) -> Iterator[tuple[int, int]]:
    """Where tables written as HTML begin and end."""
    first = -1
    for tag in _TABLE.finditer(text):
        if tag[0][1] != "/":
            first = tag.start() if first < 0 else first
        elif first >= 0:
            yield first, tag.end()
            first = -1


def _blocks(text: str, markdown: bool, lines_before: int = 0) -> list[Paragraph | Grid]:
    lines = list(enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), lines_before + 1))
    blocks: list[Paragraph | Grid] = []
    at = 0
    while at < len(lines):
        number, line = lines[at]
        for recognise in (_piped, _cell_a_line, _spaced):
            taken, rows = recognise(lines, at)
            if taken:
                blocks.append(_grid(rows))
                at += taken
                break
        else:
            at += 1
            plain = unescape(_MARKUP.sub("", line)).strip() if markdown else line.strip()
            if plain and not _RULE.match(line):
                blocks.append(Paragraph(plain, text_line(number)))
    return blocks


def _from(lines: Lines, start: int) -> Iterator[tuple[int, str]]:
    # islice would count its way from the first line each time
    return (lines[at] for at in range(start, len(lines)))


def _grid(rows: list[list[tuple[int, str]]]) -> Grid:
    pieces = [
        Piece(text, row, column, text_line(number, column + 1))
        for row, cells in enumerate(rows)
        for column, (number, text) in enumerate(cells)
    ]
    return Grid(tuple(pieces), ragged=len({len(cells) for cells in rows}) > 1)


def _piped(lines: Lines, start: int) -> tuple[int, list[list[tuple[int, str]]]]:
    """Consecutive lines of the form `| a | b |` or `a | b`; the rules between them are left out.

    Only where every line begins with a bar are the outer bars a frame; elsewhere they set blank cells apart.
    """
    printed: list[tuple[int, str]] = []
    taken = 0
    for number, line in _from(lines, start):
        if not printed and taken > _MOST_RULES:
            break
        if _RULE.match(line) and (printed or _PIPE.search(line)):
            taken += 1
            continue
        bars = len(_PIPE.findall(line))
        if not bars or (bars == 1 and not _framed(line)):
            break
        taken += 1
        printed.append((number, line))
    framed = all(_framed(line) for _, line in printed)
    rows = []
    for number, line in printed:
        cells = _PIPE.split(line.strip() if framed else line)
        if framed:
            cells = cells[1:-1] if not cells[-1].strip() and len(cells) > 2 else cells[1:]
        rows.append([(number, _plain_cell(cell)) for cell in cells])
    return (taken, rows) if rows else (0, [])


def _framed(line: str) -> bool:
    return line.lstrip().startswith(("|", "｜", "│", "┃"))


def _plain_cell(cell: str) -> str:
    """A cell's words without the marks of Markdown and of HTML in them."""
    cell = _BREAK.sub("", cell)
    if "<" in cell:
        cell = _TAG.sub("", cell)
    if "&" in cell:
        cell = unescape(cell)
    if emphasis := _EMPHASIS.fullmatch(cell.strip()):
        cell = emphasis[2]
    return _ESCAPED.sub(r"\1", cell).replace("**", "").strip(" \xa0")


def _cell_a_line(lines: Lines, start: int) -> tuple[int, list[list[tuple[int, str]]]]:
    """Cells each on a line of its own that begins with a tab; a blank line ends the row.

    A line without a tab goes on with the cell before it, if that is no number.
    """
    rows: list[list[tuple[int, str]]] = [[]]
    taken = 0
    if not lines[start][1].startswith("\t"):
        return 0, []
    for at, (number, line) in enumerate(_from(lines, start)):
        if line.startswith("\t") and "\t" not in line[1:].strip():
            rows[-1].append((number, line[1:]))
            taken = at + 1
        elif not line.strip():
            if rows[-1]:
                rows.append([])
        elif rows[-1] and at and lines[start + at - 1][1].strip() and not _FIGURE.fullmatch(rows[-1][-1][1]):
            first, text = rows[-1][-1]
            if len(text) > _LONGEST_CELL:
                break
            rows[-1][-1] = (first, text + line)
            taken = at + 1
        else:
            break
    rows = [row for row in rows if row]
    return (taken, rows) if len(rows) > 1 or (rows and len(rows[0]) > 1) else (0, [])


def _spaced(lines: Lines, start: int) -> tuple[int, list[list[tuple[int, str]]]]:
    """Consecutive lines of three and more pieces set apart by tabs or by two and more spaces."""
    rows: list[list[tuple[int, str]]] = []
    taken = 0
    for at, (number, line) in enumerate(_from(lines, start)):
        tabbed = "\t" in line.strip("\n ")
        cells = line.rstrip("\n").split("\t") if tabbed else _GAP.split(line.strip())
        if len(cells) < (2 if tabbed else 3):
            if not line.strip() and rows:
                continue
            break
        rows.append([(number, part) for cell in cells for part in _number_apart(cell.strip(" "))])
        taken = at + 1
    return (taken, rows) if rows else (0, [])


def _number_apart(cell: str) -> list[str]:
    """Labels, and the numbers that only one space sets apart from them and from each other.

    What may be one number with its thousands set apart stays as it is: whoever counts the cells can tell.
    """
    numbers = _NUMBERS.search(cell)
    label = cell[: numbers.start()] if numbers else cell
    found = _LABEL_AFTER_LABEL.split(label.rstrip()) if label else []
    if numbers:
        spaced = numbers[0].strip()
        found += [spaced] if _THOUSANDS.fullmatch(spaced) else spaced.split()
    return found or [cell]
