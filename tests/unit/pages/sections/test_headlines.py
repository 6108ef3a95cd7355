"""The first page counts all that must file; headline figures are coloured only where a change is no chance."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pages.parts.analysis import year_on_year
from pages.parts.analysis.year_on_year import Change
from pages.parts.data import database, dictionary
from pages.parts.data.database import OpenVersion
from pages.parts.sections.shared import kpi_row
from tests.support.pages import run_dashboard


@pytest.fixture(autouse=True)
def small_warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))


def _change(before: tuple[int, int], now: tuple[int, int]) -> Change:
    years = [
        pd.Series({"numerator": hits, "denominator": cases, "status": "full" if cases >= 30 else "small"})
        for hits, cases in (before, now)
    ]
    return Change(years[0], years[1], 8, True, now[0] / now[1] - before[0] / before[1])


@pytest.mark.parametrize(
    ("before", "now", "significant"),
    [
        ((727, 1576), (732, 1667), False),  # 2.2 points down, and yet no more than chance
        ((727, 1576), (600, 1667), True),
        ((20, 29), (1, 29), False),  # too few, however far apart
        ((45, 50), (1, 29), False),
    ],
)
def test_a_change_within_chance_is_not_significant(
    opened: OpenVersion, before: tuple[int, int], now: tuple[int, int], significant: bool
) -> None:
    measures = dictionary.measures(opened)
    change = _change(before, now)
    assert year_on_year.is_significant(measures["disclosure_rate"], change) is significant
    assert not year_on_year.is_significant(measures["applications_received"], change)


def test_only_a_significant_step_is_coloured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times as many applications carried out to the next year as the demo has: no chance, and worse."""
    opened = database.open_version()
    assert opened is not None
    before = {metric.label: metric for metric in run_dashboard("applications").metric}
    assert {metric.proto.color for metric in before.values()} == {before["结转率"].proto.MetricColor.GRAY}
    shutil.copy(opened.path, tmp_path)
    (tmp_path / "CURRENT").write_text(Path(opened.path).name, encoding="utf-8")
    with duckdb.connect(str(tmp_path / Path(opened.path).name)) as con:
        column = "applications__carried_out__total"
        con.execute(f"update figures set {column} = 3 * {column} where year = 2025")
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    metric = next(metric for metric in run_dashboard("applications").metric if metric.label == "结转率")
    assert metric.delta.endswith("显著")
    assert metric.proto.color == metric.proto.MetricColor.RED


def test_few_cases_are_starred_with_their_interval() -> None:
    opened = database.open_version()
    assert opened is not None
    few = database.rows(
        opened,
        "select county, year from measured where synthetic and scope = 'government_rollup' and level = 'county' "
        "and review_correction_rate_d between 10 and 29 order by all limit 1",
    ).iloc[0]
    app = run_dashboard("litigation", county=few["county"], to=str(few["year"]), **{"from": str(few["year"])})
    metric = next(metric for metric in app.metric if metric.label == "复议纠错率")
    assert metric.value.endswith("*") and metric.proto.color == metric.proto.MetricColor.GRAY


def test_the_first_page_counts_all_that_must_file_and_leads_to_them() -> None:
    opened = database.open_version()
    assert opened is not None
    filed = database.rows(
        opened, "select count(distinct agency_id) as n from measured where synthetic and year = 2025"
    )["n"].iloc[0]
    app = run_dashboard("overview", to="2025")
    links = {link.proto.label: link.proto for link in app.get("page_link")}
    counted = {
        match[1]: int(match[2]) for label in links if (match := re.fullmatch(r"(..) \*\*(\d+)\*\*", label))
    }
    assert list(counted) == ["应报", "已收", "未报", "迟报", "有错"]
    assert counted["已收"] == filed and counted["应报"] - counted["已收"] == counted["未报"]
    assert not [line.value for line in app.markdown if "年已收" in line.value], "the counts stand there once"
    faulty = next(proto for label, proto in links.items() if label.startswith("有错"))
    assert "quality-severity=error" in faulty.query_string


def test_the_counts_and_the_list_of_missing_reports_are_of_one_year() -> None:
    app = run_dashboard("quality", **{"quality-year": "2023"})
    labels = [popover.proto.popover.label for popover in app.get("popover")]
    assert len([label for label in labels if re.fullmatch(r"2023年 \d+/\d+ 份", label)]) == 5, labels


@pytest.mark.parametrize(
    ("page", "later"), [("applications", "years"), ("litigation", "years"), ("quality", "rejected")]
)
def test_headline_figures_stand_on_the_first_tab_alone(page: str, later: str) -> None:
    assert run_dashboard(page).metric
    assert not run_dashboard(page, **{f"{page}-part": later}).metric


@pytest.mark.parametrize("part", ["received", "outcomes"])
def test_one_line_of_figures_stands_above_a_tab_s_first_chart(part: str) -> None:
    shown = run_dashboard("applications", **{"applications-part": part}).metric
    assert shown and len(kpi_row.lines([metric.label for metric in shown])) == 1


@pytest.mark.parametrize("n", range(1, 13))
def test_headline_figures_fill_their_lines_evenly(n: int) -> None:
    keys = [str(at) for at in range(n)]
    lines = kpi_row.lines(keys)
    assert [key for line in lines for key in line] == keys
    lengths = [len(line) for line in lines]
    assert max(lengths) <= 5 and max(lengths) - min(lengths) <= 1
    assert len(lines) == -(-n // 5)


@pytest.mark.parametrize(
    ("unit", "told"), [("万元", "4,290.42 万元"), ("10,000 yuan", "4,290.42 × 10,000 yuan")]
)
def test_a_unit_that_begins_with_a_number_is_told_from_the_value(unit: str, told: str) -> None:
    assert kpi_row.with_unit("4,290.42", unit) == told
