"""From a figure to its reports, and from a report to its cell and its original file."""

import shutil
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.charts.base.points import Point
from pages.parts.data import database, dictionary, query
from pages.parts.data.database import OpenVersion
from pages.parts.text.i18n import text
from pages.parts.widgets import chart_card
from tests.support.pages import run_dashboard, run_page


@pytest.fixture(autouse=True)
def small_warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))


def click(monkeypatch: pytest.MonkeyPatch, card: str, point: Point) -> None:
    monkeypatch.setattr(chart_card, "clicked", lambda key: point if key == card else Point())


@pytest.mark.slow
def test_agencies_behind_a_point_are_links_to_the_cell_that_makes_its_numerator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    click(monkeypatch, "overview_outcomes", Point(None, 2025, "carry_over_rate"))
    app = run_page("overview", data="synthetic")
    addresses = app.dataframe[0].value["机关"]
    assert len(addresses) == 4
    for address in addresses:
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        assert (parts.path, asked["year"], asked["agency-cell"]) == (
            "agency",
            ["2025"],
            ["applications.carried_out.total"],
        )
        opened = run_dashboard("agency", **{name: values[0] for name, values in asked.items()})
        assert unquote(parts.fragment) == opened.title[0].value


@pytest.mark.slow
@pytest.mark.parametrize(("listed", "is_said"), [(3, True), (2000, False)])
def test_a_table_that_cannot_hold_all_reports_says_so(
    monkeypatch: pytest.MonkeyPatch, listed: int, is_said: bool
) -> None:
    monkeypatch.setattr(query, "MOST_BEHIND", listed)
    click(monkeypatch, "overview_outcomes", Point(None, 2025, "carry_over_rate"))
    app = run_page("overview", data="synthetic")
    captions = [caption.value for caption in app.caption]
    assert (text("zh", "panel.first_reports", n="3") in captions) == is_said


@pytest.mark.parametrize(("language", "words"), [("zh", "看这一格"), ("en", "at this cell")])
def test_a_single_report_is_opened_without_a_table(
    monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    opened = database.open_version()
    assert opened is not None
    area = database.rows(
        opened,
        "select province || '›' || city || '›' || county as key from measured where synthetic and county = '澜汀区' limit 1",
    )["key"].iloc[0]
    click(monkeypatch, "compare_matrix", Point(area, 2025, "disclosure_rate"))
    app = run_page("compare", data="synthetic", lang=language)
    assert not app.dataframe
    assert [link for link in app.get("page_link") if words in link.proto.label]
    assert [label for label in _originals(app, language) if "澜汀区人民政府2025年" in label]


@pytest.mark.parametrize("form", ["2014", "2019", "2021"])
def test_the_numerator_of_every_measure_begins_with_a_cell_of_its_forms(
    opened: OpenVersion, form: str
) -> None:
    cells = dictionary.form_cells(opened)
    printed = {
        ".".join(row)
        for row in cells.loc[cells["form"] == form, ["table_key", "row_key", "column_key"]].to_numpy()
    }
    for measure in dictionary.measures(opened).values():
        cell = dictionary.first_cell(opened, measure.numerator, form)
        assert cell in printed if form in measure.forms else cell in printed | {""}


def _originals(app: AppTest, language: str = "zh") -> list[str]:
    labels = [str(button.proto.label) for button in app.get("download_button")]
    return [label for label in labels if label.startswith(text(language, "original.download", name=""))]


def test_the_original_of_a_report_is_offered_and_one_that_changed_is_not(
    demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = database.open_version()
    assert opened is not None
    report = database.rows(
        opened, "select agency_id, year from reports where synthetic order by report_id limit 1"
    ).iloc[0]
    choices = {"agency": str(report["agency_id"]), "year": str(report["year"])}
    assert _originals(run_dashboard("agency", **choices))
    shutil.copytree(demo_warehouse, tmp_path / "warehouse")
    with duckdb.connect(str(tmp_path / "warehouse" / Path(opened.path).name)) as con:
        con.execute("update figures set source_sha256 = 'ab'::blob")
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path / "warehouse"))
    app = run_dashboard("agency", **choices)
    assert not _originals(app)
    assert "原文件在入库之后改动过" in "".join(caption.value for caption in app.caption)
