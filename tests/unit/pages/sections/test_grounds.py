"""The chart of grounds: the most frequent one by one, the rest as one bar that opens their sum."""

from pathlib import Path

import pandas as pd
import pytest

from pages.parts.charts.base import palette
from pages.parts.charts.base.points import parse
from pages.parts.data import database, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.sections.applications import grounds
from pages.parts.state.context import View
from tests.support.reports import build, identity, report


@pytest.mark.parametrize("kinds", [3, 8, 9, 15])
def test_rare_grounds_share_one_bar_and_none_is_lost(opened: OpenVersion, kinds: int) -> None:
    view = View("applications", opened, Selection(2024, 2024, "own", data="synthetic"), "zh", palette.LIGHT)
    frame = view.ask("grounds")
    frame = frame[~frame["outcome"].isin(["granted", "partly_granted"])].head(kinds + 2)
    counts = [float(100 - at) for at in range(kinds)] + [0.0, 0.0]
    frame = frame.assign(count=counts, share=0.1).reset_index(drop=True)
    chart = grounds.figure(view, frame)
    assert chart is not None
    bars = pd.DataFrame(
        [
            (x, parse(data))
            for trace in chart.data
            for x, data in zip(trace["x"], trace["customdata"], strict=True)
        ],
        columns=["count", "point"],
    )
    assert bars["count"].sum() == sum(counts) and len(bars) == min(kinds, 9)
    together = [point.asks == "rest" for point in bars["point"]]
    assert sum(together) == (kinds > 8)


def test_nothing_is_drawn_of_zeros_alone(opened: OpenVersion) -> None:
    view = View("applications", opened, Selection(2024, 2024, "own", data="synthetic"), "zh", palette.LIGHT)
    assert grounds.figure(view, view.ask("grounds").assign(count=0.0, share=0.0)) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_label_keeps_its_nature_and_an_english_one_all_its_words(
    opened: OpenVersion, language: str
) -> None:
    view = View(
        "applications", opened, Selection(2024, 2024, "own", data="synthetic"), language, palette.LIGHT
    )
    frame = view.ask("grounds").assign(count=1.0, share=0.1)
    chart = grounds.figure(view, frame[frame["ground"].fillna("") != ""])
    assert chart is not None
    labels = [str(label) for trace in chart.data for label in trace["y"]]
    assert all(label.count("…") <= 1 and label.endswith("]") for label in labels[:-1]), labels
    assert language == "zh" or not [label for label in labels if "…" in label]


def test_a_share_leaves_out_a_report_that_contradicts_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, concluded = "rejected_petition_complaint", "applications.concluded_total.total"
    stated = {"甲局": (4, 10), "乙局": (71, 3)}
    figures = {name: {f"applications.{row}.total": n, concluded: of} for name, (n, of) in stated.items()}
    build(tmp_path, [report(identity(name), each) for name, each in figures.items()])
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    database.forget()
    built = database.open_version()
    assert built is not None
    ground = query.ask(built, Selection(2023, 2023, "own"), "grounds").set_index("row_key").loc[row]
    assert (ground["count"], ground["taken_in"], ground["numerator"], ground["concluded"]) == (75, 2, 4, 10)
