"""Pages as Streamlit's AppTest runs them, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from pages.parts.state import navigation
from tests.support.paths import ROOT


@contextmanager
def components_looked_for_once() -> Iterator[None]:
    """Spare each AppTest its search of all installed distributions for components: it costs as much as a page, and a
    server does it once."""
    once = cache(manifest_scanner.scan_component_manifests)
    with patch.object(manifest_scanner, "scan_component_manifests", once):
        yield


def run_page(name: str, **choices: str) -> AppTest:
    """Run one page script; `choices` are the parameters of its address."""
    app = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=120)
    for parameter, value in choices.items():
        app.query_params[parameter] = value
    app.session_state["served"] = True
    return app.run()


def run_dashboard(page: str, **choices: str) -> AppTest:
    """Run the dashboard on a page; fails the test if the page shows an error."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    for parameter, value in choices.items():
        app.query_params[parameter] = value
    if page != navigation.PAGES[0]:
        app.switch_page(f"pages/{page}.py")
    app.run()
    assert not app.exception, app.exception
    assert not [error.value for error in app.error]
    return app
