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
    have all its terms.
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


_GROUPED_TABLE = "applications"
_TERM = re.compile(r"\b([a-z_]+)\.([a-z_0-9]+)\.([a-z_0-9]+)\b")


@cache
def measures() -> tuple[Measure, ...]:
    """All measures in the order of the file."""
    raw = tomllib.loads((Path(__file__).parent / "measures.toml").read_text(encoding="utf-8"))
    return tuple(Measure(**entry | {"forms": _forms_with(entry)}) for entry in raw["measures"])


def _forms_with(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The forms that a measure lists, and those based on them that have every term of it."""
    terms = {
        Address(*term) for side in ("numerator", "denominator") for term in _TERM.findall(entry.get(side, ""))
    }
    listed = list(entry["forms"])
    for form in forms().values():
        if form.based_on in listed and form.key not in listed and terms <= _terms_of(form):
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
