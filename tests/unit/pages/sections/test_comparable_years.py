"""Totals of a year are joined to those of the year before only where mostly the same bodies filed."""

import os
from pathlib import Path

import pytest

from etl.identity.register import agency_id
from etl.model.report import Report
from pages.parts.analysis import comparable_years
from pages.parts.charts.base import palette
from pages.parts.data import database
from pages.parts.data.selection import Selection
from pages.parts.state.context import View
from tests.support.pages import run_page
from tests.support.reports import build, identity, report

PLACE = {"province": "湖南省", "city": "湘潭市", "county": "湘潭县", "region_code": "430321"}
# what 农业农村局 files in 2024 it took over from 乡村振兴局, which filed last in 2023
FILED = {
    2021: ["财政局", "民政局", "教育局"],
    2022: ["财政局", "民政局"],
    2023: ["财政局", "乡村振兴局"],
    2024: ["农业农村局"],
    2025: ["司法局", "公安局", "农业农村局"],
}
KINDS = {"农业农村局": "agri", "乡村振兴局": "rural_revitalization"}


def filed(body: str, year: int) -> Report:
    kinds = (KINDS.get(body, "finance"),)
    who = identity(f"湘潭县{body}", year, agency_id=agency_id("430321", body), kinds=kinds, **PLACE)
    rows = ("received_new", "concluded_total", "granted")
    return report(who, {f"applications.{row}.total": 10.0 for row in rows})


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> View:
    build(tmp_path, [filed(body, year) for year, bodies in FILED.items() for body in bodies])
    (tmp_path / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(tmp_path))
    database.forget()
    opened = database.open_version()
    assert opened is not None
    return View("applications", opened, Selection(2021, 2025, "own"), "zh", palette.LIGHT)


def test_a_year_of_mostly_other_bodies_is_not_joined(view: View) -> None:
    counts = view.ask("reporting_bodies").set_index("year")
    assert counts["bodies"].to_dict() == {2021: 3, 2022: 2, 2023: 2, 2024: 1, 2025: 3}
    assert counts["again"].to_dict() == {2021: 0, 2022: 2, 2023: 1, 2024: 1, 2025: 1}
    assert comparable_years.breaks(view, "applications_received") == {2025: "多为不同机关"}
    assert comparable_years.breaks(view.in_year(2024), "applications_received") == {}


def test_its_cards_say_so(view: View) -> None:
    app = run_page("overview", scope="own")
    assert not app.exception
    assert sum("多为不同机关" in line.value for line in app.caption) == 2
