"""OFD packages of one small table, and what is read of it."""

from __future__ import annotations

from etl.model.document import Grid
from etl.readers import read
from tests.support.ofd_file import package, ruled, text

COLUMNS, ROWS = (20.0, 60.0, 100.0), (40.0, 50.0, 60.0)


def table(figure: str = "", second: str = "") -> str:
    """A table of two rows with room for one figure in each, and the figures' own units."""
    return ruled(COLUMNS, ROWS) + text(22, 47, "行政许可") + text(22, 57, "行政处罚") + figure + second


def grid(data: bytes) -> list[list[str]]:
    """The texts of the only table."""
    (grid,) = (block for block in read(data, "a.ofd").blocks if isinstance(block, Grid))
    return [[piece.text for piece in row] for row in grid.rows()]


def figures(units: str, **more: object) -> list[str]:
    return [row[1] for row in grid(package([table(units)], **more))]  # type: ignore[arg-type]
