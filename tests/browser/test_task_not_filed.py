"""Task 1: who has not filed for 2024 in a prefecture, as a workbook to send on."""

import csv
import io
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.reading import card, downloaded, open_page, pick, plotted, settled


def made_missing(demo_warehouse: Path, year: int) -> set[str]:
    """The bodies whose report of a year the demo did not write, but whose earlier ones it did."""
    text = (demo_warehouse.parent / "demo" / ".faults.csv").read_text(encoding="utf-8-sig")
    rows = [
        row
        for row in csv.DictReader(io.StringIO(text))
        if row["fault"] == "not_filed" and row["year"] == str(year)
    ]
    return {row["agency"] for row in rows}


def test_who_has_not_filed_for_2024_as_a_workbook(served: str, demo_warehouse: Path, page: Page) -> None:
    open_page(page, served)
    page.get_by_role("link", name="数据质量").first.click()
    expect(page.locator("h1")).to_have_text("数据质量")
    settled(page)
    shown = card(page, "quality_not_filed")
    pick(page, "年度", "2024", shown)
    expect(shown.locator("h5")).to_contain_text("2024年应报")
    expect(page).to_have_url(re.compile("quality-year=2024"))
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, shown.get_by_role("button", name="XLSX"))))
    assert book.sheetnames == ["数据", "说明"]
    head, *rows = [list(row) for row in book["数据"].values]
    agencies = {str(row[head.index("机关")]) for row in rows}
    assert agencies == made_missing(demo_warehouse, 2024)
    assert {row[head.index("年度")] for row in rows} == {2024}
    assert all(row[head.index("最近报送年度")] < 2024 for row in rows)
    said = {row[0]: str(row[1]) for row in book["说明"].values}
    assert "2024" in said["标题"]
    assert f"未报 {len(rows)} 份" in said["覆盖"]
    assert "第四十九条" in said["期限"]
    assert "version=" in said["链接"]
    assert "引用" in said
    # on to one body: its page at that year
    page.reload()
    settled(page)
    expect(shown.locator("h5")).to_contain_text("2024年应报")


def test_the_matrix_says_each_state_without_colour_and_opens_a_report(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?quality-state=missing")
    shown = card(page, "quality_matrix")
    texts = plotted(shown, "[...new Set(plot.data.flatMap(t => t.text || []))]")
    assert "○" in texts
    assert "●" in texts
    expect(shown.get_by_text("○ 未报").first).to_be_visible()
    shown.locator(".js-plotly-plot .scatterlayer .trace .points path").first.dispatch_event("click")
    open_page(page, f"{served}/quality")
    found = page.get_by_label("查找机关").last
    found.fill("教育局")
    found.press("Enter")
    settled(page)
    expect(page).to_have_url(re.compile("quality-find="))
    names = plotted(shown, "plot.layout.yaxis.ticktext")
    assert names and all("教育局" in name for name in names)


def test_one_area_alone_and_a_year_that_all_filed_for(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?county=澜汀区&quality-year=2019")
    expect(card(page, "quality_not_filed").locator("h5")).to_contain_text("未报 0 份")
    expect(card(page, "quality_areas").locator("h5")).to_be_visible()
