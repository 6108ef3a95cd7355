"""A workbook with merged cells, two tables and headings, and what is read of it."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl

from etl.model.document import Document, Grid

ROWS: list[list[object]] = [
    ["某县2023年政府信息公开工作年度报告"],
    [],
    ["二、主动公开政府信息情况"],
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", 3, 0, 74],
    ["行政规范性文件", 564, 984.5, "  41 85 "],
    ["三、收到和处理政府信息公开申请情况"],
    ["（勾稽关系）", None, "申请人情况"],
    [None, None, "自然人", "商业企业"],
    ["一、本年新收政府信息公开申请数量"],
    ["三、办理结果", "（一）予以公开", 11398889, 2],
    [None, "（二）部分公开", 3, None],
    ["四、结转下年度继续办理"],
    [],
    ["说明" * 40],
]


MERGED = ("A1:D1", "A3:D3", "A4:D4", "A8:D8", "A9:B10", "C9:D9", "A11:B11", "A12:A13", "A14:B14")


def workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    for cells in MERGED:
        sheet.merge_cells(cells)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def located_shape(grid: Grid) -> list[tuple[str, str, int, int, int, int]]:
    """As `shape`, with the locator after the text."""
    return [(x.text, x.locator, x.row, x.column, x.row_span, x.column_span) for x in grid.pieces]


def check(document: Document) -> None:
    first, second = document.grids
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "某县2023年政府信息公开工作年度报告", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "说明" * 40,
    ]  # fmt: skip
    assert document.paragraphs[0].locator == "s1r1c1"
    assert located_shape(first)[0] == ("第二十条第（一）项", "s1r4c1", 0, 0, 1, 4)
    assert [x.text for x in list(first.rows())[2]] == ["规章", "3", "0", "74"]
    assert [x.text for x in list(first.rows())[3]] == ["行政规范性文件", "564", "984.5", "41 85"]
    assert located_shape(second)[:2] == [
        ("（勾稽关系）", "s1r9c1", 0, 0, 2, 2),
        ("申请人情况", "s1r9c3", 0, 2, 1, 2),
    ]
    rows = [[(x.text, x.column) for x in row] for row in second.rows()]
    assert rows[2] == [("一、本年新收政府信息公开申请数量", 0), ("", 2), ("", 3)]
    assert rows[3:5] == [
        [("三、办理结果", 0), ("（一）予以公开", 1), ("11398889", 2), ("2", 3)],
        [("（二）部分公开", 1), ("3", 2), ("", 3)],
    ]
    assert rows[5] == [("四、结转下年度继续办理", 0), ("", 2), ("", 3)]


def with_sheet(change: str, by: str) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(workbook()))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(change.encode(), by.encode(), content, count=1)
            new.writestr(name, content)
    return stream.getvalue()
