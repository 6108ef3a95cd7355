"""Rows of a question as JSON, CSV or Parquet, a page at a time, with the tag of the version that they come from."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
from fastapi import Request, Response

from etl.api.criteria import Format
from etl.api.opened_versions import Opened
from etl.export.relations import ReportFilter, read_guarded_rows, read_rows
from etl.export.writers import write_csv, write_parquet

_MEDIA = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


def answer(
    request: Request, opened: Opened, query: str, reports: ReportFilter, form: Format, limit: int, offset: int
) -> Response:
    """One page of the rows; 304 if the reader has it already. A further page is linked as `next`."""
    if is_known(request, opened.tag):
        return Response(status_code=304, headers=headers_of(opened))
    with opened.con.cursor() as con:
        return page_of(request, replace(opened, con=con), query, reports, form, limit, offset)


def headers_of(opened: Opened) -> dict[str, str]:
    """What every answer says of its version."""
    headers = {"ETag": opened.tag, "Cache-Control": "no-cache", "Data-Version": str(opened.number)}
    if opened.is_substitute:
        headers["Data-Warning"] = "the current version is lost or damaged; this is the last that can be read"
    return headers


def page_of(
    request: Request, opened: Opened, query: str, reports: ReportFilter, form: Format, limit: int, offset: int
) -> Response:
    """As `answer`, whatever the reader has, asked on the connection itself, which gets a table `page`."""
    con, headers = opened.con, headers_of(opened)
    con.execute(
        f"create temp table page as select * from ({query}) limit {limit + 1} offset {offset}",
        reports.bound(),
    )
    ((rows,),) = con.execute("select count(*) from page").fetchall()
    if rows > limit:
        following = request.url.include_query_params(limit=limit, offset=offset + limit)
        headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    page = f"select * from page limit {limit}"
    if form == "json":
        return Response(_json(con, page, opened), media_type="application/json", headers=headers)
    out = io.BytesIO()
    if form == "csv":
        write_csv(read_guarded_rows(con, page, ReportFilter()), out)
    else:
        write_parquet(read_rows(con, page, ReportFilter()), out)
    return Response(out.getvalue(), media_type=_MEDIA[form], headers=headers)


def is_known(request: Request, tag: str) -> bool:
    """Whether the reader has what bears this tag: it may state several, weak ones, or any (RFC 9110, 13.1.2)."""
    stated = request.headers.get("if-none-match", "")
    return stated.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in stated.split(","))


def _json(con: duckdb.DuckDBPyConnection, page: str, opened: Opened) -> str:
    result = con.execute(page)
    names = [column[0] for column in result.description]
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in result.fetchall()]
    return json.dumps(
        {"version": opened.number, "published_at": opened.published_at, "rows": rows}, ensure_ascii=False
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
