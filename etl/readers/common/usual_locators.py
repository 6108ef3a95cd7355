"""Locators that recur in every report, made once: writing them anew for each cell would show in reading time."""

from __future__ import annotations

from functools import cache

from etl.model.locator import table_cell

_TABLES, _ROWS, _COLUMNS = 8, 64, 16  # beyond what the form prints


def usual_locators(table: int, row: int) -> tuple[str, ...]:
    """The locators of the first cells of a row, numbered from 1; empty beyond the usual tables and rows."""
    return _locators(table)[row - 1] if table <= _TABLES and row <= _ROWS else ()


@cache
def _locators(table: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(table_cell(table, row, column) for column in range(1, _COLUMNS + 1))
        for row in range(1, _ROWS + 1)
    )
