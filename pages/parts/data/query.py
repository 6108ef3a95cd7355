"""Runs one question of `pages/sql` over a scope.

Every question may read `scope` (the reports looked at), `bodies` (the same in every year), `expected_bodies` and
`expected` (the questions of these names) beside the relations of the database. In braces: {numerator}, {denominator},
{stated} of a measure, {by}, what is grouped by, and what `fill` gives; nothing else is put into a query's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import pandas as pd

from pages.parts.data import dictionary
from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.dictionary import Measure
from pages.parts.data.selection import Selection
from pages.parts.paths import SQL

_FILES = {path.stem: path for path in SQL.rglob("*.sql")}
_CARRIED_ON = "select agency_id, max(last_year) + 1 as from_year from agency_successions group by agency_id"
_REMARK = re.compile(r"--.*")
_PARAMETER = re.compile(r"\$(\w+)")
# questions with rows of their own for each year, which do not depend on what other years are looked at, and questions
# of the scope's last year alone (see _years_asked_for); any other is asked for the years as they are chosen
OF_EACH_YEAR = (
    "coverage", "expected_by", "filing_counts", "flow", "measures_by", "new_cases", "parts_loaded", "received", "themes",
)  # fmt: skip
OF_LAST_YEAR = (
    "faulty", "grounds", "missing", "outcomes_by", "outcomes_by_applicant", "results_by", "spread", "table_two",
)  # fmt: skip
_NO_END = 9999
BY = {
    "none": "''",
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
    return _FILES[name].read_text(encoding="utf-8").strip()


def ask(
    opened: OpenVersion,
    selection: Selection,
    name: str,
    *,
    measure: Measure | None = None,
    by: str = "none",
    fill: Mapping[str, str] | None = None,
    **more: object,
) -> pd.DataFrame:
    """The answer to `pages/sql/*/<name>.sql` over `scope`; `more` are its own parameters ($name).

    `fill` puts texts of our own files into places in braces; never anything that a reader wrote.
    """
    text = _filled(question(name), measure, by)
    for place, part in (fill or {}).items():
        text = text.replace(f"{{{place}}}", part)
    clause, parameters = selection.bodies()
    sql, named = _composed(text, clause)
    first, last = _years_asked_for(opened, selection, name, by)
    parameters |= {"first_year": first, "last_year": last, **more}
    found = rows(opened, sql, {name: value for name, value in parameters.items() if name in named})
    if last != _NO_END:
        return found
    return found[found["year"].between(selection.first_year, selection.last_year)].reset_index(drop=True)


def _years_asked_for(opened: OpenVersion, selection: Selection, name: str, by: str) -> tuple[int, int]:
    """The years that a question is put for, so that readers who choose other years are given an answer that is known.

    For many groups an answer of one year alone is much cheaper, and is not asked for all years.
    """
    if name in OF_LAST_YEAR:
        return selection.last_year, selection.last_year
    if name in OF_EACH_YEAR and (by == "none" or selection.first_year < selection.last_year):
        return min(selection.first_year, dictionary.first_measured_year(opened)), _NO_END
    return selection.first_year, selection.last_year


@lru_cache(maxsize=1024)
def _composed(text: str, clause: str) -> tuple[str, frozenset[str]]:
    """A question with the relations that it reads, each before what is made of it, and the parameters that are named.

    What it does not read would cost its planning, and an answer that does not depend on the first year is then the same
    for every first year.
    """
    relations = {
        "expected": question("expected"),
        "expected_bodies": question("expected_bodies"),
        "carried_on": _CARRIED_ON,
        "scope": "select * from bodies where year between $first_year and $last_year",
        "bodies": f"select * from measured where {clause}",
    }
    read, waiting = "", _REMARK.sub("", text)
    for name, made in relations.items():
        if re.search(rf"\b{name}\b", waiting):
            read, waiting = f"{name} as ({made}),\n{read}", waiting + _REMARK.sub("", made)
    sql = f"with {read}answer as ({text})\nselect * from answer"
    return sql, frozenset(_PARAMETER.findall(sql))


def pooled(measures: Iterable[Measure]) -> str:
    """The sums of these measures in measures_by.sql."""
    return ", ".join(
        f"{{'measure': '{one.key}', 'taken_in': count(*) filter ({_stated(one)}), "
        f"'numerator': sum({one.key}_n) filter ({_stated(one)}), "
        f"'denominator': sum({one.key}_d) filter ({_stated(one)})}}"
        for one in measures
    )


def _stated(measure: Measure) -> str:
    numerator, denominator = f"{measure.key}_n is not null", f"{measure.key}_d is not null"
    return f"{numerator} and {denominator}" if measure.denominator else numerator


def _filled(sql: str, measure: Measure | None, by: str) -> str:
    sql = sql.replace("{by}", BY[by])
    if measure is None:
        return sql
    return (
        sql.replace("{numerator}", f"{measure.key}_n")
        .replace("{denominator}", f"{measure.key}_d")
        .replace("{stated}", _stated(measure))
    )
