"""Drafts a government's own tables as sums of the loaded reports of its bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from etl.checks import sums
from etl.form import form_of_year, forms, table_addresses
from etl.identity.agency_kinds import apart_kinds
from etl.model.report import Address, Cell, Finding, State
from etl.rules.catalog import form_cells
from etl.season.questions import ask
from etl.season.stated_cells import stated_cells
from etl.text.numbers import plain_number

Values = Mapping[str, Mapping[Address, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """A body's own report that is added up."""

    report_id: str
    agency: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell of the draft: the sum over the `parts` that state it, None if none does; `unknown` counts those that do not.

    `filed` is what the government's own report states, if it is loaded and states it.
    """

    value: float | None
    parts: int
    unknown: int
    filed: float | None = None

    @property
    def difference(self) -> float | None:
        """Draft less filed."""
        if self.value is None or self.filed is None:
            return None
        return round(self.value - self.filed, 6)


@dataclass(frozen=True, slots=True)
class Carried:
    """What the bodies carried out of the year before, and what they carried in: one applicant type, or the total."""

    column: str
    carried_out: float
    carried_in: float

    @property
    def applicant(self) -> str:
        """The type of applicant as the form prints it."""
        return form_cells()[Address("applications", "carried_in", self.column)].column.label_zh


@dataclass(frozen=True, slots=True)
class Rollup:
    """A draft of tables 二, 三 and 四 of a government.

    `values` are the stated cells by report; `missing` names bodies that filed before and are not loaded for the year,
    `left_out` those that filed and are no part of the government, `doubtful` parts in whose report an error was found;
    `findings` are sums of the form that the draft breaks; `filed_as` is the report id of the filed roll-up.
    """

    area: tuple[str, ...]
    year: int
    form: str
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    cells: Mapping[Address, DraftCell]
    values: Values
    carried: tuple[Carried, ...]
    findings: tuple[Finding, ...]
    filed_as: str = ""
    left_out: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """Bodies whose report states no figure at all, say because its tables are pictures."""
        return tuple(part.agency for part in self.parts if not self.values.get(part.report_id))

    @property
    def synthetic(self) -> bool:
        return any(part.synthetic for part in self.parts)


def area_of(path: str) -> tuple[str, ...]:
    """示例省/澄汐市/岚岭县 as names, the widest first; a municipality named twice counts once."""
    return tuple(dict.fromkeys(name.strip() for name in path.split("/") if name.strip()))


def draft_rollup(con: duckdb.DuckDBPyConnection, area: Sequence[str], year: int) -> Rollup:
    """The draft for an area and year from an open database. Parts are current reports with scope `own`, of every level
    below, so that none is counted twice; a blank is never counted as zero."""
    place = {"area": list(area), "year": year}
    parts = _parts(con, area, year)
    values = stated_cells(con, [part.report_id for part in parts])
    filed_as, filed = _filed(con, place)
    form = form_of_year(year) or "2021"
    stated = _by_cell(values)
    cells = {
        address: _cell(stated.get(address, ()), len(parts), filed.get(address))
        for table in forms()[form].tables
        for address in table_addresses(form, table.key)
    }
    doubtful = _with_errors(con, parts)
    missing = ask(con, "rollup_missing", **place, apart=apart_kinds())
    return Rollup(
        tuple(area),
        year,
        form,
        parts,
        tuple(agency for (agency,) in missing),
        cells,
        values,
        tuple(_carried(cells, _carried_out(con, _parts(con, area, year - 1)))),
        _broken_sums(cells, form),
        filed_as,
        tuple(agency for (agency,) in ask(con, "rollup_left_out", **place, apart=apart_kinds())),
        tuple(part.agency for part in parts if part.report_id in doubtful),
    )


def _parts(con: duckdb.DuckDBPyConnection, area: Sequence[str], year: int) -> tuple[Part, ...]:
    rows = ask(con, "rollup_parts", area=list(area), year=year, apart=apart_kinds())
    return tuple(Part(report, agency, synthetic) for report, _, agency, *_, synthetic in rows)


def _with_errors(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> set[str]:
    doubtful = ask(con, "rollup_doubtful", reports=[part.report_id for part in parts])
    return {report for (report,) in doubtful}


def _carried_out(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> Values:
    return stated_cells(con, [part.report_id for part in parts], ("carried_out",))


def _by_cell(values: Values) -> dict[Address, list[float]]:
    """The numbers that the parts state, by cell."""
    stated: dict[Address, list[float]] = defaultdict(list)
    for of_part in values.values():
        for address, value in of_part.items():
            stated[address].append(value)
    return stated


def _filed(con: duckdb.DuckDBPyConnection, place: Mapping[str, object]) -> tuple[str, dict[Address, float]]:
    rows = ask(con, "rollup_filed", **place)
    return (rows[0][0] if rows else ""), {Address(*address): value for _, *address, value in rows}


def _cell(stated: Sequence[float], parts: int, filed: float | None) -> DraftCell:
    total = round(sum(stated), 6) if stated else None
    return DraftCell(total, len(stated), parts - len(stated), filed)


def _carried(cells: Mapping[Address, DraftCell], before: Values) -> list[Carried]:
    """Applicant types for which the bodies carried in another number than was carried out of the year before."""
    carried = []
    for address, cell in cells.items():
        if address.row != "carried_in" or cell.value is None:
            continue
        left = address._replace(row="carried_out")
        stated = [values[left] for values in before.values() if left in values]
        if stated and sum(stated) != cell.value:
            carried.append(Carried(address.column, sum(stated), cell.value))
    return carried


def _broken_sums(cells: Mapping[Address, DraftCell], form: str) -> tuple[Finding, ...]:
    printed = {
        address: Cell(
            cell.value,
            "" if cell.value is None else plain_number(cell.value),
            State.BLANK if cell.value is None else State.NUMBER,
            "",
        )
        for address, cell in cells.items()
    }
    findings, _ = sums.check(printed, dict.fromkeys((table.key for table in forms()[form].tables), form))
    return findings
