"""Pages in a real browser: first page after the server is up, each page, and a filter change to redrawn charts.

    python -m tests.benchmarks.bench_pages DATABASE-OR-WAREHOUSE

Median and 95th percentile of the changes, with the rerun of the smallest page (数据与口径) measured beside them, and
the server's memory.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

from pages.parts import site
from pages.parts.i18n import text
from tests.browser.screenshots import settled
from tests.browser.serving import CHROMIUM, dashboard

CHANGES = 20
# the clock of the page itself, from the press of the button on
_PRESSED = (
    "addEventListener('mousedown', () => { window.pressed = performance.now() }, {capture: true, once: true})"
)
# every chart says below its title which years it shows
_DRAWN = """year => {
    const plots = [...document.querySelectorAll('.js-plotly-plot')];
    const said = plot => (plot.layout?.title?.subtitle?.text ?? '').replaceAll('<br>', '');
    const drawn = plot => said(plot).includes(`${year}–`) && plot.querySelector('.main-svg');
    return plots.length > 0 && plots.every(drawn) && performance.now() - window.pressed;
}"""
_SAID = "said => document.querySelector('h1').innerText === said && performance.now() - window.pressed"


@contextmanager
def served(given: Path) -> Iterator[str]:
    """The address of a fresh dashboard over a warehouse, or over one database file as if it were published."""
    if not given.is_file():
        with dashboard(given) as address:
            yield address
        return
    with tempfile.TemporaryDirectory(dir=given.parent) as folder:
        house = Path(folder)
        (house / "disclosure.000001.duckdb").hardlink_to(given)
        (house / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
        with dashboard(house) as address:
            yield address


def main(given: Path) -> None:
    with served(given) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        print(f"{'first page after the server is up':44}{_open(page, address):>8.2f} s")
        for key in site.PAGES:
            root = "" if key == site.PAGES[0] else key
            print(f"{key:44}{_open(page, f'{address}/{root}'):>8.2f} s")
        _open(page, f"{address}/data")
        _report("data", "language changed", [_change_language(page) for _ in range(CHANGES)])
        for key in ("overview", "disclosure", "applications", "litigation"):
            root = "" if key == site.PAGES[0] else key
            _open(page, f"{address}/{root}")
            _report(key, "year changed to redrawn charts", [_change_year(page) for _ in range(CHANGES)])
        print(f"{'memory of the server':44}{memory(address):>8.0f} MB")
        browser.close()


def _report(key: str, what: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(
        f"{f'{key}: {what}':44}{statistics.median(ordered) * 1000:>8.0f} ms"
        f"   p95 {ordered[int(0.95 * len(ordered))] * 1000:.0f} ms"
    )


def _open(page: Page, address: str) -> float:
    start = time.perf_counter()
    page.goto(address)
    settled(page)
    return time.perf_counter() - start


def _change_year(page: Page) -> float:
    """Chooses another first year in the sidebar; seconds until the page is idle again with its charts drawn."""
    label = text("zh", "filter.from")
    page.get_by_test_id("stSidebar").get_by_role(
        "combobox", name=re.compile(f"^{label}|{label}$")
    ).first.click()
    options = page.locator('[role="option"]')
    options.first.wait_for()
    count = options.count()  # the newest first: the two oldest leave something to draw
    other = options.nth(count - 2 if options.last.get_attribute("aria-selected") == "true" else count - 1)
    year = other.inner_text()
    page.evaluate(_PRESSED)
    other.click()
    return float(page.wait_for_function(_DRAWN, arg=year).json_value()) / 1000


def _change_language(page: Page) -> float:
    """The rerun of a page without charts or filters' figures: what no page can be faster than."""
    now = page.locator("h1").inner_text()
    language = "en" if now == text("zh", "page.data") else "zh"
    page.evaluate(_PRESSED)
    page.get_by_text(text(language, "site.language"), exact=True).click()
    said = page.wait_for_function(_SAID, arg=text(language, "page.data"))
    return float(said.json_value()) / 1000


def memory(address: str) -> float:
    """Megabytes that the server of this address holds."""
    port = int(address.rsplit(":", 1)[1])
    for process in psutil.process_iter(["cmdline", "memory_info"]):
        if str(port) in (process.info["cmdline"] or []):
            return float(process.info["memory_info"].rss) / 1e6
    return float("nan")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
