"""Reads table 四 in text that keeps the lines of its headings, a part of each label on each line:

    结果 结果 其他 尚未    结果 结果 其他 尚未    结果 结果 其他 尚未
                   总计                   总计                   总计
    维持 纠正 结果 审结    维持 纠正 结果 审结    维持 纠正 结果 审结

The parts must make up every label of the form in its order; nothing is read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from etl.form import forms
from etl.model.document import Piece
from etl.recognise.form_rows import ALL_PATHS
from etl.recognise.headers.review_headers import form_columns
from etl.recognise.rows.label_matching import REVIEW, bare
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import PATHS, RecognisedRow

_MOST_LINES = 12  # of headings, at four characters of a label on each at the most


def read_stacked_review(rows: Sequence[PrintedRow]) -> list[RecognisedRow]:
    """The line of figures of table 四 below such headings; empty if there is none, or several."""
    found = [
        RecognisedRow(REVIEW, ALL_PATHS, form_columns(), figures, at)
        for at, row in enumerate(rows)
        if len(figures := _figures(row)) == row.figures == len(form_columns())
        and _is_complete(_heading_lines(rows, at))
    ]
    return found if len(found) == 1 else []


def _figures(row: PrintedRow) -> tuple[Piece, ...]:
    """The pieces after the last text of a row."""
    return row.pieces[row.texts[-1] + 1 :] if row.texts else row.pieces


def _heading_lines(rows: Sequence[PrintedRow], at: int) -> list[list[str]]:
    """The words of the lines from the heading of review down to the figures, which may follow words on their own line."""
    lines = [list(_words(rows[at]))]
    for row in reversed(rows[max(0, at - _MOST_LINES) : at]):
        if row.figures:
            break
        lines.append(list(_words(row)))
        if _paths()[0] in lines[-1]:
            break
    return lines[::-1]


def _words(row: PrintedRow) -> Iterator[str]:
    for at in row.texts:
        yield from map(bare, row.pieces[at].text.split())


def _is_complete(lines: Sequence[Sequence[str]]) -> bool:
    """Whether the words are the headings of the paths, in their order, and parts of each result below each of them."""
    labels = _results() * len(PATHS)
    begun = [""] * len(labels)
    paths: list[str] = []
    for words in lines:
        column = 0
        for word in words:
            if word in _paths():
                paths.append(word)
                continue
            while column < len(labels) and not labels[column].startswith(begun[column] + word):
                column += 1
            if column == len(labels):
                return False
            begun[column] += word
    return begun == labels and paths == list(_paths())


@cache
def _paths() -> tuple[str, ...]:
    """The headings above the results in printed order: review, litigation, and the paths of litigation below it."""
    review, *litigation = forms()["2019"].table(REVIEW).blocks[0].rows  # type: ignore[union-attr]
    return tuple(map(bare, (review.label_zh, litigation[0].under, *(path.label_zh for path in litigation))))


@cache
def _results() -> list[str]:
    """The headings of the results under one path, in the form's order."""
    return [bare(column.label_zh) for column in forms()["2019"].table(REVIEW).blocks[0].columns]  # type: ignore[union-attr]
