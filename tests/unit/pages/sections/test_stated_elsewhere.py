"""A reader whose reports state nothing in words is led to those that do."""

from pathlib import Path

import pytest

from pages.parts.data import database
from tests.support.pages import run_page
from tests.support.paths import ROOT
from tests.support.processes import run_etl

REAL = ROOT / "data" / "reports" / "real"


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city's reports, which state nothing for 2025, and a bureau's that states what it disclosed in 2020."""
    files = (REAL / "city_2025.html", REAL / "湖南省" / "湘潭市" / "湘潭县" / "xiangtan_tjj_2020.html")
    loaded = run_etl("load", *map(str, files), "--warehouse", str(tmp_path))
    assert loaded.returncode == 0, loaded.stderr
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    database.forget()


def test_a_click_leads_to_reports_that_state_something(warehouse: None) -> None:
    app = run_page("disclosure", scope="government_rollup")
    (offer,) = [button for button in app.button if button.label == "本机关报告：2020年 1 份"]
    offer.click().run()
    assert not app.exception
    assert app.session_state["choices"]["scope"] == "own"
    assert not [button for button in app.button if button.label == offer.label]
    assert any("61" in card.value for card in app.markdown)


def test_nothing_is_offered_where_something_is_stated(warehouse: None) -> None:
    app = run_page("disclosure", scope="own")
    assert not [info for info in app.info if "没有用文字写明" in info.value]
