"""The government and year that the season's papers are about, as the reader's selection names them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from etl import Place, area_names
from pages.parts.data import database, sample
from pages.parts.data.selection import AREAS, common_area, of_data
from pages.parts.state.context import View


def area(view: View) -> tuple[str, ...]:
    """Names of regions from the province on, down to the one chosen, or the one that all reports are from; else empty."""
    chosen = {name: value for name in AREAS if (value := getattr(view.selection, name))}
    regions = of_data(sample.regions(view.opened), view.selection.data)
    if not chosen:
        return area_names(common_area(regions))
    for name, value in chosen.items():
        regions = regions[regions[name] == value]
    depth = max(AREAS.index(name) for name in chosen)
    return area_names([str(regions.iloc[0][name]) for name in AREAS[: depth + 1]]) if len(regions) else ()


@contextmanager
def opened(view: View) -> Iterator[Place]:
    """The place with a connection of its own, closed at the end."""
    con = database.cursor(view.opened)
    try:
        yield Place(con, database.warehouse_folder(), area(view), view.year, both=view.language == "en")
    finally:
        con.close()
