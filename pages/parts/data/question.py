"""The SQL files of `pages/sql`, each with front matter that states what a row is and what the file depends on.

    -- one row per year and group: reports expected
    -- years: each
    -- uses: expected
    -- parameters: by

`uses` names the prepared relations (`pages/sql/prepared`) that the query reads beside those of the database;
`parameters` its own values (`$name`) and the SQL fragments that are put into `{name}`; `measure` stands for
`{numerator}`, `{denominator}`, `{stated}` and `{contradictory}`. The years of a selection (`$first_year`, `$last_year`) need no mention.
Of `measured` a query gets the columns that it names (measured_columns.py): `*` stands for these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from pages.parts.paths import SQL

_FILES = {path.stem: path for path in SQL.rglob("*.sql")}
_FIELD = re.compile(r"-- (years|uses|parameters): (.+)")


class Years(StrEnum):
    """Which years of the selection an answer depends on.

    EACH: every row belongs to one year and does not depend on the others. LAST: the last year, and perhaps the one
    before it. ALL: the years together. NONE: no selection is read.
    """

    EACH = "each"
    LAST = "last"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """One SQL file: its text without front matter, and what the front matter states."""

    sql: str
    grain: str
    years: Years
    uses: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


@cache
def question(name: str) -> Question:
    """The question `pages/sql/*/<name>.sql`. Raises KeyError if there is none, ValueError if its header is incomplete."""
    return parse(_FILES[name].read_text(encoding="utf-8"))


def names() -> list[str]:
    """Every question and prepared relation."""
    return sorted(_FILES)


def parse(text: str) -> Question:
    """Split a file into front matter and query. Raises ValueError if the grain or the years are missing."""
    lines = text.strip().splitlines()
    header = [line for line in lines[: _header_length(lines)] if not _FIELD.fullmatch(line)]
    fields = {match[1]: match[2] for line in lines if (match := _FIELD.fullmatch(line))}
    if not header or "years" not in fields:
        raise ValueError(f"front matter without grain or years: {lines[:1]}")
    return Question(
        sql="\n".join(lines[_header_length(lines) :]),
        grain=" ".join(line.removeprefix("-- ") for line in header),
        years=Years(fields["years"]),
        uses=_listed(fields.get("uses", "")),
        parameters=_listed(fields.get("parameters", "")),
    )


@lru_cache(maxsize=1024)
def compose(sql: str, uses: tuple[str, ...], condition: str) -> str:
    """Put the prepared relations that a query uses before it; `condition` restricts `measured` to the selection.

    Relations that it does not use are left out: they would cost planning time, and an answer that does not depend on
    the first year is then the same text for every first year.
    """
    relations = "".join(f"{name} as ({question(name).sql}),\n" for name in dict.fromkeys(_needed(uses)))
    return f"with {relations.replace('{condition}', condition)}answer as ({sql})\nselect * from answer"


def _needed(uses: tuple[str, ...]) -> Iterator[str]:
    """The relations used, each after those that it is made of."""
    for name in uses:
        yield from _needed(question(name).uses)
        yield name


def _header_length(lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())
