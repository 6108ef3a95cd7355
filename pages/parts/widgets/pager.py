"""Long lists, one page at a time; the page is part of the link."""

from __future__ import annotations

from pages.parts.state import url_state
from pages.parts.state.context import View


def page(view: View, name: str, rows: int, size: int) -> int:
    """The page shown, counted from 0; the reader chooses if there are several."""
    pages = -(-rows // size)
    if pages < 2:
        return 0
    options = [str(number) for number in range(1, pages + 1)]
    labels = {number: _label(view, int(number), rows, size) for number in options}
    chosen = url_state.select(name, view.text("pager.label"), options, labels, label_visibility="collapsed")
    return int(chosen or 1) - 1


def _label(view: View, number: int, rows: int, size: int) -> str:
    first, last = (number - 1) * size + 1, min(number * size, rows)
    return view.text("pager.page", first=f"{first:,}", last=f"{last:,}", n=f"{rows:,}")
