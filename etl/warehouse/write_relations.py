"""Writes what was read, and what the rules over many reports found, into an empty database."""

from __future__ import annotations

from pathlib import Path

import duckdb

# what is sorted at once, as sorting everything would need memory for everything: wide rows, and bytes of what else is
# told of reports, which without its text takes so many
_ROWS_AT_ONCE, _BYTES_AT_ONCE, _BYTES_WITHOUT_TEXT = 60_000, 200_000_000, 1_000
# relations that rules over many reports fill anew for each version
DERIVED = ("reconciliation", "agency_successions", "similar_texts")


def text(path: Path) -> str:
    """A path as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"


def store(con: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """Writes everything into the new file, each relation in an order that does not depend on how it was read."""
    _store_figures(con, staging)
    con.execute(
        """
        insert into built.layouts
        select layout_id, any_value(locators) from incoming_layouts
        where layout_id in (select layout_id from built.figures) group by layout_id order by layout_id
        """
    )
    con.execute("create table checked as from across_checks order by report_id")
    part = "report_id between $first and $last"
    ranges = _ranges(con)
    for name, query in (
        ("narratives", f"from incoming_narratives where {part} order by report_id, section_key"),
        ("report_evidence", f"from incoming_report_evidence where {part} order by report_id"),
        (
            "report_checks",
            f"""
            select report_id, checks, across
            from incoming_report_checks left join ({listed(f"checked where {part}")}) using (report_id)
            where {part} order by report_id
            """,
        ),
    ):
        for first, last in ranges:
            con.execute(f"insert into built.{name} {query}", {"first": first, "last": last})
    con.execute("insert into built.sources select * from sources order by source_name")
    for name in ("findings", *DERIVED):
        con.execute(f"insert into built.{name} select * from {name} order by all")


def listed(checks: str) -> str:
    """One row a report: its checks of these (one row a report, rule and section) as a list, as a query."""
    return f"""
        select report_id, list(
            {{'rule_key': rule_key, 'evaluated': evaluated, 'not_evaluable': not_evaluable}} order by rule_key
        ) as across
        from (
            select report_id, rule_key, sum(evaluated)::integer as evaluated,
                sum(not_evaluable)::integer as not_evaluable
            from {checks} group by report_id, rule_key
        )
        group by report_id
    """


def marks(findings: str) -> str:
    """One row a report: how many errors and warnings are among these findings, as a query."""
    return f"""
        select report_id, count(*) filter (severity = 'error') as errors,
            count(*) filter (severity = 'warning') as warnings
        from {findings} group by report_id
    """


def _store_figures(con: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """Writes the wide rows sorted by place, agency and year, dealt out into parts first."""
    con.execute(f"create table marks as {marks('findings')}")
    con.execute(
        f"""
        create table parts as
        select region_code, agency_id,
            (sum(count(*)) over (order by region_code, agency_id) // {_ROWS_AT_ONCE})::integer as part
        from incoming_figures group by region_code, agency_id
        """
    )
    dealt = staging / "parts"
    con.execute(
        f"""
        copy (
            select incoming.*, coalesce(errors, 0) as errors, coalesce(warnings, 0) as warnings, part
            from incoming join parts using (region_code, agency_id) left join marks using (report_id)
        ) to {text(dealt)} (format parquet, partition_by (part), compression snappy)
        """
    )
    for (part,) in con.execute("select distinct part from parts order by part").fetchall():
        con.execute(
            f"""
            insert into built.figures by name
            select * from read_parquet({text(dealt / f"part={part}" / "*.parquet")}, hive_partitioning := false)
            order by region_code, agency_id, year, report_id
            """
        )


def _ranges(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """First and last report of parts of all reports. Each part is looked for where it lies: most were read in about
    this order."""
    return con.execute(
        f"""
        with texts as (
            select report_id, sum(strlen(text)) as bytes from incoming_narratives group by report_id
        )
        select min(report_id), max(report_id)
        from (
            select report_id, (
                sum({_BYTES_WITHOUT_TEXT} + coalesce(bytes, 0)) over (order by report_id) // {_BYTES_AT_ONCE}
            ) as part
            from incoming_figures left join texts using (report_id)
        )
        group by part order by part
        """
    ).fetchall()
