"""The rules over more than one report where few reports are other than in the version before: what each of them can
find otherwise is worked out anew, and the rest stays as it is.

What a rule reads says how far that goes (see `sql_rules.Reads`): the years of the agencies concerned, the roll-ups
whose reconciliation is another, or everything, of which only what came out otherwise is taken.
"""

from __future__ import annotations

from typing import assert_never

import duckdb

from etl.checks.cross_report import evaluate, similar_texts
from etl.checks.cross_report.sql_rules import Reads, SqlRule, sql_rules
from etl.checks.cross_report.successions import write_successions


def find(con: duckdb.DuckDBPyConnection) -> None:
    """Fills what `across.find` fills as far as it is other than in `built`, which has the new reports already and
    lacks those of `gone`; `agencies` are those of either. `anew` says which rules of which reports are to be replaced,
    `reconciled` which reports' rows of `reconciliation`, `compared` which reports' rows of `similar_texts`."""
    con.execute("create temp view current_reports as select * from built.figures where is_current")
    write_successions(con)
    _concern(con)
    evaluate.prepare(con)
    _keep_changed(con, "reconciliation", "reconciled")
    con.execute("create temp table anew (rule_key varchar, report_id varchar)")
    for rule in sql_rules():
        evaluate.evaluate(con, rule)
        _note_affected(con, rule)
    con.execute("create temp table compared (report_id varchar)")
    if _texts_concerned(con):
        con.execute("create view incoming_narratives as from built.narratives")
        similar_texts.find(con)
        for rows in list(similar_texts.finding_rows(con)):
            evaluate.write_findings(con, similar_texts.RULE, rows)
        con.execute("drop table compared")
        _keep_changed(con, "similar_texts", "compared")
        _note_changed(con, similar_texts.RULE)


def _concern(con: duckdb.DuckDBPyConnection) -> None:
    """`concerned`: the reports of agencies whose years are others, or those of a body merged into them; `agency_history`: all
    that is to be seen beside these."""
    con.execute(
        """
        create temp table merging as
        (from agency_successions except all from built.agency_successions)
        union all (from built.agency_successions except all from agency_successions)
        union all (from agency_successions semi join agencies using (agency_id))
        """
    )
    con.execute("insert into agencies select later_id from merging")
    con.execute(
        "create temp table concerned as select report_id from built.figures semi join agencies using (agency_id)"
    )
    con.execute(
        """
        create temp table agency_history as
        from current_reports where agency_id in (
            from agencies
            union all select agency_id from agency_successions where later_id in (from agencies)
        )
        """
    )


def _keep_changed(con: duckdb.DuckDBPyConnection, name: str, changed: str) -> None:
    """The reports whose rows of a relation are others than in `built` as a table `changed`; drops other rows."""
    con.execute(
        f"""
        create temp table {changed} as
        select report_id from (from {name} except all from built.{name})
        union select report_id from (from built.{name} except all from {name})
        """
    )
    con.execute(f"delete from {name} where report_id not in (from {changed})")


def _note_affected(con: duckdb.DuckDBPyConnection, rule: SqlRule) -> None:
    """Add to `anew` the reports whose result of this rule the changed reports can affect."""
    match rule.reads:
        case Reads.AGENCY_HISTORY:
            con.execute("insert into anew select ?, report_id from concerned", [rule.key])
        case Reads.ROLLUPS:
            con.execute("insert into anew select ?, report_id from reconciled", [rule.key])
        case Reads.EVERYTHING:
            _note_changed(con, rule.key)
        case _:
            assert_never(rule.reads)


def _note_changed(con: duckdb.DuckDBPyConnection, rule: str) -> None:
    """Adds to `anew` where a rule that looked at everything found, or counted, something else than before."""
    con.execute(
        """
        insert into anew
        with now as (from findings where source_rule = $rule),
        before as (from built.findings where source_rule = $rule),
        counted as (
            select report_id, sum(evaluated) as evaluated, sum(not_evaluable) as not_evaluable
            from across_checks where rule_key = $rule group by report_id
        ),
        counted_before as (
            select report_id, times.evaluated, times.not_evaluable
            from (select report_id, unnest(across) as times from built.report_checks) where times.rule_key = $rule
        )
        select $rule, report_id from (
            select report_id from (from now except all from before)
            union select report_id from (from before except all from now)
            union select report_id from counted full join counted_before using (report_id)
            where (counted.evaluated, counted.not_evaluable)
                is distinct from (counted_before.evaluated, counted_before.not_evaluable)
        )
        """,
        {"rule": rule},
    )


def _texts_concerned(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether any report that is gone, new or of an agency concerned has a text that is compared: which phrases are
    common is taken from all texts, so that each may change what is found in any other."""
    query = """
        select count(*) from (
            (from built.narratives semi join concerned using (report_id))
            union all (from previous.narratives semi join gone using (report_id))
        )
        where list_contains(?, section_key)
    """
    return bool(con.execute(query, [list(similar_texts.SECTIONS)]).fetchall()[0][0])
