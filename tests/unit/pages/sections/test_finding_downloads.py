"""The numbers of findings in the files that an agency is sent, against the printed cells."""

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pages.parts.charts.base import palette
from pages.parts.data import database
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.export import card_download
from pages.parts.sections.agency import report_findings
from pages.parts.sections.agency.agency_choice import open_agency
from pages.parts.sections.check import report_check
from pages.parts.sections.quality import correction_request
from pages.parts.sections.shared import report_form
from pages.parts.state.context import View

HEADINGS = ("印出的数", "算得的数", "差")
TEXTS = ("对照（文字）", "所载（文字）")


@pytest.fixture
def view(opened: OpenVersion) -> View:
    return View("quality", opened, Selection(2019, 2025, "", data="synthetic"), "zh", palette.LIGHT)


@pytest.fixture
def findings(view: View) -> pd.DataFrame:
    return view.ask(
        "findings_list", rule="", severity="", sought="", agency_id="", closed=(), most=100_000, offset=0
    ).sort_values(["year", "table_key", "row_key"], ascending=[False, True, True], kind="stable")


def sheet(view: View, table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of the first sheet of the table's XLSX, by heading."""
    book = openpyxl.load_workbook(io.BytesIO(card_download.xlsx(view, table, "", [])))
    head, *rows = book.worksheets[0].iter_rows()
    return [dict(zip((cell.value for cell in head), row, strict=True)) for row in rows]


def printed_number(view: View, finding: Any) -> float:
    """What the report prints where the finding is: a cell, the total that it checks, or both summands of what was received."""
    rows = {"balance": "'received_new', 'carried_in'", "outcomes": "'concluded_total'"}
    row = rows.get(finding.rule_key, f"'{finding.row_key}'")
    column = "total" if finding.rule_key in ("applicants", "results") else finding.column_key
    cells = database.rows(
        view.opened,
        f"select sum(value) as value from cells where report_id = $report and table_key = $table "
        f"and row_key in ({row}) and column_key = $column",
        {"report": finding.report_id, "table": finding.table_key, "column": column},
    )
    return float(cells["value"][0])


def test_the_correction_request_states_as_numbers_what_the_report_prints(
    view: View, findings: pd.DataFrame
) -> None:
    checked = set()
    rows = sheet(view, correction_request.download_table(view, findings))
    for finding, row in zip(findings.itertuples(), rows, strict=True):
        assert row["报告代码"].value == finding.report_id
        printed, computed, difference = (row[heading] for heading in HEADINGS)
        if pd.isna(finding.printed):
            assert (printed.value, computed.value, difference.value) == (None, None, None)
            continue
        assert [cell.data_type for cell in (printed, computed, difference)] == ["n"] * 3
        assert difference.value == pytest.approx(printed.value - computed.value)
        assert [row[heading].value for heading in TEXTS] == [None, None]
        if finding.rule_key in ("balance", "outcomes", "applicants", "results", "carried_over", "unit_slip"):
            assert printed.value == printed_number(view, finding), finding.message
            checked.add(finding.rule_key)
    assert {"balance", "outcomes", "applicants", "carried_over"} <= checked


def test_whole_numbers_are_written_without_a_point(view: View) -> None:
    table = pd.DataFrame({"year": 2025, "printed": [16.0, 1234.5, None]})
    whole, decimal, missing = (row["印出的数"] for row in sheet(view, table))
    assert (whole.value, whole.number_format) == (16, "#,##0")
    assert (decimal.value, decimal.number_format) == (1234.5, "#,##0.0#")
    assert missing.value is None
    lines = card_download.csv(view, table, []).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(lines))) == [
        ["年度", "印出的数"], ["2025", "16"], ["2025", "1234.5"], ["2025", ""],
    ]  # fmt: skip


def test_the_self_check_keeps_the_texts_of_a_rule_without_numbers(view: View) -> None:
    shared = {
        "severity": "error",
        "message": "",
        "message_en": "",
        "table": None,
        "row": None,
        "column": None,
    }
    sides = [
        {
            "rule": "balance",
            "expected": "9",
            "found": "11",
            "printed": 9.0,
            "computed": 11.0,
            "difference": -2.0,
        },
        {"rule": "late", "expected": "2025-01-31", "found": "2025-02-03"}
        | dict.fromkeys(("printed", "computed", "difference")),
    ]
    result = {"findings": [{**shared, **side, "cells": []} for side in sides]}
    table = report_check.download_table(view, report_check.finding_rows(view, result))
    balance, late = sheet(view, table)
    assert [balance[heading].value for heading in HEADINGS + TEXTS] == [9, 11, -2, None, None]
    assert [late[heading].value for heading in HEADINGS + TEXTS] == [
        None,
        None,
        None,
        "2025-01-31",
        "2025-02-03",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_s_findings_have_one_message_in_the_reader_s_language(
    view: View, findings: pd.DataFrame, language: str
) -> None:
    view = replace(view, language=language)
    with_errors = findings[findings["severity"] == "error"].iloc[0]
    selection = replace(view.selection, agency=with_errors["agency_id"], last_year=int(with_errors["year"]))
    agency = open_agency(replace(view, selection=selection))
    assert agency is not None
    table = report_findings.download_table(view, agency, report_form.findings(view, agency))
    assert table.columns.is_unique and len(table)
    assert all(("一" <= letter <= "龥") == (language == "zh") for letter in table["message"].str[0])
