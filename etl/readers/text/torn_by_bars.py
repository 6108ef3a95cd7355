"""Tables torn into lines by bars: each cell and each bar on a line of its own, or a bar beside each cell."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from etl.readers.text.text_rows import (
    BAR,
    FEWEST,
    MOST_AHEAD,
    Cell,
    Lines,
    TextRow,
    Torn,
    blanks,
    is_barred_rule,
    least_usual,
)
from etl.text.numbers import states_figure

_MOST_ANNOUNCED = 0.9


class TornByBars:
    """The lines of a text, and how the program that copied it sets bars between cells."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def table_at(self, start: int) -> Torn | None:
        """The cells from line `start` on (0-based) that bars join; None if none does, or if each line is a row."""
        if not BAR.search(self._lines[start][1]) or _is_table_of_rows(self._lines, start):
            return None
        end, cells = _barred_cells(self._lines, start)
        spread: TextRow = []
        before = False
        for cell in cells:
            is_figure = states_figure(cell.text)
            is_announced = before and not is_figure and self._announces_rows
            count = (cell.separators - self._usual_bars - is_announced) // self._usual_bars
            spread += [*blanks(cell.line, count), (cell.line, cell.text)]
            before = is_figure
        return Torn(end - start, [], spread) if cells else None

    @cached_property
    def _bars_between(self) -> list[tuple[bool, bool, int]]:
        """For each two cells that follow each other: whether they are figures, and the bars between them."""
        between: list[tuple[bool, bool, int]] = []
        position = 0
        while position < len(self._lines):
            end, cells = position, list[Cell]()
            if BAR.search(self._lines[position][1]) and not _is_table_of_rows(self._lines, position):
                end, cells = _barred_cells(self._lines, position)
            kinds = [(states_figure(cell.text), cell.separators) for cell in cells]
            between += [(first, second, bars) for (first, _), (second, bars) in pairwise(kinds)]
            position = max(end, position + 1)
        return between

    @cached_property
    def _usual_bars(self) -> int:
        return least_usual((bars for *_, bars in self._bars_between), 1)

    @cached_property
    def _announces_rows(self) -> bool:
        """Whether one bar more begins each row."""
        rows = [bars > self._usual_bars for first, second, bars in self._bars_between if first and not second]
        return len(rows) >= FEWEST and sum(rows) >= _MOST_ANNOUNCED * len(rows)


def _is_table_of_rows(lines: Lines, start: int) -> bool:
    """Whether one of the first lines of the table that begins here holds several cells, so that each is a row."""
    for index in range(start, min(start + MOST_AHEAD, len(lines))):
        line = lines[index][1]
        if is_barred_rule(line) or not BAR.sub("", line).strip():
            continue
        if not BAR.search(line):
            return False
        if len(BAR.findall(line)) > 2 or sum(map(bool, map(str.strip, BAR.split(line)))) > 1:
            return True
    return False


def _barred_cells(lines: Lines, start: int) -> tuple[int, list[Cell]]:
    """The position after the lines that bars join, and their cells."""
    cells: list[Cell] = []
    bars, end = 0, start
    for index in range(start, len(lines)):
        number, line = lines[index]
        text = line.strip()
        if not cells and index > start + MOST_AHEAD:
            break
        if not text or is_barred_rule(text):
            continue
        parts = [part.strip() for part in BAR.split(text)]
        texts = [at for at, part in enumerate(parts) if part]
        if len(texts) > 1 or "\t" in text.strip("|｜│┃￨¦\t ") or (len(parts) == 1 and not bars):
            break
        if texts:
            cells.append(Cell(number, parts[texts[0]], bars + texts[0]))
            bars = len(parts) - 1 - texts[0]
        else:
            bars += len(parts) - 1
        end = index + 1
    return end, cells
