"""Writes drafts as PDF: ruled tables over several pages, page numbers, a font that is not embedded."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl.demo.draft import Draft
from etl.form.layout import Box, PrintedTable

FONT = "STSong-Light"
_WIDTH, _HEIGHT, _MARGIN = 595.0, 842.0, 58.0
_LEADING = 1.35
# relative column widths by number of columns; equal for other numbers
_SHARES = {10: [34, 46, 146] + [36] * 7, 3: [300, 70, 110]}


def pdf(draft: Draft, ruled: bool = True, cut_labels: bool = False, repeat_header: int = 0) -> bytes:
    """A paginated document.

    `ruled` draws the lines of tables, `cut_labels` divides the text of a box at a page break, and `repeat_header` is
    the number of rows printed again on each further page.
    """
    out = BytesIO()
    paper = _Paper(Canvas(out, (_WIDTH, _HEIGHT), invariant=1))
    for text, size in ((draft.mark, 9.0), (draft.title, 16.0), (draft.preamble, 11.0)):
        paper.write(text, size)
    for section in draft.sections:
        paper.write(section.heading, 13)
        for text in section.paragraphs:
            paper.write(text, 11)
        for table in section.tables:
            paper.draw(table, ruled, cut_labels, repeat_header)
    if draft.published_on:
        paper.write(f"{draft.agency}  {draft.published_on}", 11)
    return paper.finished(out)


class _Paper:
    """A canvas with a pen: `top` is the distance of the next line from the page's top, in points."""

    def __init__(self, canvas: Canvas) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.canvas, self.top, self.page = canvas, _MARGIN, 1

    def finished(self, out: BytesIO) -> bytes:
        self._number_page()
        self.canvas.save()
        return out.getvalue()

    def write(self, text: str, size: float) -> None:
        for line in wrapped(text, size, _WIDTH - 2 * _MARGIN):
            if self.top + size * _LEADING > _HEIGHT - _MARGIN:
                self._turn()
            self._text(line, _MARGIN, self.top + size, size)
            self.top += size * _LEADING
        self.top += 5

    def draw(self, table: PrintedTable, ruled: bool, cut_labels: bool, repeat_header: int) -> None:
        size = 7.5 if table.width > 10 else 9.0
        edges = _edges(table)
        heights = _heights(table, edges, size)
        first = 0
        while first < table.height:
            if self.top + heights[first] > _HEIGHT - _MARGIN:
                self._turn()
            if first and repeat_header:
                self._rows(table, edges, heights, range(repeat_header), size, ruled, False)
            last, room = first, _HEIGHT - _MARGIN - self.top
            while last < table.height and sum(heights[first : last + 1]) <= room:
                last += 1
            self._rows(table, edges, heights, range(first, max(last, first + 1)), size, ruled, cut_labels)
            first = max(last, first + 1)
        self.top += 12

    def _rows(
        self,
        table: PrintedTable,
        edges: list[float],
        heights: list[float],
        rows: range,
        size: float,
        ruled: bool,
        cut: bool,
    ) -> None:
        tops = {row: self.top + sum(heights[rows.start : row]) for row in range(rows.start, rows.stop + 1)}
        for box in table.boxes:
            start, stop = max(box.row, rows.start), min(box.row + box.row_span, rows.stop)
            if start >= stop:
                continue
            left, right = edges[box.column], edges[box.column + box.column_span]
            if ruled:
                self.canvas.rect(left, _HEIGHT - tops[stop], right - left, tops[stop] - tops[start])
            is_complete = (start, stop) == (box.row, box.row + box.row_span)
            lines = wrapped(box.text, size, right - left - 4)
            if cut and not is_complete:
                half = (len(lines) + 1) // 2
                lines = lines[:half] if start == box.row else lines[half:]
            elif start != box.row:
                lines = []
            middle = (tops[start] + tops[stop] - len(lines) * size * _LEADING) / 2
            for at, line in enumerate(lines):
                offset = (right - left - pdfmetrics.stringWidth(line, FONT, size)) / 2
                self._text(line, left + offset, middle + at * size * _LEADING + size, size)
        self.top = tops[rows.stop]

    def _text(self, line: str, left: float, base: float, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, _HEIGHT - base, line)

    def _turn(self) -> None:
        self._number_page()
        self.canvas.showPage()
        self.top, self.page = _MARGIN, self.page + 1

    def _number_page(self) -> None:
        self._text(f"- {self.page} -", _WIDTH / 2 - 8, _HEIGHT - 30, 9)


def wrapped(text: str, size: float, width: float) -> list[str]:
    """`text` in lines no wider than `width` points; numbers are not broken."""
    lines: list[str] = []
    for run in _runs(text):
        if lines and pdfmetrics.stringWidth(lines[-1] + run, FONT, size) <= width:
            lines[-1] += run
        else:
            lines.append(run)
    return lines


def _runs(text: str) -> Iterator[str]:
    run = ""
    for character in text:
        if run and not (run[-1].isascii() and character.isascii()):
            yield run
            run = ""
        run += character
    if run:
        yield run


def _edges(table: PrintedTable) -> list[float]:
    shares = _SHARES.get(table.width, [1] * table.width)
    unit = (_WIDTH - 2 * _MARGIN) / sum(shares)
    return [_MARGIN + unit * sum(shares[:column]) for column in range(table.width + 1)]


def _heights(table: PrintedTable, edges: list[float], size: float) -> list[float]:
    heights = [size * _LEADING + 7] * table.height
    for box in sorted(table.boxes, key=lambda box: box.row_span):
        needed = _needed(box, edges, size)
        rows = range(box.row, box.row + box.row_span)
        missing = needed - sum(heights[row] for row in rows)
        if missing > 0:
            heights[rows[-1]] += missing
    return heights


def _needed(box: Box, edges: list[float], size: float) -> float:
    width = edges[box.column + box.column_span] - edges[box.column] - 4
    return len(wrapped(box.text, size, width)) * size * _LEADING + 7
