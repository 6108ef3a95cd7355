"""What a program can find of access: axe-core sees no serious fault on any page, light or dark."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.parts.state import navigation
from tests.browser.reading import open_page, path, settled

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
def test_no_page_has_a_serious_fault_of_access(
    served: str, page: Page, demo_warehouse: Path, key: str
) -> None:
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_warehouse / newest), read_only=True) as con:
        (agency,) = con.execute("select min(agency_id) from reports where errors > 0").fetchall()[0]
    more = MORE.get(key, "") or (f"agency={agency}" if key == "agency" else "")
    for part in navigation.TABS.get(key, ("",)):
        open_page(page, f"{served}/{path(key)}?{key}-part={part}&{more}")
        assert not faults(page), part
    if key in DARK:
        page.emulate_media(color_scheme="dark")
        page.reload()
        settled(page)
        assert not faults(page), "dark"
