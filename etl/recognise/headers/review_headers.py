"""The header of table 四: results under the paths of review and litigation, by place or in the order of print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from etl.form import forms
from etl.recognise.rows.label_matching import REVIEW
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import PATHS, RESULTS, Head, Header, one_grid

SUITS = "suits"  # the heading over both paths of litigation


def without_grand_total(heads: list[Head], row: PrintedRow) -> list[Head]:
    """The headings less a total that stands under none of the paths: one of all cases, which the form has not."""
    paths = [head for head in heads if head.key.startswith("path:")]
    results = [head for head in heads if head not in paths and head.key != SUITS]
    if not paths or len(results) <= len(PATHS) * RESULTS or not one_grid(results, row):
        return heads
    return [head for head in heads if head in paths or head.key != "total" or _path_over(head, paths)]


def suits_first(heads: Sequence[Head]) -> bool:
    """Whether the suits are printed before the reviews: their common heading is, or the reviews' five results follow
    the suits' paths in one row."""
    keys = [head.key for head in heads if head.key in (SUITS, f"path:{PATHS[0]}")]
    if len(keys) > 1 and keys[0] == SUITS:
        return True
    rows: dict[tuple[int, int], list[str]] = {}
    for head in heads:
        rows.setdefault((head.grid, head.piece.row), []).append(head.key)
    paths = [f"path:{path}" for path in PATHS[1:]]
    return any(sorted(row[:2]) == sorted(paths) and len(row) == 2 + RESULTS for row in rows.values())


def review_last(header: Header) -> Header:
    """The columns with the reviews' behind the suits', where no places tell them: taken so, but not as sure."""
    review = tuple(name for name in header.columns if name.startswith(f"{PATHS[0]}/"))
    others = tuple(name for name in header.columns if name not in review)
    return replace(header, columns=others + review, sure=False)


def results_header(heads: Sequence[Head], row: PrintedRow) -> Header:
    """Columns named path/result. A result stands under the path whose heading spans it."""
    paths = [head for head in heads if head.key.startswith("path:")]
    results = [head for head in heads if not head.key.startswith("path:")]
    if len(results) > len(PATHS) * RESULTS:  # printed again in each row that their cell spans
        results = list({(head.key, head.piece.column): head for head in results}.values())
    printed = [head.key.removeprefix("path:") for head in paths]
    if paths and all(head.grid == row.grid for head in paths) and one_grid(results, row):
        ordered = sorted(results, key=lambda head: head.piece.column)
        pieces = tuple(head.piece for head in ordered)
        columns = tuple(f"{_path_over(head, paths)}/{head.key}" for head in ordered)
        if not any(column.startswith("/") for column in columns) and len(set(columns)) == len(columns):
            return Header(columns, pieces, True, row.grid)
        columns = tuple(f"{_path_before(head, paths)}/{head.key}" for head in ordered)
        if len(columns) == len(canonical()) and set(columns) == set(canonical()):
            # a path that is not printed and another where it should be: a heading may be missing and moved the others
            sure = columns == canonical() or set(printed) == set(PATHS)
            return Header(columns, pieces, sure, row.grid)
    if len(results) == RESULTS and len(paths) <= 1:
        path = printed[0] if printed else ""
        return Header(tuple(f"{path}/{head.key}" for head in results), (), True, row.grid)
    columns = _in_order_of_print(list(dict.fromkeys(printed)), [head.key for head in results])
    usual = printed == [path for path in PATHS if path in printed] and columns == canonical()
    keys = [head.key for head in results]
    usual = usual and (len(keys) != len(columns) or keys == [name.partition("/")[2] for name in columns])
    return Header(columns, (), usual and len(results) >= len(columns) - 2, row.grid)


def _in_order_of_print(paths: Sequence[str], results: Sequence[str]) -> tuple[str, ...]:
    """The columns where no places tell them: each path with its own results, as they follow each other; in the form's
    order where not all of them are printed."""
    groups = [results[start : start + RESULTS] for start in range(0, len(results), RESULTS)]
    if set(paths) != set(PATHS) or len(groups) != len(paths):
        return canonical()
    columns = tuple(f"{path}/{result}" for path, group in zip(paths, groups, strict=True) for result in group)
    return columns if set(columns) == set(canonical()) else canonical()


def _path_over(result: Head, paths: Sequence[Head]) -> str:
    over = [
        head.key.removeprefix("path:")
        for head in paths
        if head.piece.column <= result.piece.column < head.piece.column + head.piece.column_span
    ]
    return over[-1] if over else ""


def _path_before(result: Head, paths: Sequence[Head]) -> str:
    """The path of a result where no heading spans anything: each stands over the first of its own results, and the one
    that is not printed has the rest."""
    for head in paths:
        if head.piece.column <= result.piece.column < head.piece.column + RESULTS:
            return head.key.removeprefix("path:")
    absent = set(PATHS) - {head.key.removeprefix("path:") for head in paths}
    return absent.pop() if len(absent) == 1 else ""


@cache
def canonical() -> tuple[str, ...]:
    return tuple(f"{path}/{result}" for path in PATHS for result in _result_keys())


def _result_keys() -> tuple[str, ...]:
    return tuple(column.key for column in forms()["2019"].table(REVIEW).blocks[0].columns)  # type: ignore[union-attr]
