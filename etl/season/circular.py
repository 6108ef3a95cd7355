"""The circular on a year's reports: who did not file, who was late, what does not add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from etl.papers import word
from etl.season.questions import ask
from etl.text.numbers import plain_number


@dataclass(frozen=True, slots=True)
class Missing:
    """A body whose report is expected and not there. `last_year` is 0 if it never filed, `due_on` None if no day is set."""

    agency: str
    last_year: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Late:
    """A report published `days` after the day that the law names (Article 49)."""

    agency: str
    due_on: date
    published_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Broken:
    """An error in a report; the numbers are None where the rule compares none."""

    agency: str
    rule: str
    message: str
    printed: float | None
    computed: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class Circular:
    """What a circular on an area and year states. `filed` counts those of the `expected` reports that are there, `untold` those
    of which it cannot be told whether they were late."""

    area: tuple[str, ...]
    year: int
    expected: int
    from_roster: bool
    filed: int
    untold: int
    with_errors: int
    synthetic: bool
    missing: tuple[Missing, ...]
    late: tuple[Late, ...]
    broken: tuple[Broken, ...]


def gather(con: duckdb.DuckDBPyConnection, area: Sequence[str], year: int) -> Circular:
    """The facts of a circular from an open database."""
    place = {"area": list(area), "year": year}
    ((expected, from_roster, filed, untold),) = ask(con, "circular_expected", **place)
    ((with_errors, synthetic),) = ask(con, "circular_counts", **place)
    return Circular(
        tuple(area),
        year,
        expected,
        from_roster,
        filed,
        untold,
        with_errors,
        synthetic,
        tuple(Missing(*row) for row in ask(con, "circular_missing", **place)),
        tuple(Late(*row) for row in ask(con, "circular_late", **place)),
        tuple(Broken(*row) for row in ask(con, "circular_errors", **place)),
    )


def to_docx(circular: Circular) -> bytes:
    """The circular as an editable Word file: a short text with the counts, and three annexes."""
    document = word.new_document()
    area = "".join(circular.area)
    word.title(
        document,
        f"关于{area}",
        f"{circular.year}年",
        "政府信息公开工作",
        "年度报告",
        "编制发布情况",
        "的通报",
    )
    if circular.synthetic:
        word.note(document, "含合成数据（SYNTHETIC），不代表任何真实机关。")
    for line in _text(circular):
        word.text(document, line)
    word.page_break(document)
    word.heading(document, "附件1 未见年度报告的机关")
    word.table(
        document,
        ("序号", "机关", "最近一次报告的年度"),
        [
            (str(at), one.agency, str(one.last_year or "从未"))
            for at, one in enumerate(circular.missing, start=1)
        ],
        (1, 5, 3),
    )
    word.heading(document, "附件2 逾期发布的机关")
    word.table(
        document,
        ("序号", "机关", "应于", "发布于", "逾期天数"),
        [
            (str(at), one.agency, str(one.due_on), str(one.published_on), str(one.days))
            for at, one in enumerate(circular.late, start=1)
        ],
        (1, 4, 2, 2, 1.5),
    )
    word.heading(document, "附件3 数据不符或表格读不出的报告")
    word.table(
        document,
        ("序号", "机关", "问题", "印出", "算得", "差"),
        [
            (str(at), one.agency, one.message, *map(_number, (one.printed, one.computed, one.difference)))
            for at, one in enumerate(circular.broken, start=1)
        ],
        (1, 3, 6, 1.5, 1.5, 1.5),
    )
    return word.to_bytes(document)


def _text(circular: Circular) -> list[str]:
    basis = "按名录计" if circular.from_roster else "按以前发布过的机关计"
    untold = (
        f"；另有 {circular.untold} 家的报告没有载明发布日期或没有定期限，不能判断是否逾期"
        if circular.untold
        else ""
    )
    return [
        f"{circular.year}年度应发布年度报告 {circular.expected} 家（{basis}），已见 {circular.filed} 家，未见 "
        f"{len(circular.missing)} 家（附件1）；载明发布日期的报告中，逾期 {len(circular.late)} 家（附件2）{untold}。",
        f"已见的报告中，{circular.with_errors} 家的数据经核对不符或表格读不出，共 {len(circular.broken)} 处（附件3）。"
        "请有关机关核对原始台账，更正后重新发布，并报送整改情况。",
        "（请在此补充工作要求和报送时限）",
    ]


def _number(value: float | None) -> str:
    return "" if value is None else plain_number(value)
