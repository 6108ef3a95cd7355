"""Ask a question of `pages/sql` over the reports that a reader selected.

Nothing that a reader wrote becomes part of a query's text: braces are filled with SQL fragments of this package,
everything else is a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from pages.parts.data import dictionary
from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.dictionary import Measure
from pages.parts.data.measured_columns import narrowed
from pages.parts.data.question import Years, compose, question
from pages.parts.data.selection import Selection

__all__ = ["BY", "ask", "compared", "pooled", "question"]

_PARAMETER = re.compile(r"\$(\w+)")
_NO_END = 9999
MOST_BEHIND = 2000
"""Rows that a question about what is behind a figure returns at most; what they add up to stands in each of them."""
BY = {
    "none": "''",
    "area": "concat_ws('›', nullif(province, ''), nullif(city, ''), nullif(county, ''))",
    "kind": "kind",
    "agency": "agency_id",
    "province": "province",
    "city": "concat_ws('›', nullif(province, ''), nullif(city, ''))",
    "level": "level",
    "form": "form",
}


def ask(
    opened: OpenVersion,
    selection: Selection,
    name: str,
    *,
    measure: Measure | None = None,
    by: str = "none",
    fragments: Mapping[str, str] | None = None,
    **values: object,
) -> pd.DataFrame:
    """Answer `pages/sql/*/<name>.sql` over a selection.

    `by` is a key of `BY`; `fragments` are put into places in braces; `values` are the question's own parameters.
    Raises KeyError if there is no such question or grouping, TypeError for a value that the question does not declare, or for one
    that it lacks.
    """
    asked = question(name)
    if undeclared := values.keys() - set(asked.parameters):
        raise TypeError(f"{name} has no parameter {', '.join(sorted(undeclared))}")
    text = _filled(
        asked.sql, {"by": BY[by], "most_behind": str(MOST_BEHIND), **_columns(measure), **(fragments or {})}
    )
    condition, parameters = selection.condition()
    sql = narrowed(opened, compose(text, asked.uses, condition))
    first, last = _years(opened, selection, asked.years, by)
    parameters |= {"first_year": first, "last_year": last, **values}
    named = set(_PARAMETER.findall(sql))
    if lacking := named - parameters.keys():
        raise TypeError(f"{name} needs {', '.join(sorted(lacking))}")
    answer = rows(opened, sql, {name: value for name, value in parameters.items() if name in named})
    if last != _NO_END:
        return answer
    years = answer["year"].to_numpy()
    is_selected = (years >= selection.first_year) & (years <= selection.last_year)
    return answer if is_selected.all() else answer[is_selected].reset_index(drop=True)


def pooled(measures: Sequence[Measure]) -> dict[str, str]:
    """The fragments of measures_by.sql that sum these measures."""
    return {
        "stated_sides": ", ".join(_stated_sides(measure) for measure in measures),
        "pooled": ", ".join(_sums(measure) for measure in measures),
    }


def compared(measures: Iterable[Measure]) -> dict[str, str]:
    """The fragment of matched.sql that compares these measures."""
    sides = (
        f"{{'measure': '{measure.key}', 'numerator': {measure.key}_n, 'denominator': {measure.key}_d, "
        f"'stated': {_stated(measure)}}}"
        for measure in measures
    )
    return {"compared": ", ".join(sides)}


def _stated_sides(measure: Measure) -> str:
    """Both sides of a measure where a report states it, and whether the report contradicts itself and is left out (see the
    view `measured`)."""
    if not measure.denominator:
        return f"{measure.key}_n"
    sides = (
        f"case when {_stated(measure)} then {measure.key}_{side} end as {measure.key}_{side}" for side in "nd"
    )
    return f"{', '.join(sides)}, {measure.key}_contradictory"


def _sums(measure: Measure) -> str:
    is_share = bool(measure.denominator)
    return (
        f"{{'measure': '{measure.key}', 'taken_in': count({measure.key}_n), "
        f"'contradictory': {f'count(*) filter ({measure.key}_contradictory)' if is_share else '0'}, "
        f"'numerator': sum({measure.key}_n), "
        f"'denominator': {f'sum({measure.key}_d)' if is_share else 'null::double'}}}"
    )


def _years(opened: OpenVersion, selection: Selection, years: Years, by: str) -> tuple[int, int]:
    """The years to ask for: as many as possible, so that readers of other years find the answer in the cache.

    Many groups in one year are much cheaper alone, and are not asked for all years.
    """
    if years is Years.LAST:
        return selection.last_year, selection.last_year
    if years is Years.EACH and (by == "none" or selection.first_year < selection.last_year):
        return min(selection.first_year, dictionary.first_measured_year(opened)), _NO_END
    return selection.first_year, selection.last_year


def _columns(measure: Measure | None) -> dict[str, str]:
    if measure is None:
        return {}
    numerator, denominator = f"{measure.key}_n", f"{measure.key}_d"
    contradictory = f"{measure.key}_contradictory" if measure.denominator else "false"
    return {
        "numerator": numerator,
        "denominator": denominator,
        "stated": _stated(measure),
        "contradictory": contradictory,
    }


def _stated(measure: Measure) -> str:
    """The condition that a report states a measure."""
    numerator, denominator = f"{measure.key}_n is not null", f"{measure.key}_d is not null"
    return f"{numerator} and {denominator}" if measure.denominator else numerator


def _filled(sql: str, fragments: Mapping[str, str]) -> str:
    for place, fragment in fragments.items():
        sql = sql.replace(f"{{{place}}}", fragment)
    return sql
