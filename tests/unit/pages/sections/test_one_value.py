"""A measure has one value on a screen, also where reports contradict themselves."""

import os
import re
from pathlib import Path

import pytest

from pages.parts.charts.base import palette
from pages.parts.data import database, query
from pages.parts.data.selection import Selection
from pages.parts.state.context import View
from tests.support.pages import run_page
from tests.support.reports import build, identity, report

REVIEW = "review_litigation.review"
CONTRADICTORY: list[dict[str, float | None]] = [
    {f"{REVIEW}.corrected": 2, f"{REVIEW}.pending": 1},
    {f"{REVIEW}.total": 5, f"{REVIEW}.pending": 45, f"{REVIEW}.corrected": 9},
    {f"{REVIEW}.total": 3, f"{REVIEW}.corrected": 71},
]
SOUND: list[dict[str, float | None]] = [
    {f"{REVIEW}.total": 100, f"{REVIEW}.corrected": 40, f"{REVIEW}.upheld": 60},
    {f"{REVIEW}.total": 78, f"{REVIEW}.corrected": 23, f"{REVIEW}.upheld": 55},
]  # fmt: skip
ROWS = "applications"
_LINK = re.compile(r"\[([^]]*)\]\(#[^)]*\)")
APPLICATIONS: list[dict[str, float | None]] = [
    {f"{ROWS}.granted.total": 6, f"{ROWS}.unavailable_not_held.total": 4, f"{ROWS}.concluded_total.total": 10},
    {f"{ROWS}.granted.total": 30, f"{ROWS}.unavailable_not_held.total": None, f"{ROWS}.unavailable_not_held.company": None,
        f"{ROWS}.concluded_total.company": 90, f"{ROWS}.concluded_total.total": 90,
     f"{ROWS}.refused_state_secret.total": 55},
    {f"{ROWS}.granted.total": 50, f"{ROWS}.concluded_total.total": 20},
]  # fmt: skip


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> View:
    figures = [*SOUND, *CONTRADICTORY]
    both = [figures[i] | (APPLICATIONS[i] if i < len(APPLICATIONS) else {}) for i in range(len(figures))]
    reports = [report(identity(f"示例县第{i}局"), part) for i, part in enumerate(both)]
    build(tmp_path, reports)
    (tmp_path / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(tmp_path))
    database.forget()
    opened = database.open_version()
    assert opened is not None
    return View("litigation", opened, Selection(2023, 2023, "own"), "zh", palette.LIGHT)


def test_the_correction_rate_is_that_of_the_sound_reports_everywhere(view: View) -> None:
    app = run_page("litigation", scope="own")
    assert not app.exception
    shown = [metric for metric in app.metric if metric.label.startswith("复议纠错率")]
    assert [metric.value for metric in shown] == ["35.4\u00a0%"]
    texts = [_LINK.sub(r"\1", str(one.value)) for one in (*app.caption, *app.markdown)]
    headlines = [popover.proto.popover.label for popover in app.get("popover")]
    assert any("63/178" in label and "3 份自相矛盾" in label for label in headlines)
    assert any("行政复议 35.4\u00a0% (63/178)" in text for text in texts), "chart of the procedures"
    assert any("3 份所印数字自相矛盾" in text for text in texts), "coverage line of the chart"
    assert any("复议 178 件（纠正 63、未结 0）" in text for text in texts), "chart of the results"
    assert not any(re.search(r"145|136/", text) for text in texts)


def test_a_ground_is_divided_by_the_reports_that_state_it(view: View) -> None:
    ground = view.ask("grounds").set_index("row_key").loc["unavailable_not_held"]
    assert (ground["numerator"], ground["concluded"]) == (4, 30)
    measure = view.measure("not_held_rate")
    sums = view.ask("measures_by", fragments=query.pooled([measure])).iloc[0]
    assert (sums["numerator"], sums["denominator"]) == (4, 30)


def test_outcomes_of_a_report_that_do_not_add_up_are_left_out(view: View) -> None:
    outcomes = view.ask("outcomes_by", by="kind", fragments={"column": "total"}).set_index("outcome")
    assert outcomes["count"]["granted"] == 6
    assert set(outcomes["contradictory"]) == {1}
