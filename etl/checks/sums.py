"""Arithmetic of one report: every sum that its form declares, whole numbers, signs.

A rule counts how often it was evaluated and how often it could not be (cells unreadable, nothing stated).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from etl.form import Sum, forms
from etl.form.blank_inference import instances
from etl.model.report import Address, Cell, Finding, Severity, State
from etl.rules.catalog import finding, places, rules
from etl.text.numbers import plain_number

Cells = Mapping[Address, Cell]
Counts = dict[str, tuple[int, int]]
_READABLE = (State.NUMBER, State.BLANK, State.DASH, State.WORD)


def check(cells: Cells, table_forms: Mapping[str, str]) -> tuple[tuple[Finding, ...], Counts]:
    """Findings of every rule, and rule -> (times evaluated, times not evaluable)."""
    findings: list[Finding] = []
    evaluated: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for table_key, form_key in table_forms.items():
        table = forms()[form_key].table(table_key)
        blank: list[Address] = []
        for block in table.blocks if table else ():
            for entry in block.sums:
                rule = entry.key if entry.key in rules() else "statistics_sums"
                for total, parts in instances(table_key, block, entry):
                    outcome = _sum(rule, entry, cells, total, parts)
                    skipped[rule] += outcome is None
                    evaluated[rule] += outcome is not None
                    findings += outcome or []
                    blank += total if _only_total_blank(cells, total, parts) else ()
        evaluated["total_blank"] += 1
        if blank:
            findings.append(finding("total_blank", *blank[0], found=str(len(blank))))
    for address, cell in cells.items():
        for rule, broken in _CELL_RULES.items():
            if cell.value is None:
                continue
            evaluated[rule] += 1
            if broken(address, cell.value):
                findings.append(finding(rule, address.table, address.row, address.column, found=cell.raw))
    counts = {rule: (evaluated[rule], skipped[rule]) for rule in sorted({*evaluated, *skipped})}
    return tuple(findings), counts


def _sum(
    rule: str, entry: Sum, cells: Cells, total: tuple[Address, ...], parts: tuple[Address, ...]
) -> list[Finding] | None:
    """None where the sum cannot be evaluated: a cell unreadable, or one side not stated at all.

    Blanks are read as nothing printed; a sum that is broken only if they are zero is a warning.
    """
    both = (*total, *parts)
    if any(cells[address].state not in _READABLE for address in both):
        return None
    if not _stated(cells, total) or not _stated(cells, parts):
        return None
    expected, found = (sum(cells[address].value or 0 for address in side) for side in (total, parts))
    if round(expected - found, 6) == 0:
        return []
    blank = any(cells[address].value is None for address in both)
    only_if_zero = any(cells[address].value is None for address in total) or (blank and found < expected)
    first = total[0]
    return [
        finding(
            rule,
            first.table,
            None if entry.over == "rows" and len(total) > 1 else first.row,
            first.column,
            expected=plain_number(expected),
            found=plain_number(found),
            severity=Severity.WARNING if only_if_zero else None,
            difference=plain_number(abs(round(expected - found, 6))),
            sum=entry.label_zh,
            sum_en=entry.label_en,
            blanks="；空格按未填计" if blank else "",
            blanks_en="; blanks counted as nothing" if blank else "",
        )
    ]


def _only_total_blank(cells: Cells, total: tuple[Address, ...], parts: tuple[Address, ...]) -> bool:
    alone = len(total) == 1 and cells[total[0]].state is State.BLANK
    return alone and all(cells[address].value is not None for address in parts)


def _stated(cells: Cells, side: tuple[Address, ...]) -> bool:
    return any(cells[address].value is not None for address in side)


def _not_whole(address: Address, value: float) -> bool:
    place = places()[address]
    return not (place.column.money or place.row.money) and not value.is_integer()


def _negative(address: Address, value: float) -> bool:
    return value < 0 and not places()[address].column.signed


_CELL_RULES: dict[str, Callable[[Address, float], bool]] = {"not_whole": _not_whole, "negative": _negative}
