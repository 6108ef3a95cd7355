"""Each page as a script: it runs in both languages, over any choice, and says so where there is nothing to show."""

import logging
import shutil
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import charts
from pages.parts.app import server
from pages.parts.data import database
from pages.parts.runtime import cache
from pages.parts.text.i18n import text
from tests.support.pages import run_dashboard

pytestmark = pytest.mark.slow  # every page, run whole
PAGES = ("overview", "disclosure", "applications", "litigation")
ALL = (*PAGES, "compare", "agency", "quality", "season", "texts", "check", "data")
CHOICES = [
    {},
    {"scope": "own"},
    {"scope": "own", "county": "澜汀区", "from": "2019", "to": "2020"},
    {"scope": "own", "kind": "edu", "to": "2021"},
    {"scope": "government_rollup", "level": "prefecture"},
    {"data": "real"},
    {"data": "all", "scope": "own", "from": "2025"},
]


def texts_shown(app: AppTest) -> str:
    """Everything that a page says in words."""
    kinds = (app.markdown, app.caption, app.info, app.warning, app.title)
    opening = (popover.proto.popover.label for popover in app.get("popover"))
    return "\n".join((*(str(element.value) for elements in kinds for element in elements), *opening))


@pytest.fixture(autouse=True)
def small_warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    return demo_warehouse


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("choices", CHOICES, ids=str)
def test_every_page_over_every_kind_of_choice(page: str, choices: dict[str, str]) -> None:
    app = run_dashboard(page, **choices)
    assert app.title[0].value == text("zh", f"page.{page}")
    assert app.get("plotly_chart") or text("zh", "empty.figures") in texts_shown(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_english(page: str) -> None:
    assert run_dashboard(page, lang="en", scope="own").title[0].value == text("en", f"page.{page}")


def test_synthetic_figures_are_marked_and_real_ones_are_not() -> None:
    assert "合成数据" in texts_shown(run_dashboard("applications"))
    assert "合成数据" not in texts_shown(run_dashboard("applications", data="real"))
    assert "真实与合成数据混在一起" in texts_shown(run_dashboard("applications", data="all"))


def test_a_filter_without_reports_says_which_to_loosen() -> None:
    app = run_dashboard("applications", data="real", scope="own", kind="edu")
    assert text("zh", "empty.scope") in texts_shown(app)
    loosen = next(button for button in app.button if button.label.startswith("不限"))
    loosen.click().run()
    assert text("zh", "empty.scope") not in texts_shown(app)


def test_nothing_loaded_says_how_to_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    app = run_dashboard("overview")
    assert "python -m etl load" in app.code[0].value


def test_a_version_of_another_layout_says_what_it_is(
    small_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(small_warehouse / "disclosure.000001.duckdb", tmp_path / "disclosure.000001.duckdb")
    shutil.copy(small_warehouse / "disclosure.000002.duckdb", tmp_path / "disclosure.000002.duckdb")
    with duckdb.connect(str(tmp_path / "disclosure.000002.duckdb")) as con:
        con.execute("update version set schema_version = 99")
    (tmp_path / "CURRENT").write_text("disclosure.000002.duckdb\n", encoding="utf-8")
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    assert "第 2 版数据的库结构是第 99 号" in texts_shown(run_dashboard("overview"))
    (tmp_path / "disclosure.000001.duckdb").unlink()
    alone = run_dashboard("overview")
    assert "有第 2 版数据，但其库结构是第 99 号" in texts_shown(alone)
    assert "还没有数据" not in texts_shown(alone)
    (tmp_path / "disclosure.000003.duckdb").write_bytes(b"not a database")
    (tmp_path / "CURRENT").write_text("disclosure.000003.duckdb\n", encoding="utf-8")
    assert "文件无法打开" in texts_shown(run_dashboard("overview"))


@pytest.mark.parametrize("page", ALL)
@pytest.mark.parametrize(
    "choices",
    [
        {"agency": "990100-319fae37"},
        {"scope": "own", "county": "璞浦县", "from": "2014", "to": "2018"},
        {"from": "2030"},
    ],
    ids=str,
)
def test_one_body_alone_and_years_without_reports(page: str, choices: dict[str, str]) -> None:
    title = "澄汐市公安局" if page == "agency" and "agency" in choices else text("zh", f"page.{page}")
    assert run_dashboard(page, **choices).title[0].value == title


def test_a_last_year_in_which_nothing_was_filed() -> None:
    now = database.open_version()
    assert now is not None
    found = database.rows(
        now,
        "select agency_id, scope, year + 1 as missing from reports where is_current and synthetic and year < 2025 "
        "and (agency_id, year + 1) not in (select (agency_id, year) from reports where is_current) "
        "order by year desc, agency_id limit 1",
    )
    assert len(found), "the demo has a body that did not file for a year"
    for page in ALL:
        run_dashboard(
            page, agency=found["agency_id"][0], scope=found["scope"][0], to=str(found["missing"][0])
        )


def test_an_older_version_says_so(small_warehouse: Path) -> None:
    app = run_dashboard("overview", version="1")
    assert "第 1 版" in texts_shown(app)
    assert "#1" in texts_shown(app)


def test_a_version_that_is_gone_says_so() -> None:
    assert "第 99 版数据已不再保留" in texts_shown(run_dashboard("overview", version="99"))


def test_a_broken_newest_version_gives_the_last_good_one(
    small_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in small_warehouse.glob("disclosure.*.duckdb"):
        shutil.copy(path, tmp_path / path.name)
    (tmp_path / "disclosure.000003.duckdb").write_bytes(b"not a database")
    (tmp_path / "CURRENT").write_text("disclosure.000003.duckdb\n", encoding="utf-8")
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    assert "第 3 版数据无法打开，现在显示的是最近一个完好的第 2 版" in texts_shown(run_dashboard("overview"))


def test_a_new_version_is_followed(
    small_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in small_warehouse.glob("disclosure.*.duckdb"):
        shutil.copy(path, tmp_path / path.name)
    (tmp_path / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    app = run_dashboard("overview")
    assert "#1" in texts_shown(app)
    (tmp_path / "CURRENT").write_text("disclosure.000002.duckdb\n", encoding="utf-8")
    app.run()
    assert "#2" in texts_shown(app)


def test_a_warm_server_has_the_first_page_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    server.warm()

    def drawn_anew(*_: object) -> None:
        raise AssertionError("a chart is drawn anew")

    monkeypatch.setattr(charts, "finish", drawn_anew)
    assert len(run_dashboard("overview").get("plotly_chart")) == 3
    cache.clear()
    with pytest.raises(AssertionError):
        run_dashboard("overview")


def test_a_server_starts_though_the_first_page_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MAX_WARM_UP", 0.001)
    cache.clear()
    server.warm()
    assert not logging.root.manager.disable


def test_a_change_across_a_break_is_no_figure_though_one_year_alone_is_shown() -> None:
    told = texts_shown(run_dashboard("litigation", **{"from": "2024", "to": "2024", "scope": "own"}))
    assert text("zh", "break.law") in told
    assert not run_dashboard("overview", **{"from": "2021", "to": "2021", "scope": "own"}).metric[0].delta
    assert run_dashboard("overview", **{"from": "2022", "to": "2022", "scope": "own"}).metric[0].delta


def test_the_mark_of_few_cases_stays_where_a_sentence_has_two() -> None:
    heading = next(
        line
        for line in texts_shown(run_dashboard("litigation", scope="own", county="澜汀区", to="2021")).split(
            "\n"
        )
        if "纠错率：" in line
    )
    assert heading.count("\\*") >= 2


@pytest.mark.parametrize("year", ["9999", "99999", "²", "-1", "1990"])
def test_a_year_that_is_none_of_the_body_s_opens_its_page(year: str) -> None:
    found = database.open_version()
    assert found is not None
    body = database.rows(found, "select min(agency_id) as body from measured where scope = 'own'")[
        "body"
    ].iloc[0]
    app = run_dashboard("agency", agency=body, year=year, version="²")
    assert not app.exception
