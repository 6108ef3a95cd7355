"""Running text in which figures stand above their labels, not below them.

A program that copies a ruled table takes its lines from the top: where a label is set a little lower than its figures, they
come first. Read on, every row would have the figures of the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.model.document import Piece
from etl.recognise.rows import label_matching


@dataclass(slots=True)
class TextRow:
    """A line of text as pieces, and the figures that stand alone on the lines `below` it."""

    line: list[Piece]
    below: list[Piece] = field(default_factory=list)


def pieces_by_row(rows: Sequence[TextRow]) -> Iterator[list[Piece]]:
    """The pieces of each row. In a table whose figures stand first, those between two labels belong to neither."""
    apart: set[int] = set()
    for at in range(len(rows)):
        if at not in apart:
            apart.update(_rows_below_figures(rows, at))
    for at, row in enumerate(rows):
        if at in apart and row.below:
            yield row.line
            yield row.below
        else:
            yield [*row.line, *row.below]


def _rows_below_figures(rows: Sequence[TextRow], at: int) -> range:
    """The rows whose figures stand first from this one on, or none.

    Figures follow this line, which is no label of a row; then come labels and as many figures in turn, and a label last.
    Blocks of 表二 may differ in this, 表三 is taken as a whole.
    """
    if not rows[at].below or (_table_of_label(rows[at]) and not _is_heading(rows[at])):
        return range(0)
    for end in range(at + 1, len(rows)):
        if not _table_of_label(rows[end]):
            break
        if not rows[end].below:
            if _table_of_label(rows[end]) != label_matching.APPLICATIONS:
                return range(at, end + 1)
            return _table_around(rows, at) if len(rows[at].below) > 1 else range(0)  # one may be of a page
        if len(rows[end].below) != len(rows[at].below):
            break
    return range(0)


def _table_around(rows: Sequence[TextRow], at: int) -> range:
    """The rows from the title of the table above a row to the title below it."""
    first = next((above for above in range(at, -1, -1) if _is_title(rows[above])), 0)
    end = next((below for below in range(at + 1, len(rows)) if _is_title(rows[below])), len(rows))
    return range(first, end)


def _is_title(row: TextRow) -> bool:
    return label_matching.bare(row.line[0].text) in label_matching.table_titles()


def _is_heading(row: TextRow) -> bool:
    """Whether a line ends with the label of a column, as 总计 without the number of its row."""
    return row.line[-1].text in label_matching.column_labels(label_matching.APPLICATIONS)


def _table_of_label(row: TextRow) -> str:
    """The table of which a line is the label of a row, without figures beside it; empty if it is none."""
    return label_matching.table_of_row(row.line[-1].text)
