"""Task 11: every page in English with nothing left in Chinese but names and printed terms, and back again."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from pages.parts.state import navigation
from pages.parts.text.i18n import text
from tests.browser.reading import CHINESE, open_page, path, settled

# what stands on a page and in its charts; the reports' own words (printed forms, texts, findings' quotations) apart
SEEN = """() => {
    const own = '[lang="zh"], mark, .source'
    const shown = [...document.querySelectorAll('body *')]
        .filter(e => e.checkVisibility() && !e.closest(own) && !['STYLE', 'SCRIPT'].includes(e.tagName))
    const texts = shown.flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent.trim()))
    const told = shown.flatMap(e => ['aria-label', 'placeholder', 'title', 'alt'].map(name => e.getAttribute(name)))
    const hover = [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => plot.data
        .flatMap(t => [t.name, ...(t.text || []), ...(t.hovertext || []), ...((t.node || {}).label || []),
            ...((t.link || {}).customdata || [])]))
    return [...texts, ...told, ...hover].filter(one => typeof one === 'string' && one)
}"""
WALKS = (navigation.PAGES[:3], navigation.PAGES[3:5], navigation.PAGES[5:7], navigation.PAGES[7:])
MORE = [(key, part) for key, parts in navigation.TABS.items() for part in parts[1:]]


@pytest.fixture(scope="module")
def names(demo_warehouse: Path) -> list[str]:
    """Names of places and bodies, and what the form prints: what English keeps. Longest first."""
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_warehouse / newest), read_only=True) as con:
        found = con.execute(
            "select agency from reports union select province from reports union select city from reports "
            "union select county from reports union select row_number from form_cells "
            "union select trim(row_number, '（）、') from form_cells union select table_number from form_cells "
            "union select source_name from reports union select regexp_extract(source_name, '[^/]+$') from reports "
            "union select unnest(['国办发〔2014〕32号', '国办公开办函〔2019〕60号', '国办公开办函〔2021〕30号'])"
        ).fetchall()
    kept = {str(one) for (one,) in found if one}
    return sorted({*kept, "规章", "表二", "表三", "表四", "中文"}, key=len, reverse=True)


def left(pieces: list[str], names: list[str]) -> list[str]:
    """What is still in Chinese once the names are taken out; a shortened name may end in …"""
    found = []
    for piece in pieces:
        if CHINESE.search(piece):
            rest = re.sub("“[^”]*”", "", piece)  # what a report says, quoted
            for name in names:
                rest = rest.replace(name, "")
            if CHINESE.search(re.sub(r"[㐀-鿿]+…[㐀-鿿]*", "", rest)):
                found.append(piece)
    return found


def address(served: str, key: str, more: str) -> str:
    return f"{served}/{path(key)}?{more}"


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk[0])
def test_every_page_in_english_and_back(
    served: str, page: Page, names: list[str], walk: tuple[str, ...]
) -> None:
    open_page(page, address(served, walk[0], ""))
    page.get_by_text("English", exact=True).click()
    for key in walk:
        if key != walk[0]:
            page.get_by_role("link", name=text("en", f"page.{key}"), exact=True).first.click()
        expect(page.locator("h1")).to_have_text(text("en", f"page.{key}"))
        settled(page)
        expect(page).to_have_url(re.compile("lang=en"))
        if key == "agency":
            page.locator(".st-key-agency_regions").get_by_role("link").first.click()
            settled(page)
            expect(page).to_have_url(re.compile("agency="))
        assert not left(page.evaluate(SEEN), names), key
    page.get_by_text("中文", exact=True).click()
    expect(page.locator("h1")).to_have_text(text("zh", f"page.{walk[-1]}"))
    settled(page)
    assert left(page.evaluate(SEEN), names)


@pytest.mark.parametrize(("key", "part"), MORE)
def test_the_other_parts_of_long_pages(
    served: str, page: Page, names: list[str], key: str, part: str
) -> None:
    open_page(page, address(served, key, f"lang=en&{key}-part={part}"))
    expect(page.locator("h1")).to_have_text(text("en", f"page.{key}"))
    assert not left(page.evaluate(SEEN), names)
