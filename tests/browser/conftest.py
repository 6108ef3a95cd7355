"""A browser and a dashboard over the demo warehouse, for tests of what a reader of the pages could do by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.browser.serving import dashboard
from tests.support.current_version import rows
from tests.support.processes import CHROMIUM, CHROMIUM_OPTIONS


@pytest.fixture(scope="session")
def served(demo_warehouse: Path) -> Iterator[str]:
    """The address of a dashboard over the demo warehouse."""
    with dashboard(demo_warehouse) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=30_000)
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*CHROMIUM_OPTIONS, "--process-per-site"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    """The windows of all tests. One stays open: while its process lives, the scripts of the pages stay compiled."""
    from tests.browser.reading import DESK, new_reader

    context = new_reader(chromium, viewport=DESK, accept_downloads=True)
    context.set_default_timeout(40_000)
    context.new_page().goto(f"{served}/_stcore/health")
    yield context
    context.close()


@pytest.fixture
def page(windows: BrowserContext) -> Iterator[Page]:
    """The window of a reader who was never here; the test fails if a page requests anything from another host."""
    from tests.browser.reading import followed

    other_hosts: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            other_hosts.append(request.url)

    windows.set_storage_state({})
    windows.on("request", note)
    window = followed(windows.new_page())
    yield window
    for opened in windows.pages[1:]:
        opened.close()
    windows.remove_listener("request", note)
    assert not other_hosts, f"requested from other hosts: {other_hosts}"


@pytest.fixture(scope="session")
def chinese_names(demo_warehouse: Path) -> list[str]:
    """Names of places and bodies, and what the form prints: what English keeps. Longest first."""
    printed = rows(
        demo_warehouse,
        "select agency from reports union select province from reports union select city from reports "
        "union select county from reports union select row_number from form_cells "
        "union select trim(row_number, '（）、') from form_cells union select table_number from form_cells "
        "union select source_name from reports union select regexp_extract(source_name, '[^/]+$') from reports "
        "union select unnest(['国办发〔2014〕32号', '国办公开办函〔2019〕60号', '国办公开办函〔2021〕30号'])",
    )
    names = {str(one) for (one,) in printed if one}
    return sorted({*names, "规章", "表二", "表三", "表四", "中文"}, key=len, reverse=True)
