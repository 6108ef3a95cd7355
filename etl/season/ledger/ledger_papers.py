"""The tables of a ledger as JSON, as the fill-in workbook with its figures, and as the official form in Word."""

from __future__ import annotations

import json

from etl.form import form_of_year, forms
from etl.form.layout import printed
from etl.papers import word
from etl.season.ledger.counting import LedgerTables
from etl.season.template import Blank
from etl.season.template_workbook import to_xlsx as form_to_xlsx
from etl.text.numbers import plain_number


def to_json(found: LedgerTables, agency: str, year: int) -> str:
    """`cells` by table/row/column as those of a roll-up: `value`, `parts` (applications counted) and `unknown` (rows that
    could not be placed, and all where the ledger has no column that would say); `late` are the late replies by sheet and row of the ledger, `remarks` what else must be
    known of the figures."""
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
        "remarks": found.remarks,
        "late": [
            {
                "sheet": late.sheet,
                "row": late.row,
                "received": late.received.isoformat(),
                "concluded": late.concluded.isoformat() if late.concluded else None,
                "working_days": late.days,
            }
            for late in found.late
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def to_xlsx(found: LedgerTables, agency: str, year: int) -> bytes:
    """The form to fill in, with tables 三 and 四 filled; how many rows were not counted stands above them."""
    return form_to_xlsx(Blank(agency, year, figures=found.figures, warning=_left_out(found)))


def to_docx(found: LedgerTables, agency: str, year: int) -> bytes:
    """Tables 三 and 四 of the official form, and the late replies below."""
    document = word.new_document()
    word.title(document, agency, f"{year}年政府信息公开", "申请办理情况", "（据台账统计）")
    texts = {address: plain_number(value) for address, value in found.figures.items()}
    for table in forms()[form_of_year(year) or "2021"].tables:
        if any(address.table == table.key for address in found.cells):
            word.heading(document, f"{table.number}、{table.label_zh}")
            word.form_table(document, printed(table, texts))
    for words in filter(None, (_left_out(found), *found.remarks)):
        word.note(document, words)
    if found.late:
        word.heading(document, "超过法定期限的申请（按周一至周五计，未扣除法定节假日）")
        rows = [
            (f"{late.sheet} {late.row}", str(late.received), str(late.concluded or "未办结"), str(late.days))
            for late in found.late
        ]
        word.table(document, ("台账的表和行", "收到", "办结", "工作日"), rows, (1, 1, 1, 1))
    return word.to_bytes(document)


def _left_out(found: LedgerTables) -> str:
    return f"台账里有 {found.left_out} 行看不懂，没有计入；请改正后重新统计。" if found.left_out else ""
