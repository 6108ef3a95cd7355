"""Sums of cells of the form, and shares of two such sums, that no measure defines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Sum:
    """What a report states of `cells`, together; addresses `table.row.column`.

    A report counts that states all of `given`, and that has in `total`, if it states that too, the sum of these, none below 0.
    """

    cells: tuple[str, ...]
    given: tuple[str, ...] = ()
    total: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The cells that say what is added up: their total where they are all of it."""
        return (self.total,) if self.total and self.cells == self.given else self.cells


@dataclass(frozen=True, slots=True)
class CellSums:
    """What reports state of several sums together, as a share of others if there are any.

    A share is one of reports that state both sides, unless the sides stand `apart`, each over its own reports.
    """

    numerator: tuple[Sum, ...]
    denominator: tuple[Sum, ...] = ()
    apart: bool = False

    @property
    def sides(self) -> tuple[tuple[str, ...], ...]:
        """The cells that name the numerator, and those that name the denominator."""
        both = (self.numerator, self.denominator)
        return tuple(tuple(chain.from_iterable(part.named for part in side)) for side in both)


NOTHING = CellSums(())


def one(*cells: str) -> CellSums:
    """The sum of what reports state of some cells."""
    return CellSums((Sum(cells),))


def fragments(asked: CellSums) -> dict[str, str]:
    """The fragments of drilldown_cells.sql."""
    named = {
        address
        for part in (*asked.numerator, *asked.denominator)
        for address in (*part.cells, *part.given, part.total)
        if address
    }
    both = "true" if asked.apart else "numerator between 0 and denominator"
    return {
        "summed": _added(asked.numerator),
        "divided": _added(asked.denominator),
        "counted": both if asked.denominator else "numerator is not null",
        "columns": "".join(f", {_column(address)}" for address in sorted(named)),
    }


def _added(parts: Sequence[Sum]) -> str:
    return f"list_sum([{', '.join(_of_report(part) for part in parts)}])" if parts else "null::double"


def _of_report(part: Sum) -> str:
    value = f"list_sum([{', '.join(_column(address) for address in part.cells)}])"
    if not part.given:
        return value
    columns = [_column(address) for address in part.given]
    conditions = [f"({' + '.join(columns)}) is not null"]
    if part.total:
        total = f"{_column(part.total)} = {' + '.join(columns)}"
        conditions += [f"least({', '.join(columns)}) >= 0", f"coalesce({total}, true)"]
    return f"case when {' and '.join(conditions)} then {value} end"


def _column(address: str) -> str:
    return address.replace(".", "__")
