"""Task 10: send a link to a colleague; next month, after another load, it shows the same figures."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import card, drawn, followed, new_reader, open_page, settled


def permalink(page: Page) -> str:
    page.get_by_role("button", name="链接").first.click()
    return page.get_by_test_id("stCode").first.inner_text().strip()


def test_a_colleague_sees_the_same_view_by_the_link(served: str, page: Page, chromium: Browser) -> None:
    open_page(page, f"{served}/quality?county=澜汀区&from=2021&to=2024&quality-state=missing")
    seen = drawn(card(page, "quality_matrix"))
    link = permalink(page)
    other = followed(new_reader(chromium, viewport={"width": 1200, "height": 900}).new_page())
    open_page(other, link)
    assert drawn(card(other, "quality_matrix")) == seen
    expect(other.get_by_text("澜汀区 · 2021–2024").first).to_be_visible()
    other.context.close()


def test_a_link_of_last_month_shows_last_month_s_version(served: str, page: Page) -> None:
    open_page(page, f"{served}/overview?version=1".replace("/overview", "/"))
    expect(page.get_by_text(re.compile("链接指定了第 1 版数据")).first).to_be_visible()
    assert "version=1" in permalink(page)
    page.keyboard.press("Escape")
    before = page.get_by_text(re.compile("数据版本 .* #1")).first
    expect(before).to_be_visible()
    page.get_by_role("button", name="打开最新版").click()
    settled(page)
    expect(page.get_by_text(re.compile("数据版本 .* #2")).first).to_be_visible()


def test_kept_versions_are_links_on_the_data_page(served: str, page: Page) -> None:
    open_page(page, f"{served}/data?data-part=versions")
    page.get_by_role("button", name="第 1 版").click()
    settled(page)
    expect(page).to_have_url(re.compile("version=1"))
    expect(page.get_by_text(re.compile("链接指定了第 1 版数据")).first).to_be_visible()
    # the other pages stay in that version
    page.get_by_role("link", name="依申请公开").first.click()
    expect(page.locator("h1")).to_have_text("依申请公开")
    settled(page)
    expect(page).to_have_url(re.compile("version=1"))
