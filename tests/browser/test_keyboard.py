"""With the keyboard: past the navigation to the text or to the filters, in the reader's language."""

from playwright.sync_api import Page, expect

from tests.browser.reading import open_page, settled


def test_two_links_lead_past_the_navigation(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到筛选")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stSidebar").locator(":focus")).to_have_count(1)
    page.get_by_text("English", exact=True).click()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text("Skip to filters")).to_have_count(1)
