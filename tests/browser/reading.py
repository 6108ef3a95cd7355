"""What a reader does and sees, in words of the page."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress

from playwright.sync_api import Locator, Page, TimeoutError, expect

from pages.parts import site

_APP, _IDLE = '[data-testid="stApp"]', '[data-test-script-state="notRunning"]'
CHINESE = re.compile(r"[㐀-鿿]")


def path(key: str) -> str:
    """Where a page stands under the server's address: the first is the one at the root."""
    return "" if key == site.PAGES[0] else key


def settled(page: Page) -> None:
    """Until the page's script has run and its charts are drawn."""
    page.wait_for_selector("h1, [data-testid=stException]", timeout=60_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page.wait_for_selector(f"{_APP}{_IDLE}", timeout=60_000)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.stPlotlyChart')].every(c => c.querySelector('.main-svg'))",
        timeout=60_000,
    )
    expect(page.get_by_test_id("stException")).to_have_count(0)


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def card(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-card_{key}")


def pick(page: Page, label: str, option: str, within: Locator | None = None) -> None:
    """Chooses from a list by its label, as a reader does."""
    box = (
        (within or page.get_by_test_id("stSidebar"))
        .get_by_role("combobox", name=re.compile(f"^{label}|{label}$"))
        .first
    )
    for _ in range(3):
        box.click()
        try:
            page.get_by_role("option", name=option, exact=True).click(timeout=10_000)
            break
        except TimeoutError:  # the page was drawn anew between the two clicks, which closes the list
            page.keyboard.press("Escape")
    with suppress(TimeoutError):  # the script may not have begun yet, or have ended already
        page.wait_for_selector(f"{_APP}:not({_IDLE})", timeout=500)
    settled(page)


def downloaded(page: Page, button: Locator) -> bytes:
    """The file that a click hands over."""
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.path().read_bytes()


def rows(data: bytes) -> list[list[str]]:
    """A CSV file as Excel reads it: with its byte order mark."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def drawn(chart: Locator) -> str:
    """What the chart of a card draws, as Plotly was told."""
    return str(
        chart.locator(".js-plotly-plot").first.evaluate(
            "plot => JSON.stringify(plot.data.map(t => [t.name, t.x, t.y, t.text]))"
        )
    )
