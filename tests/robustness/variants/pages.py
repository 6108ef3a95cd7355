"""Writes the variants as web pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from etl.demo.web import table_html
from etl.form.layout import Box, PrintedTable
from tests.robustness.variants.case import Part

CONTACT = (
    "<table><tr><td>地址</td><td>云屏路88号</td><td>邮编</td><td>999000</td></tr>"
    "<tr><td>电话</td><td>0000-1234567</td><td>传真</td><td>0000-7654321</td></tr></table>"
)
MENU = "<table><tr><td>首页</td><td>公开指南</td><td>公开年报</td><td>2018</td><td>2019</td></tr></table>"


def page(
    parts: Sequence[Part],
    table: Callable[[PrintedTable], str] = table_html,
    text: Callable[[str], str] = escape,
    before: str = "",
    after: str = "",
    charset: str = "utf-8",
) -> str:
    """A page with these parts; `table` and `text` mark each up."""
    body = "\n".join(f"<p>{text(part)}</p>" if isinstance(part, str) else table(part) for part in parts)
    title = next((part for part in parts if isinstance(part, str)), "")
    declared = f'<meta charset="{charset}">' if charset else ""
    return (
        f"<!DOCTYPE html>\n<html><head>{declared}<title>{escape(title)}</title></head>\n"
        f"<body>\n{before}<div class='content'>\n{body}\n</div>{after}\n</body></html>\n"
    )


def rows_html(rows: Iterable[Iterable[Box]], text: Callable[[str], str] = escape, cell: str = "td") -> str:
    """A table of these cells with their spans."""
    lines = []
    for row in rows:
        boxes = (f"<{cell}{spans(box)}>{text(box.text)}</{cell}>" for box in row)
        lines.append(f"<tr>{''.join(boxes)}</tr>")
    return "<table border='1'>" + "\n".join(lines) + "</table>"


def spans(box: Box) -> str:
    down = f' rowspan="{box.row_span}"' if box.row_span > 1 else ""
    return down + (f' colspan="{box.column_span}"' if box.column_span > 1 else "")


def placed(rows: list[list[Box]], repeated: bool = False) -> list[list[str]]:
    """Every cell of a table after its columns moved; a text stands in the first cell that it covers, or in each."""
    grid: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for box in row:
            while (at, column) in grid:
                column += 1
            for down in range(box.row_span):
                for across in range(box.column_span):
                    first = repeated or not (down or across)
                    grid[at + down, column + across] = box.text if first else ""
            column += box.column_span
    width = 1 + max(column for _, column in grid)
    return [[grid.get((at, column), "") for column in range(width)] for at in range(len(rows))]


def plain_rows(rows: Iterable[Iterable[str]]) -> str:
    """A table without any spans."""
    lines = ("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return "<table>" + "\n".join(lines) + "</table>"
