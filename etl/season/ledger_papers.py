"""The tables of a ledger as JSON, as the fill-in workbook with its figures, and as the official form in Word."""

from __future__ import annotations

import json

from etl.form import form_of_year, forms
from etl.form.layout import printed
from etl.papers import word
from etl.season.ledger import LedgerTables
from etl.season.template import Blank
from etl.season.template_workbook import to_xlsx as form_to_xlsx
from etl.text.numbers import plain_number


def to_json(found: LedgerTables, agency: str, year: int) -> str:
    """`cells` by table/row/column as those of a roll-up: `value`, `parts` (applications counted) and `unknown` (rows that
    could not be placed); `late` are the late replies by row of the ledger."""
    content = {
        "agency": agency,
        "year": year,
        "cells": {
            "/".join(address): {"value": value, "parts": found.entries, "unknown": found.left_out}
            for address, value in found.cells.items()
        },
        "late": [
            {
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
    """The form to fill in, with tables 三 and 四 filled."""
    return form_to_xlsx(Blank(agency, year, figures=found.cells))


def to_docx(found: LedgerTables, agency: str, year: int) -> bytes:
    """Tables 三 and 四 of the official form, and the late replies below."""
    document = word.new_document()
    word.title(document, agency, f"{year}年政府信息公开", "申请办理情况", "（据台账统计）")
    texts = {address: plain_number(value) for address, value in found.cells.items()}
    for table in forms()[form_of_year(year) or "2021"].tables:
        if any(address.table == table.key for address in found.cells):
            word.heading(document, f"{table.number}、{table.label_zh}")
            word.form_table(document, printed(table, texts))
    if found.left_out:
        word.note(document, f"台账里有 {found.left_out} 行看不懂，没有计入；请改正后重新统计。")
    if found.late:
        word.heading(document, "超过法定期限的申请（按周一至周五计，未扣除法定节假日）")
        rows = [
            (str(late.row), str(late.received), str(late.concluded or "未办结"), str(late.days))
            for late in found.late
        ]
        word.table(document, ("台账行号", "收到", "办结", "工作日"), rows, (1, 1, 1, 1))
    return word.to_bytes(document)
