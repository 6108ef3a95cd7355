"""The official form of each era as data: one TOML file a form, read once into frozen records.

Adding a form is adding a file here. Everything that knows a label, an order, an article, a unit
or a sum takes it from these records or from the database tables that loading fills with them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from etl.model.report import Address


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a block as the form prints it.

    `under` is the printed heading above it, `group` the outcome group that it counts in, `ground`
    the nature of a refusal (statutory, factual, procedural), `measured` flow or stock. `variants` are other
    printings; `numbered` ones name the row only together with its `number`.
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
    """`total` lines together equal `parts` together: `over` rows (in each column) or columns (in each row)."""

    key: str
    over: str
    total: tuple[str, ...]
    parts: tuple[str, ...]
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Block:
    """Rows and columns printed together under one heading. `across`: rows are printed as column groups."""

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
    """One table of the form; `heading` lists printings of its section heading."""

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
    """An official form: `years` are the data years it was issued for."""

    key: str
    label_zh: str
    label_en: str
    document: str
    years: tuple[int, ...]
    open_ended: bool
    tables: tuple[Table, ...]

    def table(self, key: str) -> Table | None:
        return next((table for table in self.tables if table.key == key), None)


@cache
def forms() -> Mapping[str, Form]:
    """All forms by key, oldest first."""
    found: dict[str, Form] = {}
    for path in sorted(Path(__file__).parent.glob("[0-9]*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        base = found.get(raw.get("based_on", ""))
        own = {table["key"]: _table(table, base) for table in raw["tables"]}
        inherited = base.tables if base else ()
        tables = tuple(own.pop(table.key, table) for table in inherited) + tuple(own.values())
        found[raw["form"]] = Form(
            raw["form"],
            raw["label_zh"],
            raw["label_en"],
            raw["document"],
            tuple(raw["years"]),
            raw.get("open_ended", False),
            tables,
        )
    return found


def form_of_year(year: int) -> str:
    """The form that was in force for a data year; "" before 2014."""
    fitting = [form for form in forms().values() if form.years[0] <= year]
    return fitting[-1].key if fitting else ""


@cache
def table_addresses(form: str, table: str) -> tuple[Address, ...]:
    """Every cell of a table on a form; of the newest form, where this one has no such table."""
    found = forms()[form].table(table) or forms()["2021"].table(table)
    return tuple(found.addresses()) if found else ()


@cache
def all_addresses() -> tuple[Address, ...]:
    """Every cell of any form, each once, in the order of first appearance: the columns of wide rows."""
    seen: dict[Address, None] = {}
    for form in forms().values():
        for table in form.tables:
            seen.update(dict.fromkeys(table.addresses()))
    return tuple(seen)


def _table(raw: dict[str, Any], base: Form | None) -> Table:
    replacements = {
        entry["row"]: [Line(**_tuples(row)) for row in entry["rows"]] for entry in raw.get("replace", ())
    }
    if "blocks" in raw:
        blocks = tuple(_block(block, raw.get("sums", ())) for block in raw["blocks"])
    else:
        inherited = base.table(raw["key"]) if base else None
        if inherited is None:
            raise ValueError(f"form table {raw['key']} has no blocks and nothing to inherit")
        blocks = tuple(_with_rows_replaced(block, replacements) for block in inherited.blocks)
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


def _block(raw: dict[str, Any], _table_sums: object) -> Block:
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
    """Patterns such as `refused_*` in `parts` become the rows of this form that they name."""
    parts = raw["parts"]
    if raw["over"] == "rows":
        parts = [row.key for row in rows if any(fnmatchcase(row.key, pattern) for pattern in parts)]
    return Sum(**{**raw, "total": tuple(raw["total"]), "parts": tuple(parts)})


def _with_rows_replaced(block: Block, replacements: Mapping[str, list[Line]]) -> Block:
    rows = tuple(new for row in block.rows for new in replacements.get(row.key, [row]))
    replaced = {old: tuple(row.key for row in new) for old, new in replacements.items()}
    sums = tuple(
        Sum(
            entry.key,
            entry.over,
            entry.total,
            tuple(new for part in entry.parts for new in replaced.get(part, (part,))),
            entry.label_zh,
            entry.label_en,
        )
        for entry in block.sums
    )
    return Block(
        block.key,
        block.label_zh,
        block.label_en,
        block.article,
        block.unit,
        rows,
        block.columns,
        sums,
        block.across,
    )


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
