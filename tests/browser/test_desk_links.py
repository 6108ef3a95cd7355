"""Links: short, copied with one click, and honest about what they ask for in vain."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.reading import open_page, settled


def test_a_link_is_copied_and_says_so(served: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{served}/applications?county=霁屏县&province=示例省&city=澄汐市")
    page.get_by_role("button", name="链接", exact=False).first.click()
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "area=990103" in link and "version=" in link and "%" not in link
    open_page(page, link)
    expect(page.get_by_text("霁屏县 · 2019–2025").first).to_be_visible()


def test_a_link_to_a_county_that_is_gone_says_so_once(served: str, page: Page) -> None:
    open_page(page, f"{served}/?county=不存在县")
    expect(page.get_by_text("县市区＝不存在县")).to_have_count(1)
    page.get_by_role("button", name="从链接中去掉").click()
    settled(page)
    expect(page.get_by_text("不存在县")).to_have_count(0)
    assert "county" not in page.url
