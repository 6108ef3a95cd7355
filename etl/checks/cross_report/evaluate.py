"""Evaluates the rules over several reports on all current reports."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from etl.checks.cross_report import similar_texts
from etl.checks.cross_report.sql_rules import SqlRule, sql_rules
from etl.checks.cross_report.steps import hold_few, run
from etl.checks.cross_report.successions import write_successions
from etl.checks.finding_rows import SCHEMA, finding_row
from etl.identity.agency_kinds import apart_kinds
from etl.model.report import Address, Finding
from etl.rules.catalog import finding

_COLUMNS = (
    "report_id",
    "table_key",
    "row_key",
    "column_key",
    "found",
    "printed",
    "computed",
    "cells",
    "variant",
)
_BATCH = 20_000
# reports: medians hold all values, counts a row each
FLOWS_AT_ONCE, COUNTED_AT_ONCE = 1_000_000, 5_000_000


def find(con: duckdb.DuckDBPyConnection) -> None:
    """Evaluate all rules on the reports of `work.incoming` and the texts of `work.incoming_narratives`.

    Fills `findings`, `across_checks`, `reconciliation`, `agency_successions`, `similar_texts`, `compared_texts` and
    `common_phrases` in the schema `work`.
    """
    run(con, "relations/current_reports")
    hold_few(con, "temp.current_reports")
    run(
        con,
        "relations/current_filings",
        "relations/agency_history",
        "relations/copies",
        "relations/texts_of_copies",
    )
    write_successions(con)
    prepare(con)
    for rule in sql_rules():
        evaluate(con, rule)
    similar_texts.find(con)
    write_text_findings(con)


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Create the macros and relations that the rules read besides the reports."""
    run(con, "relations/macros", "relations/differing_cells")
    run(con, "relations/reconciliation", apart=apart_kinds())
    run(con, "relations/flows")
    _run_in_parts(con, "relations/usual_flows", FLOWS_AT_ONCE)


def _run_in_parts(con: duckdb.DuckDBPyConnection, file: str, at_once: int, **parameters: object) -> None:
    """Run a file that groups by report or agency for about so many reports after the other: groups are in memory at once."""
    ((filings,),) = con.execute("select count(*) from temp.current_filings").fetchall()
    parts = 1 + filings // at_once
    for part in range(parts):
        run(con, file, part=part, parts=parts, **parameters)


def evaluate(con: duckdb.DuckDBPyConnection, rule: SqlRule) -> None:
    """Add the findings of a rule to `work.findings` and its counts to `work.across_checks`."""
    # of millions of evaluations only the few with a finding are kept whole
    con.execute(
        "create or replace temp table evaluations as"
        f" select report_id, broken, if(broken, row, null) as row from ({rule.query}) as row"
    )
    _run_in_parts(con, "relations/rule_counts", COUNTED_AT_ONCE, rule=rule.key)
    broken = (
        con.sql("select unnest(row) from temp.evaluations where broken")
        .select("* exclude (broken)")
        .order("all")
    )
    for batch in broken.to_arrow_table().to_batches(max_chunksize=_BATCH):
        write_findings(con, rule.key, batch.to_pylist())


def write_text_findings(con: duckdb.DuckDBPyConnection) -> None:
    """Add the findings on `work.similar_texts`."""
    for rows in list(similar_texts.finding_rows(con)):
        write_findings(con, similar_texts.RULE, rows)


def write_findings(con: duckdb.DuckDBPyConnection, rule: str, rows: list[dict[str, Any]]) -> None:
    """Add one finding per row: its report, address and sides; any other key is a word of the rule's sentence."""
    if rows:
        findings = [finding_row(row["report_id"], _finding(rule, row)) for row in rows]
        con.register("finding_rows", pa.Table.from_pylist(findings, SCHEMA))
        con.execute("insert into work.findings by name select *, rule_key as source_rule from finding_rows")
        con.unregister("finding_rows")


def _finding(rule: str, row: dict[str, Any]) -> Finding:
    words = {name: str(value) for name, value in row.items() if name not in _COLUMNS and value is not None}
    return finding(
        rule,
        row["table_key"],
        row["row_key"],
        row["column_key"],
        found=row.get("found"),
        printed=row.get("printed"),
        computed=row.get("computed"),
        cells=tuple(Address(*cell.split(".")) for cell in row.get("cells") or ()),
        severity=None,
        variant=row.get("variant") or "",
        **words,
    )
