"""Tables torn into lines by tabs, as browsers give the text of a page whose cells hold paragraphs.

Value, blank line, a line of one tab, blank line, value; or a tab at the end of each cell, or before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from etl.readers.text.text_rows import FEWEST, MOST_AHEAD, Cell, Lines, TextRow, Torn, blanks, least_usual
from etl.text.numbers import states_figure

_SPACES = " \xa0\u3000"
_SECTION = re.compile(r"[一二三四五六七]、\S{2,40}(?:情况|事项|概述)$")
_SENTENCE = re.compile(r".{120}|.*[。！？；]$", re.DOTALL)
_BEGUN, _ENDED = re.compile(r"\t\s*\d[\d,.]*\s*$"), re.compile(r"\s*\d[\d,.]* *\t *$")
_DEEPEST_LABEL = 3  # 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密


class TornByTabs:
    """The lines of a text, and how the program that copied it sets tabs between cells."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._has_tabs = any("\t" in line for _, line in lines)

    def table_at(self, start: int) -> Torn | None:
        """The cells from line `start` on (0-based) that tabs join over line breaks; None if none does."""
        if not self._has_tabs:
            return None
        rows: list[TextRow] = []
        position = taken = start
        while chain := self._tabbed_cells(position):
            position, cells = chain
            divided = self._rows(cells)
            if divided is None:
                return Torn(taken - start, rows, []) if rows else Torn(position - start, [], _in_order(cells))
            rows += divided
            taken = position
            while position < len(self._lines) and not self._lines[position][1].strip():
                position += 1
        return Torn(taken - start, rows, []) if rows else None

    def _tabbed_cells(self, start: int) -> tuple[int, list[Cell]] | None:
        """The position after the lines that tabs join to those before, and their cells; None if tabs join none."""
        cells: list[Cell] = []
        tabs, above, gap, end, before = 0, -1, 0, start, ""
        for index in range(start, len(self._lines)):
            number, line = self._lines[index]
            if not line.strip():
                if "\t" in line:
                    above, gap = gap if above < 0 else above, -1
                    tabs += line.count("\t")
                gap += 1
                if not cells and (not tabs or index - start > MOST_AHEAD):
                    return None
                continue
            text = line.strip(_SPACES)
            is_near = index == end
            if cells and not self._joins(before, text, above >= 0, is_near):
                break
            if not cells and (text.startswith("\t") or not _may_continue(self._lines, index)):
                return None
            gaps = (above, gap) if above >= 0 else (-1, -1)
            cells += _cells_of_line(number, text, tabs + _tabs_at_end(before), gaps)
            tabs, above, gap, end, before = 0, -1, 0, index + 1, text
        return (end, cells) if len({cell.line for cell in cells}) > 1 else None

    def _joins(self, before: str, text: str, are_tabs_between: bool, is_near: bool) -> bool:
        """Whether tabs make a printed line the next cell of the row that the printed line before it belongs to."""
        is_single, was_single = "\t" not in text.strip(), "\t" not in before.strip()
        if _SECTION.match(before.strip()):
            return False
        if are_tabs_between:
            return is_single or was_single
        begins, ends = text.startswith("\t"), before.endswith("\t")
        return (
            is_single
            and was_single
            and ((begins and self._tabs_begin_cells) or (ends and is_near and self._tabs_end_cells))
        )

    @cached_property
    def _tabs_begin_cells(self) -> bool:
        """Whether a tab begins each cell of a row but its first."""
        pairs = pairwise(line for _, line in self._lines if line.strip())
        return sum("\t" not in label and _BEGUN.match(line) is not None for label, line in pairs) >= FEWEST

    @cached_property
    def _tabs_end_cells(self) -> bool:
        """Whether a tab ends each cell of a row but its last."""
        return sum(_ENDED.match(line) is not None for _, line in self._lines) >= FEWEST

    @cached_property
    def _usual_gaps(self) -> tuple[int, int]:
        """The blank lines above and below a line of tabs that separates two cells of a row."""
        above: list[int] = []
        below: list[int] = []
        blank, after_tabs = 0, False
        for _, line in self._lines:
            if "\t" in line and not line.strip():
                above += [] if after_tabs else [blank]
                blank, after_tabs = 0, True
            elif line.strip():
                below += [blank] if after_tabs else []
                blank, after_tabs = 0, False
            else:
                blank += 1
        return least_usual(above, 0), least_usual(below, 0)

    def _rows(self, cells: Sequence[Cell]) -> list[TextRow] | None:
        """The cells by row; None if these are sentences, or if nothing parts a row from the one before.

        A line break without a tab parts two rows. Where the last cell of a row or the first of the next is blank, a
        tab stands between them: more blank lines than usual before or after it, or a label after figures, tell so.
        """
        if any(_SENTENCE.match(cell.text) for cell in cells):
            return None
        above, below = self._usual_gaps
        rows: list[TextRow] = [[]]
        after_figures = False
        for cell in cells:
            row, between = rows[-1], blanks(cell.line, cell.separators)
            is_figure = states_figure(cell.text)
            begins = cell.above > above or cell.below > below or (after_figures and not is_figure)
            if row and begins:
                after_figures = False
                row += between if cell.above <= above else []
                between = between if cell.above > above else []
                rows.append([*between, (cell.line, cell.text)])
            else:
                row += [*(between[1:] if row else between), (cell.line, cell.text)]
            after_figures = after_figures or is_figure
        return None if any(map(_holds_header, rows)) else rows


def _may_continue(lines: Lines, index: int) -> bool:
    """Whether a tab stands at the end of this line or at the beginning of the next printed one, or between them."""
    if lines[index][1].rstrip(_SPACES).endswith("\t"):
        return True
    for following in range(index + 1, len(lines)):
        line = lines[following][1]
        if line.strip():
            return line.startswith("\t")
        if "\t" in line:
            return True
    return False


def _tabs_at_end(text: str) -> int:
    return len(text) - len(text.rstrip("\t"))


def _cells_of_line(number: int, text: str, tabs: int, gaps: tuple[int, int]) -> Iterator[Cell]:
    leading = len(text) - len(text.lstrip("\t"))
    separators = tabs + leading
    for at, part in enumerate(text.strip("\t").split("\t")):
        if part.strip(_SPACES):
            yield Cell(number, part.strip(_SPACES), separators, *(() if at else gaps))
            separators = 0
        separators += 1


def _holds_header(row: TextRow) -> bool:
    """Whether so many texts precede the first figure that headings are among them."""
    leading = next((at for at, (_, text) in enumerate(row) if states_figure(text)), 0)
    return sum(bool(text) for _, text in row[:leading]) > _DEEPEST_LABEL


def _in_order(cells: Sequence[Cell]) -> TextRow:
    """The cells and the blank ones between them."""
    spread: TextRow = []
    for cell in cells:
        spread += [*blanks(cell.line, cell.separators - 1), (cell.line, cell.text)]
    return spread
