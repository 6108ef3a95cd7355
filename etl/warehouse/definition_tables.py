"""Writes what is declared once (forms, measures, kinds of agency, rules) into a database, from where pages take it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from etl.form import Block, Form, Line, Table, all_addresses, forms, measures
from etl.identity.agency_kinds import kinds
from etl.model.report import Address
from etl.rules.catalog import rules
from etl.stated import items


def write_definitions(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `forms`, `form_cells`, `measures`, `kinds`, `rules` and `stated_items` of the open database."""
    for name, rows in (
        ("forms", _form_rows()),
        ("form_cells", _cell_rows()),
        ("measures", _measure_rows()),
        ("kinds", _kind_rows()),
        ("rules", _rule_rows()),
        ("stated_items", _item_rows()),
    ):
        # as one relation: binding values one by one takes a second
        con.register("rows", pa.Table.from_pylist(list(rows)))
        con.execute(f"insert into {name} by name from rows")
        con.unregister("rows")


def _form_rows() -> Iterator[dict[str, object]]:
    for position, form in enumerate(forms().values()):
        yield {
            "form": form.key,
            "label_zh": form.label_zh,
            "label_en": form.label_en,
            "document": form.document,
            "first_year": form.years[0],
            "last_year": form.years[-1],
            "open_ended": form.open_ended,
            "position": position,
        }


def _cell_rows() -> Iterator[dict[str, object]]:
    """Cells of each form in printed order."""
    positions = {address: position for position, address in enumerate(all_addresses(), start=1)}
    for form in forms().values():
        printed = (
            (table, block, row, column)
            for table in form.tables
            for block in table.blocks
            for row in block.rows
            for column in block.columns
        )
        for order, (table, block, row, column) in enumerate(printed, start=1):
            address = Address(table.key, row.key, column.key)
            yield _cell_row(form, table, block, row, column) | {
                "position": positions[address],
                "column_name": measures.column_name(address),
                "print_order": order,
            }


def _cell_row(form: Form, table: Table, block: Block, row: Line, column: Line) -> dict[str, object]:
    return {
        "form": form.key,
        "table_key": table.key,
        "block_key": block.key,
        "row_key": row.key,
        "column_key": column.key,
        "table_number": table.number,
        "table_label_zh": table.label_zh,
        "table_label_en": table.label_en,
        "block_label_zh": block.label_zh,
        "block_label_en": block.label_en,
        "across": block.across,
        "row_number": row.number,
        "row_label_zh": row.label_zh,
        "row_label_en": row.label_en,
        "row_under": row.under,
        "row_group": row.group,
        "ground": row.ground,
        "column_label_zh": column.label_zh,
        "column_label_en": column.label_en,
        "column_under": column.under,
        "article": row.article or block.article,
        "unit": column.unit or row.unit or block.unit,
        "measured": row.measured or column.measured,
    }


def _measure_rows() -> Iterator[dict[str, object]]:
    for position, measure in enumerate(measures.measures()):
        yield {
            "measure_key": measure.key,
            "kind": measure.kind,
            "page": measure.page,
            "label_zh": measure.label_zh,
            "label_en": measure.label_en,
            "numerator": measure.numerator,
            "denominator": measure.denominator,
            "unit": measure.unit,
            "polarity": measure.polarity,
            "forms": list(measure.forms),
            "caveat": measure.caveat_zh,
            "caveat_en": measure.caveat_en,
            "source": measure.source,
            "per_report": measure.per_report,
            "position": position,
        }


def _kind_rows() -> Iterator[dict[str, object]]:
    for position, kind in enumerate(kinds()):
        yield {
            "kind": kind.kind,
            "label_zh": kind.label_zh,
            "label_en": kind.label_en,
            "position": position,
        }


def _rule_rows() -> Iterator[dict[str, object]]:
    for position, rule in enumerate(rules().values()):
        yield {
            "rule_key": rule.key,
            "severity": str(rule.severity),
            "label_zh": rule.label_zh,
            "label_en": rule.label_en,
            "position": position,
        }


def _item_rows() -> Iterator[dict[str, object]]:
    for position, item in enumerate(items()):
        yield {
            "item_key": item.key,
            "group_key": item.group,
            "label_zh": item.label_zh,
            "label_en": item.label_en,
            "unit": item.unit,
            "position": position,
        }
