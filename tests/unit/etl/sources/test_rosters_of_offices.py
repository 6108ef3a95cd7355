"""Rosters as offices keep them: a title above, headings of their own, several sheets, dates as spreadsheets keep them."""

from datetime import date

import pytest

from etl.ingest.roster_rows import warn_of_hidden
from etl.model.document import Unreadable
from etl.readers.common.libreoffice import convert
from etl.sources.roster import roster_in
from tests.support.office_workbook import workbook


def test_a_title_merged_cells_and_headings_of_an_office_are_understood() -> None:
    data = workbook(
        [
            ("岚岭县应报送年度报告单位名录",),
            ("序号", "单位全称", "单位类型", "成立时间", "撤并时间", "联系人及电话", "报送截止日期"),
            (1, "岚岭县数据局", "部门", date(2024, 3, 1), None, "李某", date(2026, 1, 20)),
            (2, "岚岭县农机局", None, None, date(2023, 6, 30), None, None),
        ],
        merged="A1:G1 C3:C4",
    )
    new, old = roster_in(data, "roster.xlsx")
    assert (new.name, new.kind, new.since, new.until, new.contact, new.due) == (
        "岚岭县数据局", "部门", 2024, None, "李某", "01-20",
    )  # fmt: skip
    assert (old.name, old.kind, old.until, old.line) == ("岚岭县农机局", "部门", 2023, 4)


def test_every_sheet_that_is_shown_counts_and_the_others_are_told(caplog: pytest.LogCaptureFixture) -> None:
    data = workbook(
        [("名称",), ("甲局",)], [("名称",), ("新桥镇",)], [("名称",), ("旧局",)], [("说明",)], hidden=3
    )
    assert [body.name for body in roster_in(data, "roster.xlsx")] == ["甲局", "新桥镇"]
    assert "表3" in caplog.text and "表4" in caplog.text


@pytest.mark.parametrize("due", ["2月30日", "31/1", 2.2, "2.2", "2月底", "13-1"])
def test_a_day_that_is_none_or_is_ambiguous_is_refused(due: object) -> None:
    with pytest.raises(Unreadable, match="第 2 行“新桥镇”的期限"):
        roster_in(workbook([("名称", "期限"), ("新桥镇", due)]), "roster.xlsx")


@pytest.mark.parametrize("due", ["2-28", "2.28", "2月28日", "2027/2/28", date(2027, 2, 28)])
def test_a_day_in_the_words_of_offices_is_read(due: object) -> None:
    (body,) = roster_in(workbook([("名称", "期限"), ("新桥镇", due)]), "roster.xlsx")
    assert body.due == "02-28"


def test_a_roster_as_csv_may_have_the_marks_and_separators_of_excel() -> None:
    for text in ("名称;起\n甲局;2019\n", "sep=;\r\n名称;起\r\n甲局;2019\r\n", "名称\t起\n甲局\t2019\n"):
        (body,) = roster_in(text.encode("utf-8-sig"), "roster.csv")
        assert (body.name, body.since) == ("甲局", 2019)


def test_totals_and_notes_below_a_list_are_no_bodies_and_are_told(caplog: pytest.LogCaptureFixture) -> None:
    below = [
        ("合计", 2),
        ("", "合计：2家"),
        ("", "共 2 家"),
        ("", "备注：含乡镇"),
        ("填表人：张三", "填表人：张三"),
    ]
    rows = [("序号", "名称"), (1, "甲局"), (2, "说明办公室"), *below]
    assert [body.name for body in roster_in(workbook(rows), "roster.xlsx")] == ["甲局", "说明办公室"]
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 5 and "第 4 行的“2”" in told[0]


HIDING = [("岚岭县应报单位",), ("名称", "止"), ("甲局", 2030), ("乙局", None), ("丙局", None), ("丁局", None)]


def hidden_told(data: bytes, name: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    bodies = roster_in(data, name)
    assert [body.name for body in bodies][:4] == ["甲局", "乙局", "丙局", "丁局"]
    warn_of_hidden(bodies, data, name)
    return [record.getMessage() for record in caplog.records if "隐藏" in record.getMessage()]


def test_bodies_on_hidden_rows_must_file_and_are_named(caplog: pytest.LogCaptureFixture) -> None:
    data = workbook(HIDING, [("名称",), ("新桥镇",), ("白石镇",)], hidden_rows=[4, 6, 7])
    (told,) = hidden_told(data, "roster.xlsx", caplog)
    assert "2 行" in told and "乙局（“表1”第 4 行）、丁局（“表1”第 6 行）；" in told and "白石镇" not in told
    caplog.clear()
    assert not hidden_told(workbook(HIDING), "roster.xlsx", caplog)


@pytest.mark.office
@pytest.mark.parametrize(("ending", "target"), [("xls", "xls:MS Excel 97"), ("ods", "ods")])
def test_hidden_rows_of_a_roster_in_other_formats_are_named(
    ending: str, target: str, caplog: pytest.LogCaptureFixture
) -> None:
    (data,) = convert([workbook(HIDING, hidden_rows=[5])], target)
    assert isinstance(data, bytes)
    (told,) = hidden_told(data, f"roster.{ending}", caplog)
    assert "丙局（“表1”第 5 行）" in told
