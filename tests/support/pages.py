"""Pages as Streamlit's AppTest runs them, without a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from pages.parts.state import navigation
from tests.support.paths import ROOT


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
