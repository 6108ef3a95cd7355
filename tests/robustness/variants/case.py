"""Reports with every cell known, the bases of all variants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from etl.form import Table, forms
from etl.form.layout import PrintedTable, printed
from etl.model.report import Address
from tests.support.form_keys import APPLICANTS, RESULTS

TABLES = ("proactive_disclosure", "applications", "review_litigation")
# a printed report in reading order: lines of text and tables
Part = str | PrintedTable


@dataclass(frozen=True)
class Case:
    """A report as printed (`cells`) and what a reader must find in it.

    `truth` holds a number or None (nothing stated) by address. `either` holds cells that the print leaves
    open: a reader may give the number or none, but no other.
    """

    name: str
    agency: str
    year: int
    forms: Mapping[str, str]
    cells: Mapping[Address, str]
    truth: Mapping[Address, float | None]
    either: Mapping[Address, float | None] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"

    def table(self, key: str) -> Table:
        return next(table for table in forms()[self.forms[key]].tables if table.key == key)

    def printed(self, key: str) -> PrintedTable:
        return printed(self.table(key), self.cells)

    def changed(self, changes: Mapping[Address, tuple[str, float | None]]) -> Case:
        """The same report with other cells: text and truth."""
        return replace(
            self,
            cells={**self.cells, **{address: text for address, (text, _) in changes.items()}},
            truth={**self.truth, **{address: value for address, (_, value) in changes.items()}},
        )

    def each(self, change: Callable[[Address, str], tuple[str, float | None] | None]) -> Case:
        """The same report with every cell changed for which `change` returns a text and a truth."""
        changes = {address: change(address, text) for address, text in self.cells.items()}
        return self.changed({address: cell for address, cell in changes.items() if cell is not None})

    def uncertain(self, addresses: Iterable[Address]) -> Case:
        """The same report with these cells left open."""
        chosen = set(addresses)
        return replace(
            self,
            truth={address: value for address, value in self.truth.items() if address not in chosen},
            either={**self.either, **{address: self.truth[address] for address in chosen}},
        )

    def parts(self) -> list[Part]:
        """Title, sentences, headings and tables in the order of the form."""
        new = self.truth.get(Address("applications", "received_new", "total"))
        lines: list[Part] = [
            self.title,
            f"按照条例编制本报告。本报告所列数据的统计期限为{self.year}年1月1日至{self.year}年12月31日。",
            "一、总体情况",
            f"{self.year}年，主动公开政府信息4321条。"
            + (f"新收到申请{new:.0f}件。" if new is not None else ""),
        ]
        for key in self.forms:
            table = self.table(key)
            number = "" if key == "statistics" else f"{table.number}、"
            lines += [number + table.label_zh, self.printed(key)]
        lines += [
            "五、存在的主要问题及改进情况",
            "解读形式单一。下一步每季度培训1次。",
            "六、其他需要报告的事项",
            "无。",
        ]
        return lines


def bases(seed: int, count: int = 1) -> Iterator[Case]:
    """`count` times four reports: a quiet bureau and a busy city, each on both forms."""
    for number in range(count):
        chance = Random(f"{seed}/{number}")
        for form, years in (("2019", (2019, 2020)), ("2021", (2021, 2022, 2023, 2024, 2025))):
            year = chance.choice(years)
            yield bureau(f"bureau{form}n{number}", form, year, chance)
            yield city(f"city{form}n{number}", form, year, chance)


def bureau(name: str, form: str, year: int, chance: Random) -> Case:
    """A county bureau: nearly all cells are zero."""

    def few() -> int:
        return chance.choice((0,) * 11 + (1, 2, 5))

    agency = chance.choice(("霁屏县教育局", "岚岭县统计局", "笙坞县水利局", "筠泽县审计局"))
    return _case(name, agency, form, year, few, few)


def city(name: str, form: str, year: int, chance: Random) -> Case:
    """A busy city: no two cells of tables two to four are equal, so that any shift shows."""
    while True:
        case = _case(
            name,
            "澄汐市人民政府",
            form,
            year,
            lambda: chance.randint(11, 9999),
            lambda: chance.randint(11, 999),
        )
        if len(set(case.cells.values())) == len(case.cells):
            return case


def _case(
    name: str, agency: str, form: str, year: int, figure: Callable[[], int], small: Callable[[], int]
) -> Case:
    tables = dict.fromkeys(TABLES, form)
    values: dict[Address, float] = {}
    case = Case(name, agency, year, tables, {}, {})
    for address in case.table("proactive_disclosure").addresses():
        money = address.column in ("amount_10k_yuan", "amount_yuan")
        values[address] = figure() * 3 + (0.25 if money and figure() else 0)
    values.update(applications(case.table("applications"), figure, small))
    for row in ("review", "litigation_direct", "litigation_after_review"):
        parts = {column: small() for column in RESULTS}
        for column, value in {**parts, "total": sum(parts.values())}.items():
            values[Address("review_litigation", row, column)] = value
    text = {address: f"{value:.2f}".rstrip("0").rstrip(".") for address, value in values.items()}
    return replace(case, cells=text, truth=dict(values))


def applications(table: Table, figure: Callable[[], int], small: Callable[[], int]) -> dict[Address, float]:
    """Table three with all its sums."""
    counts: dict[tuple[str, str], int] = {}
    outcomes = [row.key for row in table.blocks[0].rows if row.group]
    for column in APPLICANTS:
        for row in outcomes:
            counts[row, column] = figure()
        done, left = sum(counts[row, column] for row in outcomes), small()
        carried = min(small(), done + left)
        counts["concluded_total", column], counts["carried_out", column] = done, left
        counts["carried_in", column], counts["received_new", column] = carried, done + left - carried
    rows = [row.key for row in table.blocks[0].rows]
    for row in rows:
        counts[row, "total"] = sum(counts[row, column] for column in APPLICANTS)
    columns = (*APPLICANTS, "total")
    return {Address(table.key, row, column): float(counts[row, column]) for row in rows for column in columns}


def statistics(base: Case, chance: Random) -> Case:
    """A report of 2014–2018 by the same agency, with the statistics table and all its sums."""
    case = replace(base, year=chance.randint(2014, 2018), forms={"statistics": "2014"}, cells={}, truth={})
    block = case.table("statistics").blocks[0]
    values = {row.key: float(chance.randint(0, 400)) for row in block.rows}
    for _ in range(2):  # the sum of refusals is itself a part of the sum of answers
        for entry in block.sums:
            values[entry.total[0]] = sum(values[part] for part in entry.parts)
    truth = {Address("statistics", key, "value"): value for key, value in values.items()}
    return replace(case, cells={address: f"{value:.0f}" for address, value in truth.items()}, truth=truth)
