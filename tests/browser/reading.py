"""What a reader does and sees, in words of the page."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    TimeoutError,
    ViewportSize,
    WebSocket,
    expect,
)
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.parts.state import navigation

# a card that stands alone hides the heading, often before it was ever looked for
_BEGUN = "() => document.querySelector('h1, [data-testid=stException]')"
# a chart that is being put in place has no layout yet, and a skeleton stands where the script of an element is still loading
_DRAWN = """() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    && !document.querySelector('[data-testid=stSkeleton]')
    && [...document.querySelectorAll('.stPlotlyChart')].every(
        c => c.querySelector('.main-svg') && c.querySelector('.js-plotly-plot').layout)"""
_EVERY = (
    60  # ms between two looks: looking at each frame makes the browser draw each, a quarter of all its work
)
_NOTHING_TO_DO = "() => new Promise(done => setTimeout(() => requestIdleCallback(done, {timeout: 1000}), 20))"
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=1000)
ZOOMED = ViewportSize(width=720, height=500)  # a desk's window at 200 %
_SIDEWAYS = "(main => main.scrollWidth - main.clientWidth)(document.querySelector('.stMain'))"
# what a reader cannot bring into view: it ends beyond the window, and nothing around it scrolls sideways
_CUT_OFF = """() => [...document.querySelectorAll('.stMain h1, .stMain h5, .stMain p, .stMain button, .stMain svg.main-svg')]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
    .filter(e => { for (let up = e; up; up = up.parentElement)
        if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return false;
        return true; })
    .concat([...document.querySelectorAll('[data-testid=stMetric] .stMarkdownEllipsis')]
        .filter(e => e.checkVisibility() && getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1))
    .map(e => e.outerHTML.slice(0, 120))"""
_LEAST_PLOT = 60  # px between a chart's margins, under which its bars tell nothing
_SQUEEZED = f"""() => [...document.querySelectorAll('.js-plotly-plot')]
    .filter(e => e.checkVisibility() && e._fullLayout && e._fullLayout._size.w < {_LEAST_PLOT})
    .map(e => e.closest('[class*=st-key-card_]').className)"""
# what a chart draws: the targets for clicks, transparent marks without text, are not seen
TRACES = "plot.data.filter(t => t.mode !== 'markers' || t.marker.opacity !== 0)"
CHINESE = re.compile(r"[㐀-鿿]")
_unanswered: WeakKeyDictionary[Page, WebSocket] = WeakKeyDictionary()


def path(key: str) -> str:
    """Where a page stands under the server's address: the first is the one at the root."""
    return "" if key == navigation.PAGES[0] else key


def new_reader(browser: Browser, **options: Any) -> BrowserContext:
    """Windows of a reader who was never here, and wants no animations: drawing them costs more than the pages."""
    return browser.new_context(reduced_motion="reduce", **options)


def followed(page: Page) -> Page:
    """The page, of which `settled` now knows whether the server has answered all that it was asked."""

    def listen(socket: WebSocket) -> None:
        def sent(message: str | bytes) -> None:
            if BackMsg.FromString(_binary(message)).HasField("rerun_script"):
                _unanswered[page] = socket

        def received(message: str | bytes) -> None:
            if _answers(message):
                _unanswered.pop(page, None)

        socket.on("framesent", sent)
        socket.on("framereceived", received)

    page.on("websocket", listen)
    return page


def _answers(message: str | bytes) -> bool:
    plotted = ForwardMsg.FromString(_binary(message))
    return (
        plotted.HasField("script_finished") and plotted.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )


def _binary(message: str | bytes) -> bytes:
    return message.encode() if isinstance(message, str) else message


def settled(page: Page) -> None:
    """Until the page's script has answered the last thing asked of it and its charts are drawn."""
    page.wait_for_function(_BEGUN, polling=_EVERY, timeout=60_000)
    page.evaluate(_NOTHING_TO_DO)  # what was done last has been sent by then
    while socket := _unanswered.get(page):
        socket.wait_for_event("framereceived", _answers, timeout=60_000)
    page.evaluate(_NOTHING_TO_DO)  # and what came last has been shown
    page.wait_for_function(_DRAWN, polling=_EVERY, timeout=60_000)
    expect(page.locator("[data-testid=stException], [class*=st-key-failed_]")).to_have_count(0)


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def assert_fits(page: Page) -> None:
    """The page is as wide as the window once it is drawn for it, nothing on it is cut off, and charts keep room to draw."""
    page.wait_for_function(f"{_SIDEWAYS} <= 1")
    for amiss in (_CUT_OFF, _SQUEEZED):
        with suppress(TimeoutError):
            page.wait_for_function(f"({amiss})().length === 0", timeout=10_000)
        left = page.evaluate(amiss)
        assert not left, left


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


def plotted(chart: Locator, what: str) -> Any:
    """What Plotly was given for the chart of a card: an expression of its `plot`."""
    return json.loads(chart.locator(".js-plotly-plot").first.evaluate(f"plot => JSON.stringify({what})"))


def drawn(chart: Locator) -> str:
    """All that the chart of a card draws, to compare."""
    return json.dumps(plotted(chart, f"{TRACES}.map(t => [t.name, t.x, t.y, t.text])"))
