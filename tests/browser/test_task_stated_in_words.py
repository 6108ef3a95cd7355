"""How much did this office disclose: the figures of its text, each with its words and their place in the source."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
from playwright.sync_api import Page, expect

from tests.browser.reading import card, open_page, settled

STATED = {
    61: "主动公开信息总数",
    52: "政府网站",
    9: "其他渠道",
    32: "工作动态",
    6: "政策文件",
    1: "人事信息",
    5: "财政资金",
}


def test_each_figure_of_the_published_report_leads_to_its_words(
    served: str, page: Page, demo_warehouse: Path
) -> None:
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_warehouse / newest), read_only=True) as con:
        sql = (
            "select value::int, quote, agency_id from stated_figures join reports using (report_id) "
            "where agency = '湘潭县统计局' and year = 2020"
        )
        found = con.execute(sql).fetchall()
    assert sorted(value for value, *_ in found) == sorted(STATED)
    open_page(page, f"{served}/agency?agency={found[0][2]}&year=2020&data=real&agency-part=words")
    shown = card(page, "agency_stated")
    expect(shown.get_by_role("heading")).to_have_text("2020年报告用文字写明的数字（7 个）")
    for value, quote, _ in found:
        shown.get_by_role("radio", name=re.compile(f"^{STATED[value]} {value} ")).click()
        settled(page)
        expect(shown.locator("blockquote")).to_have_text(f"“{quote}”")
        assert str(value) in quote
        expect(shown.locator("mark")).to_contain_text("全年主动公开政府信息61条")
    assert "agency-stated=" in page.url


def test_the_disclosure_page_lists_the_words_behind_its_chart(served: str, page: Page) -> None:
    open_page(page, f"{served}/disclosure?data=real&scope=own&from=2020&to=2020")
    shown = card(page, "disclosure_stated")
    expect(shown.get_by_role("heading")).to_contain_text("写明主动公开信息总数")
    shown.get_by_role("tab", name="来源").click()
    settled(page)
    expect(shown.get_by_test_id("stDataFrame")).to_be_visible()
