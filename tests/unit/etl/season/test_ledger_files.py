"""Files of ledgers: rows and columns that are hidden, other formats, CSV."""

import csv
from io import StringIO

import pytest

from etl.model.document import Unreadable
from etl.readers.common.libreoffice import convert
from etl.season.ledger.counting import tables
from etl.season.ledger.ledger_file import ledger_in
from tests.support.office_ledgers import HEAD, ROW, YEAR, count, counted, of_days, of_file
from tests.support.office_workbook import workbook


def test_hidden_rows_count_and_are_told_with_their_numbers() -> None:
    rows = [HEAD, *of_days(2, 3, 4, 5, 8), ("2022-05-01", *ROW[1:3], "2022-05-20")]
    data = workbook(rows, hidden_rows=[2, 4, 5, 6, 7])
    found = of_file(data, "台账.xlsx")
    assert found.entries == 5
    (said,) = (remark.zh for remark in found.remarks if "隐藏" in remark.zh)
    # the last one is of another year and not counted
    assert "“表1”" in said and "4 行（第 2、4–6 行）" in said
    assert not any("隐藏" in remark.zh for remark in count(rows).remarks)


@pytest.mark.office
@pytest.mark.parametrize(("ending", "target"), [("xls", "xls:MS Excel 97"), ("ods", "ods")])
def test_rows_that_other_formats_hide_are_told_as_well(ending: str, target: str) -> None:
    rows = [HEAD, *of_days(2, 3, 4)]
    (converted,) = convert([workbook(rows, hidden_rows=[3, 4])], target)
    assert isinstance(converted, bytes)
    found = of_file(converted, f"台账.{ending}")
    assert found.entries == 3 and any("2 行（第 3–4 行）" in remark.zh for remark in found.remarks)


def test_a_hidden_column_is_taken_only_for_what_no_other_says() -> None:
    head = ("收到日期", "申请人类别", "办理结果（旧）", "办理结果", "办结日期", "是否延期")
    row = ("2024-01-08", "公民", "不予处理", "予以公开", "2024-02-20", "是")
    found = of_file(workbook([head, row], hidden_columns="CF"), "台账.xlsx")
    assert counted(found, "applications")["granted/natural_person"] == 1 and not found.late
    (said,) = (remark.zh for remark in found.remarks if "隐藏的列" in remark.zh)
    assert "F（是否延期）" in said and "C" not in said


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_ledger_as_csv_counts_as_one_in_excel(separator: str, encoding: str) -> None:
    rows = [
        ("某局,申请台账", "", "", "", ""),
        (*HEAD, "备注"),
        (*ROW, "甲,乙;\n丙"),
        ("2024年4月1日", "企业", "（一）予以公开", "2024/4/20", ""),
        ("某日", *ROW[1:], ""),
    ]
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    ledger = ledger_in(out.getvalue().encode(encoding), "台账.CSV", YEAR)
    assert counted(tables(ledger, YEAR), "applications")["received_new/company"] == 1
    assert len(ledger.entries) == 2
    (problem,) = ledger.problems
    assert problem.zh.startswith("第 5 行")


def test_what_is_no_csv_of_a_ledger_is_refused() -> None:
    for data in (b"", b"\x00" * 50, "甲,乙\n1,2\n".encode(), workbook([HEAD, ROW])):
        with pytest.raises(Unreadable, match=r"台账\.csv 里没有台账"):
            ledger_in(data, "台账.csv", YEAR)
