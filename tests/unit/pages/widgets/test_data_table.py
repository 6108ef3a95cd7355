"""Tables as drawn: names first, percentages alike, a crosstab where the chart is one, no rate of a handful of cases."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.analysis import measure_frames
from pages.parts.charts.base import palette
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.export import table_texts
from pages.parts.state.context import View
from pages.parts.text.i18n import text
from pages.parts.widgets import data_table, printed_table
from tests.support.pages import run_page
from tests.support.paths import ROOT

OWN = Selection(2019, 2025, "own", data="synthetic")


def view_of(opened: OpenVersion) -> View:
    return View("applications", opened, OWN, "zh", palette.LIGHT)


def test_fewer_than_ten_cases_have_counts_and_no_rate(opened: OpenVersion) -> None:
    view = view_of(opened)
    frame = measure_frames.fetch(view, "disclosure_rate", "agency")
    table = data_table.tidy(view, frame, view.measure("disclosure_rate"), "agency")
    few = table["denominator"].between(1, 9)
    assert few.any() and table.loc[few, ["rate", "low", "high"]].isna().all(axis=None)
    assert table.loc[few, "numerator"].notna().all()
    assert table.loc[table["denominator"] >= 10, "rate"].notna().all()


@pytest.mark.parametrize(("key", "is_rate"), [("disclosure_rate", True), ("applications_received", False)])
def test_a_crosstab_has_a_row_per_name_and_loses_no_figure(
    opened: OpenVersion, key: str, is_rate: bool
) -> None:
    view = view_of(opened)
    frame = measure_frames.fetch(view, key, "area")
    tidy = data_table.tidy(view, frame, view.measure(key), "area")
    wide, rates = data_table.crosstab(tidy, "year")
    assert list(wide.columns) == [str(year) for year in range(2019, 2026)]
    assert rates == (set(wide.columns) if is_rate else set())
    value = "rate" if is_rate else "amount"
    for row in tidy.itertuples():
        told, shown = getattr(row, value), wide.at[row.name, str(row.year)]
        assert told == shown or (pd.isna(told) and pd.isna(shown))
    assert len(wide) == tidy["name"].nunique()


def test_measures_across_keep_their_kinds() -> None:
    frame = pd.DataFrame(
        {
            "name": ["甲", "乙", "甲", "乙"],
            "measure": ["率", "率", "数", "数"],
            "rate": [0.5, None, None, None],
            "numerator": [5, 1, None, None],
            "amount": [None, None, 7.0, 8.0],
        }
    )
    wide, rates = data_table.crosstab(frame, "measure")
    assert wide.to_dict("list") == {"率": [0.5, pytest.approx(float("nan"), nan_ok=True)], "数": [7.0, 8.0]}
    assert list(wide.index) == ["甲", "乙"] and rates == {"率"}


def test_on_screen_names_stand_before_codes_and_rates_have_one_decimal(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    app = AppTest.from_file(str(ROOT / "pages" / "applications.py"), default_timeout=120)
    app.query_params["applications-part"] = "places"
    app.query_params["applications-ranking"] = "disclosure_rate"
    app.session_state["served"] = True
    app.session_state["tabs_applications_ranking"] = "表"
    app.run()
    table = next(one.value for one in app.dataframe if "指标代码" in one.value.columns)
    assert list(table.columns).index("名称") < list(table.columns).index("指标代码")
    assert table["比率"].max() > 1, "in per cent"


def printed(app: AppTest, words: str) -> list[list[str]]:
    """The rows that a page puts on paper of the table with these words, its head first."""
    (found,) = [
        one.proto.body
        for one in app.get("html")
        if "printed_table" in one.proto.body and words in one.proto.body
    ]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", found)]


def test_a_table_that_scrolls_is_printed_whole(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    app = run_page("data", **{"data-part": "counting"})
    shown = next(one.value for one in app.dataframe if "无法核对次数" in one.value.columns)
    head, *rows = printed(app, "无法核对次数")
    assert len(rows) == len(shown) > 12
    assert head == [name for name in shown.columns if name != text("zh", "column.rule_key")]
    assert [row[0] for row in rows] == list(shown["规则名称"])
    most = shown["核对次数"].max()
    assert most > 999 and f"{most:,.0f}" in [row[head.index("核对次数")] for row in rows]


def test_of_a_very_long_table_the_first_rows_are_printed_and_where_the_others_are(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    app = run_page("data", **{"data-part": "forms"})
    shown = next(one.value for one in app.dataframe if "流量/存量" in one.value.columns)
    _, *rows = printed(app, "流量/存量")
    assert len(rows) == table_texts.MOST_ROWS < len(shown)
    left_out = text("zh", "paper.more_rows", n=f"{len(shown) - len(rows):,}")
    assert any(left_out in one.proto.body for one in app.get("html"))


def test_no_column_of_a_return_list_is_missing_on_paper(opened: OpenVersion) -> None:
    columns = {f"column_{at}": ["文字"] for at in range(15)} | {"url": ["http://x"], "count": [1234.0]}
    table, left_out = table_texts.paper_table(view_of(opened), pd.DataFrame(columns), most_columns=17)
    html = printed_table.html(table, left_out)
    assert html.count("<th") - html.count("<thead") == 16 and not left_out
    assert '<td class="number">1,234</td>' in html and "<td>文字</td>" in html


def test_a_crosstab_is_printed_with_its_rates_in_per_cent(opened: OpenVersion) -> None:
    wide = pd.DataFrame({"2024": [0.5, None], "2025": [0.25, 1.0]}, index=["甲", "乙"])
    table, _ = table_texts.crosstab(view_of(opened), wide, {"2024", "2025"})
    assert [list(row) for row in table.rows] == [["甲", "50.0\xa0%", "25.0\xa0%"], ["乙", "—", "100.0\xa0%"]]
    assert list(table.head)[1:] == ["2024", "2025"]


@pytest.mark.parametrize(("part", "column"), [("counting", "核对次数"), ("versions", "文件数")])
def test_numbers_have_separators(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, part: str, column: str
) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    app = run_page("data", **{"data-part": part})
    shown = next(one for one in app.dataframe if column in one.value.columns)
    assert json.loads(shown.proto.columns)[column]["type_config"]["format"] == "localized"


def test_a_table_without_rows_is_a_sentence(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    app = run_page("quality", **{"quality-part": "filing", "data": "synthetic"})
    assert all(len(one.value) for one in app.dataframe)
    heading = next(one.value for one in app.markdown if "未报" in one.value and one.value.startswith("#####"))
    assert "名单如下" not in heading
