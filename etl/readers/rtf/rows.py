"""Tables of Rich Text Format: cells are told by their right edges, of which Word's grid is made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from etl.readers.docx.runs import W

_SAME_EDGE = 40  # twips within which two edges are one


@dataclass(slots=True)
class CellShape:
    """What is stated about a cell: its right edge in twips, how it is merged, and the colour behind it."""

    right: int = 0
    merge: str = ""
    across: str = ""
    ground: str = ""
    dots: str = ""  # the colour of a pattern
    share: str = ""  # of the cell that its dots cover, in hundredths of a percent


@dataclass(slots=True)
class RowShape:
    """What is stated about a row."""

    left: int = 0
    cells: list[CellShape] = field(default_factory=list)


Row = tuple[RowShape, list[list[etree._Element]]]


def word_table(rows: Sequence[Row]) -> etree._Element:
    """The element `w:tbl` for the rows of a table and the content of their cells."""
    edges = _edges(rows)
    table = etree.Element(W + "tbl")
    for shape, contents in rows:
        row = etree.SubElement(table, W + "tr")
        at = _nearest(edges, shape.left)
        if at > 0:
            etree.SubElement(etree.SubElement(row, W + "trPr"), W + "gridBefore").set(W + "val", str(at))
        for number, content in enumerate(contents):
            stated = shape.cells[number] if number < len(shape.cells) else None
            end = _nearest(edges, stated.right) if stated else at + 1
            cell = etree.SubElement(row, W + "tc")
            _state(etree.SubElement(cell, W + "tcPr"), stated, max(end - at, 1))
            cell.extend(content)
            at = max(end, at + 1)
    return table


def _state(properties: etree._Element, shape: CellShape | None, width: int) -> None:
    if width > 1:
        etree.SubElement(properties, W + "gridSpan").set(W + "val", str(width))
    if shape is None:
        return
    for name, value in (("vMerge", shape.merge), ("hMerge", shape.across)):
        if value:
            etree.SubElement(properties, W + name).set(W + "val", value)
    if shape.ground or shape.share:
        shading = etree.SubElement(properties, W + "shd")
        shading.set(W + "fill", shape.ground or "auto")
        if shape.share:
            shading.set(W + "val", f"pct{int(shape.share) // 100}")
            shading.set(W + "color", shape.dots or "auto")


def _edges(rows: Sequence[Row]) -> list[int]:
    """The vertical lines of a table from left to right."""
    stated = {edge for shape, _ in rows for edge in (shape.left, *(cell.right for cell in shape.cells))}
    edges: list[int] = []
    for edge in sorted(stated):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _nearest(edges: list[int], edge: int) -> int:
    """The number of the line that an edge stands on."""
    at = bisect_left(edges, edge)
    return at if at < len(edges) and edges[at] == edge else max(at - 1, 0)
