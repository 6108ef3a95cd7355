"""Builds a new database version as an amended copy of the version before, where few reports are other than in it.

The result holds the same rows as one that `full_build` builds in full, with the same content hash; only their order in
the file differs, and the room of rows that were taken out is not given back. Both are bounded by `MOST_AMENDED`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from etl.checks.cross_report import incremental
from etl.warehouse import full_build
from etl.warehouse.write_relations import listed, marks, text

_MEMORY = "1000MB"  # of DuckDB, which keeps what it has read of the copy
MOST_AMENDED = 0.05  # share of the reports, over all versions since the last one that was built in full


def build(path: Path, staging: Path, run: full_build.Run, previous: Path | None) -> int:
    """Writes the next version, amended where that may be, else in full, and returns the number of its findings."""
    findings = amend(path, staging, run, previous) if previous else None
    return full_build.build(path, staging, run, previous) if findings is None else findings


def amend(path: Path, staging: Path, run: full_build.Run, previous: Path) -> int | None:
    """Writes the database that `load.build` would and returns the number of its findings; None, and writes nothing,
    where it has to be built in full: too much is other than before, or other code or data read it."""
    path.unlink(missing_ok=True)
    with full_build.connected(staging, _MEMORY) as con:
        con.execute(f"attach {text(previous)} as previous (read_only)")
        full_build.stage(con, staging)
        _compare(con)
        amended = _amended(con, run)
        if amended is None:
            return None
        shutil.copyfile(previous, path)
        con.execute(f"attach {text(path)} as built")
        _replace_reports(con)
        _replace_sources(con)
        full_build.make_derived(con)
        incremental.find(con)
        _replace_derived(con)
        con.execute("use built")
        con.execute("delete from version")
        return full_build.finish(con, path, run, amended)


def _compare(con: duckdb.DuckDBPyConnection) -> None:
    """`gone`: the reports of the version before without a source, or read anew under their name; `agencies`: whose
    reports are others than before."""
    con.execute(
        """
        create table gone as
        (select report_id, agency_id from previous.figures anti join sources using (report_id))
        union (select report_id, agency_id from previous.figures semi join staged_figures using (report_id))
        """
    )
    con.execute(
        "create table agencies as select agency_id from gone union select agency_id from staged_figures"
    )


def _amended(con: duckdb.DuckDBPyConnection, run: full_build.Run) -> int | None:
    """How many reports this version and those before it put in and took out; None where that is too many to amend."""
    reports, before, *made_by = con.execute(
        "select reports, amended, reader_version, duckdb_version from previous.version"
    ).fetchall()[0]
    (changed,) = con.execute(
        "select (select count(*) from gone) + (select count(*) from staged_figures)"
    ).fetchall()[0]
    same = made_by == [run.reader_version, duckdb.__version__]
    return before + changed if same and before + changed <= MOST_AMENDED * reports else None


def _replace_reports(con: duckdb.DuckDBPyConnection) -> None:
    """Takes out the reports that are gone and puts in the new ones, with which of each agency and year is current."""
    for name in full_build.PER_REPORT:
        con.execute(f"delete from built.{name} where report_id in (select report_id from gone)")
    con.execute(
        """
        insert into built.figures by name
        select *, false as is_current, 0 as errors, 0 as warnings from staged_figures
        order by region_code, agency_id, year, report_id
        """
    )
    con.execute("insert into built.findings select *, null from staged_findings")
    con.execute("insert into built.narratives from staged_narratives order by report_id, section_key")
    con.execute("insert into built.report_evidence from staged_report_evidence order by report_id")
    con.execute("insert into built.report_checks select *, null from staged_report_checks order by report_id")
    con.execute(
        f"""
        update built.figures set is_current = standing.is_current
        from ({full_build.standing("built.figures semi join agencies using (agency_id)")}) as standing
        where figures.report_id = standing.report_id and figures.is_current <> standing.is_current
        """
    )
    con.execute(
        """
        insert into built.layouts
        select layout_id, any_value(locators) from staged_layouts
        where layout_id not in (select layout_id from built.layouts) group by layout_id
        """
    )
    con.execute("delete from built.layouts where layout_id not in (select layout_id from built.figures)")


def _replace_sources(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create table other_sources as
        select source_name from built.sources as before full join sources as now using (source_name)
        where before is distinct from now
        """
    )
    con.execute("delete from built.sources where source_name in (from other_sources)")
    con.execute("insert into built.sources from sources where source_name in (from other_sources)")


def _replace_derived(con: duckdb.DuckDBPyConnection) -> None:
    """Puts what was found anew in the place of what was found before, and counts each report's errors and warnings."""
    con.execute("delete from built.agency_successions")
    con.execute("insert into built.agency_successions from agency_successions")
    for name, changed in (("reconciliation", "reconciled"), ("similar_texts", "compared")):
        con.execute(f"delete from built.{name} where report_id in (from {changed})")
        con.execute(f"insert into built.{name} from {name} order by all")
    con.execute("delete from built.findings where (source_rule, report_id) in (from anew)")
    con.execute(
        "insert into built.findings from findings where (source_rule, report_id) in (from anew) order by all"
    )
    con.execute(
        """
        create table checks as
        select rule_key, report_id, evaluated, not_evaluable
        from (
            select report_id, unnest(across, recursive := true)
            from built.report_checks where report_id in (select report_id from anew)
        )
        anti join anew using (rule_key, report_id)
        union all
        from across_checks semi join anew using (rule_key, report_id)
        """
    )
    con.execute(
        f"""
        update built.report_checks set across = now.across
        from (
            select report_id, across
            from (select distinct report_id from anew) left join ({listed("checks")}) using (report_id)
        ) as now
        where report_checks.report_id = now.report_id
        """
    )
    found = "(select distinct report_id from anew) left join built.findings using (report_id)"
    con.execute(
        f"""
        update built.figures set errors = now.errors, warnings = now.warnings
        from ({marks(found)}) as now
        where figures.report_id = now.report_id and (figures.errors, figures.warnings) <> (now.errors, now.warnings)
        """
    )
