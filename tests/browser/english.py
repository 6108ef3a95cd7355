"""What a page in English still says in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import Page

from tests.browser.reading import CHINESE

# what stands on a page and in its charts; the reports' own words (printed forms, texts, findings' quotations) apart
_SHOWN = """() => {
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


def left_in_chinese(page: Page, names: Sequence[str]) -> list[str]:
    """What is still in Chinese once the names are taken out; a shortened name may end in …"""
    return [piece for piece in dict.fromkeys(page.evaluate(_SHOWN)) if _is_chinese(piece, names)]


def _is_chinese(piece: str, names: Sequence[str]) -> bool:
    rest = re.sub("“[^”]*”", "", piece)  # what a report says, quoted
    for name in names:
        if not CHINESE.search(rest):
            return False
        rest = rest.replace(name, "")
    return bool(CHINESE.search(re.sub(r"[㐀-鿿]+…[㐀-鿿]*", "", rest)))
