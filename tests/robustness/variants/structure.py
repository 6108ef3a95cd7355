"""Variants of how tables are built, split, joined and damaged on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from random import Random

from etl.demo.draft import Draft, Section
from etl.demo.web import html_site as site_page
from etl.form.layout import Box, PrintedTable
from tests.robustness.variants.case import Case, Part
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page, plain_rows, rows_html


def built(case: Case, table: Callable[[PrintedTable], str]) -> Made:
    return Made("html", page(case.parts(), table).encode(), case)


def draft_of(case: Case) -> Draft:
    """The same report for the writers of the demo, without the synthetic mark."""
    lines = [part for part in case.parts() if isinstance(part, str)]
    sections: list[Section] = []
    for part in case.parts()[2:]:
        if isinstance(part, PrintedTable):
            sections[-1] = replace(sections[-1], tables=(*sections[-1].tables, part))
        elif part[1:2] == "、" or not sections:
            sections.append(Section(part, ()))
        else:
            sections[-1] = replace(sections[-1], paragraphs=(*sections[-1].paragraphs, part))
    return Draft(
        case.agency, case.year, case.title, f"{case.year + 1}-01-20", lines[1], tuple(sections), mark=""
    )


@variant
def html_site(case: Case, chance: Random) -> Made:
    """A site's frame in nested tables, metadata before the report, a script with numbers."""
    return Made("html", site_page(draft_of(case)), case)


@variant
def html_empty_repeats(case: Case, chance: Random) -> Made:
    """No rowspan: covered cells are printed empty; colspan as on the form."""

    def rows(table: PrintedTable) -> str:
        lines = []
        for row in range(table.height):
            covering = [box for box in table.boxes if box.row <= row < box.row + box.row_span]
            ordered = sorted(covering, key=lambda box: box.column)
            lines.append(
                [replace(box, row_span=1, text=box.text if box.row == row else "") for box in ordered]
            )
        return rows_html(lines)

    return built(case, rows)


@variant
def html_full_grid(case: Case, chance: Random) -> Made:
    """No spans at all: every cell of the grid is printed, covered ones empty."""
    return built(case, lambda table: plain_rows(table.grid()))


@variant
def html_label_repeats(case: Case, chance: Random) -> Made:
    """No spans: every covered cell repeats the text that covers it."""

    def rows(table: PrintedTable) -> str:
        grid = table.grid()
        for box in table.boxes:
            for row in range(box.row, box.row + box.row_span):
                for column in range(box.column, box.column + box.column_span):
                    grid[row][column] = box.text
        return plain_rows(grid)

    return built(case, rows)


@variant
def html_no_empties(case: Case, chance: Random) -> Made:
    """No spans and no covered cells: a row has only the cells that begin in it."""
    return built(case, lambda table: plain_rows([box.text for box in row] for row in table.rows()))


@variant
def html_header_cells(case: Case, chance: Random) -> Made:
    return built(case, lambda table: rows_html(table.rows(), cell="th"))


@variant
def html_row_tables(case: Case, chance: Random) -> Made:
    """One table per row, covered cells empty."""
    return built(case, lambda table: "".join(plain_rows([row]) for row in table.grid()))


def header_height(table: PrintedTable) -> int:
    return min((box.row for box in table.boxes if box.address), default=0)


def pieces(table: PrintedTable, chance: Random, header: bool, cut: bool) -> list[PrintedTable]:
    """A long table in three: `header` repeats its header rows; `cut` cuts labels, else they stand once."""
    if table.height < 12:
        return [table]
    top = header_height(table)
    ends = sorted(chance.sample(range(top + 3, table.height - 2), 2))
    parts = []
    for first, last in zip([0, *ends], [*ends, table.height], strict=True):
        head = [box for box in table.boxes if box.row < top] if header and first else []
        down = top - first if head else -first
        parts.append(PrintedTable(table.key, (*head, *_between(table, first, last, down, cut))))
    return parts


def _between(table: PrintedTable, first: int, last: int, down: int, cut: bool) -> Iterable[Box]:
    for box in table.boxes:
        start, stop = max(box.row, first), min(box.row + box.row_span, last)
        if start >= stop:
            continue
        text, half = box.text, (len(box.text) + 1) // 2
        if cut and (start, stop) != (box.row, box.row + box.row_span):
            text = text[:half] if start == box.row else text[half:] if stop == box.row + box.row_span else ""
        elif start != box.row:
            text = ""
        yield replace(box, text=text, row=start + down, row_span=stop - start)


