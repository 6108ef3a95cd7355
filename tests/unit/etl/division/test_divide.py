"""A file that holds several reports gives each its own figures; a page that only names other reports gives one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from itertools import chain

import openpyxl
import pypdfium2
import pytest

from etl.demo import office, text_files
from etl.demo.paper import pdf
from etl.form.layout import PrintedTable
from etl.model.report import Report
from etl.pipeline import read_reports
from tests.robustness.variants.case import Case, Part, bases
from tests.robustness.variants.pages import page, plain_rows
from tests.robustness.variants.structure import draft_of

BUREAU = replace(next(case for case in bases(seed=23) if case.name.startswith("bureau2021")), year=2023)
CITY = replace(
    next(case for case in bases(seed=29) if case.name.startswith("city2021")),
    agency="岚岭县人民政府",
    year=2023,
)
LAST_YEAR = replace(
    next(case for case in bases(seed=31) if case.name.startswith("city2021")), agency=CITY.agency, year=2022
)


def as_html(cases: Sequence[Case]) -> bytes:
    return page(list(chain.from_iterable(case.parts() for case in cases))).encode()


def as_one_table(cases: Sequence[Case]) -> bytes:
    """A scraper's page: every line and every row of all tables in one table."""
    rows: list[list[str]] = []
    for part in chain.from_iterable(case.parts() for case in cases):
        rows += [[part]] if isinstance(part, str) else part.grid()
    width = max(map(len, rows))
    return plain_rows([*row, *[""] * (width - len(row))] for row in rows).encode()


def as_docx(cases: Sequence[Case]) -> bytes:
    parts = chain.from_iterable(case.parts() for case in cases)
    return office.package("".join(map(_in_word, parts)))


