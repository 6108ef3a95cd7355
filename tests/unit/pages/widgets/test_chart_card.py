"""A card's click leads to the reports behind the clicked figure; a card that fails leaves the page standing."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from pages.parts.charts import cell_matrix, trend
from pages.parts.charts.base import palette, points
from pages.parts.charts.base.points import Point
from pages.parts.data import database
from pages.parts.runtime import cache
from pages.parts.text import number_format
from pages.parts.text.i18n import text
from pages.parts.widgets import chart_card
from tests.support.pages import run_page


@pytest.fixture(autouse=True)
def small_warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    cache.clear()
    yield


def click(monkeypatch: pytest.MonkeyPatch, card: str, point: Point) -> None:
    monkeypatch.setattr(chart_card, "clicked", lambda key: point if key == card else Point())


def stated(measure: str, where: str) -> tuple[float, float, int]:
    """Numerator, denominator and number of the reports that meet a condition, straight from the database."""
    opened = database.open_version()
    assert opened is not None
    row = database.rows(
        opened,
        f"select sum({measure}_n) filter (s), sum({measure}_d) filter (s), count(*) from (select *, "
        f"{measure}_n is not null and {measure}_d is not null as s from measured where synthetic and {where})",
    ).iloc[0]
    return float(row.iloc[0]), float(row.iloc[1]), int(row.iloc[2])


@pytest.mark.parametrize("measure", ["disclosure_rate", "carry_over_rate"])
def test_a_click_on_a_line_shows_the_reports_behind_that_line(
    monkeypatch: pytest.MonkeyPatch, measure: str
) -> None:
    click(monkeypatch, "overview_outcomes", Point(None, 2025, measure))
    captions = [caption.value for caption in run_page("overview", data="synthetic").caption]
    numerator, denominator, reports = stated(
        measure, "scope = 'government_rollup' and level = 'county' and year = 2025"
    )
    figure = (
        f"{number_format.rate(numerator / denominator)} = "
        f"{number_format.whole(numerator)} ÷ {number_format.whole(denominator)}"
    )
    assert [line for line in captions if figure in line and f"{reports} 份报告" in line], captions


def test_a_click_in_the_matrix_shows_the_measure_of_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = database.open_version()
    assert opened is not None
    area = database.rows(
        opened,
        "select any_value(province) || '›' || any_value(city) || '›' || county as key, county from measured "
        "where synthetic and scope = 'government_rollup' and level = 'county' group by county order by county",
    ).iloc[0]
    click(monkeypatch, "compare_matrix", Point(area["key"], 2025, "disclosure_rate"))
    captions = [caption.value for caption in run_page("compare", data="synthetic").caption]
    numerator, denominator, _ = stated(
        "disclosure_rate", f"scope = 'government_rollup' and county = '{area['county']}' and year = 2025"
    )
    start = f"{area['county']} 2025 · 公开率"
    division = f"{number_format.whole(numerator)} ÷ {number_format.whole(denominator)}"
    assert [line for line in captions if line.startswith(start) and division in line], captions


def test_a_click_on_a_cell_of_the_form_adds_up_that_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "applications.received_new.natural_person"
    click(monkeypatch, "applications_received", Point("natural_person", 2025, address))
    opened = database.open_version()
    assert opened is not None
    total = database.rows(
        opened,
        "select sum(applications__received_new__natural_person) as n from figures join measured using (report_id) "
        "where measured.synthetic and measured.scope = 'government_rollup' and measured.level = 'county' "
        "and measured.year = 2025",
    )["n"].iloc[0]
    captions = [caption.value for caption in run_page("applications", data="synthetic").caption]
    assert [line for line in captions if f"自然人 {number_format.whole(float(total))}" in line], captions


def test_a_year_like_the_one_before_is_said_to_be_so() -> None:
    opened = database.open_version()
    assert opened is not None
    same = database.rows(
        opened,
        "select later.agency_id from measured as later join measured as earlier on later.agency_id = earlier.agency_id "
        "and later.year = earlier.year + 1 and later.scope = earlier.scope where later.synthetic and later.year = 2025 "
        "and later.applications_received_n = earlier.applications_received_n and later.scope = 'own' order by all limit 1",
    )["agency_id"].iloc[0]
    titles = [line.value for line in run_page("agency", data="synthetic", agency=str(same)).markdown]
    assert [line for line in titles if "2025年新收申请数为" in line and "与2024年相同" in line], titles


def test_marks_carry_the_measure_that_they_show() -> None:
    series = {
        key: pd.DataFrame({"year": [2024, 2025], "plotted": [0.1, 0.2], "low": 0.0, "high": 1.0, "hover_text": "", "measure": key})
        for key in ("disclosure_rate", "carry_over_rate")
    }  # fmt: skip
    chart = trend.lines(series, {}, {}, palette.LIGHT, percent=False)
    assert [trace["customdata"][1] for trace in chart.data] == [("", 2025, key) for key in series]
    cells = pd.DataFrame(
        {
            "key": "a", "year": 2025, "column": ["公开率", "结转率"], "measure": list(series), "quintile": 1.0,
            "few": False, "display_text": "1", "hover_text": "",
        }
    )  # fmt: skip
    chart = cell_matrix.matrix(cells, {"a": "甲县"}, ["公开率", "结转率"], (), palette.LIGHT)
    assert [points.parse(trace["customdata"][0]) for trace in chart.data] == [
        Point("a", 2025, key) for key in series
    ]


@pytest.mark.parametrize("data", [None, [], ["", None, ""], {"0": "a", "1": "2025.0"}, ["a", "x'; drop", 7]])
def test_what_a_browser_reports_is_read_with_care(data: object) -> None:
    point = points.parse(data)
    assert point.year in (None, 2025) and point.key in (None, "a")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_card_that_fails_says_so_and_the_rest_of_the_page_stays(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a broken chart")

    monkeypatch.setattr(trend, "lines", broken)
    with caplog.at_level(logging.ERROR):
        app = run_page("overview", lang=language, data="synthetic")
    assert not app.exception
    assert [error.value for error in app.error] == [
        text(language, "panel.failed")
    ] * 2  # the page's two line charts
    assert any("a broken chart" in str(record.exc_info) for record in caplog.records)
    assert len(app.get("plotly_chart")) >= 1, "the chart of filings is still there"
