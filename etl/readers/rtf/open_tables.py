"""The text of an RTF file and the tables that are open in it, by how many of them stand around a paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.rtf.rows import CellShape, Row, RowShape, word_table

MOST_CELLS = 200_000
MOST_LEVELS = 50
HUGE = "RTF 文件的表格异常巨大或层层嵌套，没有打开；请用 Word/WPS 另存为 .docx 后再提交。"
_MOST_IN_ROW = 1000


@dataclass(slots=True)
class _Level:
    """The text, or the open cell of a table at one depth, with the rows that came before."""

    content: list[etree._Element] = field(default_factory=list)
    cells: list[list[etree._Element]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


class OpenTables:
    """Takes paragraphs, cells and rows as they end. Raises Unreadable for tables too deep or with too many cells."""

    def __init__(self) -> None:
        self._levels = [_Level()]
        self._shapes: dict[int, RowShape] = {}  # of the open rows, by depth
        self._shape = CellShape()
        self._cells = 0

    @property
    def text(self) -> list[etree._Element]:
        """What stands in no open table."""
        return self._levels[0].content

    def end_paragraph(self, paragraph: etree._Element, depth: int) -> None:
        """Add a paragraph that stands in as many tables; deeper ones have ended."""
        if depth > 2 * MOST_LEVELS:
            raise Unreadable(HUGE)
        self._close(depth)
        while len(self._levels) <= depth:
            self._levels.append(_Level())
        self._levels[depth].content.append(paragraph)

    def end_cell(self, paragraph: etree._Element, depth: int) -> None:
        """Add the last paragraph of a cell."""
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Unreadable(HUGE)
        self.end_paragraph(paragraph, depth)
        level = self._levels[depth]
        level.cells.append(level.content)
        level.content = []

    def end_row(self, depth: int) -> None:
        """Take the cells that have ended for a row."""
        self._close(depth)
        if len(self._levels) > depth:
            level = self._levels[depth]
            level.rows.append((self._shapes.get(depth, RowShape()), level.cells))
            level.cells = []

    def begin_row(self, depth: int) -> None:
        """Start to state the shape of a row."""
        self._shapes[depth] = RowShape()
        self._shape = CellShape()

    def set_left(self, depth: int, left: int) -> None:
        """Where the row begins, in twips."""
        self._shapes.setdefault(depth, RowShape()).left = left

    def shape_cell(self, name: str, value: str) -> None:
        """State a field of the shape of the next cell."""
        setattr(self._shape, name, value)

    def end_shape(self, depth: int, right: int) -> None:
        """Where the cell ends whose shape was stated, in twips."""
        self._shape.right = right
        cells = self._shapes.setdefault(depth, RowShape()).cells
        if len(cells) < _MOST_IN_ROW:
            cells.append(self._shape)
        self._shape = CellShape()

    def _close(self, depth: int) -> None:
        """Put tables that are deeper than this into the text around them."""
        while len(self._levels) - 1 > depth:
            level = self._levels.pop()
            around = self._levels[-1].content
            if level.rows:
                around.append(word_table(level.rows))
            for content in (*level.cells, level.content):  # of a row that has no end
                around.extend(content)
