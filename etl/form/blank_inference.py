"""From printed cells to counted values: what a sum may take from a report that leaves cells blank.

Blank is not zero. A blank counts as zero only where the report itself proves it: the stated total of its row or column
is already reached by the stated parts. A blank total counts as the sum of its parts where all of these are known.
Everything else stays unknown (None), so that a measure can say how many reports it could not take in.
"""

from __future__ import annotations

from collections.abc import Mapping

from etl.form import Block, Sum, forms
from etl.form.measures import group_addresses
from etl.model.report import Address, Cell, State

_SILENT = (State.BLANK, State.DASH, State.WORD)


def counted(cells: Mapping[Address, Cell], table_forms: Mapping[str, str]) -> dict[Address, float | None]:
    """The value of each cell, and of each outcome group, that sums may use; None where it is not known."""
    values = {address: cell.value for address, cell in cells.items()}
    silent = {address for address, cell in cells.items() if cell.state in _SILENT}
    for table_key, form_key in table_forms.items():
        table = forms()[form_key].table(table_key)
        if table is None or not any(address.table == table_key for address in silent):
            continue
        places = [
            place
            for block in table.blocks
            for entry in block.sums
            for place in instances(table_key, block, entry)
        ]
        settled = 1
        while settled:
            settled = sum(_settle(values, silent, total, parts) for total, parts in places)
    for address, alternatives in group_addresses().items():
        values[address] = next(
            (total for parts in alternatives if (total := _sum(values, cells, parts)) is not None), None
        )
    return values


def instances(table: str, block: Block, entry: Sum) -> list[tuple[tuple[Address, ...], tuple[Address, ...]]]:
    """Each place where a sum of the form holds: (addresses of the total side, addresses of the parts side)."""
    across = block.columns if entry.over == "rows" else block.rows

    def at(line: str, other: str) -> Address:
        return Address(table, line, other) if entry.over == "rows" else Address(table, other, line)

    return [
        (
            tuple(at(line, other.key) for line in entry.total),
            tuple(at(line, other.key) for line in entry.parts),
        )
        for other in across
    ]


def _settle(
    values: dict[Address, float | None],
    silent: set[Address],
    total: tuple[Address, ...],
    parts: tuple[Address, ...],
) -> bool:
    """Fills what one sum proves; whether it filled anything. Counts are not negative, so parts that are
    left over when the total is reached are zero."""
    unknown_total = [address for address in total if values.get(address) is None]
    unknown_parts = [address for address in parts if values.get(address) is None]
    if not silent.issuperset((*unknown_total, *unknown_parts)) or bool(unknown_total) == bool(unknown_parts):
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


def _sum(
    values: Mapping[Address, float | None], cells: Mapping[Address, Cell], parts: tuple[Address, ...]
) -> float | None:
    if any(part not in cells for part in parts):
        return None
    found = [values.get(part) for part in parts]
    return None if any(value is None for value in found) else float(sum(value or 0 for value in found))
