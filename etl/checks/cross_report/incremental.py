"""Evaluates cross-report rules incrementally: only results that changed reports can affect are recomputed.

How far a change reaches follows from what a rule reads (`sql_rules.Reads`): the history of the affected agencies, the
changed reconciliations, or everything. A rule of the last kind is evaluated in full and its results are compared.
"""

from __future__ import annotations

from typing import assert_never

import duckdb

from etl.checks.cross_report import evaluate, similar_texts, similar_texts_amended
from etl.checks.cross_report.sql_rules import Reads, SqlRule, sql_rules
from etl.checks.cross_report.steps import run
from etl.checks.cross_report.successions import write_successions

_AFFECTED = (
    "relations/changed_successions",
    "relations/agencies_merged_into",
    "relations/affected_reports",
    "relations/agency_history_amended",
    "relations/copies_amended",
    "relations/texts_of_copies_amended",
)


def find(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the relations that `evaluate.find` fills, but only as far as they may differ from `built`.

    `built` has the new reports already and lacks those in `work.gone`; `work.agencies` are the agencies of both. What
    is to be replaced in `built` is named by `temp.replaced_results` (rules and reports), `temp.changed_rollups` and
    `temp.changed_texts` (reports), `work.lost_texts` (sections of reports).
    """
    run(con, "relations/current_reports_amended", "relations/current_filings")
    write_successions(con)
    run(con, *_AFFECTED)
    evaluate.prepare(con)
    run(con, "relations/changed_rollups", "relations/replaced_results")
    for rule in sql_rules():
        evaluate.evaluate(con, rule)
        _note_affected(con, rule)
    if _texts_may_change(con):
        con.execute("create view work.incoming_narratives as from built.narratives")
        similar_texts_amended.find(con)
        evaluate.write_text_findings(con)
    else:
        run(con, "relations/no_changed_texts")


def _note_affected(con: duckdb.DuckDBPyConnection, rule: SqlRule) -> None:
    """Add to `temp.replaced_results` the reports whose result of this rule the changed reports can affect."""
    match rule.reads:
        case Reads.COPIES:
            con.execute(
                "insert into temp.replaced_results select ?, report_id from work.order_of_copies", [rule.key]
            )
        case Reads.AGENCY_HISTORY:
            con.execute(
                "insert into temp.replaced_results select ?, report_id from temp.affected_reports", [rule.key]
            )
        case Reads.ROLLUPS:
            con.execute(
                "insert into temp.replaced_results select ?, report_id from temp.changed_rollups", [rule.key]
            )
        case Reads.EVERYTHING:
            run(con, "relations/changed_results", rule=rule.key)
        case _:
            assert_never(rule.reads)


def _texts_may_change(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a text that is compared is new, changed or gone, or belongs to an affected agency."""
    counts = run(con, "texts/changed_count", sections=list(similar_texts.SECTIONS)).fetchall()
    return bool(counts[0][0])
