"""Task 11: the whole in English with nothing left in Chinese but names and printed terms, and back again. Each part in
English on a direct link: test_every_part."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from pages.parts.text.i18n import text
from tests.browser.english import left_in_chinese
from tests.browser.reading import open_page, settled


def test_english_stays_from_page_to_page_and_chinese_comes_back(
    served: str, page: Page, chinese_names: list[str]
) -> None:
    open_page(page, served)
    page.get_by_text("English", exact=True).click()
    for key in ("overview", "agency"):
        if key != "overview":
            page.get_by_role("link", name=text("en", f"page.{key}"), exact=True).first.click()
        expect(page.locator("h1")).to_have_text(text("en", f"page.{key}"))
        settled(page)
        expect(page).to_have_url(re.compile("lang=en"))
        assert not left_in_chinese(page, chinese_names), key
    page.locator(".st-key-agency_regions").get_by_role("link").first.click()
    settled(page)
    expect(page).to_have_url(re.compile("agency="))
    assert not left_in_chinese(page, chinese_names)
    page.get_by_text("中文", exact=True).click()
    expect(page.locator("h1")).not_to_have_text(text("en", "page.agency"))
    settled(page)
    assert left_in_chinese(page, chinese_names)
