"""What a program can find of access, on each part of each page: axe-core sees no serious fault, light or dark, and a
window that becomes as narrow as a phone still shows everything."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pages.parts.state import navigation
from pages.parts.text.i18n import text
from tests.browser.reading import DESK, PHONE, ZOOMED, assert_fits, open_page, path, settled

_ONLY = {"resultTypes": ["violations"]}
DARK = ("overview", "compare", "agency", "data")
GRAVE = {"serious", "critical"}
MORE = {"texts": "texts-q=培训", "compare": "compare-pick=990102&compare-pick=990103"}


def faults(page: Page) -> list[tuple[str, str, str]]:
    """The rule, the element and the reason of each grave fault that is still there once all is drawn."""
    if seen(page):
        settled(page)
        return seen(page)
    return []


def seen(page: Page) -> list[tuple[str, str, str]]:
    found = Axe().run(page, options=_ONLY).response["violations"]
    return [
        (rule["id"], node["html"][:200], node["failureSummary"][:200])
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("key", navigation.PAGES)
def test_no_part_of_a_page_has_a_serious_fault_of_access_or_is_too_wide_for_a_phone_or_at_200_per_cent(
    served: str, page: Page, demo_warehouse: Path, key: str
) -> None:
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_warehouse / newest), read_only=True) as con:
        agency, name = con.execute(
            "select agency_id, agency from reports where errors > 0 and is_current order by agency_id, year desc limit 1"
        ).fetchall()[0]
    names = {"agency": name}
    more = MORE.get(key, "") or (f"agency={agency}" if key == "agency" else "")
    for part in navigation.TABS.get(key, ("",)):
        page.set_viewport_size(DESK)
        open_page(page, f"{served}/{path(key)}?{key}-part={part}&{more}")
        expect(page.locator("h1")).to_have_text(names.get(key, text("zh", f"page.{key}")))
        assert not faults(page), part
        for size in (ZOOMED, PHONE):
            page.set_viewport_size(size)
            assert_fits(page)
    if key in DARK:
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="dark")
        page.reload()
        settled(page)
        assert not faults(page), "dark"
