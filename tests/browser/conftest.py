"""A browser and a dashboard over the small warehouse, for tests that a page's reader could do by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.serving import dashboard
from tests.support.processes import CHROMIUM

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="session")
def served(demo_warehouse: Path) -> Iterator[str]:
    """The address of a dashboard over the small warehouse."""
    with dashboard(demo_warehouse) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> "Iterator[playwright.Browser]":
    with playwright.sync_playwright() as started:
        playwright.expect.set_options(timeout=30_000)
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: "playwright.Browser") -> "Iterator[playwright.Page]":
    """A new reader's window; fails the test where anything but the dashboard's own host is asked."""
    from tests.browser.reading import followed

    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    strangers: list[str] = []

    def note(request: "playwright.Request") -> None:
        if not request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            strangers.append(request.url)

    context.on("request", note)
    context.set_default_timeout(40_000)
    window = followed(context.new_page())
    yield window
    context.close()
    assert not strangers, f"asked other hosts: {strangers}"
