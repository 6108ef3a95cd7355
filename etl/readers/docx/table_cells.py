"""Tables of Word files: which cells are a table's own, and where each stands in the grid."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from etl.model.document import Piece
from etl.model.locator import table_cell
from etl.readers.docx.runs import MATH, PRINTS, W, symbol

NESTED = W + "nestedTable"  # stands where `detach` took out an inner table

_T, _P, _TR, _TC, _TBL = W + "t", W + "p", W + "tr", W + "tc", W + "tbl"
_SPAN, _DOWN, _ACROSS, _BEFORE = W + "gridSpan", W + "vMerge", W + "hMerge", W + "gridBefore"
_PARTS = (_T, MATH, _P, _TC, _TR, _SPAN, _DOWN, _ACROSS, _BEFORE, NESTED, W + "sym", *PRINTS)


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
    """Takes the tables inside this one out of it, by the ids that now stand in their places.

    A table of one cell is only a frame: its content goes up into the cell round it.
    """
    nested: dict[str, etree._Element] = {}
    for inner in list(table.iterdescendants(_TBL)):
        holder = inner.getparent()
        if holder is None or not any(above is table for above in inner.iterancestors()):
            continue  # inside one that is out already
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
    """A table's cells by row, in one pass over its parts; inner tables must be detached."""
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    cell = Cell(0)
    before = 0
    for element in table.iter(*_PARTS):
        tag = element.tag
        if tag == _T:
            cell.words.append(element.text or "")
        elif tag == _P:
            cell.words.append("\n")
        elif tag == _TC:
            cell = Cell(cell.column + cell.width if row else before)
            row.append(cell)
        elif tag == _SPAN:
            cell.width = max(1, _count(element))
        elif tag == _DOWN:
            cell.merge = element.get(W + "val") or "continue"
        elif tag == _TR:
            row = []
            before = 0
            rows.append(row)
        elif tag == _ACROSS:
            cell.across = element.get(W + "val") or "continue"
        elif tag == _BEFORE:
            before = _count(element)
        elif tag == NESTED:
            cell.words.append("\n")
            cell.holds_table = True
        elif tag == MATH:
            cell.words.append(element.text or "")
        elif tag == W + "sym":
            cell.words.append(symbol(element))
        else:
            cell.words.append(PRINTS[str(tag)])
    return rows


def _count(element: etree._Element) -> int:
    value = (element.get(W + "val") or "").strip()
    return min(int(value), 1000) if value.isdecimal() else 0


def pieces(rows: list[list[Cell]], texts: list[list[str]], table: int) -> tuple[Piece, ...]:
    """Each cell with its spans: a merged cell's continuations lengthen the cell that they continue."""
    found: list[Piece] = []
    grown: dict[int, list[int]] = {}  # rows and columns of those that are continued
    above: dict[int, int] = {}  # by column, the piece whose merge may go on in the next row
    for number, row in enumerate(rows):
        below: dict[int, int] = {}
        left = -1
        for cell, text in zip(row, texts[number], strict=True):
            column = cell.column
            if cell.across == "continue" and left >= 0:
                if found[left].row == number:
                    grown.setdefault(left, [1, found[left].column_span])[1] += cell.width
                continue
            if cell.merge == "continue" and column in above:
                left = above[column]
                grown.setdefault(left, [1, found[left].column_span])[0] = number - found[left].row + 1
                below[column] = left
                continue
            left = len(found)
            found.append(
                Piece(text, number, column, table_cell(table, number + 1, column + 1), 1, cell.width)
            )
            if cell.merge:
                below[column] = left
        above = below
    for index, (down, across) in grown.items():
        found[index] = found[index]._replace(row_span=down, column_span=across)
    return tuple(found)
