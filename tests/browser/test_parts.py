"""Pages on a direct link in English, and with a choice that does not exist."""

import re

import pytest
from playwright.sync_api import Page, expect

from pages.parts.state import navigation
from pages.parts.text.i18n import text
from tests.browser.reading import open_page, path

FIRST = [*((key, parts[0]) for key, parts in navigation.TABS.items()), ("texts", ""), ("check", "")]


def address(served: str, key: str, part: str) -> str:
    return f"{served}/{path(key)}?" + (f"{key}-part={part}" if part else "texts-q=培训")


@pytest.mark.parametrize(("key", "part"), FIRST)  # the others in English: test_task_english
def test_each_page_opens_in_english(served: str, page: Page, key: str, part: str) -> None:
    open_page(page, f"{address(served, key, part)}&lang=en")
    expect(page.locator("h1")).to_have_text(text("en", f"page.{key}"))


def test_a_choice_that_does_not_exist_is_named_and_left_out(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?agency=nobody")
    expect(page.get_by_text(re.compile("nobody.*已忽略")).first).to_be_visible()
