"""The HTTP interface: the relations of the downloads, what they are defined by, versions and what changed between them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote_plus

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi import Path as PathParameter
from fastapi_offline import FastAPIOffline
from starlette.middleware.trustedhost import TrustedHostMiddleware

from etl.api.answers import answer, headers_of, is_known, page_of
from etl.api.criteria import Format, Limit, Offset, Reports, Version
from etl.api.opened_versions import open_version
from etl.changes import output
from etl.changes.compare import Incomparable, compare_versions
from etl.export.relations import RELATIONS, ReportFilter, relation_query
from etl.news.atom import ATOM, to_atom
from etl.news.items import news_of_pairs, pairs_of_versions
from etl.runtime.language import Language
from etl.warehouse import versions
from etl.warehouse.kept_versions import kept_versions

_EVERY_ROW = 1_000_000  # of a definition, which has some hundred
_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"description": "the host name is not one that it answers to"},
    404: {"description": "the version is not kept"},
    503: {"description": "no data have been published yet"},
}
_DESCRIPTION = """
政府信息公开工作年度报告的数据，只读。每个回答属于一个数据版本（`Data-Version`、`ETag`）；`limit`、`offset` 分页，下一页见
`Link`；`format` 为 json、csv 或 parquet。

Data of annual reports on government information disclosure, read-only. Each answer belongs to one version of the data.
"""
_SELECTING: dict[int | str, dict[str, Any]] = {
    409: {"description": "the first year is after the last"},
    **_REFUSED,
}
_ROWS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {kind: {} for kind in ("application/json", "text/csv", "application/vnd.apache.parquet")}
    },
    304: {"description": "the reader has it already"},
    **_SELECTING,
}
Relation = Annotated[
    str, PathParameter(pattern=f"^({'|'.join(name for name in RELATIONS if name != 'official')})$")
]
Definition = Literal["measures", "rules", "forms", "form_cells", "kinds", "stated_items"]


def create_app(warehouse: Path, hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The application over one warehouse; its description is at `/openapi.json`, and at `/docs` as a page to try it on.
    Requests for any other than these host names are refused."""
    app = FastAPIOffline(redoc_url=None, title="disclosure", version="1", description=_DESCRIPTION)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))

    @app.get("/v1/versions", summary="versions that are kept, newest first")
    def list_versions() -> list[dict[str, Any]]:
        current = next(iter(versions.candidates(warehouse)), None)
        names = kept_versions(warehouse)
        existing = {versions.version_of(path): path for path in reversed(versions.versions(warehouse))}
        return [
            {"version": number, "name": names.get(number, ""), "is_current": path == current}
            for number, path in existing.items()
        ]

    @app.get(
        "/v1/definitions/{name}",
        summary="what measures, rules, forms, kinds and items are",
        responses=_ROWS,
    )
    def definitions(
        request: Request, name: Definition, version: Version = None, format: Format = "json"
    ) -> Response:
        opened = open_version(warehouse, version)
        query = f"select * from {name} order by all"
        return answer(request, opened, query, ReportFilter(), format, _EVERY_ROW, 0)

    @app.get(
        "/v1/changes",
        summary="what differs between two versions: all of it as JSON, or one row per change a page at a time",
        responses={**_ROWS, 409: {"description": "the two versions have different layouts"}},
    )
    def changes(
        request: Request,
        older: Annotated[int, Query(alias="from", ge=1, le=999_999)],
        to: Version = None,
        format: Format = "json",
        limit: Limit = 1000,
        offset: Offset = 0,
        language: Language = "zh",
    ) -> Response:
        before, after = open_version(warehouse, older), open_version(warehouse, to)
        pair = replace(after, tag=f'"{before.tag[1:-1]}-{after.tag[1:-1]}"')
        headers = headers_of(pair)
        if is_known(request, pair.tag):
            return Response(status_code=304, headers=headers)
        try:
            with compare_versions(before.path, after.path) as compared:
                if format == "json":
                    out = io.StringIO()
                    output.to_json(compared, out)
                    return Response(out.getvalue(), media_type="application/json", headers=headers)
                query = output.lines_query(language)
                opened = replace(pair, con=compared.con)
                return page_of(request, opened, query, ReportFilter(), format, limit, offset)
        except Incomparable as refusal:
            raise HTTPException(409, str(refusal)) from refusal

    @app.get(
        "/v1/feed",
        summary="what changed between the kept versions, as an Atom feed",
        responses={
            200: {"content": {ATOM: {}}},
            304: {"description": "the reader has it already"},
            **_SELECTING,
        },
    )
    def feed(request: Request, reports: Reports, language: Language = "zh") -> Response:
        opened = open_version(warehouse, None)
        headers = headers_of(opened)
        if is_known(request, opened.tag):
            return Response(status_code=304, headers=headers)
        items = list(news_of_pairs(pairs_of_versions(warehouse), reports, language))
        asked = "&".join(sorted(request.url.query.split("&")))
        data = to_atom(items, unquote_plus(asked)[:300], language, str(request.url))
        return Response(data, media_type=ATOM, headers=headers)

    @app.get(
        "/v1/{relation}",
        summary="rows of a relation, as the dashboard's downloads have them",
        responses=_ROWS,
    )
    def rows(
        request: Request,
        relation: Relation,
        reports: Reports,
        version: Version = None,
        format: Format = "json",
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> Response:
        opened = open_version(warehouse, version)
        query = relation_query(opened.con.cursor(), relation, reports)
        return answer(request, opened, query, reports, format, limit, offset)

    return app
