"""Corrections by hand: applied if the print is still the one they expect, reported in either case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl import pipeline
from etl.checks import corrections
from etl.checks.corrections import Correction, CorrectionsUnreadable, by_report, correct, read_corrections
from etl.demo.draft import Draft, Section
from etl.demo.web import html
from etl.form import forms
from etl.form.layout import printed
from etl.model.report import Address, State
from tests.support.reports import build, cells, identity, query

NEW = Address("applications", "received_new", "total")
HEAD = "agency,year,table_key,row_key,column_key,printed,right,reason\n"


def correction(printed: str, right: str) -> Correction:
    return Correction("示例县统计局", 2023, NEW, printed, right, "来函更正")


def test_a_correction_is_applied_marked_and_reported() -> None:
    corrected, findings = correct(
        identity(),
        cells("2021", {"applications.received_new.total": 5.0}),
        by_report([correction("5", "6")]),
    )
    assert (corrected[NEW].value, corrected[NEW].raw, corrected[NEW].corrected) == (6.0, "5", True)
    assert sum(cell.corrected for cell in corrected.values()) == 1
    (reported,) = findings
    assert (reported.rule, str(reported.severity), reported.expected, reported.found) == (
        "corrected",
        "notice",
        "6",
        "5",
    )
    assert "来函更正" in reported.message and (reported.table, reported.row, reported.column) == (
        NEW.table,
        NEW.row,
        NEW.column,
    )


def test_a_correction_may_take_a_number_away() -> None:
    corrected, _ = correct(
        identity(), cells("2021", {"applications.received_new.total": 5.0}), by_report([correction("5", "")])
    )
    assert (corrected[NEW].value, corrected[NEW].state, corrected[NEW].corrected) == (None, State.BLANK, True)


@pytest.mark.parametrize(
    "address", [NEW, Address("statistics", "applications", "value")], ids=["repaired", "no cell"]
)
def test_a_stale_correction_is_an_error_and_changes_nothing(address: Address) -> None:
    before = cells()
    corrected, findings = correct(
        identity(), before, by_report([Correction("示例县统计局", 2023, address, "5", "6", "")])
    )
    assert corrected == before
    assert [(reported.rule, str(reported.severity)) for reported in findings] == [
        ("correction_stale", "error")
    ]


def corrected_value(*lines: Correction, value: float = 5.0) -> tuple[float | None, list[str]]:
    """What 新收 is after corrections, and the rules of their findings."""
    corrected, findings = correct(
        identity(), cells("2021", {"applications.received_new.total": value}), by_report(lines)
    )
    return corrected[NEW].value, [reported.rule for reported in findings]


def test_of_lines_about_a_print_the_last_one_counts() -> None:
    assert corrected_value(correction("5", "6"), correction("5", "7")) == (7.0, ["corrected"])
    # another copy of the report prints something else
    assert corrected_value(correction("5", "6"), correction("8", "6")) == (6.0, ["corrected"])
    assert corrected_value(correction("8", "6"), correction("9", "6")) == (5.0, ["correction_stale"])


def test_a_correction_is_taken_back_by_a_line_that_says_the_print_is_right() -> None:
    assert corrected_value(correction("5", "6"), correction("5", "5")) == (5.0, [])
    assert corrected_value(correction("5", "6"), correction("5", "5"), correction("5", "6"))[0] == 6.0


def test_a_report_that_now_prints_what_was_corrected_needs_no_finding() -> None:
    assert corrected_value(correction("5", "6"), value=6.0) == (6.0, [])


def test_a_correction_of_one_scope_leaves_the_others_alone() -> None:
    assert corrected_value(replace(correction("5", "6"), scope="own")) == (6.0, ["corrected"])
    assert corrected_value(replace(correction("5", "6"), scope="system_rollup")) == (5.0, [])


def test_the_finding_says_who_when_why_and_by_what_evidence() -> None:
    line = replace(
        correction("5", "6"), evidence="函〔2024〕3号", author="张三", made_at="2024-02-01 08:00:00"
    )
    _, (reported,) = correct(
        identity(), cells("2021", {"applications.received_new.total": 5.0}), by_report([line])
    )
    assert all(part in reported.message for part in ("来函更正", "函〔2024〕3号", "张三", "2024-02-01"))


@pytest.mark.parametrize("right", ["约6", "6件", "六七", "1.2万元", "?"])
def test_a_line_whose_right_figure_is_no_number_stops_the_reading_of_the_file(
    tmp_path: Path, right: str
) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(HEAD + f"某局,2023,applications,received_new,total,5,{right},原因\n", encoding="utf-8")
    with pytest.raises(CorrectionsUnreadable, match="2"):
        read_corrections(path)


@pytest.mark.parametrize(
    "content", ["agency,year\n某局,2023\n", HEAD + "某局,二三,applications,received_new,total,5,6,原因\n"]
)
def test_a_file_that_cannot_be_understood_says_where(tmp_path: Path, content: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionsUnreadable, match=r"corrections\.csv"):
        read_corrections(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_saved_by_a_spreadsheet_program_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "corrections.csv"
    row = "示例县统计局,2023,applications,received_new,total,'-5,6,来函更正,,,\n\n"
    path.write_text(HEAD + row, encoding=encoding)
    assert read_corrections(path) == (correction("-5", "6"),)


def test_the_file_is_read_by_agency_and_year(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(
        HEAD + "示例县统计局,2023,applications,received_new,total,5,6,来函更正\n", encoding="utf-8"
    )
    assert corrections.corrections(path) == {("示例县统计局", 2023): (correction("5", "6"),)}
    assert corrections.corrections(tmp_path / "none.csv") == {}


def page(received: str) -> bytes:
    """A web page of the form of 2021, every cell 0 but 新收, which 总计 and 予以公开 follow."""
    tables = []
    for table in forms()["2021"].tables:
        texts = dict.fromkeys(table.addresses(), "0")
        for row in ("received_new", "granted", "concluded_total"):
            for column in ("natural_person", "total"):
                if Address(table.key, row, column) in texts:
                    texts[Address(table.key, row, column)] = received
        tables.append(printed(table, texts))
    sections = tuple(
        Section(f"{table.number}、{table.label_zh}", (), (drawn,))
        for table, drawn in zip(forms()["2021"].tables, tables, strict=True)
    )
    title = "湘潭县统计局2023年政府信息公开工作年度报告"
    return html(Draft("湘潭县统计局", 2023, title, "2024-01-20", "", sections))


def test_from_the_file_to_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "corrections.csv"
    rows = (
        "湘潭县统计局,2023,applications,received_new,natural_person,5,6,来函更正\n"
        "湘潭县统计局,2023,applications,received_new,total,5,6,来函更正\n"
        "湘潭县统计局,2023,applications,granted,total,4,6,来函更正\n"
    )
    path.write_text(HEAD + rows, encoding="utf-8")
    monkeypatch.setattr(corrections, "FILE", path)
    (read,) = pipeline.read_reports(page("5"), "湘潭县统计局2023.html")
    database = build(tmp_path / "built", [read])
    cell = "select value, raw, corrected from cells where row_key = 'received_new' and column_key = 'total'"
    assert query(database, cell) == [(6.0, "5", True)]
    reported = query(
        database,
        "select rule_key, row_key, severity from findings where rule_key like 'correct%' order by all",
    )
    assert reported == [
        ("corrected", "received_new", "notice"),
        ("corrected", "received_new", "notice"),
        ("correction_stale", "granted", "error"),
    ]
    # what was corrected is what is checked: 6 received no longer equal 5 concluded
    assert query(database, "select count(*) from findings where rule_key = 'balance'") == [(2,)]
