"""A figure in the wrong unit is marked, does not stretch an axis, and is left out when the reader asks for it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pages.parts.analysis import doubtful, measure_frames
from pages.parts.charts import trend
from pages.parts.charts.base import palette
from pages.parts.data import database
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.sections.agency import peer_position
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from tests.support.pages import run_dashboard


def view_of(opened: OpenVersion) -> View:
    return View("disclosure", opened, Selection(2019, 2025, "own", data="synthetic"), "zh", palette.LIGHT)


def test_what_is_left_of_a_year_is_the_sum_of_its_other_reports(opened: OpenVersion) -> None:
    view = view_of(opened)
    doubts = doubtful.of_measure(view, "fees")
    assert len(doubts), "the demo writes yuan for 10,000 yuan somewhere"
    left = doubtful.without(measure_frames.fetch(view, "fees"), doubts).set_index("year")
    others = database.rows(
        opened,
        "select year, sum(counted) as amount, count(*) as n from cells join reports using (report_id) where synthetic "
        "and is_current and scope = 'own' and table_key = 'proactive_disclosure' and row_key = 'fees' "
        "and column_key = 'amount_10k_yuan' and counted is not null and (report_id, row_key) not in "
        "(select (report_id, row_key) from findings where rule_key = 'unit_slip' and row_key is not null) group by year",
    ).set_index("year")
    for year in doubts["year"].unique():
        assert left["plotted"][year] == pytest.approx(others["amount"][year])
        assert left["taken_in"][year] == others["n"][year]


def test_a_year_of_nothing_but_doubt_has_no_value(opened: OpenVersion) -> None:
    frame = measure_frames.fetch(view_of(opened), "fees").iloc[-1:].assign(taken_in=1)
    year, value = frame[["year", "plotted"]].iloc[0]
    doubts = pd.DataFrame({"year": [int(year)], "agency": ["甲"], "counted": [value]})
    left = doubtful.without(frame, doubts).iloc[0]
    assert left["plotted"] != left["plotted"] and left["status"] == "not_stated"


def test_the_axis_ends_above_the_sure_figures_and_the_doubtful_one_is_written() -> None:
    frame = pd.DataFrame(
        {
            "year": [2021, 2022, 2023],
            "plotted": [80.0, 100.0, 1e6],
            "low": None,
            "high": None,
            "hover_text": "",
        }
    )
    plain = trend.lines({"甲": frame}, {}, {}, palette.LIGHT, False)
    assert "range" not in plain.layout["yaxis"]
    marked = trend.lines({"甲": frame.assign(doubtful_text=["", "", "↑"])}, {}, {}, palette.LIGHT, False)
    assert 100 < marked.layout["yaxis"]["range"][1] < 200
    assert [(note["x"], note["text"]) for note in marked.layout["annotations"]] == [(2023, "↑")]
    near = trend.lines({"甲": frame.assign(doubtful_text=["", "↑", ""])}, {}, {}, palette.LIGHT, False)
    assert "range" not in near.layout["yaxis"]


def test_the_reader_is_told_and_can_choose(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    for choice, words in (
        ("with", "按原文计入，纵轴不随其拉长"),
        ("without", "个疑似把元写成万元的数未计入"),
    ):
        choices = {"disclosure-part": "official", "scope": "own", "disclosure-money-doubtful": choice}
        app = run_dashboard("disclosure", **choices)
        assert any(words in str(caption.value) for caption in app.caption)


_SLIPPED = """
select r.agency_id, r.agency, r.year, r.kind, r.level from reports r join findings f using (report_id)
where r.synthetic and r.is_current and r.scope = 'own' and f.rule_key = 'unit_slip' and f.row_key = 'fees'
order by r.year desc limit 1
"""
_SURE = """
select quantile_cont(counted, [0.1, 0.5, 0.9]) as quantiles, count(*) as n from cells join reports using (report_id)
where synthetic and is_current and scope = 'own' and year = $year and table_key = 'proactive_disclosure'
  and row_key = 'fees' and column_key = 'amount_10k_yuan' and counted is not null
  and ($level = '' or level = $level and kind = $kind)
  and report_id not in (select report_id from findings where rule_key = 'unit_slip' and row_key = 'fees')
"""


@pytest.mark.parametrize("most_dots", [0, 10_000], ids=["bars of many peers", "dots of few"])
def test_a_slip_is_no_measure_of_the_spread_of_peers(
    opened: OpenVersion, monkeypatch: pytest.MonkeyPatch, most_dots: int
) -> None:
    monkeypatch.setattr(peer_position, "MOST_DOTS", most_dots)
    monkeypatch.setattr(peer_position, "FEWEST_PEERS", 1)
    agency_id, name, year, kind, level = database.rows(opened, _SLIPPED).iloc[0]
    chosen = Selection(2019, 2025, "own", data="synthetic", agency=agency_id)
    view = View("agency", opened, chosen, "zh", palette.LIGHT)
    agency = AgencyYear(agency_id, name, int(year), view.ask("agency_reports"))
    row = peer_position.positions(view, agency, "all").set_index("key").loc["fees"]
    parameters = {"year": int(year), "level": level, "kind": kind}
    sure = database.rows(opened, _SURE, parameters).iloc[0]
    assert sure["n"] >= 1 and row["slips"] >= 1 and row["display_text"].endswith("?")
    assert [row["p10"], row["p50"], row["p90"]] == pytest.approx(list(sure["quantiles"]))
    assert len(row["each"]) == (sure["n"] if most_dots else 0)
    notes = peer_position.slip_note(view, pd.DataFrame([row]))
    assert len(notes) == 2 and "不计入同类的分布" in notes[0]


def test_quantiles_of_many_agencies_leave_slips_out(opened: OpenVersion) -> None:
    year = int(database.rows(opened, _SLIPPED)["year"].iloc[0])
    everyone = Selection(year, year, "own", data="synthetic")
    view = View("agency", opened, everyone, "zh", palette.LIGHT)
    slips = view.ask("unit_slips")
    fees = slips[slips["cell"] == view.measure("fees").numerator]["agency_id"]
    spread = view.ask("spread", measure="fees", fewest=10, without=("", *fees)).iloc[0]
    sure = database.rows(opened, _SURE, {"year": year, "level": "", "kind": ""}).iloc[0]
    assert spread["agencies"] == sure["n"] > 20
    assert [spread["p10"], spread["p50"], spread["p90"]] == pytest.approx(list(sure["quantiles"]))
