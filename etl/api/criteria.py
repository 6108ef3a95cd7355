"""What a request asks for: which reports, which part of the rows, in which format."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, HTTPException, Query

from etl.export.relations import ReportFilter
from etl.export.report_criteria import selected_reports

MOST_ROWS = 10_000
Format = Literal["json", "csv", "parquet"]
_Year = Annotated[int | None, Query(ge=2000, le=2099)]
_Names = Annotated[list[str] | None, Query(max_length=50)]


def _reports(
    first_year: _Year = None,
    last_year: _Year = None,
    province: _Names = None,
    city: _Names = None,
    county: _Names = None,
    level: _Names = None,
    kind: _Names = None,
    agency: _Names = None,
    scope: _Names = None,
    with_synthetic: bool = True,
) -> ReportFilter:
    first, last = first_year or 2000, last_year or 2099
    if first > last:
        raise HTTPException(409, f"first_year {first} is after last_year {last}")
    criteria = {
        "province": province, "city": city, "county": county, "level": level, "kind": kind, "agency": agency,
        "scope": scope,
    }  # fmt: skip
    asked = (first, last) if first_year or last_year else None
    return selected_reports(asked, criteria, with_synthetic)


Reports = Annotated[ReportFilter, Depends(_reports)]
Version = Annotated[
    int | None, Query(ge=1, le=999_999, description="number of a kept version; default: the current one")
]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
