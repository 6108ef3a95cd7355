"""Applications received by type: what some reports leave blank is not taken for none."""

from pathlib import Path

import pandas as pd
import pytest

from pages.parts.charts.base import palette
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.sections.applications import received
from pages.parts.state.context import View
from pages.parts.text import number_format
from tests.support.form_keys import APPLICANTS
from tests.support.pages import run_page


@pytest.mark.parametrize("stated", [2, 1])
def test_types_are_told_where_all_reports_state_them(opened: OpenVersion, stated: int) -> None:
    scope = Selection(2024, 2024, "own", data="synthetic")
    view = View("applications", opened, scope, "zh", palette.LIGHT)
    frame = pd.DataFrame(
        {
            "year": 2024,
            "column_key": [*APPLICANTS, "total"],
            "count": [float(10 * at) for at in range(len(APPLICANTS))] + [150.0],
            "taken_in": [stated] * len(APPLICANTS) + [2],
            "reports": 2,
        }
    )
    names = {key: view.column("applications", key) for key in (*APPLICANTS, "total")}
    told = received.sentence(view, frame, pd.DataFrame(), names)
    assert (names[APPLICANTS[-1]] in told) == (stated == 2)
    assert received.unequal_note(view, frame) == []
    figure = received.figure(view, frame, pd.DataFrame(), names)
    said = figure.data[1]["hovertext"]
    assert any(f"({number_format.rate(1 / 3)})" in one for one in said) == (stated == 2)


def test_a_row_of_few_applications_has_no_shades(opened: OpenVersion) -> None:
    selection = Selection(2023, 2024, "own", data="synthetic")
    view = View("applications", opened, selection, "zh", palette.LIGHT)
    names = {key: view.column("applications", key) for key in (*APPLICANTS, "total")}
    counts = pd.DataFrame(
        [
            (year, key, 1.0 + year - 2023 if key == APPLICANTS[0] else 10.0 + year - 2023, 1, 1)
            for year in (2023, 2024)
            for key in names
        ],
        columns=["year", "column_key", "count", "taken_in", "reports"],
    )
    figure = received.figure(view, counts, pd.DataFrame(), names)
    shades = dict(zip(figure.data[0]["y"], figure.data[0]["z"], strict=True))
    assert all(number_format.is_none(shade) for shade in shades[names[APPLICANTS[0]]])
    assert not any(number_format.is_none(shade) for shade in shades[names["total"]])


@pytest.mark.parametrize(("lang", "base"), [("zh", "占应办 %"), ("en", "% of those to handle")])
def test_the_flow_says_what_its_percentages_are_of(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, lang: str, base: str
) -> None:
    """Those of the headline figures above it are of the applications concluded."""
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    app = run_page("applications", **{"applications-part": "outcomes", "lang": lang})
    assert [one.value for one in app.markdown if base in one.value]
