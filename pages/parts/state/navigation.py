"""The pages in the order of the navigation."""

from __future__ import annotations

import streamlit as st

from pages.parts import paths
from pages.parts.text.i18n import text

PAGES = (
    "overview", "disclosure", "applications", "litigation", "compare", "agency", "quality", "texts", "check", "data",
)  # fmt: skip
# long pages show one tab at a time, the first unless another is chosen: a chart that is not looked at is not drawn
TABS = {
    "overview": ("now", "places"),
    "disclosure": ("volumes", "years", "places"),
    "applications": ("received", "outcomes", "years", "places"),
    "litigation": ("results", "years", "places"),
    "quality": ("filing", "findings", "rollups", "similar", "rejected"),
    "data": ("measures", "forms", "counting", "download", "versions", "query"),
}


def page(key: str, language: str) -> st.Page:
    """A page as Streamlit knows it."""
    return st.Page(
        paths.PAGES / f"{key}.py",
        title=text(language, f"page.{key}"),
        url_path=key,
        default=key == PAGES[0],
    )


def navigation(language: str) -> st.Page:
    """Draws the navigation and returns the page that was asked for."""
    return st.navigation([page(key, language) for key in PAGES], position="top")
