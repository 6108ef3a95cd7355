"""One chart of each kind that the project draws, from a few rows of plain data."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pages.parts.charts import (
    bars,
    cell_matrix,
    change_bars,
    flow,
    funnel,
    heat,
    multiples,
    overlaid,
    ranks,
    reference,
    spine,
    status_matrix,
    table_chart,
    trend,
)
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.panels import Compared
from pages.parts.charts.flow import Node

NAMES = ("岚岭区", "澜汀区", "霁屏县")


def charts(palette: Palette) -> Mapping[str, Chart]:
    """A chart by the module and name of the function that makes it."""
    verdicts = ("inside", "small", "warning", "outside")
    words = {word: word for word in (*verdicts, "alarm", "warning_limit", "common", "chosen", "x")}
    parts = [
        ("a", "予以公开", palette.groups["granted"], ""),
        ("b", "不予公开", palette.groups["refused"], "/"),
    ]
    return {
        "bars.ranked": bars.ranked(_ranked(), palette, [("one", "流量", palette.accent), ("two", "存量", palette.highlight)]),
        "bars.shares": bars.shares(_shares(), parts, palette),
        "bars.intervals": bars.intervals(_rates(), palette, 0.4, "合计 40.0 %"),
        "cell_matrix.matrix": cell_matrix.matrix(_cells(), dict(zip("abc", NAMES, strict=True)), ["公开率", "新收申请数"], ["b"], palette),
        "cell_matrix.tiles": cell_matrix.tiles(_cells().assign(x=range(6), y=[0, 0, 0, 1, 1, 1]), [(0, "市区"), (1, "县")], palette),
        "change_bars.change_bars": change_bars.change_bars(_changes(), "2024 → 2025", palette),
        "funnel.funnel": funnel.funnel(_cases(verdicts), 0.4, 1.2, words, palette),
        "heat.grid": heat.grid({"a": NAMES[0], "b": NAMES[1]}, (2023, 2024), _heat(), palette),
        "multiples.multiples": multiples.multiples(_compared(), palette),
        "overlaid.overlaid": overlaid.overlaid(_compared(), _beside(), ("2025", "变化", "位次"), palette),
        "ranks.ranks": ranks.ranks(_rates().assign(name=NAMES, ranked=[True, True, False], chosen=[False, True, False], beside=["第 1 位", "第 2 位", "9/27"]), 0.4, "合计 40.0 %", palette),
        "reference.against": reference.against(_parts_of_whole(), "与汇总数相等", palette),
        "flow.flow": flow.flow([Node("<b>90</b> 新收", palette.accent, "a"), Node("<b>90</b> 应办", palette.muted), Node("<b>60</b> 公开", palette.highlight), Node("<b>30</b> 结转", palette.faint)], [(0, 1, 90.0), (1, 2, 60.0), (1, 3, 30.0)], 2025, palette),
        "spine.spine": spine.spine(_peers(), ("P10–P90", "P25–P75", "中位数", "本机关", "同类"), palette),
        "status_matrix.matrix": status_matrix.matrix(_states(), _states(), list(NAMES[:2]), ["a", "b"], palette),
        "table_chart.table": table_chart.table(pd.DataFrame({"指标": ["公开率"], "2025": ["43.9 %"]}), ["指标", "2025"], palette),
        "trend.lines": trend.lines(_series(), {2021: "2021年换表"}, {2020: "4/5"}, palette, percent=True),
        "trend.columns": trend.columns(_years(), [("a", "新增", palette.accent, ""), ("b", "未结", palette.faint, "/")], {2021: "2021年换表"}, palette),
    }  # fmt: skip


def _ranked() -> pd.DataFrame:
    return pd.DataFrame({
        "key": list("abc"), "label": NAMES, "plotted": [1066.0, 533.0, float("nan")],
        "display_text": ["1,066", "533", "未载明"], "hover_text": "", "group": ["one", "two", "one"],
    })  # fmt: skip


def _shares() -> pd.DataFrame:
    return pd.DataFrame({
        "key": list("abc"), "label": NAMES, "a": [0.75, 0.5, None], "b": [0.25, 0.5, None], "hover_a": "", "hover_b": "",
    })  # fmt: skip


def _rates() -> pd.DataFrame:
    return pd.DataFrame({
        "key": list("abc"), "label": NAMES, "plotted": [0.6, 0.3, float("nan")], "low": [0.5, 0.2, float("nan")],
        "high": [0.7, 0.4, float("nan")], "status": ["full", "small", "counts_only"], "display_text": ["60 %", "30 %", "3/7"], "hover_text": "",
    })  # fmt: skip


def _cells() -> pd.DataFrame:
    return pd.DataFrame({
        "key": list("abcabc"), "year": 2025, "column": ["公开率"] * 3 + ["新收申请数"] * 3, "measure": "m",
        "quintile": [1.0, 5.0, float("nan"), 2.0, 3.0, 4.0], "few": [False, False, True, False, False, False],
        "display_text": ["40.1 %", "52.2 %", "3/7", "11", "22", "33"], "hover_text": "",
    })  # fmt: skip


def _changes() -> pd.DataFrame:
    return pd.DataFrame({
        "key": list("abc"), "label": NAMES, "value": [135.0, -60.0, 12.0], "is_rest": [False, False, True],
        "display_text": ["+135", "−60", "+12"], "beside": ["931 → 1,066", "160 → 100", ""], "hover_text": "",
    })  # fmt: skip


def _cases(verdicts: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({
        "key": list("abcd"), "name": [*NAMES, "璞浦县"], "year": 2025, "value": [0.42, 0.3, 0.5, 0.75], "denominator": [900, 20, 400, 300],
        "verdict": verdicts, "hover_text": "", "chosen": [True, False, False, False], "greyed": [False, True, False, False],
    })  # fmt: skip


def _heat() -> dict[tuple[str, int], heat.Cell]:
    return {
        ("a", 2023): heat.Cell("47.0 %", "", 0.47), ("a", 2024): heat.Cell("45.3 %", "", 0.453),
        ("b", 2023): heat.Cell("未报", ""),
    }  # fmt: skip


def _compared() -> Compared:
    frame = pd.DataFrame([
        {"key": key, "measure": measure, "year": year, "plotted": value, "status": "full", "short_text": f"{value:.0%}", "hover_text": ""}
        for key, start in (("a", 0.4), ("b", 0.6)) for measure in ("m", "n") for year, value in ((2023, start), (2024, start + 0.1))
    ])  # fmt: skip
    medians = {"m": {2023: 0.5, 2024: 0.5}, "n": {2023: 0.5}}
    return Compared(
        frame, [("m", "公开率", True), ("n", "结转率", True)], [("a", NAMES[0]), ("b", NAMES[1])], {}, medians
    )


def _beside() -> dict[tuple[str, str], tuple[str, str, str]]:
    return {(measure, key): ("43.9 %", "−2.2", "第 2 位") for measure in "mn" for key in "ab"}


def _parts_of_whole() -> pd.DataFrame:
    return pd.DataFrame({
        "agency_id": list("abc"), "year": 2025, "label": NAMES, "share": [0.9, 1.0, float("nan")], "whole": [True, False, True],
        "display_text": ["90/100 (−10)", "100/100 (0)", "0/0"], "hover_text": "",
    })  # fmt: skip


def _peers() -> pd.DataFrame:
    quantiles = {
        name: [value, value, 0.0]
        for name, value in zip(spine.QUANTILES, (1.0, 2.0, 3.0, 4.0, 6.0), strict=True)
    }
    return pd.DataFrame({
        "key": list("abc"), "label": ["新收申请数", "办结数", "结转率"], "plotted": [4.0, 60.0, 0.0], "status": ["full", "full", "small"],
        "display_text": ["4", "60", "0.0 %"], "middle": ["3", "3", "0.0 %"], "hover_text": "", "each": [(), (), (0.0, 0.0)], **quantiles,
    })  # fmt: skip


def _states() -> pd.DataFrame:
    return pd.DataFrame({2023: ["filed", "late"], 2024: ["missing", ""], 2025: ["with_errors", "unreadable"]})


def _series() -> dict[str, pd.DataFrame]:
    frame = pd.DataFrame({
        "year": [2019, 2020, 2021, 2022], "plotted": [0.4, 0.5, 0.45, float("nan")], "low": [0.3, 0.4, 0.4, float("nan")],
        "high": [0.5, 0.6, 0.5, float("nan")], "hover_text": "",
    })  # fmt: skip
    return {"公开率": frame, "结转率": frame.assign(plotted=frame["plotted"] / 4)}


def _years() -> pd.DataFrame:
    return pd.DataFrame({
        "year": [2020, 2021], "a": [100.0, 200.0], "b": [50.0, float("nan")], "hover_a": "", "hover_b": "",
    })  # fmt: skip
