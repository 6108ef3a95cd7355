"""The parts of long pages, texts and check: each opens on a direct link, in both languages, and fits a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from pages.parts.state import navigation
from pages.parts.text.i18n import text
from tests.browser.reading import open_page, path

LATER = [(key, part) for key, parts in navigation.TABS.items() for part in parts[1:]]
FIRST = [*((key, parts[0]) for key, parts in navigation.TABS.items()), ("texts", ""), ("check", "")]
SIDEWAYS = "(() => { const main = document.querySelector('[data-testid=stMain]'); return main.scrollWidth - main.clientWidth })()"


def address(served: str, key: str, part: str) -> str:
    return f"{served}/{path(key)}?" + (f"{key}-part={part}" if part else "texts-q=培训")


@pytest.mark.parametrize(("key", "part"), FIRST)  # the others in English: test_task_english
def test_each_page_opens_in_english(served: str, page: Page, key: str, part: str) -> None:
    open_page(page, f"{address(served, key, part)}&lang=en")
    expect(page.locator("h1")).to_have_text(text("en", f"page.{key}"))


@pytest.mark.parametrize(("key", "part"), [*FIRST, *LATER])
def test_each_part_opens_and_fits_a_phone(served: str, page: Page, key: str, part: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, address(served, key, part))
    expect(page.locator("h1")).to_have_text(text("zh", f"page.{key}"))
    assert page.evaluate(SIDEWAYS) <= 1


def test_a_choice_that_does_not_exist_is_named_and_left_out(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?agency=nobody")
    expect(page.get_by_text(re.compile("nobody.*已忽略")).first).to_be_visible()
