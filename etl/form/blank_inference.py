"""Infers what blank cells count as in sums.

Blank is not zero. A blank counts as zero only if the report itself proves it: the stated parts of its row or column
already reach the stated total. A blank total counts as the sum of its parts if all of these are known. Everything
else stays unknown (None), so that a measure can say how many reports it leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from etl.form import Block, Sum, forms
from etl.form.measures import group_addresses
from etl.model.report import Address, Cell, State

_STATE_NO_NUMBER = (State.BLANK, State.DASH, State.WORD)
_Addresses = tuple[Address, ...]
_Values = dict[Address, float | None]


def infer_blanks(cells: Mapping[Address, Cell], form_by_table: Mapping[str, str]) -> _Values:
    """The value of each cell and of each outcome group for use in sums; None if it is unknown."""
    values = {address: cell.value for address, cell in cells.items()}
    blanks = {address for address, cell in cells.items() if cell.state in _STATE_NO_NUMBER}
    for table_key, form_key in form_by_table.items():
        if any(address.table == table_key for address in blanks):
            _fill(values, blanks, sums_of_table(form_key, table_key))
    for address, alternatives in group_addresses().items():
        totals = (_sum(values, cells, parts) for parts in alternatives)
        values[address] = next((total for total in totals if total is not None), None)
    return values


@cache
def sums_of_table(form: str, table: str) -> tuple[tuple[Sum, _Addresses, _Addresses], ...]:
    """Every sum that a form declares for a table, with the addresses of its total side and of its parts side."""
    declaring = forms()[form].table(table)
    return tuple(
        (declared, total, parts)
        for block in (declaring.blocks if declaring else ())
        for declared in block.sums
        for total, parts in sum_instances(table, block, declared)
    )


def sum_instances(table: str, block: Block, declared: Sum) -> list[tuple[_Addresses, _Addresses]]:
    """Every instance of a declared sum, as (addresses of the total, addresses of the parts).

    A sum over rows has one instance per column, a sum over columns one per row.
    """
    lines = block.columns if declared.over == "rows" else block.rows

    def address(key: str, other: str) -> Address:
        return Address(table, key, other) if declared.over == "rows" else Address(table, other, key)

    return [
        (
            tuple(address(key, line.key) for key in declared.total),
            tuple(address(key, line.key) for key in declared.parts),
        )
        for line in lines
    ]


def _fill(values: _Values, blanks: set[Address], sums: Sequence[tuple[Sum, _Addresses, _Addresses]]) -> None:
    """Applies the sums until none proves anything more."""
    filled = 1
    while filled:
        filled = sum(_fill_by_sum(values, blanks, total, parts) for _, total, parts in sums)


def _fill_by_sum(values: _Values, blanks: set[Address], total: _Addresses, parts: _Addresses) -> bool:
    """Fills what one sum proves and returns whether it filled anything.

    Counts are never negative, so the unknown parts are zero if the known ones reach the total.
    """
    unknown_total = [address for address in total if values.get(address) is None]
    unknown_parts = [address for address in parts if values.get(address) is None]
    if not blanks.issuperset((*unknown_total, *unknown_parts)) or bool(unknown_total) == bool(unknown_parts):
        return False
    total_value = sum(values.get(address) or 0 for address in total)
    parts_value = sum(values.get(address) or 0 for address in parts)
    if unknown_total and len(total) == 1:
        values[total[0]] = parts_value
    elif total_value == parts_value:
        values.update(dict.fromkeys((*unknown_total, *unknown_parts), 0.0))
    else:
        return False
    return True


def _sum(values: _Values, cells: Mapping[Address, Cell], parts: _Addresses) -> float | None:
    """The sum of the parts, None if the form lacks one of them or its value is unknown."""
    total = 0.0
    for part in parts:
        value = values.get(part) if part in cells else None
        if value is None:
            return None
        total += value
    return total
