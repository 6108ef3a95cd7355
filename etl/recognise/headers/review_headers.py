"""The header of table 四: results under the paths of review and litigation, by position or in printed order.

Its columns are named path/result (`review/upheld`); the path is empty where none is printed over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from etl.form import forms
from etl.recognise.rows.label_matching import REVIEW
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import PATHS, RESULT_COLUMNS, Header, Heading, share_grid

LITIGATION = "litigation"  # the heading over both paths of litigation
PATH = "path:"  # begins the keys of headings that name a path


def without_grand_total(headings: list[Heading], row: PrintedRow) -> list[Heading]:
    """The headings without a total of all cases, which stands under no path and is not on the form."""
    paths = _paths(headings)
    results = [heading for heading in headings if heading not in paths and heading.key != LITIGATION]
    if not paths or len(results) <= len(form_columns()) or not share_grid(results, row):
        return headings
    return [
        heading
        for heading in headings
        if heading in paths or heading.key != "total" or _path_above(heading, paths)
    ]


def _paths(headings: Sequence[Heading]) -> list[Heading]:
    return [heading for heading in headings if heading.key.startswith(PATH)]


def litigation_first(headings: Sequence[Heading]) -> bool:
    """Whether litigation is printed before review.

    It is if their common heading comes first, or if one row holds both paths of litigation and then the five results
    of review.
    """
    keys = [heading.key for heading in headings if heading.key in (LITIGATION, PATH + PATHS[0])]
    if len(keys) > 1 and keys[0] == LITIGATION:
        return True
    rows: dict[tuple[int, int], list[str]] = {}
    for heading in headings:
        rows.setdefault((heading.grid, heading.piece.row), []).append(heading.key)
    paths = sorted(PATH + path for path in PATHS[1:])
    return any(sorted(row[:2]) == paths and len(row) == 2 + RESULT_COLUMNS for row in rows.values())


def review_last(header: Header) -> Header:
    """The header without positions, with the columns of review after those of litigation; never certain."""
    review = tuple(name for name in header.columns if name.startswith(f"{PATHS[0]}/"))
    others = tuple(name for name in header.columns if name not in review)
    return replace(header, columns=others + review, certain=False)


def results_header(headings: Sequence[Heading], row: PrintedRow) -> Header:
    """The columns of table 四. A result belongs to the path whose heading spans it."""
    paths = _paths(headings)
    results = [heading for heading in headings if heading not in paths]
    if len(results) > len(form_columns()):  # printed again in each row that their cell spans
        results = list({(heading.key, heading.piece.column): heading for heading in results}.values())
    if paths and all(heading.grid == row.grid for heading in paths) and share_grid(results, row):
        header = _by_position(paths, results, row.grid)
        if header:
            return header
    if len(results) == RESULT_COLUMNS and len(paths) <= 1:
        path = _path(paths[0]) if paths else ""
        return Header(tuple(f"{path}/{heading.key}" for heading in results), (), True, row.grid)
    return _in_printed_order([_path(heading) for heading in paths], results, row.grid)


def _path(heading: Heading) -> str:
    return heading.key.removeprefix(PATH)


def _by_position(paths: Sequence[Heading], results: Sequence[Heading], grid: int) -> Header | None:
    ordered = sorted(results, key=lambda heading: heading.piece.column)
    pieces = tuple(heading.piece for heading in ordered)
    columns = tuple(f"{_path_above(heading, paths)}/{heading.key}" for heading in ordered)
    if not any(column.startswith("/") for column in columns) and len(set(columns)) == len(columns):
        return Header(columns, pieces, True, grid)
    columns = tuple(f"{_path_left_of(heading, paths)}/{heading.key}" for heading in ordered)
    if not _has_all_columns(columns):
        return None
    # an unusual order with a path missing: the heading that is missing may have moved the others
    certain = columns == form_columns() or {_path(heading) for heading in paths} == set(PATHS)
    return Header(columns, pieces, certain, grid)


def _in_printed_order(paths: Sequence[str], results: Sequence[Heading], grid: int) -> Header:
    """The columns of a header without positions; certain only if all that is printed is in the form's order."""
    keys = [heading.key for heading in results]
    columns = _grouped_by_path(list(dict.fromkeys(paths)), keys)
    certain = (
        paths == [path for path in PATHS if path in paths]
        and columns == form_columns()
        and (len(keys) != len(columns) or keys == [name.partition("/")[2] for name in columns])
        and len(results) >= len(columns) - 2
    )
    return Header(columns, (), certain, grid)


def _grouped_by_path(paths: Sequence[str], results: Sequence[str]) -> tuple[str, ...]:
    """Each path with its own five results in printed order; in the form's order unless all are printed."""
    groups = [results[start : start + RESULT_COLUMNS] for start in range(0, len(results), RESULT_COLUMNS)]
    if set(paths) != set(PATHS) or len(groups) != len(paths):
        return form_columns()
    columns = tuple(f"{path}/{result}" for path, group in zip(paths, groups, strict=True) for result in group)
    return columns if set(columns) == set(form_columns()) else form_columns()


def _has_all_columns(columns: Sequence[str]) -> bool:
    return len(columns) == len(form_columns()) and set(columns) == set(form_columns())


def _path_above(result: Heading, paths: Sequence[Heading]) -> str:
    """The path whose heading spans the result, "" if none."""
    column = result.piece.column
    above = [
        _path(heading)
        for heading in paths
        if heading.piece.column <= column < heading.piece.column + heading.piece.column_span
    ]
    return above[-1] if above else ""


def _path_left_of(result: Heading, paths: Sequence[Heading]) -> str:
    """The path of a result where headings span nothing.

    Each path stands over the first of its own five results; a single path that is not printed has the rest.
    """
    for heading in paths:
        if heading.piece.column <= result.piece.column < heading.piece.column + RESULT_COLUMNS:
            return _path(heading)
    absent = set(PATHS) - {_path(heading) for heading in paths}
    return absent.pop() if len(absent) == 1 else ""


@cache
def form_columns() -> tuple[str, ...]:
    """The columns of table 四 in the form's order."""
    block = forms()["2019"].table(REVIEW).blocks[0]  # type: ignore[union-attr]
    return tuple(f"{path}/{column.key}" for path in PATHS for column in block.columns)
