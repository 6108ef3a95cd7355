"""The pages and their tabs, in the order of the navigation."""

from __future__ import annotations

from functools import cache

import streamlit as st

from pages.parts import paths
from pages.parts.text.i18n import text

PAGES = (
    "overview", "disclosure", "applications", "litigation", "compare", "agency", "quality", "season", "texts", "check", "data",
)  # fmt: skip
# Long pages show one tab at a time, by default the first: charts of the others are not drawn. In addresses the choice is
# called `<page>-part`, which links that readers keep rely on.
TABS = {
    "overview": ("now", "places"),
    "disclosure": ("volumes", "official", "standing"),
    "applications": ("received", "outcomes", "years", "places"),
    "litigation": ("results", "years", "places"),
    "agency": ("profile", "form", "words"),
    "quality": ("filing", "findings", "rollups", "similar", "rejected"),
    "season": ("papers", "follow_up", "ledger"),
    "data": ("measures", "forms", "counting", "download", "versions", "query"),
}


def page(key: str, language: str) -> st.Page:
    """A page as an object of Streamlit."""
    return st.Page(
        paths.PAGES / f"{key}.py",
        title=text(language, f"page.{key}"),
        url_path=key,
        default=key == PAGES[0],
    )


@cache
def linked_page(key: str, language: str) -> st.Page:
    """The page as a link names it: made once, since making one looks for its file."""
    return page(key, language)


def navigation(language: str) -> st.Page:
    """Draw the navigation and return the page that was asked for."""
    return st.navigation([page(key, language) for key in PAGES], position="top")
