"""Rates that cannot be ones in a report: more of a kind than there are at all, or a negative number of them.

Such a report is left out of the rate everywhere (view `measured`); the finding says of which, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from etl.form.measures import Measure, group_addresses, is_possible, is_sum, measures, summed, terms
from etl.model.report import Address, Cell, Finding
from etl.rules.catalog import finding
from etl.text.numbers import plain_number

_RULE = "impossible_rate"
_Broken = tuple[Measure, float, float]


def check(
    cells: Mapping[Address, Cell], values: Mapping[Address, float | None]
) -> tuple[tuple[Finding, ...], dict[str, tuple[int, int]]]:
    """One finding for each denominator with rates that cannot be ones; and (rates evaluated, not evaluable).

    `values` are what the cells and the outcome groups count as (`infer_blanks`). Rates that are made of others (`parts`)
    are judged by these.
    """
    evaluated = skipped = 0
    broken: dict[str, list[_Broken]] = {}
    for measure in _judged():
        if not any(address in values for address in terms(measure.denominator)):
            continue  # a table that the report does not have
        numerator, denominator = summed(measure.numerator, values), summed(measure.denominator, values)
        if numerator is None or denominator is None:
            skipped += 1
            continue
        evaluated += 1
        if not is_possible(measure, numerator, denominator):
            broken.setdefault(measure.denominator, []).append((measure, numerator, denominator))
    findings = tuple(_finding(of_one, cells) for of_one in broken.values())
    return findings, {_RULE: (evaluated, skipped)} if evaluated + skipped else {}


@cache
def _judged() -> tuple[Measure, ...]:
    return tuple(one for one in measures() if one.denominator and not one.parts and is_sum(one))


def _finding(broken: list[_Broken], cells: Mapping[Address, Cell]) -> Finding:
    sides = [side for measure, *_ in broken for side in (measure.numerator, measure.denominator)]
    marked = tuple(dict.fromkeys(address for side in sides for address in _printed(terms(side), cells)))
    return finding(
        _RULE,
        *marked[0],
        cells=marked,
        rates="、".join(f"{one.label_zh} {_fraction(*pair)}" for one, *pair in broken),
        rates_en=", ".join(f"{one.label_en} {_fraction(*pair)}" for one, *pair in broken),
    )


def _fraction(numerator: float, denominator: float) -> str:
    return f"{plain_number(numerator)}/{plain_number(denominator)}"


def _printed(addresses: Iterable[Address], cells: Mapping[Address, Cell]) -> list[Address]:
    """The cells of the form that terms stand for: those of a group for the group's sum."""
    parts_printed = []
    for address in addresses:
        alternatives = group_addresses().get(address, ((address,),))
        parts_printed += next(
            ([*parts] for parts in alternatives if all(part in cells for part in parts)), []
        )
    return parts_printed
