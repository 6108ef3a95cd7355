"""Runs one question of `pages/sql` over a scope.

Every question may read `scope` (the reports looked at), `bodies` (the same in every year), `expected_bodies` and
`expected` (the questions of these names) beside the relations of the database. In braces: {numerator}, {denominator},
{stated} of a measure and {by}, what is grouped by; nothing else is put into a query's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from pages.parts.labels import Measure
from pages.parts.scope import Scope
from pages.parts.warehouse import Opened, rows

_FOLDER = Path(__file__).parents[1] / "sql"
_CARRIED_ON = "select agency_id, max(last_year) + 1 as from_year from agency_successions group by agency_id"
BY = {
    "none": "''",
    "year": "year::varchar",
    "area": "concat_ws('›', nullif(province, ''), nullif(city, ''), nullif(county, ''))",
    "kind": "kind",
    "agency": "agency_id",
    "province": "province",
    "city": "concat_ws('›', nullif(province, ''), nullif(city, ''))",
    "level": "level",
}


@cache
def question(name: str) -> str:
    """The text of a question; its first line states the grain."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8").strip()


def ask(
    opened: Opened,
    scope: Scope,
    name: str,
    *,
    measure: Measure | None = None,
    by: str = "none",
    fill: Mapping[str, str] | None = None,
    **more: object,
) -> pd.DataFrame:
    """The answer to `pages/sql/<name>.sql` over `scope`; `more` are its own parameters ($name).

    `fill` puts texts of our own files into places in braces; never anything that a reader wrote.
    """
    clause, parameters = scope.bodies()
    text = _filled(question(name), measure, by)
    for place, part in (fill or {}).items():
        text = text.replace(f"{{{place}}}", part)
    parameters |= {"first_year": scope.first_year, "last_year": scope.last_year, **more}
    sql = (
        f"with bodies as (select * from measured where {clause}),\n"
        f"scope as (select * from bodies where year between $first_year and $last_year),\n"
        f"carried_on as ({_CARRIED_ON}),\n"
        f"expected_bodies as ({question('expected_bodies')}),\n"
        f"expected as ({question('expected')}),\n"
        f"answer as ({text})\n"
        "select * from answer"
    )
    return rows(opened, sql, parameters)


def _filled(sql: str, measure: Measure | None, by: str) -> str:
    sql = sql.replace("{by}", BY[by])
    if measure is None:
        return sql
    numerator, denominator = f"{measure.key}_n", f"{measure.key}_d"
    stated = f"{numerator} is not null" + (f" and {denominator} is not null" if measure.denominator else "")
    return (
        sql.replace("{numerator}", numerator)
        .replace("{denominator}", denominator)
        .replace("{stated}", stated)
    )
