"""Long lists one page at a time; the page is in the link."""

from __future__ import annotations

from pages.parts.state import url_state
from pages.parts.state.context import View


def page(view: View, name: str, found: int, size: int) -> int:
    """The number of the page that is shown, from 0; asks where there is more than one."""
    pages = -(-found // size)
    if pages < 2:
        return 0
    options = [str(number) for number in range(1, pages + 1)]
    spoken = {number: _spoken(view, int(number), found, size) for number in options}
    chosen = url_state.select(name, view.text("pager.label"), options, spoken, label_visibility="collapsed")
    return int(chosen or 1) - 1


def _spoken(view: View, number: int, found: int, size: int) -> str:
    first, last = (number - 1) * size + 1, min(number * size, found)
    return view.text("pager.page", first=f"{first:,}", last=f"{last:,}", n=f"{found:,}")
