"""Which reports to export, from the criteria that the command line and the HTTP interface share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from etl.export.relations import ReportFilter

CRITERIA = ("province", "city", "county", "level", "kind", "agency", "scope")
"""Columns of `reports` that can be asked for, each with one of several values."""


def selected_reports(
    years: tuple[int, int] | None, criteria: Mapping[str, Sequence[str] | None], with_synthetic: bool = True
) -> ReportFilter:
    """The reports of these years that have one of the values of each criterion; a criterion without values asks nothing.

    An agency that merges several kinds is of each of them.
    """
    conditions, parameters = ["true"], dict[str, object]()
    if years:
        conditions.append("year between $first_year and $last_year")
        parameters |= dict(zip(("first_year", "last_year"), years, strict=True))
    for name in CRITERIA:
        if values := criteria.get(name):
            conditions.append(
                f"list_has_any(kinds, ${name})" if name == "kind" else f"list_contains(${name}, {name})"
            )
            parameters[name] = tuple(values)
    if not with_synthetic:
        conditions.append("not synthetic")
    return ReportFilter(" and ".join(conditions), parameters)
