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


def to_json(found: LedgerTables, agency: str, year: int) -> str:
    """`cells` by table/row/column as those of a roll-up: `value`, `parts` (applications counted) and `unknown` (rows that
    could not be placed, and all where the ledger has no column that would say); `late` are the late replies by sheet and row of
    the ledger, `late_basis` says how their days were counted, `remarks` what else must be known of the figures."""
    content = {
        "agency": agency,
        "year": year,
        "cells": {
            "/".join(address): {
                "value": value,
                "parts": found.entries,
                "unknown": found.left_out + (found.entries if value is None else 0),
            }
            for address, value in found.cells.items()
        },
        "remarks": [remark.zh for remark in found.remarks],
        "late_basis": found.late_basis.zh,
        "late": [
            {
                "sheet": late.sheet,
                "row": late.row,
                "received": late.received.isoformat(),
                "concluded": late.concluded.isoformat() if late.concluded else None,
                "working_days": late.days,
                "at_most": late.at_most,
            }
            for late in found.late
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def to_xlsx(found: LedgerTables, agency: str, year: int) -> bytes:
    """The form to fill in, with tables 三 and 四 filled; how many rows were not counted stands above them. A second sheet, which
    is not read as part of the report, holds the rows that were not counted, what must be known of the figures and the late replies."""
    problems = [problem.zh for problem in found.problems]
    notes = [(words,) for words in (*problems, *_remarks(found), _late_heading(found))]
    late = [_LATE_HEADS, *_late_rows(found)] if found.late else []
    blank = Blank(agency, year, figures=found.figures, warning=_left_out(found))
    return form_to_xlsx(blank, Aside("台账说明", [*notes, *late]))


def to_docx(found: LedgerTables, agency: str, year: int) -> bytes:
    """Tables 三 and 四 of the official form, and the late replies below."""
    document = word.new_document()
    word.title(document, agency, f"{year}年政府信息公开", "申请办理情况", "（据台账统计）")
    texts = {address: plain_number(value) for address, value in found.figures.items()}
    for table in forms()[form_of_year(year) or "2021"].tables:
        if any(address.table == table.key for address in found.cells):
            word.heading(document, f"{table.number}、{table.label_zh}")
            word.form_table(document, printed(table, texts))
    for words in _remarks(found):
        word.note(document, words)
    if found.late:
        word.heading(document, "超过法定期限的申请")
        word.note(document, found.late_basis.zh)
        word.table(document, _LATE_HEADS, _late_rows(found), (1, 1, 1, 1))
    return word.to_bytes(document)


def _remarks(found: LedgerTables) -> tuple[str, ...]:
    return tuple(filter(None, (_left_out(found), *(remark.zh for remark in found.remarks))))


def _late_heading(found: LedgerTables) -> str:
    counted = f"超过法定期限的申请 {len(found.late)} 件" if found.late else "没有超过法定期限的申请"
    return f"{counted}（表三不反映）。{found.late_basis.zh}"


def _late_rows(found: LedgerTables) -> list[tuple[str, ...]]:
    return [
        (
            f"{late.sheet} {late.row}".strip(),
            str(late.received),
            str(late.concluded or "未办结"),
            late.stated,
        )
        for late in found.late
    ]


def _left_out(found: LedgerTables) -> str:
    return f"台账里有 {found.left_out} 行看不懂，没有计入；请改正后重新统计。" if found.left_out else ""
