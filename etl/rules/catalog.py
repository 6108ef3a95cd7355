"""Rules by name: the severity of what they find and the sentence that says it, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from etl.form import Block, Line, Table, forms
from etl.model.document import Note
from etl.model.report import Address, Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    key: str
    severity: Severity
    label_zh: str
    label_en: str
    zh: str
    en: str
    variants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@cache
def rules() -> Mapping[str, Rule]:
    raw = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    return {key: Rule(key, Severity(entry.pop("severity")), **entry) for key, entry in raw.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell's table, block and lines on a form: what labels are taken from."""

    table: Table
    block: Block
    row: Line
    column: Line

    @property
    def unit(self) -> str:
        return self.column.unit or self.row.unit or self.block.unit


@cache
def places() -> Mapping[Address, Place]:
    """Each cell of any form with its labels, of the newest form that has it."""
    return {
        Address(table.key, row.key, column.key): Place(table, block, row, column)
        for form in forms().values()
        for table in form.tables
        for block in table.blocks
        for row in block.rows
        for column in block.columns
    }


@cache
def _tables() -> Mapping[str, Table]:
    return {table.key: table for form in forms().values() for table in form.tables}


def finding(
    rule: str,
    table: str | None = None,
    row: str | None = None,
    column: str | None = None,
    *,
    expected: str | None = None,
    found: str | None = None,
    severity: Severity | None = None,
    variant: str = "",
    **words: str,
) -> Finding:
    """A finding of a declared rule; its sentences, or those of a variant, are filled with the labels of the place."""
    declared = rules()[rule]
    sentences = declared.variants[variant] if variant else {"zh": declared.zh, "en": declared.en}
    words |= {"expected": expected or "", "found": found or "", **_labels(table, row, column)}
    return Finding(
        rule,
        severity or declared.severity,
        sentences["zh"].format_map(words),
        table,
        row,
        column,
        expected,
        found,
        sentences["en"].format_map({"found_en": words["found"], **words}),
    )


def noted(note: Note) -> Finding:
    """What a reader says of a file as a finding."""
    rule = next(rule for rule in rules().values() if note.kind in rule.variants)
    return finding(rule.key, found=note.found or None, variant=note.kind, page=note.page)


@cache
def _labels(table: str | None, row: str | None, column: str | None) -> dict[str, str]:
    """Words for a place of which only a part may be known."""
    words = dict.fromkeys(("table", "table_en", "row", "row_en", "column", "column_en"), "")
    if table and table in _tables():
        words |= {"table": _tables()[table].name_zh, "table_en": _tables()[table].name_en}
    for address, place in places().items():
        if address.table == table and address.row == row and not words["row"]:
            words |= {"row": place.row.label_zh, "row_en": place.row.label_en}
        if address.table == table and address.column == column and (row in (None, address.row)):
            words |= {"column": place.column.label_zh, "column_en": place.column.label_en}
            if row is None or words["row"]:
                break
    return words
