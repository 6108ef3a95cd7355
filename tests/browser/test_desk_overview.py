"""The first page leads with who must file; its counts lead to the agencies that they count."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.reading import open_page, settled


def test_from_the_count_of_errors_to_the_errors(served: str, page: Page) -> None:
    open_page(page, served)
    counts = page.locator(".st-key-filing_counts")
    expect(counts.get_by_role("link")).to_have_count(5)
    assert int(re.sub(r"\D", "", counts.get_by_role("link").first.inner_text())) > 8, "more than the roll-ups"
    counts.get_by_role("link", name=re.compile("有错")).click()
    expect(page.locator("h1")).to_have_text("数据质量")
    settled(page)
    expect(page).to_have_url(re.compile("quality-severity=error"))
