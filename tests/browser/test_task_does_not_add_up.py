"""Task 2: which reports do not add up; for one of them which cells, expected and found; the source opened there."""

import io
import re

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.reading import card, downloaded, open_page, pick, rows, settled


def test_from_a_rule_to_the_cells_to_their_place_in_the_source(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality")
    page.get_by_role("radio", name="核对发现").or_(
        page.get_by_role("button", name="核对发现", exact=True)
    ).first.click()
    settled(page)
    shown = card(page, "quality_findings")
    box = shown.get_by_role("combobox", name=re.compile("规则")).first
    box.click()
    box.fill("总计≠各项")
    page.get_by_role("option", name=re.compile("总计≠各项办理结果之和")).click()
    settled(page)
    expect(page).to_have_url(re.compile("quality-rule=outcomes"))
    sentence = shown.get_by_text(re.compile("总计印 [0-9]+，各项之和为 [0-9]+")).first.inner_text()
    ((printed, added),) = re.findall("总计印 ([0-9]+)，各项之和为 ([0-9]+)", sentence)
    shown.get_by_role("button", name="看两边与原文").first.click()
    settled(page)
    expect(shown.get_by_text(f"= {added}", exact=True)).to_be_visible()
    total = shown.get_by_role("button", name=re.compile(f"总计 {printed}$")).first
    expect(total).to_be_visible()
    # the source beside it, with the finding's own cell marked
    mark = shown.locator("mark").first
    expect(mark).to_have_text(str(printed))
    part = shown.get_by_role("button", name=re.compile("予以公开 [0-9]+$")).first
    value = part.inner_text().split()[-1]
    part.click()
    settled(page)
    expect(shown.locator("mark").first).to_have_text(value)
    # a colleague who opens the link sees the same place
    expect(page).to_have_url(re.compile("quality-open=.*quality-cell="))
    page.reload()
    settled(page)
    expect(shown.locator("mark").first).to_have_text(value)


def test_the_findings_lead_to_the_body_s_page_at_the_cell(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?quality-part=findings&quality-rule=balance")
    shown = card(page, "quality_findings")
    shown.get_by_role("link", name="机关档案").first.click()
    expect(page.locator(".st-key-card_agency_form")).to_be_visible()
    settled(page)
    expect(page).to_have_url(re.compile(r"/agency\?.*agency=.*year="))


def test_the_list_to_send_back_holds_one_body_s_findings(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?quality-part=findings")
    shown = page.locator(".st-key-card_quality_returned")
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, shown.get_by_role("button", name="XLSX"))))
    head, *body = [list(row) for row in book["数据"].values]
    assert {"年度", "表", "行", "列", "核对发现", "来源文件"} <= set(head)
    assert body
    said = {row[0]: str(row[1]) for row in book["说明"].values}
    assert "待核对" in said["标题"]
    assert f"{len(body)} 条" in said["覆盖"]
    page.emulate_media(media="print")
    printed = shown.locator(".printed_table table")
    expect(printed.locator("tbody tr")).to_have_count(len(body))
    expect(printed.locator("th").last).to_have_text("来源文件")
    expect(shown.locator(".stDataFrame")).to_be_hidden()
    assert printed.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")


def test_the_filters_decide_what_the_file_holds(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?quality-part=findings")
    shown = card(page, "quality_findings")
    everything = rows(downloaded(page, shown.get_by_role("button", name="CSV")))
    pick(page, "程度|级别", "错误", shown)
    errors = rows(downloaded(page, shown.get_by_role("button", name="CSV")))
    at = errors[0].index("程度" if "程度" in errors[0] else "级别")
    assert {row[at] for row in errors[1:]} == {"错误"}
    assert len(errors) - 1 == sum(row[at] == "错误" for row in everything[1:])


def test_roll_ups_stand_beside_the_sum_of_their_parts(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?quality-part=rollups")
    shown = card(page, "quality_rollups")
    expect(shown.locator("h5")).to_contain_text("份汇总报告中")
    data = rows(downloaded(page, shown.get_by_role("button", name="CSV")))
    at = {name: place for place, name in enumerate(data[0])}
    for row in data[1:]:
        if row[at["差额"]]:
            assert float(row[at["差额"]]) == float(row[at["已载入单位之和"]]) - float(row[at["汇总报告所载"]])
