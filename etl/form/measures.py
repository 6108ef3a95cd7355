"""Measures, declared once in measures.toml for the database, the pages and the exports."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from etl.form import Form, all_addresses, forms
from etl.model.report import Address


@dataclass(frozen=True, slots=True)
class Measure:
    """A count (without denominator), a rate (a share of cases, with a Wilson interval), a ratio of two flows, or money.

    `numerator` and `denominator` are sums of terms `table.row.column`. If `per_report`, reports are counted instead
    of cases. `forms` are the forms that state the measure: those that the file lists, and later ones based on them that
    have all its terms. `parts` are the keys of the rates that a rate is the sum of.
    """

    key: str
    kind: str
    page: str
    label_zh: str
    label_en: str
    numerator: str
    unit: str
    polarity: str
    forms: tuple[str, ...]
    caveat_zh: str
    caveat_en: str
    source: str
    denominator: str = ""
    per_report: bool = False
    parts: tuple[str, ...] = ()


_GROUPED_TABLE = "applications"
_TERM = re.compile(r"\b([a-z_]+)\.([a-z_0-9]+)\.([a-z_0-9]+)\b")
_SIGNED_TERM = re.compile(rf"([+-]?)\s*{_TERM.pattern}")


@cache
def measures() -> tuple[Measure, ...]:
    """All measures in the order of the file."""
    raw = tomllib.loads((Path(__file__).parent / "measures.toml").read_text(encoding="utf-8"))
    return tuple(
        Measure(**entry | {"forms": _forms_with(entry), "parts": tuple(entry.get("parts", ()))})
        for entry in raw["measures"]
    )


def _forms_with(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The forms that a measure lists, and those based on them that have every term of it."""
    needed = {address for side in ("numerator", "denominator") for address in terms(entry.get(side, ""))}
    listed = list(entry["forms"])
    for form in forms().values():
        if form.based_on in listed and form.key not in listed and needed <= _terms_of(form):
            listed.append(form.key)
    return tuple(listed)


def _terms_of(form: Form) -> set[Address]:
    """What terms of a measure can name on a form: its cells and the sums of its outcome groups."""
    cells = {address for table in form.tables for address in table.addresses()}
    return cells | {
        address
        for address, parts in group_addresses().items()
        if any(cells.issuperset(side) for side in parts)
    }


def column_name(address: Address) -> str:
    """The column that holds this cell's value in a table with one row per report."""
    return f"{address.table}__{address.row}__{address.column}"


@cache
def group_addresses() -> dict[Address, tuple[tuple[Address, ...], ...]]:
    """The sums of outcome groups: by the address of a sum, its parts on each form that has them."""
    sums: dict[Address, dict[tuple[Address, ...], None]] = {}
    for form in forms().values():
        table = form.table(_GROUPED_TABLE)
        for block in table.blocks if table else ():
            for group in dict.fromkeys(row.group for row in block.rows if row.group):
                for column in block.columns:
                    parts = tuple(
                        Address(_GROUPED_TABLE, row.key, column.key)
                        for row in block.rows
                        if row.group == group
                    )
                    sums.setdefault(Address(_GROUPED_TABLE, f"group_{group}", column.key), {})[parts] = None
    return {address: tuple(parts) for address, parts in sums.items()}


def to_sql(expression: str) -> str:
    """A measure's expression over the columns named by `column_name`. Raises ValueError for a term that no form has."""
    known = {*all_addresses(), *group_addresses()}

    def column(match: re.Match[str]) -> str:
        address = Address(*match.groups())
        if address not in known:
            raise ValueError(f"measure term {match[0]} is on no form")
        return column_name(address)

    return _TERM.sub(column, expression)


def is_possible(measure: Measure, numerator: float, denominator: float) -> bool:
    """Whether a report that states these is taken into the measure: 0 ≤ n ≤ d for a rate, neither below 0 for a ratio.

    The view `measured` says the same in SQL (`_POSSIBLE`).
    """
    return 0 <= numerator <= denominator if measure.kind == "rate" else min(numerator, denominator) >= 0


_POSSIBLE = {"rate": "{n} between 0 and {d}", "ratio": "{n} >= 0 and {d} >= 0"}


def is_sum(measure: Measure) -> bool:
    """Whether both sides are plain sums of terms, as `summed` evaluates."""
    return not set(_TERM.sub("", f"{measure.numerator} {measure.denominator}")) - set(" +-")


@cache
def terms(expression: str) -> tuple[Address, ...]:
    """The addresses of an expression's terms, in order."""
    return tuple(Address(*term) for term in _TERM.findall(expression))


def summed(expression: str, values: Mapping[Address, float | None]) -> float | None:
    """The value of a plain sum of terms; None if any of them is unknown."""
    total = 0.0
    for sign, address in _signed_terms(expression):
        value = values.get(address)
        if value is None:
            return None
        total += sign * value
    return total


@cache
def _signed_terms(expression: str) -> tuple[tuple[int, Address], ...]:
    found = _SIGNED_TERM.findall(expression)
    return tuple((-1 if sign == "-" else 1, Address(*term)) for sign, *term in found)


def measured_sql(measure: Measure) -> list[str]:
    """The columns of a measure in the view `measured`, as SQL over the columns of cells.

    Numerator and denominator (`_n`, `_d`) are NULL in a report that is left out because it contradicts itself; rates and
    ratios have a third column that says so (`_contradictory`).
    """
    numerator, denominator = to_sql(measure.numerator), to_sql(measure.denominator)
    if not denominator:
        return [f"{numerator} as {measure.key}_n", f"null::double as {measure.key}_d"]
    possible = _possible_sql(measure)
    return [
        f"case when not ({possible}) then null else {numerator} end as {measure.key}_n",
        f"case when not ({possible}) then null else {denominator} end as {measure.key}_d",
        f"coalesce(({numerator}) + ({denominator}) is not null and not ({possible}), false) as {measure.key}_contradictory",
    ]


def _possible_sql(measure: Measure) -> str:
    of = {other.key: other for other in measures()}
    parts = [of[key] for key in measure.parts] or [measure]
    return " and ".join(
        _POSSIBLE[part.kind].format(n=f"({to_sql(part.numerator)})", d=f"({to_sql(part.denominator)})")
        for part in parts
    )
