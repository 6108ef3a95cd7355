"""Measure pages in a real browser: the first page after start, each page, and redrawn charts after a filter change.

    python -m tests.benchmarks.bench_pages DATABASE-OR-WAREHOUSE

Prints median, 95th percentile and maximum of the filter changes: choices of years that are new to this server, the
same choices again, both together, and places that are new (provinces, then cities of one). Each is also given as
a multiple of the rerun of the smallest page (数据与口径), median by median, with which it begins; at the end the memory of
the server.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

import psutil
from playwright.sync_api import Locator, Page, sync_playwright

from pages.parts.state import navigation
from pages.parts.text.i18n import text
from tests.browser.reading import path, settled
from tests.browser.serving import dashboard
from tests.support.processes import CHROMIUM

CHANGES, PLACES = 20, 8
# the clock of the page itself, from the press of the button on
_PRESSED = (
    "addEventListener('mousedown', () => { window.pressed = performance.now() }, {capture: true, once: true})"
)
# the line below the page's title says which place and years it shows; what is not drawn yet is stale or has no layout
_DRAWN = """chosen => {
    const plots = [...document.querySelectorAll('.js-plotly-plot')];
    const line = document.querySelector('h1')?.closest('.stColumn').textContent ?? '';
    return line.includes(chosen) && plots.length > 0
        && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
        && plots.every(plot => plot.querySelector('.main-svg') && plot.layout)
        && performance.now() - window.pressed;
}"""
_HEADING = "said => document.querySelector('h1').innerText === said && performance.now() - window.pressed"


@contextmanager
def served(source: Path) -> Iterator[str]:
    """The address of a new dashboard over a warehouse, or over one database file as if it were published."""
    if not source.is_file():
        with dashboard(source) as address:
            yield address
        return
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        house = Path(folder)
        (house / "disclosure.000001.duckdb").hardlink_to(source)
        (house / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
        with dashboard(house) as address:
            yield address


def main(source: Path) -> None:
    with served(source) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        print(f"{'first page after the server is up':44}{_open(page, address):>8.2f} s")
        for key in navigation.PAGES:
            print(f"{key:44}{_open(page, f'{address}/{path(key)}'):>8.2f} s")
        _open(page, f"{address}/data")
        empty = [_change_language(page) for _ in range(CHANGES)]
        report = partial(_report, statistics.median(empty))
        report("data", "language changed", empty)
        for key in ("overview", "disclosure", "applications", "litigation"):
            together = []
            for choices in ("new", "known"):
                _open(page, f"{address}/{path(key)}")
                steps = islice(_walk(_years(page)), CHANGES)
                times = [_choose(page, *step) for step in steps]
                report(key, f"{choices} years to redrawn charts", times)
                together += times
            report(key, "both together", together)
            _open(page, f"{address}/{path(key)}")
            times = [
                _choose(page, box, place, place)
                for box in ("province", "city")
                for place in reversed(_options(page, box)[1 : PLACES + 1])
            ]
            report(key, "new places to redrawn charts", times)
        print(f"{'memory of the server':44}{memory(address):>8.0f} MB")
        browser.close()


def _report(empty: float, key: str, what: str, times: list[float]) -> None:
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]
    print(
        f"{f'{key}: {what}':44}{median * 1000:>8.0f} ms ({median / empty:.1f} ×)"
        f"   p95 {p95 * 1000:.0f} ms ({p95 / empty:.1f} ×), most {max(times) * 1000:.0f} ms of {len(times)}"
    )


def _open(page: Page, address: str) -> float:
    start = time.perf_counter()
    page.goto(address)
    settled(page)
    return time.perf_counter() - start


def _years(page: Page) -> list[str]:
    """The years that can be chosen, oldest first."""
    box = _box(page, "from")
    chosen = box.input_value() or box.get_attribute("placeholder") or ""
    return sorted(year for year in _options(page, "from") if year >= chosen)


def _options(page: Page, name: str) -> list[str]:
    _box(page, name).click()
    page.locator('[role="option"]').first.wait_for()
    options = page.locator('[role="option"]').all_inner_texts()
    page.keyboard.press("Escape")
    return options


def _walk(years: list[str]) -> Iterator[tuple[str, str, str]]:
    """Steps (select box, year to choose in it, years then shown), starting from all `years`; no two show the same years.
    None for fewer than three years, 16 for seven."""
    first, order = years[0], 1
    for last in years[:1:-1]:
        if last != years[-1]:
            yield "to", last, f"{first}–{last}"
        for year in [year for year in years[: years.index(last) - 1] if year != first][::order]:
            first = year
            yield "from", first, f"{first}–{last}"
        order = -order


def _box(page: Page, name: str) -> Locator:
    label = text("zh", f"filter.{name}")
    sidebar = page.get_by_test_id("stSidebar")
    return sidebar.get_by_role("combobox", name=re.compile(f"^{label}|{label}$")).first


def _choose(page: Page, box: str, choice: str, expected: str) -> float:
    """Choose from a list of the sidebar; seconds until every chart is drawn for the choice."""
    _box(page, box).click()
    option = page.get_by_role("option", name=choice, exact=True)
    option.wait_for()
    page.evaluate(_PRESSED)
    option.click()
    return float(page.wait_for_function(_DRAWN, arg=expected).json_value()) / 1000


def _change_language(page: Page) -> float:
    """Rerun a page without charts or figures: the lower bound for any page, in seconds."""
    now = page.locator("h1").inner_text()
    language = "en" if now == text("zh", "page.data") else "zh"
    page.evaluate(_PRESSED)
    page.get_by_text(text(language, "site.language"), exact=True).click()
    taken = page.wait_for_function(_HEADING, arg=text(language, "page.data"))
    return float(taken.json_value()) / 1000


def memory(address: str) -> float:
    """Resident memory of the server at this address, in MB."""
    port = int(address.rsplit(":", 1)[1])
    for process in psutil.process_iter(["cmdline", "memory_info"]):
        if str(port) in (process.info["cmdline"] or []):
            return float(process.info["memory_info"].rss) / 1e6
    return float("nan")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
