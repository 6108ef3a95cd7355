"""The tables of a ledger as JSON, as the fill-in workbook with its figures, and as the official form in Word."""

from __future__ import annotations

import json

from etl.form import form_of_year, forms
from etl.form.layout import printed
from etl.papers import word
from etl.season.fill_in.template import Blank
from etl.season.fill_in.template_workbook import Aside
from etl.season.fill_in.template_workbook import to_xlsx as form_to_xlsx
from etl.season.ledger.counting import LedgerTables
from etl.text.numbers import plain_number

_LATE_HEADS = ("台账的表和行", "收到", "办结", "工作日")


def to_json(ledger: LedgerTables, agency: str, year: int) -> str:
    """`cells` by table/row/column as those of a roll-up: `value`, `parts` (applications counted) and `unknown` (rows that
    could not be placed, and all where the ledger has no column that would say); `late` are the late replies by sheet and row of
    the ledger, `late_basis` says how their days were counted, `remarks` what else must be known of the figures."""
    content = {
        "agency": agency,
        "year": year,
        "cells": {
            "/".join(address): {
                "value": value,
                "parts": ledger.entries,
                "unknown": ledger.left_out + (ledger.entries if value is None else 0),
            }
            for address, value in ledger.cells.items()
        },
        "remarks": [remark.zh for remark in ledger.remarks],
        "late_basis": ledger.late_basis.zh,
        "late": [
            {
                "sheet": late.sheet,
                "row": late.row,
                "received": late.received.isoformat(),
                "concluded": late.concluded.isoformat() if late.concluded else None,
                "working_days": late.days,
                "at_most": late.at_most,
            }
            for late in ledger.late
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def to_xlsx(ledger: LedgerTables, agency: str, year: int) -> bytes:
    """The form to fill in, with tables 三 and 四 filled; how many rows were not counted stands above them. A second sheet, which
    is not read as part of the report, holds the rows that were not counted, what must be known of the figures and the late replies."""
    problems = [problem.zh for problem in ledger.problems]
    notes = [(words,) for words in (*problems, *_remarks(ledger), _late_heading(ledger))]
    late = [_LATE_HEADS, *_late_rows(ledger)] if ledger.late else []
    blank = Blank(agency, year, figures=ledger.figures, warning=_left_out(ledger))
    return form_to_xlsx(blank, Aside("台账说明", [*notes, *late]))


def to_docx(ledger: LedgerTables, agency: str, year: int) -> bytes:
    """Tables 三 and 四 of the official form, and the late replies below."""
    document = word.new_document()
    word.title(document, agency, f"{year}年政府信息公开", "申请办理情况", "（据台账统计）")
    texts = {address: plain_number(value) for address, value in ledger.figures.items()}
    for table in forms()[form_of_year(year) or "2021"].tables:
        if any(address.table == table.key for address in ledger.cells):
            word.heading(document, f"{table.number}、{table.label_zh}")
            word.form_table(document, printed(table, texts))
    for words in _remarks(ledger):
        word.note(document, words)
    if ledger.late:
        word.heading(document, "超过法定期限的申请")
        word.note(document, ledger.late_basis.zh)
        word.table(document, _LATE_HEADS, _late_rows(ledger), (1, 1, 1, 1))
    return word.to_bytes(document)


def _remarks(ledger: LedgerTables) -> tuple[str, ...]:
    return tuple(filter(None, (_left_out(ledger), *(remark.zh for remark in ledger.remarks))))


def _late_heading(ledger: LedgerTables) -> str:
    counted = f"超过法定期限的申请 {len(ledger.late)} 件" if ledger.late else "没有超过法定期限的申请"
    return f"{counted}（表三不反映）。{ledger.late_basis.zh}"


def _late_rows(ledger: LedgerTables) -> list[tuple[str, ...]]:
    return [
        (
            f"{late.sheet} {late.row}".strip(),
            str(late.received),
            str(late.concluded or "未办结"),
            late.stated,
        )
        for late in ledger.late
    ]


def _left_out(ledger: LedgerTables) -> str:
    return f"台账里有 {ledger.left_out} 行看不懂，没有计入；请改正后重新统计。" if ledger.left_out else ""
