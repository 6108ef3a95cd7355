"""Which bodies get a fill-in form, and what is known of them from last year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from etl.model.report import Address
from etl.season.questions import ask
from etl.season.stated_cells import stated_cells
from etl.text.comparable import safe_name


@dataclass(frozen=True, slots=True)
class Blank:
    """The form of one body to fill in; `last_year` are the figures that its report of the year before states, `figures`
    those that are filled in already; `warning` is what must be put right before it is used."""

    agency: str
    year: int
    last_year: Mapping[Address, float] = field(default_factory=dict)
    figures: Mapping[Address, float] = field(default_factory=dict)
    warning: str = ""

    @property
    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"


def blanks_without_data(names: Sequence[str], year: int) -> tuple[Blank, ...]:
    """Forms for these bodies where nothing is loaded."""
    return tuple(Blank(name, year) for name in dict.fromkeys(names))


def file_name(blank: Blank) -> str:
    """What the workbook of a form is called."""
    return f"{safe_name(blank.title).replace('/', '／')}.xlsx"


def blanks(
    con: duckdb.DuckDBPyConnection,
    year: int,
    names: Sequence[str],
    area: Sequence[str] = (),
) -> tuple[Blank, ...]:
    """Forms for the bodies of `names`, else for all of the area that must file."""
    asked = ask(con, "known_bodies", year=year, area=list(area))
    known = {agency: identifier for identifier, agency, _ in asked}
    wanted = list(dict.fromkeys(names or known))
    identifiers = {name: identifier for name in wanted if (identifier := _identifier(name, known))}
    before = dict(ask(con, "reports_of_year", agencies=list(identifiers.values()), year=year - 1))
    stated = stated_cells(con, list(before.values()))
    figures = {identifier: stated[report] for identifier, report in before.items()}
    return tuple(Blank(name, year, figures.get(identifiers.get(name, ""), {})) for name in wanted)


def _identifier(name: str, known: Mapping[str, str]) -> str:
    """The agency of this name, with or without its region before it; none where several end alike."""
    if name in known:
        return known[name]
    alike = [
        identifier for agency, identifier in known.items() if agency.endswith(name) or name.endswith(agency)
    ]
    return alike[0] if len(alike) == 1 else ""
