"""Pages saved together: the sheets of a workbook saved as a web page, and pages with frames."""

from __future__ import annotations

import pytest

from etl.model.document import Document, Note, PartName, Unreadable
from etl.readers import read
from etl.sources.saved_page import saved_together
from tests.support.grids import all_texts, paragraph_texts

ROWS = "".join(f"<tr><td>{label}<td>{number}</tr>" for number, label in enumerate("甲乙丙丁戊己庚"))
TABLE = f"<table border=1>{ROWS}</table>"
WORKBOOK = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>{sheets}</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head>
<frameset rows="*,39"><frame src="x.files/sheet001.htm" name="frSheet"><frame src="x.files/tabstrip.htm"></frameset></html>"""
SHEET = '<x:ExcelWorksheet><x:Name>{}</x:Name><x:WorksheetSource HRef="{}"/></x:ExcelWorksheet>'


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset=gb2312>{head}</head><body>{body}</body></html>".encode("gbk")


def saved(main: str, **pages: bytes) -> Document:
    others = {f"file:///C:/x.files/{name}.htm": content for name, content in pages.items()}
    return read(saved_together([("file:///C:/x.htm", main.encode("gbk")), *others.items()]), "x.htm")


def test_sheets_stand_in_the_order_of_the_workbook_under_their_names() -> None:
    listed = SHEET.format("某县&amp;民政局", "x.files/sheet002.htm") + SHEET.format(
        "说明", "x.files/sheet001.htm"
    )
    made = saved(
        WORKBOOK.format(sheets=listed), sheet001=page("<p>第一页</p>"), sheet002=page(TABLE), sheet003=page("<p>又</p>"), tabstrip=page("标签")
    )  # fmt: skip
    assert made.blocks[0] == PartName("某县&民政局", "t1r1c1")
    assert made.blocks[2] == PartName("说明", "n1")
    assert paragraph_texts(made) == ["第一页", "又"]
    assert [piece.locator for piece in made.grids[0].pieces[:2]] == ["t1r1c1", "t1r1c2"]
    assert made.format == "mht" and made.notes == ()


def test_tables_of_several_sheets_are_numbered_through() -> None:
    made = saved(WORKBOOK.format(sheets=""), sheet001=page(TABLE), sheet002=page(TABLE), sheet010=page(TABLE))
    assert [grid.pieces[0].locator for grid in made.grids] == ["t1r1c1", "t2r1c1", "t3r1c1"]


def test_hidden_sheets_are_noted_and_not_read() -> None:
    hidden = page(
        TABLE, "<xml><x:WorksheetOptions><x:Visible>SheetVeryHidden</x:Visible></x:WorksheetOptions></xml>"
    )
    listed = SHEET.format("底稿", "x.files/sheet001.htm") + SHEET.format("年报", "x.files/sheet002.htm")
    made = saved(WORKBOOK.format(sheets=listed), sheet001=hidden, sheet002=page("<p>年报</p>" + TABLE))
    assert len(made.grids) == 1 and made.notes == (Note("hidden_sheet", "底稿"),)
    assert not [block for block in made.blocks if isinstance(block, PartName)]


def test_a_page_is_read_with_the_frames_that_hold_tables() -> None:
    made = saved(
        "<title>年报</title><p>抬头</p><iframe src='x_files/a.html'></iframe>",
        a=page(TABLE),
        b=page("<p>广告</p>"),
    )
    assert paragraph_texts(made) == ["抬头"]
    assert len(all_texts(made)) == 1 and made.metadata == {"title": "年报"} and made.notes == ()


def test_frames_do_not_add_to_a_page_with_tables() -> None:
    assert len(saved(f"<p>抬头</p>{TABLE}", a=page(TABLE)).grids) == 1


def test_a_second_report_is_read_beside_a_page_with_tables() -> None:
    first = "<h1>某县民政局2023年政府信息公开工作年度报告</h1>"
    second = "<h1>某县司法局2023年政府信息公开年度报告</h1>"
    made = saved(first + TABLE, a=page(second + TABLE), b=page("<p>相关链接</p>" + TABLE))
    assert len(made.grids) == 2 and len(made.paragraphs) == 2


def test_a_set_of_frames_alone_says_where_its_content_is() -> None:
    with pytest.raises(Unreadable, match=r"x\.files/sheet001\.htm.*同名文件夹.*xlsx"):
        read(WORKBOOK.format(sheets="").encode("gbk"), "x.htm")
