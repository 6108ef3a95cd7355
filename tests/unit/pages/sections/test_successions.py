"""The change since last year where agencies merged: what was taken over is no growth."""

import os
from pathlib import Path

import pytest

from etl.identity.register import agency_id
from etl.model.report import Report
from pages.parts.charts.base import palette
from pages.parts.data import database, query
from pages.parts.data.selection import Selection
from pages.parts.state.context import View
from tests.support.reports import build, identity, report

PLACE = {"province": "湖南省", "city": "湘潭市", "county": "湘潭县", "region_code": "430321"}
KINDS = {"农业农村局": "agri", "乡村振兴局": "rural_revitalization", "财政局": "finance"}


def filed(body: str, year: int, new: float, granted: float = 0) -> Report:
    who = identity(f"湘潭县{body}", year, agency_id=agency_id("430321", body), kinds=(KINDS[body],), **PLACE)
    rows = {
        "received_new": new,
        "concluded_total": new,
        "granted": granted,
        "refused_state_secret": new - granted,
    }
    return report(who, {f"applications.{row}.total": count for row, count in rows.items()})


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> View:
    build(tmp_path, [
        filed("农业农村局", 2023, 40, 10), filed("乡村振兴局", 2023, 60, 30), filed("财政局", 2023, 50, 20),
        filed("农业农村局", 2024, 110, 44), filed("财政局", 2024, 45, 20),
    ])  # fmt: skip
    (tmp_path / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(tmp_path))
    database.forget()
    opened = database.open_version()
    assert opened is not None
    return View("applications", opened, Selection(2023, 2024, "own"), "zh", palette.LIGHT)


def test_the_change_of_an_agency_counts_what_merged_into_it(view: View) -> None:
    rows = view.ask("change", measure="applications_received").set_index("agency")
    assert rows[["before", "now"]].to_dict("index") == {
        "湘潭县农业农村局": {"before": 100, "now": 110}, "湘潭县财政局": {"before": 50, "now": 45},
    }  # fmt: skip
    assert rows["filed_before"].all() and rows["filed_now"].all()
    assert (rows["now"] - rows["before"]).sum() == (110 + 45) - (40 + 60 + 50)


def test_a_rate_is_compared_over_the_same_tasks(view: View) -> None:
    row = view.ask("matched", fragments=query.compared([view.measure("full_disclosure_rate")])).iloc[0]
    assert (row["both"], row["agencies"], row["before_agencies"]) == (2, 2, 2)
    assert (row["before_numerator"], row["before_denominator"]) == (60, 150)
    assert (row["numerator"], row["denominator"]) == (64, 155)
