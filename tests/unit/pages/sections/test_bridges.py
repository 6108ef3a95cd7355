"""Where two coverages give two totals on one screen, the card says how one comes from the other."""

import re
from pathlib import Path

import pytest

from tests.support.pages import run_dashboard

SUITS = re.compile(r"诉讼 ([\d,]+) 件 = ([\d,]+) 件（两种途径都载明的 \d+ 份报告.*?）\+ ([\d,]+) 件")
REVIEWS = re.compile(
    r"“行政复议件数” ([\d,]+) 件 = ([\d,]+) 件（可与上年相减的 \d+ 份报告，如图）\+ ([\d,]+) 件"
)


def number(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bridge", "headline", "at"), [(SUITS, "行政诉讼件数", 1), (REVIEWS, "行政复议件数", 0)]
)
def test_two_totals_on_one_screen_are_bridged(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, bridge: re.Pattern[str], headline: str, at: int
) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    seen = 0
    for year in range(2025, 2018, -1):
        app = run_dashboard("litigation", scope="own", to=str(year))
        said = "\n".join(str(line.value) for line in (*app.markdown, *app.caption))
        for match in bridge.finditer(said):
            whole, *parts = map(number, match.groups())
            assert whole == sum(parts) and parts[1] > 0
            shown = next(metric.value for metric in app.metric if metric.label == headline)
            assert number(shown) == (whole, *parts)[at]
            seen += 1
        if seen:
            return
    raise AssertionError("no year of the demo has two totals")


@pytest.mark.slow
@pytest.mark.parametrize(("scope", "has_rest"), [("government_rollup", False), ("own", True)])
def test_grey_bars_are_explained_where_there_are_some(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, scope: str, has_rest: bool
) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    app = run_dashboard("applications", scope=scope, **{"applications-part": "places"})
    assert any("灰条" in str(line.value) for line in app.caption) == has_rest
