"""Ledgers as offices write them, and what is counted of them."""

from collections.abc import Sequence

from etl.season.ledger.counting import LedgerTables, tables
from etl.season.ledger.ledger_file import ledger_in
from tests.support.office_workbook import workbook

YEAR = 2024


HEAD = ("收到日期", "申请人类别", "办理结果", "办结日期")


ROW = ("2024-01-08", "公民", "予以公开", "2024-01-20")


def count(*sheets: Sequence[Sequence[object]], merged: str = "", hidden: int = 0) -> LedgerTables:
    return of_file(workbook(*sheets, merged=merged, hidden=hidden), "台账.xlsx")


def of_file(data: bytes, name: str) -> LedgerTables:
    return tables(ledger_in(data, name, YEAR), YEAR)


def said_of(found: LedgerTables) -> str:
    return "".join(remark.zh for remark in found.remarks)


def counted(found: LedgerTables, table: str) -> dict[str, float]:
    return {f"{at.row}/{at.column}": value for at, value in found.figures.items()
            if at.table == table and value and at.column != "total"}  # fmt: skip


def of_days(*days: int) -> list[tuple[str, ...]]:
    return [(f"2024-01-{day:02}", *ROW[1:3], "2024-01-31") for day in days]
