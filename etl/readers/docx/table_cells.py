"""Tables of Word files: which cells are a table's own, and where each stands in the grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from etl.model.document import Piece
from etl.model.locator import table_cell
from etl.readers.common.usual_locators import usual_locators
from etl.readers.docx.runs import PRINTING, TEXT, W, printed, value_of

NESTED = W + "nestedTable"  # stands where `detach` took out an inner table

_P, _TR, _TC, _TBL = W + "p", W + "tr", W + "tc", W + "tbl"
_BEFORE = W + "gridBefore"
_CONTINUE = "continue"
_WIDEST = 1000


@dataclass(slots=True)
class Cell:
    """A cell as written: its first column of the grid, its width, how it is merged, and its words.

    `merge` (downwards) and `across` (in old files) are "", "restart" or "continue".
    """

    column: int
    width: int = 1
    merge: str = ""
    across: str = ""
    holds_table: bool = False
    words: list[str] = field(default_factory=list)


def detach(table: etree._Element) -> dict[str, etree._Element]:
    """Take the tables inside a table out of it; returns them by the ids of the marks that stand in their places.

    A table of one cell is only a frame: its content moves into the cell around it.
    """
    nested: dict[str, etree._Element] = {}
    for inner in list(table.iterdescendants(_TBL)):
        holder = inner.getparent()
        if holder is None or not any(ancestor is table for ancestor in inner.iterancestors()):
            continue  # inside a table that is out already
        position = holder.index(inner)
        cells = [cell for cell in inner.iter(_TC) if next(cell.iterancestors(_TBL)) is inner]
        holder.remove(inner)
        if len(cells) <= 1:
            for child in reversed([child for cell in cells for child in cell]):
                holder.insert(position, child)
            continue
        mark = etree.Element(NESTED)
        mark.set("id", f"{id(inner):x}")
        holder.insert(position, mark)
        nested[f"{id(inner):x}"] = inner
    return nested


def own_rows(table: etree._Element) -> list[list[Cell]]:
    """The cells of a table by row, in one pass over its elements; inner tables must be detached."""
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    cell = Cell(0)
    columns_before = 0
    for element in table.iter(*_READ):
        tag = element.tag
        if tag == TEXT:
            cell.words.append(element.text or "")
        elif tag == _P:
            cell.words.append("\n")
        elif tag == _TC:
            cell = Cell(cell.column + cell.width if row else columns_before)
            row.append(cell)
        elif tag == _TR:
            row = []
            columns_before = 0
            rows.append(row)
        elif tag == _BEFORE:
            columns_before = _count(element)
        elif (set_property := _PROPERTIES.get(tag)) is not None:
            set_property(cell, element)
        else:
            cell.words.append(printed(element))
    return rows


def _set_width(cell: Cell, element: etree._Element) -> None:
    cell.width = max(1, _count(element))


def _set_merge(cell: Cell, element: etree._Element) -> None:
    cell.merge = value_of(element) or _CONTINUE


def _set_across(cell: Cell, element: etree._Element) -> None:
    cell.across = value_of(element) or _CONTINUE


def _set_table(cell: Cell, element: etree._Element) -> None:
    cell.words.append("\n")
    cell.holds_table = True


_PROPERTIES: dict[object, Callable[[Cell, etree._Element], None]] = {
    W + "gridSpan": _set_width, W + "vMerge": _set_merge, W + "hMerge": _set_across, NESTED: _set_table,
}  # fmt: skip
_READ = (_P, _TC, _TR, _BEFORE, *map(str, _PROPERTIES), *PRINTING)


def _count(element: etree._Element) -> int:
    value = value_of(element).strip()
    return min(int(value), _WIDEST) if value.isdecimal() else 0


def pieces(rows: list[list[Cell]], texts: list[list[str]], table: int) -> tuple[Piece, ...]:
    """Place each cell with its spans: the continuations of a merged cell lengthen the cell that they continue.

    `texts` are the cells' texts by row; `table` is the table's number for locators.
    """
    placed: list[Piece] = []
    spans: dict[int, list[int]] = {}  # rows and columns of the pieces that are continued
    above: dict[int, int] = {}  # by column, the piece whose merge may continue in the next row
    for number, row in enumerate(rows):
        below: dict[int, int] = {}
        locators = usual_locators(table, number + 1)
        known = len(locators)
        left = -1
        for cell, text in zip(row, texts[number], strict=True):
            column = cell.column
            if cell.across == _CONTINUE and left >= 0:
                if placed[left].row == number:
                    spans.setdefault(left, [1, placed[left].column_span])[1] += cell.width
                continue
            if cell.merge == _CONTINUE and column in above:
                left = above[column]
                spans.setdefault(left, [1, placed[left].column_span])[0] = number - placed[left].row + 1
                below[column] = left
                continue
            left = len(placed)
            locator = locators[column] if column < known else table_cell(table, number + 1, column + 1)
            placed.append(Piece(text, number, column, locator, 1, cell.width))
            if cell.merge:
                below[column] = left
        above = below
    for index, (row_span, column_span) in spans.items():
        placed[index] = placed[index]._replace(row_span=row_span, column_span=column_span)
    return tuple(placed)
