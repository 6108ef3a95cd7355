"""Tables counted from a ledger equal those counted by hand, and rows that are not understood are named, not guessed."""

import json
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import docx
import openpyxl
import pytest

from etl.form import forms
from etl.model.report import Address
from etl.pipeline import read_reports
from tests.support.form_keys import APPLICANTS, OUTCOMES, RESULTS
from tests.support.processes import run_etl as run

HEAD = [
    "序号",
    "收到日期",
    "申请人",
    "申请人类别",
    "办理结果",
    "办结日期",
    "行政复议",
    "直接起诉",
    "复议后起诉",
]
BLOCK = forms()["2021"].tables[1].blocks[0]
ROWS = {row.key: row.label_zh for row in BLOCK.rows}
COLUMNS = {column.key: column.label_zh for column in BLOCK.columns}
RESULT_WORDS = {"upheld": "维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}
YEAR = 2024


def write(path: Path, rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["岚岭县民政局政府信息公开申请台账"])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def count(path: Path, out: Path) -> dict[str, float]:
    done = run("ledger", str(path), "--agency", "岚岭县民政局", "--year", str(YEAR), "--out", str(out))
    assert done.returncode == 0, done.stderr
    cells = json.loads(out.read_text(encoding="utf-8"))["cells"]
    return {key: cell["value"] for key, cell in cells.items()}


def test_a_year_of_applications_is_counted_as_by_hand(tmp_path: Path) -> None:
    chance, rows = Random(3), []
    expected = dict.fromkeys((f"applications/{row}/{column}" for row in ROWS for column in COLUMNS), 0)
    expected |= {
        f"review_litigation/{path}/{column}": 0
        for path in ("review", "litigation_direct", "litigation_after_review")
        for column in (*RESULTS, "total")
    }
    for number in range(300):
        applicant, outcome = chance.choice(APPLICANTS), chance.choice(OUTCOMES)
        received = date(chance.choice((2023, 2024)), chance.randint(1, 12), chance.randint(1, 28))
        concluded = date(chance.choice((2024, 2025)), chance.randint(1, 12), chance.randint(1, 28))
        is_open = chance.random() < 0.1
        if concluded < received:
            concluded = date(2025, 1, 3)
        path = chance.choice(("", "", "", "review", "litigation_direct", "litigation_after_review"))
        result = chance.choice(RESULTS)
        words = [RESULT_WORDS[result] if path == one else "" for one in
                 ("review", "litigation_direct", "litigation_after_review")]  # fmt: skip
        rows.append([number, received, "略", COLUMNS[applicant], "" if is_open else ROWS[outcome],
                     None if is_open else concluded, *words])  # fmt: skip
        counted = ["received_new" if received.year == YEAR else "carried_in"]
        counted += ["carried_out"] if is_open or concluded.year > YEAR else [outcome, "concluded_total"]
        for row in counted:
            for column in (applicant, "total"):
                expected[f"applications/{row}/{column}"] += 1
        for column in (result, "total") if path else ():
            expected[f"review_litigation/{path}/{column}"] += 1
    assert count(write(tmp_path / "台账.xlsx", rows), tmp_path / "a.json") == expected


def test_words_of_offices_and_dates_as_text_are_understood(tmp_path: Path) -> None:
    head = ["登记时间", "申请人性质", "答复类型", "答复时间", "是否延期"]
    rows = [
        ["2024年3月5日", "公民", "（一）予以公开", "2024/3/20", "否"],
        ["20240401", "企业", "信访举报投诉类申请", "2024-04-30 10:00", ""],
        ["2024.5.6", "其他", "办理中", "", ""],
    ]
    cells = count(write(tmp_path / "台账.xlsx", rows, head), tmp_path / "a.json")
    assert {key: value for key, value in cells.items() if value and not key.endswith("/total")} == {
        "applications/received_new/natural_person": 1,
        "applications/received_new/company": 1,
        "applications/received_new/other_organisation": 1,
        "applications/granted/natural_person": 1,
        "applications/rejected_petition_complaint/company": 1,
        "applications/concluded_total/natural_person": 1,
        "applications/concluded_total/company": 1,
        "applications/carried_out/other_organisation": 1,
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["某日", "公民", "予以公开", "2024-02-01"], "某日"),
        (["2024-01-05", "外星人", "予以公开", "2024-02-01"], "外星人"),
        (["2024-01-05", "公民", "不予公开", "2024-02-01"], "不予公开"),
        (["2024-01-05", "公民", "予以公开", "2023-12-01"], "早于"),
        (["2024-01-05", "公民", "予以公开", "2024-02-31"], "2024-02-31"),
        (["2024-01-05", "公民", "予以公开", "2024-02-01，2024-03-05补充答复"], "补充答复"),
        (["2024-01-05", "公民", "予以公开", ""], "没有办结日期"),
        (["2024-01-05", "公民", "予以公开", date(2204, 2, 1)], "还没有到"),
        ([date(1924, 1, 5), "公民", "予以公开", "2024-02-01"], "太早"),
        (["2024-01-05", "社会组织", "予以公开", "2024-02-01"], "社会组织"),
    ],
)
def test_a_row_that_is_not_understood_is_named_and_not_counted(
    tmp_path: Path, row: list[object], said: str
) -> None:
    good = ["2024-01-08", "公民", "予以公开", "2024-01-20"]
    path = write(tmp_path / "台账.xlsx", [good, row], ["收到日期", "申请人类别", "办理结果", "办结日期"])
    out = tmp_path / "a.json"
    done = run("ledger", str(path), "--agency", "岚岭县民政局", "--year", "2024", "--out", str(out))
    assert done.returncode == 0 and "第 4 行" in done.stderr and said in done.stderr
    cells = json.loads(out.read_text(encoding="utf-8"))["cells"]
    assert cells["applications/received_new/total"] == {"value": 1, "parts": 1, "unknown": 1}


def test_the_workbook_and_the_word_file_hold_the_tables(tmp_path: Path) -> None:
    rows = [
        ["2024-01-08", "公民", "予以公开", "2024-01-20"],
        ["2024-01-09", "企业", "予以公开", "2024-06-20"],
    ]
    path = write(tmp_path / "台账.xlsx", rows, ["收到日期", "申请人类别", "办理结果", "办结日期"])
    for ending in ("xlsx", "docx"):
        out = tmp_path / f"a.{ending}"
        given = ("--agency", "岚岭县民政局", "--year", "2024", "--out", str(out))
        assert run("ledger", str(path), *given).returncode == 0
    (report,) = read_reports((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert (report.identity.agency, report.identity.year) == ("岚岭县民政局", 2024)
    assert report.cells[Address("applications", "granted", "total")].value == 2
    assert report.cells[Address("review_litigation", "review", "upheld")].value is None
    document = docx.Document(BytesIO((tmp_path / "a.docx").read_bytes()))
    late = document.tables[-1].rows[1].cells
    assert [cell.text for cell in late] == ["Sheet 4", "2024-01-09", "2024-06-20", "111"]


def test_a_workbook_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [[1, 2]], ["甲", "乙"])
    done = run("ledger", str(path), "--agency", "甲局", "--year", "2024", "--out", str(tmp_path / "a.json"))
    assert done.returncode == 1 and "收到日期" in done.stderr