@variant
def html_split(case: Case, chance: Random) -> Made:
    """Long tables in three without headers; a label cut by a split is printed in two parts."""
    return built(case, lambda t: "<p></p>".join(rows_html(p.rows()) for p in pieces(t, chance, False, True)))


@variant
def html_split_headers(case: Case, chance: Random) -> Made:
    """Long tables in three, each with its header, page numbers between them."""
    between = "<p>- 3 -</p>"
    return built(case, lambda t: between.join(rows_html(p.rows()) for p in pieces(t, chance, True, False)))


@variant
def html_split_row_label(case: Case, chance: Random) -> Made:
    """A table split within the label of a row: its end stands in a row of its own on the next page."""
    label = "其他法律行政法规禁止公开"

    def rows(table: PrintedTable) -> str:
        text = rows_html(table.rows())
        if label not in text:
            return text
        head, tail = text.split(label)
        line, rest = tail.split("</tr>", 1)
        again = "<table border='1'><tr><td></td><td></td><td>止公开</td>" + "<td></td>" * 7 + "</tr>"
        return f"{head}{label[:-3]}{line}</tr></table>{again}{rest}"

    return built(case, rows)


@variant
def html_page_numbers(case: Case, chance: Random) -> Made:
    """Page numbers as rows of a table."""

    def rows(table: PrintedTable) -> str:
        lines = rows_html(table.rows()).split("</tr>")
        at = range(header_height(table) + 2, len(lines) - 1, 9)
        for number, line in enumerate(at, 3):
            lines[line] += f"</tr><tr><td colspan='{table.width}'>- {number} -</td>"
        return "</tr>".join(lines)

    # rowspans would count these rows, so the page has none
    return built(case, lambda table: rows(_without_row_spans(table)))


def _without_row_spans(table: PrintedTable) -> PrintedTable:
    boxes = []
    for box in table.boxes:
        for row in range(box.row, box.row + box.row_span):
            boxes.append(replace(box, row=row, row_span=1, text=box.text if row == box.row else ""))
    return PrintedTable(table.key, tuple(boxes))


@variant
def html_shuffled_rows(case: Case, chance: Random) -> Made:
    """The rows of each group of grounds in another order, and the first two rows exchanged."""
    table = case.table("applications")
    block = table.blocks[0]
    order = list(block.rows)
    order[0], order[1] = order[1], order[0]
    for under in {row.under for row in order if row.under.startswith("（")}:
        places = [at for at, row in enumerate(order) if row.under == under]
        moved = [order[at] for at in reversed(places)]
        for at, row in zip(places, moved, strict=True):
            order[at] = row
    return built(case, lambda t: rows_html(_in_order(t, [row.key for row in order]).rows()))


def _in_order(table: PrintedTable, order: list[str]) -> PrintedTable:
    if table.key != "applications":
        return table
    top = header_height(table)
    row_of = {box.row: box.address.row for box in table.boxes if box.address}
    new_row = {key: top + at for at, key in enumerate(order)}
    moved = [
        replace(box, row=new_row[row_of[box.row]]) if box.row >= top and box.row_span == 1 else box
        for box in table.boxes
    ]
    return PrintedTable(table.key, tuple(moved))


@variant
def html_extra_column(case: Case, chance: Random) -> Made:
    """An empty column between labels and figures of table 三, and one at its end."""

    def rows(table: PrintedTable) -> str:
        if table.key != "applications":
            return rows_html(table.rows())
        lines = []
        for row in table.rows():
            at = next((place for place, box in enumerate(row) if box.address), len(row))
            lines.append([*row[:at], Box("", 0, 0), *row[at:], Box("", 0, 0)] if at < len(row) else row)
        head = [replace(box, column_span=4) if box.column == 0 and box.row == 0 else box for box in lines[0]]
        return rows_html([head, *lines[1:]])

    return built(case, rows)


@variant
def html_one_table(case: Case, chance: Random) -> Made:
    """Tables 二, 三 and 四 and their headings in a single table."""
    inside: list[str] = []
    around: list[Part] = []
    parts = case.parts()
    for at, part in enumerate(parts):
        follows = parts[at + 1] if at + 1 < len(parts) else ""
        if isinstance(part, PrintedTable):
            inside.append(rows_html(part.rows()).removeprefix("<table border='1'>").removesuffix("</table>"))
        elif isinstance(follows, PrintedTable):
            inside.append(f"<tr><td colspan='15'>{escape(part)}</td></tr>")
        else:
            around.append(part)
    text = page(around)
    whole = f"<table border='1'>{''.join(inside)}</table>"
    return Made("html", text.replace("<p>五、", whole + "<p>五、", 1).encode(), case)
