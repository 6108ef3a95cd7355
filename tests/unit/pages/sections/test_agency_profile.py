"""The agency page as a profile: found by region or by what is remarkable, history and position first, form apart."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.data import database
from pages.parts.data.database import OpenVersion
from tests.support.pages import run_dashboard, run_page

ONE_YEAR = {"agency": "430321-509cb761", "year": "2020"}


@pytest.fixture(autouse=True)
def small_warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))


def linked(app: AppTest) -> list[str]:
    """The agencies that the page links to."""
    queries = (parse_qs(link.proto.query_string.lstrip("?")) for link in app.get("page_link"))
    return [query["agency"][0] for query in queries if "agency" in query]


def said(app: AppTest) -> str:
    return "\n".join(str(line.value) for line in (*app.markdown, *app.caption))


def test_every_agency_of_a_region_is_two_clicks_away(opened: OpenVersion) -> None:
    county = database.rows(
        opened,
        "select distinct agency_id from reports where synthetic and is_current and county = '澜汀区' and year >= 2019",
    )["agency_id"]
    app = run_page("agency", data="synthetic", **{"agency-place": "示例省›澄汐市›澜汀区"})
    assert set(county) <= set(linked(app))


def test_who_did_not_file_comes_first(opened: OpenVersion) -> None:
    missing = database.rows(
        opened,
        "select agency_id from reports where synthetic and is_current group by agency_id having max(year) = 2024 "
        "and agency_id not in (select agency_id from agency_successions)",
    )["agency_id"]
    app = run_page("agency", data="synthetic", to="2025")
    assert set(missing[:3]) <= set(linked(app)[:8])
    assert "2025年未报或有错的" in said(app)


def test_an_agency_opened_before_is_listed() -> None:
    app = run_page("agency", **ONE_YEAR)
    assert app.title[0].value == "湘潭县统计局"
    app.query_params["agency"], app.query_params["data"] = "", "real"
    app.run()
    assert "刚才看过的" in said(app)


def test_one_year_without_peers_takes_three_sentences_and_no_empty_chart() -> None:
    app = run_page("agency", **ONE_YEAR)
    assert not app.get("plotly_chart") and not app.info
    for sentence in ("只有一年的报告", "同级、同类别、同口径的机关只有 1 个", "2020年没有可与上年相比的变化"):
        assert said(app).count(sentence) == 1


@pytest.mark.parametrize(
    ("choice", "shown", "absent"),
    [
        ({}, "只有一年的报告", "2020年报告原样"),
        ({"agency-cell": "applications.received_new.total"}, "2020年报告原样", "只有一年的报告"),
        ({"agency-stated": "1"}, "2020年报告用文字写明的数字", "2020年报告原样"),
        ({"agency-part": "profile", "agency-stated": "1"}, "只有一年的报告", "2020年报告原样"),
    ],
    ids=str,
)
def test_a_link_opens_the_part_that_shows_what_it_names(
    choice: dict[str, str], shown: str, absent: str
) -> None:
    app = run_page("agency", **ONE_YEAR, **choice)
    assert shown in said(app) and absent not in said(app)


def test_the_year_s_publication_and_delay_are_told(opened: OpenVersion) -> None:
    late = database.rows(
        opened,
        "select agency_id, year, published_on, expected from findings join reports using (report_id) "
        "where rule_key = 'late' and synthetic and is_current order by 1 limit 1",
    ).iloc[0]
    app = run_dashboard("agency", agency=late["agency_id"], year=str(late["year"]))
    assert f"发布于 {late['published_on']:%Y-%m-%d}，迟 " in said(app)
    assert f"（期限 {late['expected']}）" in said(app)


def test_few_peers_are_ranked_and_not_interpolated(opened: OpenVersion) -> None:
    few = database.rows(
        opened,
        "select any_value(agency_id) as agency_id from reports where synthetic and is_current and year = 2025 "
        "and scope = 'own' and level = 'county' group by kind having count(*) between 4 and 20 order by 1 limit 3",
    )["agency_id"]
    for agency_id in few:
        app = run_page("agency", agency=agency_id, year="2025", **{"agency-peers": "all"})
        assert "P10" not in "".join(
            str(line.value) for line in app.markdown if line.value.startswith("#####")
        )


def test_a_report_left_blank_is_counted_as_filed_and_not_included(opened: OpenVersion) -> None:
    """Its year is on the strip of the head, so that the coverage of a chart may not be without it."""
    blank = database.rows(
        opened,
        "select agency_id, year from reports join cells using (report_id) where synthetic and is_current "
        "and table_key = 'applications' and year between 2020 and 2024 group by all having count(counted) = 0 "
        "and agency_id in (select agency_id from agencies where reports = 7) order by all",
    )
    told = said(run_page("agency", agency=str(blank["agency_id"][0]), data="synthetic"))
    assert "应报 7 份，已报 7 份，计入 6 份；1 份未载明所需数字" in told
    assert f"{blank['year'][0]}年的报告没有载明“新收申请数”" in told
