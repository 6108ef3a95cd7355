"""One card by its address: what stands below it, and where its address is found."""

from pathlib import Path

import pytest

from tests.support.pages import run_dashboard


@pytest.fixture(autouse=True)
def warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))


def test_below_an_embedded_card_stand_its_source_and_a_link_to_the_page() -> None:
    app = run_dashboard("overview", card="overview_outcomes", data="synthetic")
    foot = next(one.value for one in app.caption if "打开整页" in one.value)
    assert "来源：政府信息公开工作年度报告" in foot and "合成报告" in foot and "card=" not in foot
    assert not any("embed=card" in one.value for one in app.code)


@pytest.mark.parametrize("named", ["nothing", "x{}<style>", "a" * 200])
def test_a_name_is_no_style_and_one_that_is_unknown_is_told(named: str) -> None:
    app = run_dashboard("overview", card=named)
    assert any("没有名为" in one.value for one in app.warning)
    assert not any("x{}" in str(one.proto.body) for one in app.get("html"))


def test_the_link_lists_the_addresses_of_the_cards_of_the_page() -> None:
    listed = next(one.value for one in run_dashboard("overview").code if "embed=card" in one.value)
    assert "embed=card&card=overview_outcomes" in listed and "version=" in listed
