"""A file that holds several reports gives each its own figures; a page that only names other reports gives one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import chain

import openpyxl
import pytest

from etl.demo import office
from etl.form.layout import PrintedTable
from etl.pipeline import read_reports
from tests.robustness.variants.case import Case, Part
from tests.robustness.variants.pages import page, plain_rows
from tests.support.compiled_files import (
    BUREAU,
    CITY,
    LAST_YEAR,
    as_csv,
    as_docx,
    as_html,
    as_one_table,
    as_pdf,
    as_text,
    assert_holds,
    book,
    in_word,
    stacked_sheet,
    titled_sheets,
)


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
    assert_holds(read_reports(office.package("".join(map(in_word, parts))), "a.docx"), cases)


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
        "{}年度报告", "{}政府信息公开情况", "第二章 {}", "报送单位：{}（盖章）",
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


@pytest.mark.parametrize("heading", ["第一章 {}", "{}"])
def test_the_year_of_the_common_title_is_that_of_every_body_below(heading: str) -> None:
    cases = [replace(case, agency=f"岚岭县{name}") for case, name in ((CITY, "民政局"), (BUREAU, "水利局"))]
    parts: list[Part] = ["2023年政府信息公开工作年度报告汇编"]
    for case in cases:
        parts += [heading.format(case.agency)]
        parts += [part for part in case.parts() if not isinstance(part, str) or "2023" not in part]
    assert_holds(read_reports(page(parts).encode(), "a.html"), cases)


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


def test_a_manifest_row_of_a_compilation_states_no_single_body() -> None:
    stated = {"agency": CITY.agency, "year": "2023", "published_on": "2024-01-30"}
    reports = read_reports(as_html([CITY, BUREAU]), "a.html", stated)
    assert_holds(reports, (CITY, BUREAU))
    assert {report.identity.published_on for report in reports} == {"2024-01-30"}
