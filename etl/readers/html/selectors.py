"""Finding elements of a page by CSS selectors, with one engine a thread: one for each page, as a page's own `css`
makes it, costs a seventh of what parsing a small page does."""

from __future__ import annotations

from threading import local

from selectolax.lexbor import LexborCSSSelector, LexborNode


class _Engine(local):
    def __init__(self) -> None:
        self.find = LexborCSSSelector().find


_engine = _Engine()


def elements(top: LexborNode | None, selector: str) -> list[LexborNode]:
    """What matches of the element and all that is in it, in document order."""
    return _engine.find(selector, top) if top is not None else []
