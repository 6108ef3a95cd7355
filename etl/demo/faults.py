"""Faults as real reports have them, put into a share of the invented ones; every one is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from etl.demo.narrative_text import Story, story
from etl.model.report import Address

# share of all reports that a fault is tried on; one that it cannot apply to stays whole
SHARES: Mapping[str, float] = {
    "not_filed": 0.025,
    "late": 0.04,
    "total_off_by_one": 0.02,
    "balance_broken": 0.02,
    "totals_blank": 0.02,
    "all_blank": 0.01,
    "slash_for_zero": 0.04,
    "word_for_zero": 0.015,
    "unit_slip": 0.015,
    "carried_in_differs": 0.02,
    "copied_narrative": 0.025,
    "wrong_form": 0.015,
    "mixed_form": 0.015,
    "table_missing": 0.01,
    "rules_at_county": 0.01,
    "narrative_differs": 0.025,
}


@dataclass(frozen=True, slots=True)
class Filing:
    """A report as its agency fills it in. `forms` says by table which form; a table left out is not printed.

    `told` is what the narrative states, `older` what last year's stated; `scope` as in the manifest.
    """

    agency: str
    year: int
    level: str
    scope: str
    published_on: date
    forms: Mapping[str, str]
    cells: Mapping[Address, str]
    told: Story
    older: Story | None = None
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one report; `stated` is printed where `expected` would be right."""

    fault: str
    table: str = ""
    row: str = ""
    column: str = ""
    stated: str = ""
    expected: str = ""
    note: str = ""


Broken = tuple[Filing | None, list[Fault]]
# what a filing would state in another form: (form, table) -> cells
OtherForm = Callable[[str, str], Mapping[Address, str]]


def draw(chance: Random) -> str:
    """The fault tried on one report, or ""."""
    point = chance.random()
    for fault, share in SHARES.items():
        point -= share
        if point < 0:
            return fault
    return ""


def break_filing(fault: str, filing: Filing, other_form: OtherForm, chance: Random) -> Broken:
    """`filing` with `fault` in it (None: never filed), and what was done; nothing where it cannot apply."""
    if fault in ("wrong_form", "mixed_form"):
        return _form(fault, filing, other_form)
    if fault in _CELL_FAULTS:
        changed = _CELL_FAULTS[fault](filing, chance)
        cells = {**filing.cells, **changed}
        told = _retold(filing.told, cells) if fault in _TOLD_AS_PRINTED and changed else filing.told
        return replace(filing, cells=cells, told=told), _listed(fault, filing, changed)
    return _WHOLE_FAULTS[fault](filing, chance) if fault else (filing, [])


def _listed(fault: str, filing: Filing, changed: Mapping[Address, str]) -> list[Fault]:
    """A fault of a few cells cell by cell, a fault all over a report once."""
    if len(changed) > 6:
        text = next(iter(changed.values()))
        return [Fault(fault, stated=text, note=f"{len(changed)} cells")]
    return [
        Fault(fault, address.table, address.row, address.column, text, filing.cells[address])
        for address, text in changed.items()
    ]


def _retold(told: Story, cells: Mapping[Address, str]) -> Story:
    """A narrative that agrees with the table as printed."""
    printed = {address: float(text) for address, text in cells.items() if text}
    return story(told.agency, told.year, printed, told.posted, told.website)


def _number(filing: Filing, row: str, column: str, table: str = "applications") -> int:
    text = filing.cells.get(Address(table, row, column), "")
    return int(text) if text.isdigit() else 0


def _raised(filing: Filing, by: int, *places: tuple[str, str]) -> dict[Address, str]:
    return {
        Address("applications", row, column): str(_number(filing, row, column) + by)
        for row, column in places
        if Address("applications", row, column) in filing.cells
    }


def _total_off_by_one(filing: Filing, chance: Random) -> dict[Address, str]:
    rows = [
        address.row
        for address, text in filing.cells.items()
        if address.column == "total"
        and text not in ("", "0")
        and address.row.startswith(("granted", "unavailable"))
    ]
    return _raised(filing, 1, (chance.choice(rows), "total")) if rows else {}


def _balance_broken(filing: Filing, chance: Random) -> dict[Address, str]:
    if not _number(filing, "received_new", "total"):
        return {}
    return _raised(filing, chance.randint(1, 3), ("carried_out", "natural_person"), ("carried_out", "total"))


