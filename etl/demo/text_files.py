"""Writes drafts as text files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from etl.demo.draft import Draft
from etl.form.layout import PrintedTable


def text_by_cell(draft: Draft) -> bytes:
    """One cell per line after a tab; a covered position is a bare tab, and an empty line ends a row."""

    def lines(table: PrintedTable) -> Iterable[str]:
        for row, boxes in enumerate(table.rows()):
            starts = {box.column: box.text for box in boxes}
            across = {box.column + n for box in boxes for n in range(1, box.column_span)}
            above = {box.column for box in table.boxes if box.row < row < box.row + box.row_span}
            for column in sorted((starts.keys() | above) - across):
                yield "\t" + starts.get(column, "")
            yield ""

    return _text(draft, lines)


def text_by_row(draft: Draft) -> bytes:
    """One row per line, cells separated by bars."""

    def lines(table: PrintedTable) -> Iterable[str]:
        return (" | ".join(box.text for box in boxes) for boxes in table.rows())

    return _text(draft, lines)


def markdown(draft: Draft) -> bytes:
    """Pipe tables; positions that a box spans are empty."""

    def lines(table: PrintedTable) -> Iterable[str]:
        for row, texts in enumerate(table.grid()):
            yield "| " + " | ".join(texts) + " |"
            if row == 0:
                yield "|" + "---|" * table.width

    return _text(draft, lines, heading="## ", title="# ")


def _text(
    draft: Draft, table_lines: Callable[[PrintedTable], Iterable[str]], heading: str = "", title: str = ""
) -> bytes:
    lines = [draft.mark, ""] if draft.mark else []
    lines += [title + draft.title, "", draft.preamble, ""]
    for section in draft.sections:
        lines += [heading + section.heading, ""]
        for paragraph in section.paragraphs:
            lines += [paragraph, ""]
        for table in section.tables:
            lines += [*table_lines(table), ""]
    if draft.published_on:
        lines += [draft.agency, draft.published_on, ""]
    return "\n".join(lines).encode()
