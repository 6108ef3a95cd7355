"""The catalogue of rules: each rule's severity and the sentence of its findings in Chinese and English."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from etl.form import Block, Line, Table, forms
from etl.model.document import Note
from etl.model.report import Address, Finding, Severity
from etl.text.numbers import plain_number
from etl.text.refusals import reason_in_language


@dataclass(frozen=True, slots=True)
class OtherCells:
    """Cells that the cell of a finding is compared with: `year` counts from the report's own year, None for every other
    year of the agency; the row and the columns are the finding's own unless stated."""

    year: int | None = 0
    row: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of rules.toml. `zh` and `en` are the sentences of a finding, with words to fill in braces; `variants`
    are other sentences of the same rule, by name. `printed` says which side of a finding, `expected` or `found`, is the
    number that the report prints at the address; it is empty if the rule compares no numbers. `compares` are the cells
    that its other side is computed from, unless the form declares them as a sum."""

    key: str
    severity: Severity
    label_zh: str
    label_en: str
    zh: str
    en: str
    printed: str = ""
    compares: tuple[OtherCells, ...] = ()
    variants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by key, in the order of rules.toml."""
    raw = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    return {
        key: Rule(
            key, Severity(entry.pop("severity")), compares=_other_cells(entry.pop("compares", ())), **entry
        )
        for key, entry in raw.items()
    }


def _other_cells(entries: Iterable[dict[str, Any]]) -> tuple[OtherCells, ...]:
    return tuple(
        OtherCells(
            year=None if entry.get("year") == "other" else entry.get("year", 0),
            row=entry.get("row", ""),
            columns=tuple(entry.get("columns", ())),
        )
        for entry in entries
    )


@dataclass(frozen=True, slots=True)
class FormCell:
    """Where a form defines a cell: the table, block, row and column that give it labels and unit."""

    table: Table
    block: Block
    row: Line
    column: Line

    @property
    def unit(self) -> str:
        return self.column.unit or self.row.unit or self.block.unit


@cache
def form_cells() -> Mapping[Address, FormCell]:
    """Every cell of any form by address, as the newest form that has it defines it."""
    return {
        Address(table.key, row.key, column.key): FormCell(table, block, row, column)
        for form in forms().values()
        for table in form.tables
        for block in table.blocks
        for row in block.rows
        for column in block.columns
    }


def printed_place(cell: str) -> tuple[str, str, str]:
    """Table, numbered row and column of a cell `table/row/column` as the form prints them; empty texts if there is none."""
    declared = form_cells().get(Address(*cell.split("/"))) if cell else None
    if declared is None:
        return "", "", ""
    return declared.table.name_zh, f"{declared.row.number}{declared.row.label_zh}", declared.column.label_zh


def finding(
    rule: str,
    table: str | None = None,
    row: str | None = None,
    column: str | None = None,
    *,
    expected: str | None = None,
    found: str | None = None,
    printed: float | None = None,
    computed: float | None = None,
    cells: tuple[Address, ...] = (),
    severity: Severity | None = None,
    variant: str = "",
    **words: str,
) -> Finding:
    """Make a finding of a declared rule, its sentences filled in.

    A rule that compares numbers is given `printed` and `computed`, from which `expected` and `found` follow; any other
    rule may be given `expected` and `found` as text. `words` fill the braces of the sentence, besides these and the
    labels of table, row and column. `cells` are to be marked instead of the one cell of the address, `severity` replaces
    the rule's own, and `variant` names another of its sentences.

    Raises KeyError for an unknown rule or variant and for a brace that nothing fills, ValueError if numbers are given
    to a rule that compares none, or are missing for one that does.
    """
    declared = rules()[rule]
    if (declared.printed != "") != (printed is not None and computed is not None):
        raise ValueError(
            f"{rule}: rules.toml must say which side is printed exactly if both numbers are given"
        )
    difference = None
    if printed is not None and computed is not None:
        difference = round(printed - computed, 6)
        sides = (plain_number(printed), plain_number(computed))
        expected, found = sides if declared.printed == "expected" else reversed(sides)
        words |= {"difference": plain_number(abs(difference))}
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
        printed,
        computed,
        difference,
        cells or ((Address(table, row, column),) if table and row and column else ()),
    )


def finding_from_note(note: Note) -> Finding:
    """Turn a reader's note on a file into a finding of the rule that has a variant for this kind of note."""
    rule = next(rule for rule in rules().values() if note.kind in rule.variants)
    return finding(
        rule.key,
        found=note.detail or None,
        variant=note.kind,
        page=note.page,
        reason=note.reason,
        reason_en=reason_in_language(note.reason, "en"),
        found_en=reason_in_language(note.detail, "en"),
    )


@cache
def _tables() -> Mapping[str, Table]:
    return {table.key: table for form in forms().values() for table in form.tables}


@cache
def _labels(table: str | None, row: str | None, column: str | None) -> dict[str, str]:
    """Labels of an address of which any part may be unknown; the label of an unknown part is empty."""
    labels = dict.fromkeys(("table", "table_en", "row", "row_en", "column", "column_en"), "")
    if table and table in _tables():
        labels |= {"table": _tables()[table].name_zh, "table_en": _tables()[table].name_en}
    for address, cell in form_cells().items():
        if address.table != table:
            continue
        if address.row == row and not labels["row"]:
            labels |= {"row": cell.row.label_zh, "row_en": cell.row.label_en}
        if address.column == column and row in (None, address.row):
            labels |= {"column": cell.column.label_zh, "column_en": cell.column.label_en}
            if row is None or labels["row"]:
                break
    return labels
