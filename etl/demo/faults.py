"""Puts faults that real reports have into a share of the invented ones, and lists each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from etl.demo.narrative_text import StatedFigures, published, stated_figures
from etl.model.report import Address

# share of all reports that get a fault; a report that it cannot apply to stays correct
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
    "stated_twice": 0.015,
    "parts_exceed_total": 0.02,
    "parts_below_total": 0.03,
}


@dataclass(frozen=True, slots=True)
class Filing:
    """A report as its agency fills it in.

    `forms` gives the form of each printed table. `stated` are the figures of the narrative, `last_year` those of the
    narrative of the year before, which a `copied` report repeats. `scope` is that of the manifest.
    """

    agency: str
    year: int
    level: str
    scope: str
    published_on: date
    forms: Mapping[str, str]
    cells: Mapping[Address, str]
    stated: StatedFigures
    last_year: StatedFigures | None = None
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one report: `stated` is printed where `expected` would be correct."""

    fault: str
    table: str = ""
    row: str = ""
    column: str = ""
    stated: str = ""
    expected: str = ""
    note: str = ""


Outcome = tuple[Filing | None, list[Fault]]
# gives the cells that a filing would state on another form, by form and table
OtherForm = Callable[[str, str], Mapping[Address, str]]


def draw(random: Random) -> str:
    """The fault that one report gets, or "" for none."""
    point = random.random()
    for fault, share in SHARES.items():
        point -= share
        if point < 0:
            return fault
    return ""


def break_filing(fault: str, filing: Filing, other_form: OtherForm, random: Random) -> Outcome:
    """The filing with the fault, None if it is never filed, and the list of faults, empty if none applies."""
    if fault in ("wrong_form", "mixed_form"):
        return _form(fault, filing, other_form)
    if fault in _CELL_FAULTS:
        changed = _CELL_FAULTS[fault](filing, random)
        cells = {**filing.cells, **changed}
        stated = _restated(filing.stated, cells) if fault in _FAULTS_OF_BOTH and changed else filing.stated
        return replace(filing, cells=cells, stated=stated), _as_faults(fault, filing, changed)
    return _WHOLE_FAULTS[fault](filing, random) if fault else (filing, [])


def _as_faults(fault: str, filing: Filing, changed: Mapping[Address, str]) -> list[Fault]:
    """One entry per cell for a few cells, a single one for many."""
    if len(changed) > 6:
        text = next(iter(changed.values()))
        return [Fault(fault, stated=text, note=f"{len(changed)} cells")]
    return [
        Fault(fault, address.table, address.row, address.column, text, filing.cells[address])
        for address, text in changed.items()
    ]


def _restated(stated: StatedFigures, cells: Mapping[Address, str]) -> StatedFigures:
    """The figures of a narrative that agrees with the table as printed."""
    printed = {address: float(text) for address, text in cells.items() if text}
    return stated_figures(stated.agency, stated.year, printed, stated.website, stated.wechat)


def _number(filing: Filing, row: str, column: str, table: str = "applications") -> int:
    text = filing.cells.get(Address(table, row, column), "")
    return int(text) if text.isdigit() else 0


def _raised(filing: Filing, by: int, *cells: tuple[str, str]) -> dict[Address, str]:
    return {
        Address("applications", row, column): str(_number(filing, row, column) + by)
        for row, column in cells
        if Address("applications", row, column) in filing.cells
    }


def _total_off_by_one(filing: Filing, random: Random) -> dict[Address, str]:
    rows = [
        address.row
        for address, text in filing.cells.items()
        if address.column == "total"
        and text not in ("", "0")
        and address.row.startswith(("granted", "unavailable"))
    ]
    return _raised(filing, 1, (random.choice(rows), "total")) if rows else {}


def _balance_broken(filing: Filing, random: Random) -> dict[Address, str]:
    if not _number(filing, "received_new", "total"):
        return {}
    return _raised(filing, random.randint(1, 3), ("carried_out", "natural_person"), ("carried_out", "total"))


def _carried_in_differs(filing: Filing, random: Random) -> dict[Address, str]:
    """Raises what was carried in and also what was concluded, so that the report itself balances."""
    if not _number(filing, "granted", "natural_person"):
        return {}
    rows = ("carried_in", "granted", "concluded_total")
    cells = [(row, column) for row in rows for column in ("natural_person", "total")]
    return _raised(filing, random.randint(1, 4), *cells)


