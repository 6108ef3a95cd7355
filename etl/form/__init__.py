"""The official form of each era as data: one TOML file per form, read once into frozen records.

A new form is a new file here. All code takes labels, order, articles, units and sums from these records, or from the
database tables that a load fills with them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from etl.model.report import Address


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column of a block as the form prints it.

    `under` is the printed heading above it, `group` the outcome group that it belongs to, `ground` the nature of a
    refusal (statutory, factual, procedural), and `measured` says whether it counts a flow or a stock. `variants` are
    other wordings of the label; those in `numbered` name the row only together with its `number`.
    """

    key: str
    label_zh: str
    label_en: str
    number: str = ""
    under: str = ""
    group: str = ""
    ground: str = ""
    article: str = ""
    unit: str = ""
    measured: str = ""
    signed: bool = False
    money: bool = False
    variants: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """The `total` lines together equal the `parts` together.

    `over` is `rows` for a sum of rows, which holds in each column, and `columns` for a sum of columns.
    """

    key: str
    over: str
    total: tuple[str, ...]
    parts: tuple[str, ...]
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Block:
    """Rows and columns printed together under one heading. If `across`, rows are printed as groups of columns."""

    key: str
    label_zh: str
    label_en: str
    article: str
    unit: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    sums: tuple[Sum, ...] = ()
    across: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the form; `heading` lists the wordings of its section heading."""

    key: str
    number: str
    label_zh: str
    label_en: str
    heading: tuple[str, ...]
    article: str
    blocks: tuple[Block, ...]

    @property
    def name_zh(self) -> str:
        return f"表{self.number}" if self.number != "附" else "附表"

    @property
    def name_en(self) -> str:
        return f"Table {self.number}" if self.number != "附" else "Annexed table"

    def addresses(self) -> Iterator[Address]:
        """Every cell of the table in printed order."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield Address(self.key, row.key, column.key)


@dataclass(frozen=True, slots=True)
class Form:
    """An official form; `years` are the data years that it was issued for, `open_ended` whether later years use it, too.

    `based_on` names the form that it amends, or is empty.
    """

    key: str
    label_zh: str
    label_en: str
    document: str
    years: tuple[int, ...]
    open_ended: bool
    tables: tuple[Table, ...]
    based_on: str = ""

    def table(self, key: str) -> Table | None:
        return next((table for table in self.tables if table.key == key), None)


@cache
def forms() -> Mapping[str, Form]:
    """All forms by key, oldest first."""
    return read_forms(Path(__file__).parent)


def read_forms(folder: Path) -> Mapping[str, Form]:
    """The forms declared in a folder, by key in the order of its file names.

    Raises ValueError for a table that neither has blocks nor inherits any.
    """
    by_key: dict[str, Form] = {}
    for path in sorted(folder.glob("[0-9]*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        base = by_key.get(raw.get("based_on", ""))
        own = {table["key"]: _table(table, base) for table in raw["tables"]}
        inherited = base.tables if base else ()
        tables = tuple(own.pop(table.key, table) for table in inherited) + tuple(own.values())
        by_key[raw["form"]] = Form(
            raw["form"],
            raw["label_zh"],
            raw["label_en"],
            raw["document"],
            tuple(raw["years"]),
            raw.get("open_ended", False),
            tables,
            raw.get("based_on", ""),
        )
    return by_key


def form_of_year(year: int) -> str:
    """The form that was in force for a data year; "" before 2014."""
    started = [form for form in forms().values() if form.years[0] <= year]
    return started[-1].key if started else ""


@cache
def table_addresses(form: str, table: str) -> tuple[Address, ...]:
    """Every cell of a table of a form, or of the form of 2021 if this one has no such table."""
    form_table = forms()[form].table(table) or forms()["2021"].table(table)
    return tuple(form_table.addresses()) if form_table else ()


@cache
def all_addresses() -> tuple[Address, ...]:
    """Every cell of any form once, in order of first appearance: the columns of a table with one row per report."""
    addresses: dict[Address, None] = {}
    for form in forms().values():
        for table in form.tables:
            addresses.update(dict.fromkeys(table.addresses()))
    return tuple(addresses)


def _table(raw: dict[str, Any], base: Form | None) -> Table:
    replaced_rows, replaced_columns = _replaced(raw, "row"), _replaced(raw, "column")
    if "blocks" in raw:
        blocks = tuple(_block(block) for block in raw["blocks"])
    else:
        inherited = base.table(raw["key"]) if base else None
        if inherited is None:
            raise ValueError(f"form table {raw['key']} has no blocks and nothing to inherit")
        blocks = tuple(_amended(block, replaced_rows, replaced_columns) for block in inherited.blocks)
        raw = {name: getattr(inherited, name) for name in Table.__slots__} | raw
    return Table(
        raw["key"],
        raw["number"],
        raw["label_zh"],
        raw["label_en"],
        tuple(raw["heading"]),
        raw["article"],
        blocks,
    )


def _block(raw: dict[str, Any]) -> Block:
    rows = tuple(Line(**_tuples(row)) for row in raw["rows"])
    columns = tuple(Line(**_tuples(column)) for column in raw["columns"])
    return Block(
        raw["key"],
        raw["label_zh"],
        raw["label_en"],
        raw["article"],
        raw["unit"],
        rows,
        columns,
        tuple(_sum(entry, rows) for entry in raw.get("sums", ())),
        raw.get("across", False),
    )


def _sum(raw: dict[str, Any], rows: tuple[Line, ...]) -> Sum:
    """A sum with patterns in `parts`, such as `refused_*`, replaced by the rows of this form that they match."""
    parts = raw["parts"]
    if raw["over"] == "rows":
        parts = [row.key for row in rows if any(fnmatchcase(row.key, pattern) for pattern in parts)]
    return Sum(**{**raw, "total": tuple(raw["total"]), "parts": tuple(parts)})


def _replaced(raw: dict[str, Any], axis: str) -> dict[str, list[Line]]:
    """The rows, or columns, that `replace` puts in the place of each one named."""
    return {
        entry[axis]: [Line(**_tuples(line)) for line in entry[f"{axis}s"]]
        for entry in raw.get("replace", ())
        if axis in entry
    }


def _amended(block: Block, rows: Mapping[str, list[Line]], columns: Mapping[str, list[Line]]) -> Block:
    """The block with rows and columns replaced, also where sums name them."""
    return replace(
        block,
        rows=tuple(new for row in block.rows for new in rows.get(row.key, [row])),
        columns=tuple(new for column in block.columns for new in columns.get(column.key, [column])),
        sums=tuple(_amended_sum(entry, rows if entry.over == "rows" else columns) for entry in block.sums),
    )


def _amended_sum(declared: Sum, replaced: Mapping[str, list[Line]]) -> Sum:
    def keys(old: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            new for key in old for new in ([line.key for line in replaced[key]] if key in replaced else [key])
        )

    return replace(declared, total=keys(declared.total), parts=keys(declared.parts))


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
