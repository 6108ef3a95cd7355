"""A comparison of one body leads to where there are several."""

import os
from pathlib import Path

import pytest

from etl.model.report import Report
from pages.parts.data import database
from tests.support.pages import run_page
from tests.support.reports import build, identity, report


def filed(body: str, year: int, scope: str) -> Report:
    who = identity(f"示例县{body}", year, scope=scope, agency_id=f"990101-{body}-{scope}")
    rows = ("received_new", "concluded_total", "granted")
    return report(who, {f"applications.{row}.total": 10.0 for row in rows})


def open_warehouse(folder: Path, monkeypatch: pytest.MonkeyPatch, reports: list[Report]) -> None:
    build(folder, reports)
    (folder / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(folder))
    database.forget()


def test_a_county_s_own_roll_up_leads_to_its_bureaus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bureaus = [filed(body, 2023, "own") for body in ("财政局", "民政局", "教育局")]
    open_warehouse(tmp_path, monkeypatch, [filed("人民政府", 2024, "government_rollup"), *bureaus])
    app = run_page("compare", scope="government_rollup")
    (offer,) = [button for button in app.button if "可比" in button.label or "个机关" in button.label]
    assert offer.label == "本机关报告：2023年 3 个机关"
    offer.click().run()
    assert not app.exception
    assert not [info for info in app.info if "没有可比的" in info.value]


def test_where_nothing_can_be_compared_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_warehouse(tmp_path, monkeypatch, [filed("人民政府", 2024, "government_rollup")])
    app = run_page("compare")
    assert [info.value for info in app.info] == [
        "当前筛选下只有一个地区或机关，没有可比的。请在左侧放宽筛选。"
    ]