def as_pdf(cases: Sequence[Case]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for case in cases:
        whole.import_pages(pypdfium2.PdfDocument(pdf(draft_of(case))))
    out = BytesIO()
    whole.save(out)
    return out.getvalue()


def as_text(cases: Sequence[Case]) -> bytes:
    return "\n".join(text_files.text_by_cell(draft_of(case)).decode() for case in cases).encode()


def as_csv(cases: Sequence[Case]) -> bytes:
    out = StringIO()
    for part in chain.from_iterable(case.parts() for case in cases):
        for row in [[part]] if isinstance(part, str) else part.grid():
            out.write(",".join(f'"{cell}"' for cell in row) + "\n")
    return out.getvalue().encode()


def book(sheets: Sequence[tuple[str, Sequence[Part]]]) -> bytes:
    """A workbook of these sheets, cells not merged."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, parts in sheets:
        sheet = workbook.create_sheet(name)
        for part in parts:
            for row in [[part]] if isinstance(part, str) else part.grid():
                sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def titled_sheets(cases: Sequence[Case]) -> bytes:
    return book([(f"Sheet{number}", case.parts()) for number, case in enumerate(cases, start=1)])


def stacked_sheet(cases: Sequence[Case]) -> bytes:
    return book([("汇总", list(chain.from_iterable(case.parts() for case in cases)))])


def assert_holds(reports: Sequence[Report], cases: Sequence[Case]) -> None:
    assert [(report.identity.agency, report.identity.year) for report in reports] == [
        (case.agency, case.year) for case in cases
    ]
    for report, case in zip(reports, cases, strict=True):
        assert {address: report.cells[address].value for address in case.truth} == case.truth


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (as_html, "a.html"),
        (as_one_table, "a.html"),
        (as_docx, "a.docx"),
        (as_pdf, "a.pdf"),
        (as_text, "a.txt"),
        (as_csv, "a.csv"),
        (titled_sheets, "a.xlsx"),
        (stacked_sheet, "a.xlsx"),
    ],
)
@pytest.mark.parametrize("cases", [(CITY, BUREAU), (CITY, LAST_YEAR), (BUREAU, CITY, LAST_YEAR)])
def test_each_report_of_a_file_keeps_its_own_figures(
    write: Callable[[Sequence[Case]], bytes], name: str, cases: Sequence[Case]
) -> None:
    reports = read_reports(write(cases), name)
    assert_holds(reports, cases)
    assert [report.source_name for report in reports] == [f"{name}#{n}" for n in range(1, len(cases) + 1)]
    assert all("several_reports" in {one.rule for one in report.findings} for report in reports)


@pytest.mark.parametrize(
    "cover",
    [
        ("{agency}", "政府信息公开工作年度报告", "（{year}年度）"),
        ("政府信息公开工作", "年度报告", "（{year}年）", "{agency}"),
        ("政府信息公开工作年度报告", "{agency}", "{year}年度"),
    ],
)
def test_covers_that_name_body_and_year_below_the_title_begin_reports(cover: Sequence[str]) -> None:
    cases = (CITY, LAST_YEAR, BUREAU)
    parts: list[Part] = []
    for case in cases:
        lines = [line.format(agency=case.agency, year=case.year) for line in cover]
        parts += chain.from_iterable(lines if part == case.title else [part] for part in case.parts())
    assert_holds(read_reports(page(parts).encode(), "a.html"), cases)
    assert_holds(read_reports(office.package("".join(map(_in_word, parts))), "a.docx"), cases)


@pytest.mark.parametrize("heading", ["{}年", "{}年度", "【{}年】", "{}年年报"])
def test_headings_that_are_years_begin_reports_of_one_body(heading: str) -> None:
    parts: list[Part] = [f"{CITY.agency}政府信息公开年报", "2023年", "2022年"]
    for case in (CITY, LAST_YEAR):
        parts += [heading.format(case.year), *(part for part in case.parts() if part != case.title)]
    reports = read_reports(page(parts).encode(), "a.html")
    assert_holds(reports, (CITY, LAST_YEAR))
    assert all("year_weak" not in {finding.rule for finding in report.findings} for report in reports)


@pytest.mark.parametrize("numbers", [(), ("岚民字〔2024〕3号", "岚财字〔2024〕12号")])
def test_reports_whose_bodies_stand_only_below_or_above_them(numbers: Sequence[str]) -> None:
    cases = [replace(BUREAU, agency=agency) for agency in ("岚岭县民政局", "岚岭县财政局")]
    parts: list[Part] = []
    for at, case in enumerate(cases):
        parts += [f"{case.agency}文件", numbers[at]] if numbers else []
        parts.append("2023年政府信息公开工作年度报告")
        parts += [part for part in case.parts() if part != case.title]
        parts += [] if numbers else [case.agency, "2024年1月20日"]
    assert_holds(read_reports(page(parts).encode(), "a.html"), cases)


@pytest.mark.parametrize(
    "heading",
    [
        "{}", "一、{}", "（一）{}", "2.{}", "【{}】", "附件1：{}", "填报单位：{}", "单位名称（盖章）：{}", "{}（2023年）",
        "{}年度报告", "{}政府信息公开情况",
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["2023年度政府信息公开工作年度报告汇编", "2023年政府信息公开年报"])
def test_headings_that_are_bodies_begin_reports_of_one_year(heading: str, title: str) -> None:
    cases = [replace(case, agency=f"岚岭县{name}") for case, name in ((CITY, "民政局"), (BUREAU, "水利局"))]
    parts: list[Part] = [title]
    for case in cases:
        parts += [heading.format(case.agency), *(part for part in case.parts() if part != case.title)]
    assert_holds(read_reports(page(parts).encode(), "a.html"), cases)
    assert_holds(read_reports(book([("汇总", parts)]), "a.xlsx"), cases)


def test_tables_under_bodies_and_years_alone_need_no_common_title() -> None:
    cases = [replace(case, agency=f"岚岭县{name}") for case, name in ((CITY, "民政局"), (BUREAU, "水利局"))]
    parts: list[Part] = ["统计表"]
    for case in cases:
        parts += [f"单位名称：{case.agency}　报告年度：2023年"]
        parts += [part for part in case.parts() if isinstance(part, PrintedTable)]
    assert_holds(read_reports(page(parts).encode(), "a.html"), cases)


@pytest.mark.parametrize(
    "cells",
    [
        ("填报单位", "{}"), ("填报单位（盖章）：", "{}"), ("单位名称：", "{}", "", "填报年度", "2023年"),
        ("", "编制机关", "{}", "2023年"), ("单位名称：{}", "年度：2023"), ("{}", "2023年"), ("", "{}", "", "年度：2023"),
    ],
)  # fmt: skip
def test_bodies_named_in_cells_behind_a_label(cells: Sequence[str]) -> None:
    cases = [replace(case, agency=f"岚岭县{name}") for case, name in ((CITY, "民政局"), (BUREAU, "水利局"))]
    for held in (cases, cases[:1]):
        rows = [["2023年政府信息公开工作年度报告统计表"]]
        for case in held:
            rows.append([cell.format(case.agency) for cell in cells])
            rows += [row for part in case.parts() if isinstance(part, PrintedTable) for row in part.grid()]
        width = max(map(len, rows))
        table = plain_rows([*row, *[""] * (width - len(row))] for row in rows)
        assert_holds(read_reports(table.encode(), "a.html"), held)
        text = "\n".join("\t".join(row) for row in rows)
        assert_holds(read_reports(text.encode(), "a.txt"), held)


def test_a_list_of_bodies_begins_no_report() -> None:
    listed = [[str(n), f"岚岭县{name}", "2023年"] for n, name in enumerate(("民政局", "水利局"), start=1)]
    tables = [part for part in BUREAU.parts() if isinstance(part, PrintedTable)]
    sheets: list[tuple[str, Sequence[Part]]] = [("岚岭县财政局", ["2023年年报", *tables])]
    workbook = openpyxl.load_workbook(BytesIO(book(sheets)))
    contents = workbook.create_sheet("目录", 0)
    for row in listed:
        contents.append(row)
    out = BytesIO()
    workbook.save(out)
    assert_holds(read_reports(out.getvalue(), "2023年.xlsx"), [replace(BUREAU, agency="岚岭县财政局")])


@pytest.mark.parametrize("names", ["{}", "填报单位：{}", "{}2023年"])
def test_tables_of_several_bodies_under_each_heading_in_turn(names: str) -> None:
    cases = [replace(case, agency=f"岚岭县{name}") for case, name in ((CITY, "民政局"), (BUREAU, "水利局"))]
    tables = [[part for part in case.parts() if isinstance(part, PrintedTable)] for case in cases]
    parts: list[Part] = ["各单位2023年政府信息公开工作年度报告"]
    for of_bodies in zip(*tables, strict=True):
        parts.append(f"表{len(parts)}")
        for case, table in zip(cases, of_bodies, strict=True):
            parts += [names.format(case.agency), table]
    assert_holds(read_reports(book([("汇总", parts)]), "汇总.xlsx"), cases)
    assert_holds(read_reports(page(parts).encode(), "汇总.html"), cases)


def test_a_table_that_is_titled_as_another_bodys_is_not_this_ones() -> None:
    *before, review = [part for part in CITY.parts() if isinstance(part, PrintedTable)]
    titled = f"附：{BUREAU.agency}2023年政府信息公开行政复议、行政诉讼情况"
    first, second = read_reports(page([CITY.title, *before, titled, review]).encode(), "a.html")
    assert (first.identity.agency, second.identity.agency) == (CITY.agency, BUREAU.agency)
    addresses = [address for address in CITY.truth if address.table == "review_litigation"]
    assert all(first.cells[address].value is None for address in addresses)
    assert {address: second.cells[address].value for address in addresses} == {
        address: CITY.truth[address] for address in addresses
    }


def test_sheets_named_by_years_have_the_body_of_the_files_name() -> None:
    sheets = [
        (f"{case.year}年", [part for part in case.parts() if isinstance(part, PrintedTable)])
        for case in (CITY, LAST_YEAR)
    ]
    assert_holds(read_reports(book(sheets), f"{CITY.agency}年报.xlsx"), (CITY, LAST_YEAR))


def test_a_body_named_in_a_report_or_below_it_begins_none() -> None:
    parts = CITY.parts()
    at = next(at for at, part in enumerate(parts) if isinstance(part, PrintedTable)) + 1
    template = [part for part in CITY.each(lambda *_: ("", None)).parts() if isinstance(part, PrintedTable)]
    named: list[Part] = [*parts[:at], "岚岭县档案馆", *parts[at:]]
    signed: list[Part] = [*parts, "岚岭县民政局", "2024年1月20日", *template]
    for lines in (named, signed):
        assert_holds(read_reports(page(lines).encode(), "a.html"), [CITY])


def _in_word(part: Part) -> str:
    return office.paragraph(part) if isinstance(part, str) else office.table_xml(part)


def test_a_sheet_names_the_body_where_no_title_does() -> None:
    bodies = [replace(BUREAU, agency=agency) for agency in ("岚岭县民政局", "岚岭县财政局")]
    sheets = [(case.agency, [part for part in case.parts() if part != case.title]) for case in bodies]
    assert_holds(read_reports(book(sheets), "2023年年报汇总.xlsx"), bodies)


def test_a_sheet_names_the_year_where_the_title_stands_once() -> None:
    parts = [part for part in LAST_YEAR.parts() if isinstance(part, PrintedTable)]
    reports = read_reports(book([("2023年", CITY.parts()), ("2022年", parts)]), "a.xlsx")
    assert_holds(reports, (CITY, LAST_YEAR))


def test_equal_figures_do_not_make_two_bodies_one() -> None:
    twin = replace(BUREAU, agency="岚岭县档案馆")
    assert_holds(read_reports(titled_sheets([BUREAU, twin]), "a.xlsx"), (BUREAU, twin))


def test_a_table_that_one_report_lacks_is_not_taken_from_the_next() -> None:
    without_review = [part for part in CITY.parts() if getattr(part, "key", "") != "review_litigation"]
    first, second = read_reports(page([*without_review, *BUREAU.parts()]).encode(), "a.html")
    review = [address for address in CITY.truth if address.table == "review_litigation"]
    assert all(first.cells[address].value is None for address in review)
    assert_holds([second], [BUREAU])


@pytest.mark.parametrize(
    "caption",
    [
        "四、2022年行政复议、行政诉讼情况", "2022年度数据", "附：2022年政府信息公开情况表", "数据年度：2022年 单位：件",
        "二〇二二年度情况统计表", "统计期间：2022年1月1日至2022年12月31日", "2022年1—12月", "（数据截至2022年底）",
        "下表是2022年的数据，2023年的数据尚在核对。",
        "四、政府信息公开行政复议、行政诉讼情况以下为上一年度（2022年）的数据：", "注：本表为上年度数据",
        "四、上一年度行政复议、行政诉讼情况", "附：去年同期数据",
    ],
)  # fmt: skip
def test_a_table_of_another_year_is_not_this_years(caption: str) -> None:
    parts = [caption if part == "四、政府信息公开行政复议、行政诉讼情况" else part for part in CITY.parts()]
    assert caption in parts
    (report,) = read_reports(page(parts).encode(), "a.html")
    others = [address for address in CITY.truth if address.table != "review_litigation"]
    assert all(report.cells[address].value == CITY.truth[address] for address in others)
    assert all(report.cells[address].value is None for address in CITY.truth.keys() - set(others))
    assert "table_of_other_year" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("year", [2022, CITY.year])
def test_a_year_alone_under_a_title_is_no_figure(year: int) -> None:
    title = "四、政府信息公开行政复议、行政诉讼情况"
    parts: list[Part] = []
    for part in CITY.parts():
        parts += [part, str(year)] if part == title else [part]
    (report,) = read_reports(page(parts).encode(), "a.html")
    is_read = [report.cells[a].value is not None for a in CITY.truth if a.table == "review_litigation"]
    assert set(is_read) == {year == CITY.year}
    assert "extra_row" not in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("order", [1, -1])
def test_tables_of_last_year_beside_those_of_this_year_do_not_count(order: int) -> None:
    own: list[Part] = ["本年度数据：", *(part for part in CITY.parts() if isinstance(part, PrintedTable))]
    last: list[Part] = [
        "上年度数据：",
        *(part for part in LAST_YEAR.parts() if isinstance(part, PrintedTable)),
    ]
    first, second = [last, own][::order]
    (report,) = read_reports(page([CITY.title, *first, *second]).encode(), "a.html")
    assert_holds([report], [CITY])


def test_a_table_below_a_void_one_is_not_void() -> None:
    wrong = CITY.each(lambda _, text: (str(int(float(text)) + 1), None))
    parts: list[Part] = []
    for part in CITY.parts():
        if isinstance(part, PrintedTable) and part.key == "proactive_disclosure":
            parts += ["（作废）", wrong.printed(part.key)]
        parts.append(part)
    (report,) = read_reports(page(parts).encode(), "a.html")
    assert_holds([report], [CITY])


def test_a_caption_in_a_sheet_holds_up_to_the_next_title() -> None:
    title = "二、主动公开政府信息情况"
    parts = list(
        chain.from_iterable((part, "2022年度") if part == title else (part,) for part in CITY.parts())
    )
    assert "2022年度" in parts
    (report,) = read_reports(book([("年报", parts)]), "a.xlsx")
    assert [entry.table for entry in report.findings if entry.rule == "table_of_other_year"] == [
        "proactive_disclosure"
    ]
    others = {at: value for at, value in CITY.truth.items() if at.table != "proactive_disclosure"}
    assert {at: report.cells[at].value for at in others} == others


def test_where_every_table_is_of_another_year_each_says_so() -> None:
    parts = [part for part in CITY.parts() if isinstance(part, PrintedTable)]
    lines: list[Part] = [CITY.title]
    for part in parts:
        lines += ["2022年度数据", part]
    (report,) = read_reports(page(lines).encode(), "a.html")
    assert sum(entry.rule == "table_of_other_year" for entry in report.findings) == 3
    assert all(cell.value is None for cell in report.cells.values())


def test_links_to_other_reports_do_not_divide_a_page() -> None:
    links = [
        f"{body}{year}年政府信息公开工作年度报告"
        for body in ("岚岭县财政局", CITY.agency)
        for year in (2021, 2022)
    ]
    parts = CITY.parts()
    menu = "".join(f"<p>{link}</p>" for link in links)
    for source in (
        page(parts, before=menu),
        *(page([*parts[:at], *links, *parts[at:]]) for at in (1, 6, 99)),
    ):
        assert_holds(read_reports(source.encode(), "a.html"), [CITY])


def test_contents_before_the_reports_belong_to_none() -> None:
    contents = ["目录", *(f"{case.title}……{case.year}" for case in (CITY, BUREAU)), CITY.title, BUREAU.title]
    parts = [*contents, *CITY.parts(), *BUREAU.parts()]
    assert_holds(read_reports(page(parts).encode(), "a.html"), (CITY, BUREAU))


@pytest.mark.parametrize(
    ("old", "new"),
    [("初稿", "终稿"), ("更正前", "更正后"), ("样表", "Sheet2"), ("旧", "新"), ("备份", "年报")],
)
def test_a_draft_sheet_does_not_count(old: str, new: str) -> None:
    draft = replace(CITY.each(lambda _, text: (str(int(float(text)) + 1), None)))
    (report,) = read_reports(book([(old, draft.parts()), (new, CITY.parts())]), "a.xlsx")
    assert_holds([report], [CITY])
    assert any(old in finding.message for finding in report.findings)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("old", "new"), [
        ("更正前：", "更正后："), ("原表", "修订后"), ("样例", "正式版"), ("勘误前", "勘误后"), ("原表：", "现更正如下："),
        ("本表作废", "新表"), ("原表（作废）", "现表"), ("填表示例：", "正式填报："),
        ("错误数据：", "正确数据："),
    ],
)  # fmt: skip
def test_the_corrected_copy_of_a_table_counts(old: str, new: str, order: int) -> None:
    wrong = CITY.each(lambda _, text: (str(int(float(text)) + 1), None))
    parts: list[Part] = []
    for part in CITY.parts():
        if isinstance(part, PrintedTable) and part.key == "proactive_disclosure":
            copies: list[list[Part]] = [[old, wrong.printed(part.key)], [new, part]]
            parts += chain.from_iterable(copies[::order])
        else:
            parts.append(part)
    (report,) = read_reports(page(parts).encode(), "a.html")
    assert_holds([report], [CITY])
    assert "copy_superseded" in {finding.rule for finding in report.findings}


def test_a_blank_template_before_the_filled_table_does_not_count() -> None:
    blank = CITY.each(lambda *_: ("", None))
    parts = [CITY.title, *(part for part in blank.parts() if isinstance(part, PrintedTable)), *CITY.parts()]
    (report,) = read_reports(page(parts).encode(), "a.html")
    assert_holds([report], [CITY])


def test_a_manifest_row_of_a_compilation_states_no_single_body() -> None:
    stated = {"agency": CITY.agency, "year": "2023", "published_on": "2024-01-30"}
    reports = read_reports(as_html([CITY, BUREAU]), "a.html", stated)
    assert_holds(reports, (CITY, BUREAU))
    assert {report.identity.published_on for report in reports} == {"2024-01-30"}
