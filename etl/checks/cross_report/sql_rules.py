"""Rules over several reports, one SQL file each; the file's header states its grain and what it reads.

The header opens with two lines, which `-- ` comments on the rule may follow:

    -- grain: one row per current report and path of table 四
    -- reads: agency_history

The columns of a query are `report_id`, `table_key`, `row_key`, `column_key`, `broken` (NULL where the rule could not be
evaluated), `printed` and `computed` (doubles: what the report prints there, and what the rule computes instead), perhaps
`cells` (a list of `table.row.column` to mark) and `variant` (which sentence of the rule); every further column is a word of
the rule's sentence in `etl/rules/rules.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"
_HEADER = re.compile(r"-- grain: (?P<grain>\S.*)\n-- reads: (?P<reads>\w+)\n")


class Reads(StrEnum):
    """Which reports may change a rule's result for one report, and thereby what an amended version evaluates again."""

    COPIES = "copies"  # other reports of the agency for the same year and scope
    AGENCY_HISTORY = "agency_history"  # other years of the agency and of agencies merged into it
    ROLLUPS = "rollups"  # the reconciliation of government roll-ups with their loaded parts
    EVERYTHING = "everything"  # any current report

    @property
    def relation(self) -> str:
        """The relation that a rule's query takes its rows from."""
        return _RELATIONS[self]


_RELATIONS = {
    Reads.COPIES: "copies",
    Reads.AGENCY_HISTORY: "agency_history",
    Reads.ROLLUPS: "reconciliation",
    Reads.EVERYTHING: "current_reports",
}


@dataclass(frozen=True, slots=True)
class SqlRule:
    """A rule over several reports; `key` is its name in rules.toml and that of its file."""

    key: str
    grain: str
    reads: Reads
    query: str


@cache
def sql_rules() -> tuple[SqlRule, ...]:
    """All rules over several reports, in the order of their keys. Raises ValueError for an incomplete header."""
    return tuple(parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.sql")))


def parse(key: str, query: str) -> SqlRule:
    """A rule from the text of its file. Raises ValueError if the header does not state grain and input."""
    header = _HEADER.match(query)
    if header is None:
        raise ValueError(f"{key}.sql must open with `-- grain: …` and `-- reads: {'|'.join(Reads)}`")
    return SqlRule(key, header["grain"], Reads(header["reads"]), query)
