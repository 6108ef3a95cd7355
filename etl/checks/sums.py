"""Arithmetic checks of one report: every sum that its form declares, whole numbers and signs.

Each rule also counts how often it was evaluated and how often it could not be, because a cell was unreadable or one
side of a sum was not stated at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from etl.form import Sum, table_addresses
from etl.form.blank_inference import sums_of_table
from etl.model.report import Address, Cell, Finding, Severity, State
from etl.rules.catalog import finding, form_cells, rules
from etl.text.numbers import plain_number

Cells = Mapping[Address, Cell]
Counts = dict[str, tuple[int, int]]
Side = tuple[Address, ...]
_READABLE = (State.NUMBER, State.BLANK, State.DASH, State.WORD)


def check(cells: Cells, table_forms: Mapping[str, str]) -> tuple[tuple[Finding, ...], Counts]:
    """Return the findings, and for each rule (times evaluated, times not evaluable).

    `table_forms` names the form by which each table of the report was recognised.
    """
    findings: list[Finding] = []
    evaluated: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for table_key, form_key in table_forms.items():
        blank_totals: list[Address] = []
        for declared, total, parts in sums_of_table(form_key, table_key):
            rule = declared.key if declared.key in rules() else "statistics_sums"
            outcome = _check_sum(rule, declared, cells, total, parts)
            skipped[rule] += outcome is None
            evaluated[rule] += outcome is not None
            findings += outcome or []
            blank_totals += total if _only_total_blank(cells, total, parts) else ()
        evaluated["total_blank"] += 1
        if blank_totals:
            findings.append(_of_blank_totals(blank_totals, table_addresses(form_key, table_key)[-1]))
    stated = [(address, cell, cell.value) for address, cell in cells.items() if cell.value is not None]
    evaluated.update(dict.fromkeys(_CELL_RULES, len(stated)) if stated else {})
    for address, cell, value in stated:
        for rule, is_broken in _CELL_RULES.items():
            if is_broken(address, value):
                findings.append(finding(rule, *address, found=cell.raw))
    counts = {rule: (evaluated[rule], skipped[rule]) for rule in sorted({*evaluated, *skipped})}
    return tuple(findings), counts


def _of_blank_totals(blank_totals: Sequence[Address], last: Address) -> Finding:
    """The finding on totals left blank; a warning if it is only the `last` cell of the table: a file may end before it."""
    is_cut_off = list(blank_totals) == [last]
    return finding(
        "total_blank",
        *blank_totals[0],
        found=str(len(blank_totals)),
        cells=tuple(blank_totals),
        severity=Severity.WARNING if is_cut_off else None,
        variant="last" if is_cut_off else "",
    )


def _check_sum(rule: str, declared: Sum, cells: Cells, total: Side, parts: Side) -> list[Finding] | None:
    """Return the findings of one sum; None if it cannot be evaluated.

    It cannot be evaluated if a cell is unreadable or a side states nothing at all. Blank cells add nothing; a sum that
    is broken only if its blank cells stand for zero is a warning, not an error.
    """
    both = (*total, *parts)
    if any(cells[address].state not in _READABLE for address in both):
        return None
    if not _states_anything(cells, total) or not _states_anything(cells, parts):
        return None
    total_value, parts_value = (sum(cells[address].value or 0 for address in side) for side in (total, parts))
    if round(total_value - parts_value, 6) == 0:
        return []
    has_blank = any(cells[address].value is None for address in both)
    total_has_blank = any(cells[address].value is None for address in total)
    only_if_zero = total_has_blank or (has_blank and parts_value < total_value)
    first = total[0]
    is_over_several_rows = declared.over == "rows" and len(total) > 1  # so that no single cell is wrong
    return [
        finding(
            rule,
            first.table,
            None if is_over_several_rows else first.row,
            first.column,
            printed=total_value,
            computed=parts_value,
            cells=both if is_over_several_rows else (),
            severity=Severity.WARNING if only_if_zero else None,
            operands=_with_operands(declared.label_zh, cells, both, "（空）"),
            operands_en=_with_operands(declared.label_en, cells, both, "(blank)"),
            sum=declared.label_zh,
            sum_en=declared.label_en,
            blanks="；空格按未填计" if has_blank else "",
            blanks_en="; blanks counted as nothing" if has_blank else "",
        )
    ]


def _with_operands(label: str, cells: Cells, operands: Side, blank: str) -> str:
    """The label of a sum that does not hold, with the value of each operand after its name.

    `新收 + 结转 = 总计 + 结转下年` becomes `新收 8 + 结转 1 ≠ 总计 9 + 结转下年 2`. A label that does not name every
    operand (`总计 = 各项之和`) is returned as it is.
    """
    names = re.split(r"( [+=] )", label)
    if len(names[::2]) != len(operands):
        return label
    for index, address in enumerate(operands):
        value = cells[address].value
        names[2 * index] += f" {blank if value is None else plain_number(value)}"
    return "".join(" ≠ " if name == " = " else name for name in names)


def _only_total_blank(cells: Cells, total: Side, parts: Side) -> bool:
    is_blank = len(total) == 1 and cells[total[0]].state is State.BLANK
    return is_blank and all(cells[address].value is not None for address in parts)


def _states_anything(cells: Cells, side: Side) -> bool:
    return any(cells[address].value is not None for address in side)


def _is_not_whole(address: Address, value: float) -> bool:
    if value.is_integer():
        return False
    cell = form_cells()[address]
    return not (cell.column.money or cell.row.money)


def _is_negative(address: Address, value: float) -> bool:
    return value < 0 and not form_cells()[address].column.signed


_CELL_RULES: dict[str, Callable[[Address, float], bool]] = {
    "not_whole": _is_not_whole,
    "negative": _is_negative,
}


def cannot_hold(address: Address, value: float) -> bool:
    """Whether a cell of the form cannot hold a value: part of a count, or less than nothing."""
    return any(breaks(address, value) for breaks in _CELL_RULES.values())
