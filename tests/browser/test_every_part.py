"""Each part of each page on a direct link: in English nothing is left in Chinese, axe-core sees no serious fault, and a
window that becomes as narrow as a phone, or is enlarged to 200 %, still shows everything; then in Chinese on a phone, dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pages.parts.state import navigation
from pages.parts.text.i18n import text
from tests.browser.english import left_in_chinese
from tests.browser.reading import DESK, PHONE, ZOOMED, assert_fits, open_page, path, settled
from tests.support.current_version import rows

_ONLY = {"resultTypes": ["violations"]}
GRAVE = {"serious", "critical"}
PICKED = "compare-pick=990102&compare-pick=990103"
SEARCHED = "texts-q=培训"  # what is found are the reports' own words


def faults(page: Page, within: str = "html") -> list[tuple[str, str, str]]:
    """The rule, the element and the reason of each grave fault that is still there once all is drawn."""
    if seen(page, within):
        settled(page)
        return seen(page, within)
    return []


def seen(page: Page, within: str) -> list[tuple[str, str, str]]:
    found = Axe().run(page, context=within, options=_ONLY).response["violations"]
    return [
        (rule["id"], node["html"][:200], node["failureSummary"][:200])
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("key", navigation.PAGES)
def test_a_part_in_english_is_english_accessible_and_fits_a_phone_and_200_per_cent(
    served: str, page: Page, demo_warehouse: Path, chinese_names: list[str], key: str
) -> None:
    ((agency, name),) = rows(
        demo_warehouse,
        "select agency_id, agency from reports where errors > 0 and is_current order by agency_id, year desc limit 1",
    )
    titles = {"agency": name}
    more = {"agency": f"agency={agency}", "compare": PICKED}.get(key, "")
    for number, part in enumerate(navigation.TABS.get(key, ("",))):
        page.set_viewport_size(DESK)
        open_page(page, f"{served}/{path(key)}?lang=en&{key}-part={part}&{more}")
        expect(page.locator("h1")).to_have_text(titles.get(key, text("en", f"page.{key}")))
        assert not left_in_chinese(page, chinese_names), part
        # what surrounds the parts of a page is the same for all of them
        assert not faults(page, ".stMain" if number else "html"), part
        for size in (ZOOMED, PHONE):
            page.set_viewport_size(size)
            assert_fits(page)


@pytest.mark.parametrize("key", navigation.PAGES)
def test_a_page_opened_on_a_phone_fits_and_is_accessible_in_the_dark(
    served: str, page: Page, key: str
) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    open_page(page, f"{served}/{path(key)}" + (f"?{SEARCHED}" if key == "texts" else ""))
    expect(page.locator("h1")).to_have_text(text("zh", f"page.{key}"))
    assert_fits(page)
    assert not faults(page)