def _carried_in_differs(filing: Filing, chance: Random) -> dict[Address, str]:
    """The report balances in itself: what was carried in too much is also concluded."""
    if not _number(filing, "granted", "natural_person"):
        return {}
    rows = ("carried_in", "granted", "concluded_total")
    places = [(row, column) for row in rows for column in ("natural_person", "total")]
    return _raised(filing, chance.randint(1, 4), *places)


def _totals_blank(filing: Filing, chance: Random) -> dict[Address, str]:
    kept = ("received_new", "carried_in", "concluded_total", "carried_out")
    return {
        address: ""
        for address in filing.cells
        if address.table == "applications" and address.column == "total" and address.row not in kept
    }


def _all_blank(filing: Filing, chance: Random) -> dict[Address, str]:
    return dict.fromkeys(filing.cells, "")


def _zeros_as(word: str) -> Callable[[Filing, Random], dict[Address, str]]:
    return lambda filing, chance: {address: word for address, text in filing.cells.items() if text == "0"}


def _unit_slip(filing: Filing, chance: Random) -> dict[Address, str]:
    """Yuan printed where 10,000 yuan are asked for."""
    address = Address("proactive_disclosure", "fees", "amount_10k_yuan")
    text = filing.cells.get(address, "0")
    return {address: f"{float(text) * 10000:.0f}"} if float(text or 0) > 0 else {}


def _rules_at_county(filing: Filing, chance: Random) -> dict[Address, str]:
    address = Address("proactive_disclosure", "rules", "in_force")
    return (
        {address: str(chance.randint(1, 4))}
        if filing.level != "prefecture" and address in filing.cells
        else {}
    )


# the narrative repeats these, so that nothing else is wrong with the report
_TOLD_AS_PRINTED = ("total_off_by_one", "balance_broken", "carried_in_differs")
_CELL_FAULTS: Mapping[str, Callable[[Filing, Random], dict[Address, str]]] = {
    "total_off_by_one": _total_off_by_one,
    "balance_broken": _balance_broken,
    "carried_in_differs": _carried_in_differs,
    "totals_blank": _totals_blank,
    "all_blank": _all_blank,
    "slash_for_zero": _zeros_as("/"),
    "word_for_zero": _zeros_as("无"),
    "unit_slip": _unit_slip,
    "rules_at_county": _rules_at_county,
}


def _not_filed(filing: Filing, chance: Random) -> Broken:
    if filing.scope != "own":
        return filing, []
    return None, [Fault("not_filed", note="no file is written")]


def _late(filing: Filing, chance: Random) -> Broken:
    shown = filing.published_on + timedelta(days=chance.randint(40, 150))
    done = Fault("late", stated=shown.isoformat(), expected=filing.published_on.isoformat())
    return replace(filing, published_on=shown), [done]


def _copied(filing: Filing, chance: Random) -> Broken:
    if filing.older is None:
        return filing, []
    note = f"sections 一 and 五 are those of {filing.older.year}, with that year left in"
    return replace(filing, copied=True), [Fault("copied_narrative", note=note)]


def _table_missing(filing: Filing, chance: Random) -> Broken:
    table = chance.choice(list(filing.forms))
    forms = {key: form for key, form in filing.forms.items() if key != table}
    cells = {address: text for address, text in filing.cells.items() if address.table != table}
    return replace(filing, forms=forms, cells=cells), [Fault("table_missing", table)]


def _narrative_differs(filing: Filing, chance: Random) -> Broken:
    if filing.told.received == 0:
        return filing, []
    stated = filing.told.received + chance.randint(1, 5)
    done = Fault(
        "narrative_differs", "applications", "received_new", "total", str(stated), str(filing.told.received)
    )
    return replace(filing, told=replace(filing.told, received=stated)), [done]


_WHOLE_FAULTS: Mapping[str, Callable[[Filing, Random], Broken]] = {
    "not_filed": _not_filed,
    "late": _late,
    "copied_narrative": _copied,
    "table_missing": _table_missing,
    "narrative_differs": _narrative_differs,
}


def _form(fault: str, filing: Filing, other_form: OtherForm) -> Broken:
    """The trial form still used after 2020, wholly or for tables 三 and 四 only."""
    if set(filing.forms.values()) != {"2021"}:
        return filing, []
    changed = ["applications"] if fault == "mixed_form" else list(filing.forms)
    forms = {**filing.forms, **dict.fromkeys(changed, "2019")}
    cells = {address: text for address, text in filing.cells.items() if address.table not in changed}
    for table in changed:
        cells.update(other_form("2019", table))
    return replace(filing, forms=forms, cells=cells), [
        Fault(fault, table, note="form of 2019") for table in changed
    ]
