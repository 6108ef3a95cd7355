"""Hostile texts in reports are displayed and exported as text: nothing of them is interpreted."""

import csv
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Dialog, sync_playwright

from etl.warehouse import versions
from tests.browser.reading import new_reader
from tests.browser.serving import dashboard
from tests.robustness.faults.few_reports import load_here
from tests.robustness.hostile.content import EVERYTHING, write
from tests.support.processes import CHROMIUM, CHROMIUM_OPTIONS, run_etl, run_ok
from tests.support.reports import query

PAGES = ("", "disclosure", "applications", "litigation", "compare", "agency", "quality", "texts", "data")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    count = write(folder / "湖南省" / "<img src=x onerror=alert(1)>市" / "=1+1县")
    summary = load_here(folder, folder / "house")
    assert summary.loaded == count
    return folder / "house"


def _current(house: Path) -> Path:
    path = versions.current(house)
    assert path is not None
    return path


def test_names_hold_nothing_to_interpret(house: Path) -> None:
    rows = query(
        _current(house),
        "select distinct unnest([agency, agency_id, province, city, county, region_code]) from reports",
    )
    for (name,) in rows:
        assert isinstance(name, str)
        assert not set(name) & set("<>[]{}|`*_~$#!\\\"'=+@&;"), name
        assert len(name) <= 100 and not name.startswith(("-", "/"))
        assert all(unicodedata.category(sign)[0] != "C" for sign in name), name


def test_printed_text_stays_as_it_is_printed(house: Path) -> None:
    texts = "".join(str(text) for (text,) in query(_current(house), "select text from narratives"))
    assert "<script>alert('hostile')</script>" in texts and "=HYPERLINK(" in texts
    values = query(
        _current(house), "select count(*) from cells where state <> 'number' and value is not null"
    )
    assert values == [(0,)]


@pytest.mark.parametrize("what", ["cells", "reports", "findings"])
def test_exports_hold_no_formula(house: Path, tmp_path: Path, what: str) -> None:
    for ending in ("csv", "xlsx"):
        out = str(tmp_path / f"a.{ending}")
        run_ok(run_etl("export", "--warehouse", str(house), "--what", what, "--out", out))
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    guarded = [cell for cell in cells if cell.lstrip()[:1] in "=+@＝" and cell.strip()]
    assert not [cell for cell in guarded if not cell.startswith("'")]
    assert not [
        cell for cell in cells if cell.startswith(("\t", "\r")) or (cell.startswith("-") and "2+3" in cell)
    ]
    for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows():
        assert not [cell.value for cell in row if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.browser
def test_pages_show_it_as_text(house: Path) -> None:
    with ThreadPoolExecutor(1) as own:  # a browser of its own: the session's may be open in this thread
        own.submit(_look_at_pages, house).result()


def _look_at_pages(house: Path) -> None:
    strangers: list[str] = []
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with dashboard(house) as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        page = new_reader(browser).new_page()
        page.set_default_timeout(60_000)
        page.on("dialog", dismiss)
        page.on(
            "request", lambda request: strangers.append(request.url) if _is_strange(request.url) else None
        )
        bodies = query(_current(house), "select agency_id, year from reports order by source_name")
        chosen = [*PAGES, *(f"agency?agency={body}&year={year}" for body, year in bodies[:3])]
        for path in chosen:
            page.goto(f"{address}/{path}{'&' if '?' in path else '?'}scope=&data=all")
            page.wait_for_selector("h1")
            page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
            injected = page.evaluate(_INJECTED)
            assert not injected, (path, injected)
        browser.close()
    assert not dialogs and not strangers, (dialogs, strangers[:5])


def _is_strange(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))


# a printed address may become a link to itself
_INJECTED = """
() => [...document.querySelectorAll(
    '#injected, iframe, img[src*="stranger"], img[onerror], a[href*="stranger"], a[href^="javascript"], script:not([src]), .katex'
)].filter(node => node.textContent !== node.getAttribute('href') && !node.outerHTML.includes('window.prerenderReady'))
    .map(node => node.outerHTML.slice(0, 200))
"""


def test_there_is_something_hostile_of_every_kind() -> None:
    assert len(EVERYTHING) >= 10
