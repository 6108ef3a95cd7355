"""Tables as drawn: names first, percentages alike, a crosstab where the chart is one, no rate of a handful of cases."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.analysis import measure_frames
from pages.parts.charts.base import palette
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.state.context import View
from pages.parts.widgets import data_table
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
