"""Bodies of the loaded reports that ended and went on as another by merger, as table `agency_successions`."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from etl.identity.register import agency_id, all_successions, later_ids

_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("agency_id", "later_id", "agency", "relation")]
    + [(name, pa.int16()) for name in ("from_year", "until_year", "last_year")]
)


def write_successions(con: duckdb.DuckDBPyConnection) -> None:
    """One row a body that stopped filing when its kind was merged or absorbed, with the loaded body it joined.

    A rename needs no row: the id stays. Whether the merger took place there is read off the reports: the body's
    last report falls into the years in which it happened anywhere (or the year before).
    """
    mergers = sorted({one.kind for one in all_successions() if one.relation != "renamed"})
    ended = con.execute(
        """
        select agency_id, any_value(region_code), arg_max(agency, year), arg_max([province, city, county], year),
            max(year)
        from current_reports where list_contains(?::varchar[], kind) group by agency_id
        having max(year) < (select max(year) from current_reports) order by agency_id
        """,
        [mergers],
    ).fetchall()
    known = {one for (one,) in con.execute("select distinct agency_id from current_reports").fetchall()}
    rows = []
    for identifier, code, agency, region, last_year in ended:
        body = agency
        for place in region:
            body = body.removeprefix(place or "")
        if agency_id(code, body) != identifier:
            continue  # a body whose id rests on more than place and name: its successor's id is not known
        for later, step in later_ids(code, body):
            if later in known and _fits(step.from_year, step.until_year, last_year):
                years = (step.from_year, step.until_year, last_year)
                rows.append((identifier, later, agency, step.relation, *years))
                break
    table = pa.Table.from_pylist([dict(zip(_SCHEMA.names, row, strict=True)) for row in rows], schema=_SCHEMA)
    con.register("found_successions", table)
    con.execute("insert into agency_successions select * from found_successions")
    con.unregister("found_successions")


def _fits(from_year: int | None, until_year: int | None, last_year: int) -> bool:
    return (from_year or 0) - 1 <= last_year <= (until_year or 9999)
