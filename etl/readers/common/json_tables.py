"""Reports that a JSON file holds as tables of rows of cells, as programs that take files apart write them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

_FEWEST_ROWS = 2
_TEXT_KEYS = ("text", "value", "content")
_SPANS = ("rowspan", "colspan")


def page_of_tables(stated: Any) -> str:
    """A page of the texts and the tables of a JSON value in the order in which they are written; empty without tables."""
    parts = list(_parts(stated))
    return "\n".join(parts) if any(part.startswith("<table") for part in parts) else ""


def _parts(stated: Any) -> Iterator[str]:
    waiting = [stated]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield f"<p>{escape(one)}</p>"
        elif isinstance(one, list) and _is_table(one):
            rows = ("".join(map(_cell, row)) for row in one)
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        elif isinstance(one, list | dict):
            waiting += reversed(list(one.values() if isinstance(one, dict) else one))


def _is_table(rows: list[Any]) -> bool:
    return len(rows) >= _FEWEST_ROWS and all(
        isinstance(row, list) and row and all(_text(cell) is not None for cell in row) for row in rows
    )


def _text(cell: Any) -> str | None:
    """What a cell says: a text, a number, nothing, or an object that states one of these; None for anything else."""
    if isinstance(cell, dict):
        cell = next((cell[key] for key in _TEXT_KEYS if key in cell), [])
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, str | int | float) and not isinstance(cell, bool) else None


def _cell(cell: Any) -> str:
    spans = cell if isinstance(cell, dict) else {}
    given = "".join(f' {key}="{int(spans[key])}"' for key in _SPANS if isinstance(spans.get(key), int))
    return f"<td{given}>{escape(_text(cell) or '')}</td>"
