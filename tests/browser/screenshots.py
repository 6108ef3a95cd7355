"""Take pictures of all pages, to look at: python -m tests.browser.screenshots OUT [page …]

For each page: Chinese, English, phone and dark. Reads DISCLOSURE_WAREHOUSE or data/warehouse.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from pages.parts.state import navigation
from tests.browser.reading import path, settled
from tests.browser.serving import dashboard
from tests.support.paths import ROOT
from tests.support.processes import CHROMIUM

WAYS: dict[str, tuple[str, int, Literal["light", "dark"]]] = {
    "zh": ("zh", 1440, "light"),
    "en": ("en", 1440, "light"),
    "phone": ("zh", 390, "light"),
    "dark": ("zh", 1440, "dark"),
}


def main(out: Path, wanted: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    warehouse = Path(os.environ.get("DISCLOSURE_WAREHOUSE") or ROOT / "data" / "warehouse")
    with dashboard(warehouse) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for way, (language, width, theme) in WAYS.items():
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
            page = context.new_page()
            for key, part in shown(wanted or navigation.PAGES):
                page.goto(f"{address}/{path(key)}?lang={language}" + (f"&{key}-part={part}" if part else ""))
                settled(page)
                page.set_viewport_size({"width": width, "height": _height(page)})
                settled(page)
                page.wait_for_timeout(400)
                page.screenshot(path=out / f"{'-'.join(filter(None, (key, part, way)))}.png")
                page.set_viewport_size({"width": width, "height": 900})
            context.close()
        browser.close()


def shown(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Every page with each of its parts."""
    return [(key, part) for key in keys for part in navigation.TABS.get(key, ("",))]


def _height(page: Page) -> int:
    """The app scrolls inside a frame of the window's height; a window as high as its content shows all of it."""
    return int(page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")) + 80


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