def _totals_blank(filing: Filing, random: Random) -> dict[Address, str]:
    unchanged = ("received_new", "carried_in", "concluded_total", "carried_out")
    return {
        address: ""
        for address in filing.cells
        if address.table == "applications" and address.column == "total" and address.row not in unchanged
    }


def _all_blank(filing: Filing, random: Random) -> dict[Address, str]:
    return dict.fromkeys(filing.cells, "")


def _zeros_as(word: str) -> Callable[[Filing, Random], dict[Address, str]]:
    return lambda filing, random: {address: word for address, text in filing.cells.items() if text == "0"}


def _unit_slip(filing: Filing, random: Random) -> dict[Address, str]:
    """Yuan printed in a column of 10,000 yuan."""
    address = Address("proactive_disclosure", "fees", "amount_10k_yuan")
    text = filing.cells.get(address, "0")
    return {address: f"{float(text) * 10000:.0f}"} if float(text or 0) > 0 else {}


def _rules_at_county(filing: Filing, random: Random) -> dict[Address, str]:
    address = Address("proactive_disclosure", "rules", "in_force")
    return (
        {address: str(random.randint(1, 4))}
        if filing.level != "prefecture" and address in filing.cells
        else {}
    )


# the narrative agrees with these, so that nothing else is wrong with the report
_FAULTS_OF_BOTH = ("total_off_by_one", "balance_broken", "carried_in_differs")
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


def _not_filed(filing: Filing, random: Random) -> Outcome:
    if filing.scope != "own":
        return filing, []
    return None, [Fault("not_filed", note="no file is written")]


def _late(filing: Filing, random: Random) -> Outcome:
    postponed = filing.published_on + timedelta(days=random.randint(40, 150))
    fault = Fault("late", stated=postponed.isoformat(), expected=filing.published_on.isoformat())
    return replace(filing, published_on=postponed), [fault]


def _copied(filing: Filing, random: Random) -> Outcome:
    if filing.last_year is None:
        return filing, []
    note = f"sections 一 and 五 are those of {filing.last_year.year}, with that year left in"
    return replace(filing, copied=True), [Fault("copied_narrative", note=note)]


def _table_missing(filing: Filing, random: Random) -> Outcome:
    table = random.choice(list(filing.forms))
    forms = {key: form for key, form in filing.forms.items() if key != table}
    cells = {address: text for address, text in filing.cells.items() if address.table != table}
    return replace(filing, forms=forms, cells=cells), [Fault("table_missing", table)]


def _narrative_differs(filing: Filing, random: Random) -> Outcome:
    if filing.stated.received == 0:
        return filing, []
    stated = filing.stated.received + random.randint(1, 5)
    fault = Fault(
        "narrative_differs", "applications", "received_new", "total", str(stated), str(filing.stated.received)
    )
    return replace(filing, stated=replace(filing.stated, received=stated)), [fault]


def _stated_twice(filing: Filing, random: Random) -> Outcome:
    again = filing.stated.posted + random.randint(1, 30)
    fault = Fault("stated_twice", stated=str(again), expected=str(filing.stated.posted))
    return replace(filing, stated=replace(filing.stated, posted_again=again)), [fault]


def _parts_exceed_total(filing: Filing, random: Random) -> Outcome:
    return _channel_off(filing, random.randint(1, 30), "parts_exceed_total", ("其中", "：", "按渠道分", "（"))


def _parts_below_total(filing: Filing, random: Random) -> Outcome:
    """Only where the wording claims to name every channel."""
    return _channel_off(filing, -random.randint(1, 20), "parts_below_total", ("：", "按渠道分"))


def _channel_off(filing: Filing, by: int, fault: str, dividing: tuple[str, ...]) -> Outcome:
    """The website's figure changed, where the wording divides the total by one of the words `dividing`."""
    stated = replace(filing.stated, website=filing.stated.website + by)
    if not any(word in published(stated) for word in dividing):
        return filing, []
    listed = Fault(fault, stated=str(stated.website), expected=str(filing.stated.website))
    return replace(filing, stated=stated), [listed]


_WHOLE_FAULTS: Mapping[str, Callable[[Filing, Random], Outcome]] = {
    "not_filed": _not_filed,
    "late": _late,
    "copied_narrative": _copied,
    "table_missing": _table_missing,
    "narrative_differs": _narrative_differs,
    "stated_twice": _stated_twice,
    "parts_exceed_total": _parts_exceed_total,
    "parts_below_total": _parts_below_total,
}


def _form(fault: str, filing: Filing, other_form: OtherForm) -> Outcome:
    """The form of 2019 used after 2020, for the whole report or for table 三 only."""
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
