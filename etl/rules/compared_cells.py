"""Which printed cells a finding compares, and on which side they stand."""

from __future__ import annotations

from dataclasses import dataclass

from etl.form import Sum, forms
from etl.rules.catalog import rules


@dataclass(frozen=True, slots=True)
class Compared:
    """Cells on one side of a finding, `expected` or `found`: `year` counts from the year of the report with the finding,
    None for every other year; `columns` is None for all of the rows."""

    side: str
    year: int | None
    rows: tuple[str, ...]
    columns: tuple[str, ...] | None


def compared_cells(rule: str, row: str | None, column: str | None) -> tuple[Compared, ...]:
    """The cells that a finding of this rule at this row and column compares, in any form of the table.

    Of a sum these are its two sides as the form declares them; of any other rule the cell itself, and the cells that
    rules.toml says it is compared with. Raises KeyError for an unknown rule.
    """
    if declared := form_sums(rule):
        return tuple(
            Compared(side, 0, keys, (column or "",))
            if one.over == "rows"
            else Compared(side, 0, (row or "",), keys)
            for one in declared
            for side, keys in (("expected", one.total), ("found", one.parts))
        )
    own_row, own_column = (row,) if row else (), (column,) if column else None
    others = (
        Compared("expected", other.year, (other.row,) if other.row else own_row, other.columns or own_column)
        for other in rules()[rule].compares
    )
    return Compared("found", 0, own_row, own_column), *others


def form_sums(rule: str) -> tuple[Sum, ...]:
    """The sums that forms declare under the key of a rule; forms may differ in the lines that they add up."""
    return tuple(
        declared
        for form in forms().values()
        for table in form.tables
        for block in table.blocks
        for declared in block.sums
        if declared.key == rule
    )
