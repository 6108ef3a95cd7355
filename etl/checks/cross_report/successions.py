"""Agencies of the loaded reports that ended by merger, with the agency that took over, as relation
`work.agency_successions`."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from etl.checks.cross_report.steps import run
from etl.identity.register import agency_id, all_successions, later_ids

_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("agency_id", "later_id", "agency", "relation")]
    + [(name, pa.int16()) for name in ("from_year", "until_year", "last_year")]
)


def write_successions(con: duckdb.DuckDBPyConnection) -> None:
    """Add one row per agency that stopped filing when its kind was merged or absorbed, with the loaded agency it joined.

    A rename needs no row, because the id stays. Whether the merger took place in a region follows from its reports: the
    agency's last report lies in the years in which the merger happened anywhere, or in the year before.
    """
    merged_kinds = sorted(
        {succession.kind for succession in all_successions() if succession.relation != "renamed"}
    )
    ended = run(con, "relations/ended_agencies", kinds=merged_kinds).fetchall()
    loaded = {
        agency for (agency,) in con.execute("select distinct agency_id from temp.current_filings").fetchall()
    }
    rows = []
    for identifier, region_code, agency, regions, last_year in ended:
        short_name = agency
        for region in regions:
            short_name = short_name.removeprefix(region or "")
        if agency_id(region_code, short_name) != identifier:
            continue  # the id rests on more than region and name, so that of the successor cannot be derived
        for later_id, step in later_ids(region_code, short_name):
            if later_id in loaded and _fits(step.from_year, step.until_year, last_year):
                years = (step.from_year, step.until_year, last_year)
                rows.append((identifier, later_id, agency, step.relation, *years))
                break
    table = pa.Table.from_pylist([dict(zip(_SCHEMA.names, row, strict=True)) for row in rows], schema=_SCHEMA)
    con.register("succession_rows", table)
    con.execute("insert into work.agency_successions from succession_rows")
    con.unregister("succession_rows")


def _fits(from_year: int | None, until_year: int | None, last_year: int) -> bool:
    return (from_year or 0) - 1 <= last_year <= (until_year or 9999)
