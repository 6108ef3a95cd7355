"""Writes what is declared once (forms, measures, kinds, rules) into a database, where pages take it from."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from etl.form import all_addresses, forms, measures
from etl.identity.agency_kinds import kinds
from etl.model.report import Address
from etl.rules.catalog import rules


def write_definitions(con: duckdb.DuckDBPyConnection) -> None:
    """Fills `forms`, `form_cells`, `measures`, `kinds` and `rules`."""
    position = {address: number for number, address in enumerate(all_addresses(), start=1)}
    form_rows, cell_rows = [], []
    for order, form in enumerate(forms().values()):
        form_rows.append(
            (
                form.key,
                form.label_zh,
                form.label_en,
                form.document,
                form.years[0],
                form.years[-1],
                form.open_ended,
                order,
            )
        )
        printed = 0
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    for column in block.columns:
                        printed += 1
                        address = Address(table.key, row.key, column.key)
                        cell_rows.append(
                            (
                                form.key, table.key, block.key, row.key, column.key, position[address],
                                measures.column_name(address), table.number, table.label_zh, table.label_en,
                                block.label_zh, block.label_en, block.across,
                                row.number, row.label_zh, row.label_en, row.under, row.group, row.ground,
                                column.label_zh, column.label_en, column.under,
                                row.article or block.article, column.unit or row.unit or block.unit,
                                row.measured or column.measured, printed,
                            )
                        )  # fmt: skip
    measure_rows = [
        (
            m.key, m.kind, m.page, m.label_zh, m.label_en, m.numerator, m.denominator, m.unit, m.polarity,
            list(m.forms), m.caveat_zh, m.caveat_en, m.source, m.per_report, number,
        )
        for number, m in enumerate(measures.measures())
    ]  # fmt: skip
    kind_rows = [(kind.kind, kind.label_zh, kind.label_en, number) for number, kind in enumerate(kinds())]
    rule_rows = [
        (rule.key, str(rule.severity), rule.label_zh, rule.label_en, number)
        for number, rule in enumerate(rules().values())
    ]
    for table_name, rows in (
        ("forms", form_rows),
        ("form_cells", cell_rows),
        ("measures", measure_rows),
        ("kinds", kind_rows),
        ("rules", rule_rows),
    ):
        # as one relation: values bound one by one take a second
        columns = {str(at): column for at, column in enumerate(zip(*rows, strict=True))}
        con.register("written", pa.table(columns))
        con.execute(f"insert into {table_name} select * from written")
        con.unregister("written")
