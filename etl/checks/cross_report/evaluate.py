"""Evaluates the rules over several reports on all current reports."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from etl.checks.cross_report import similar_texts
from etl.checks.cross_report.sql_rules import FOLDER, SqlRule, sql_rules
from etl.checks.cross_report.successions import write_successions
from etl.rules.catalog import finding

_PLACE = ("report_id", "table_key", "row_key", "column_key", "expected", "found")
_BATCH = 20_000


def find(con: duckdb.DuckDBPyConnection) -> None:
    """Fills `findings`, `across_checks`, `reconciliation`, `agency_successions` and `similar_texts` from the view
    `incoming` (wide rows with `is_current`) and `incoming_narratives`."""
    con.execute("create temp view current_reports as select * from incoming where is_current")
    con.execute("create temp view agency_history as from current_reports")
    write_successions(con)
    prepare(con)
    for rule in sql_rules():
        evaluate(con, rule)
    similar_texts.find(con)
    for rows in list(similar_texts.finding_rows(con)):
        write_findings(con, similar_texts.RULE, rows)


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Create the macros and relations that the rules read besides the reports."""
    for name in ("macros", "reconciliation"):
        con.execute((FOLDER / "relations" / f"{name}.sql").read_text(encoding="utf-8"))


def evaluate(con: duckdb.DuckDBPyConnection, rule: SqlRule) -> None:
    """Add the findings of a rule to `findings` and its counts to `across_checks`."""
    con.execute(f"create or replace temp view evaluations as {rule.query}")
    con.execute(
        """
        insert into across_checks
        select ?, report_id, count(broken), count(*) - count(broken) from evaluations group by report_id
        """,
        [rule.key],
    )
    broken = con.sql("select * exclude (broken) from evaluations where broken order by all").to_arrow_table()
    for batch in broken.to_batches(max_chunksize=_BATCH):
        write_findings(con, rule.key, batch.to_pylist())


def write_findings(con: duckdb.DuckDBPyConnection, rule: str, rows: list[dict[str, str | None]]) -> None:
    """Adds one finding a row; keys beyond place, expected and found are words of the rule's sentence."""
    found = []
    for row in rows:
        words = {name: str(value) for name, value in row.items() if name not in _PLACE and value is not None}
        place = (row["table_key"], row["row_key"], row["column_key"])
        one = finding(rule, *place, expected=row["expected"], found=row["found"], severity=None, **words)
        found.append(
            {
                **{name: row[name] for name in _PLACE},
                "rule_key": rule,
                "severity": str(one.severity),
                "message": one.message,
                "message_en": one.message_en,
                "source_rule": rule,
            }
        )
    if found:
        con.register("rendered", pa.Table.from_pylist(found))
        con.execute("insert into findings by name select * from rendered")
        con.unregister("rendered")
