"""Charts drawn without a browser: every kind of chart, its texts, and marks where the figures put them."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import pytest
from lxml import etree

from pages.parts import charts
from pages.parts.charts import bars, heat, picture, trend
from pages.parts.charts.base.builder import CachedFigure, Chart
from pages.parts.charts.base.palette import DARK, LIGHT
from tests.unit.pages.charts import examples

_SVG = "{http://www.w3.org/2000/svg}"
# seen only when the pointer rests on a mark, or not part of the drawing
_NO_TEXTS = {"table_chart.table"}
DRAWN = sorted(set(examples.charts(LIGHT)) - _NO_TEXTS)


def _drawn(chart: Chart) -> etree._Element:
    (whole,) = picture.draw(charts.finish(chart))
    root = etree.fromstring(whole.svg.encode())
    assert (root.get("width"), root.get("height")) == (str(whole.width), str(whole.height))
    return root


def _texts(root: etree._Element) -> list[str]:
    return ["".join(str(part) for part in text.itertext()) for text in root.iter(f"{_SVG}text")]


def _numbers(element: etree._Element, *names: str) -> list[float]:
    return [float(str(element.get(name))) for name in names]


def test_every_kind_of_chart_has_an_example() -> None:
    makers = {
        f"{module.name}.{name}"
        for module in pkgutil.iter_modules(charts.__path__)
        if not module.ispkg
        for name, function in inspect.getmembers(
            importlib.import_module(f"{charts.__name__}.{module.name}"), inspect.isfunction
        )
        if inspect.signature(function).return_annotation == "Chart"
        and function.__module__ == f"{charts.__name__}.{module.name}"
    }
    assert makers == set(examples.charts(LIGHT))


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_as_plotly_would_have_it(name: str) -> None:
    """Charts are not validated while readers wait; Plotly raises for what it does not know."""
    finished = charts.finish(examples.charts(LIGHT)[name])
    known = go.Figure(finished.to_dict()).to_json()
    assert json.loads(known) == json.loads(finished.to_json())


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_begins_with_what_it_draws(name: str) -> None:
    """No empty air above the plot, and no words cut off there."""
    finished = charts.finish(examples.charts(LIGHT)[name])
    (whole,) = picture.draw(finished)
    texts = etree.fromstring(whole.svg.encode()).iter(f"{_SVG}text")
    tops = [float(str(text.get("y"))) - float(str(text.get("font-size"))) for text in texts]
    assert 0 <= min([finished.layout.margin.t, *tops]) <= 12


@pytest.mark.parametrize("shape", ["", ".", "/", "x"])
def test_a_pattern_keeps_off_the_number_on_it(shape: str) -> None:
    frame = pd.DataFrame({"key": ["a"], "label": ["复议"], "other": [1.0], "hover_other": [""]})
    chart = bars.shares(frame, [("other", "其他结果", "#7F8A96", shape)], LIGHT)
    assert ("shadow" in chart.data[0]["insidetextfont"]) == bool(shape)
    (number,) = [
        text for text in _drawn(chart).iter(f"{_SVG}text") if "".join(map(str, text.itertext())) == "100%"
        and text.get("fill") != LIGHT.muted
    ]  # fmt: skip
    assert (number.get("stroke"), number.get("paint-order")) == (
        ("#7F8A96", "stroke") if shape else (None, None)
    )


def _own_texts(figure: Mapping[str, object]) -> set[str]:
    """What a figure writes beside marks and axes, without markup."""
    layout = figure["layout"]
    assert isinstance(layout, dict) and isinstance(figure["data"], list)
    axes = [axis for name, axis in layout.items() if re.match("[xy]axis", name)]
    found = [text for axis in axes if axis.get("showticklabels", True) for text in axis.get("ticktext") or ()]
    found += [note["text"] for note in layout.get("annotations", ())]
    for trace in figure["data"]:
        writes = trace["type"] == "bar" or "text" in trace.get("mode", "")
        found += list(trace.get("text", ())) if writes and not isinstance(trace.get("text"), str) else []
    lines = [line for text in found for line in re.split("<br>", str(text))]
    return {re.sub("<[^>]+>", "", line).strip() for line in lines} - {""}


@pytest.mark.parametrize("kind", DRAWN)
def test_every_kind_of_chart_is_drawn_with_all_its_texts(kind: str) -> None:
    chart = examples.charts(LIGHT)[kind]
    written = {text.strip() for text in _texts(_drawn(chart))}
    assert written
    assert _own_texts(charts.finish(examples.charts(LIGHT)[kind]).to_plotly_json()) <= written


@pytest.mark.parametrize("kind", DRAWN)
def test_a_dark_page_gives_the_same_drawing(kind: str) -> None:
    light, dark = (_drawn(examples.charts(palette)[kind]) for palette in (LIGHT, DARK))
    used = [set(re.findall("#[0-9A-F]{6}", etree.tostring(root).decode())) for root in (light, dark)]
    assert used[1] <= used[0] | {LIGHT.text, LIGHT.paper}
    assert _texts(light) == _texts(dark)


def test_bars_are_as_long_as_their_numbers() -> None:
    root = _drawn(examples.charts(LIGHT)["bars.ranked"])
    first, second, none = sorted(
        (_numbers(bar, "width", "y") for bar in root.iter(f"{_SVG}rect") if bar.get("stroke") is None and float(str(bar.get("height"))) > 14),
        key=lambda bar: bar[1],
    )  # fmt: skip
    assert first[0] == pytest.approx(2 * second[0], abs=0.2) and none[0] == 0


def test_stacked_bars_fill_the_whole() -> None:
    root = _drawn(examples.charts(LIGHT)["bars.shares"])
    boxes = [_numbers(bar, "x", "width", "y") for bar in root.iter(f"{_SVG}rect") if bar.get("stroke")]
    top = min(box[2] for box in boxes)
    left, right = sorted(box for box in boxes if box[2] == top)
    assert left[1] == pytest.approx(3 * right[1], abs=0.3)
    assert left[0] + left[1] == pytest.approx(right[0], abs=0.2)
    assert len(boxes) == 4, "a row without shares stays empty"


def test_a_line_ends_where_a_value_is_missing_or_the_series_breaks() -> None:
    frame = pd.DataFrame(
        {"year": range(2018, 2024), "plotted": [1, 2, 3, float("nan"), 4, 5], "hover_text": ""}
    )
    root = _drawn(trend.lines({"件": frame}, {2020: "换表"}, {}, LIGHT, percent=False))
    lines = [str(path.get("d")) for path in root.iter(f"{_SVG}path") if path.get("stroke-width") == "2.5"]
    assert [line.count("L") for line in lines] == [1, 1]
    marks = [path for path in root.iter(f"{_SVG}path") if path.get("fill") == LIGHT.accent]
    assert len(marks) == 5


def test_a_point_stands_at_its_value() -> None:
    root = _drawn(examples.charts(LIGHT)["bars.intervals"])
    ticks = {text: _numbers(item, "x")[0] for item in root.iter(f"{_SVG}text") if (text := item.text)}
    unit = (ticks["60%"] - ticks["20%"]) / 0.4
    circles = [path for path in root.iter(f"{_SVG}path") if "a5.0 5.0" in str(path.get("d"))]
    places = [float(str(path.get("d"))[1:].split()[0]) + 5 for path in circles]
    assert places == pytest.approx([ticks["20%"] + unit * 0.4, ticks["20%"] + unit * 0.1], abs=0.2)
    assert [path.get("fill") for path in circles] == [LIGHT.accent, LIGHT.paper], "few cases are hollow"


def test_cells_without_a_number_are_not_shaded() -> None:
    root = _drawn(examples.charts(LIGHT)["heat.grid"])
    assert len(list(root.iter(f"{_SVG}rect"))) == 2 and "未报" in _texts(root)


def test_a_long_chart_is_divided_between_its_rows_and_loses_none() -> None:
    names = [f"第{at}镇人民政府" for at in range(90)]
    cells = {(name, 2025): heat.Cell(f"c{at}", "", float(at)) for at, name in enumerate(names)}
    figure = charts.finish(heat.grid({name: name for name in names}, (2025,), cells, LIGHT))
    pieces = picture.draw(figure, tallest=900)
    assert len(pieces) == 3 and all(piece.height <= 940 for piece in pieces)
    seen: list[int] = []
    for piece in pieces:
        root = etree.fromstring(piece.svg.encode())
        top, high = (float(number) for number in str(root.get("viewBox")).split()[1::2])
        rows = [item for item in root.iter(f"{_SVG}text") if str(item.text).endswith("镇人民政府")]
        whole = [item for item in rows if top + 8 <= _numbers(item, "y")[0] <= top + high - 4]
        seen += [names.index(str(item.text)) for item in whole]
    assert sorted(seen) == list(range(90))


def test_hostile_and_long_names_are_text() -> None:
    frame = pd.DataFrame({
        "key": ["a", "b"], "label": ["<script>alert(1)</script>&\x00\x0b", "长" * 200], "plotted": [1.0, 2.0],
        "display_text": ["1", "2"], "hover_text": "",
    })  # fmt: skip
    root = _drawn(bars.ranked(frame, LIGHT))
    assert not list(root.iter(f"{_SVG}script")) and any("<script>" in text for text in _texts(root))


@pytest.mark.parametrize(
    "trace",
    [{"type": "pie", "values": [1, 2]}, {"type": "scatter", "x": [1], "y": [1], "mode": "markers", "marker": {"symbol": "star"}}],
    ids=["pie", "star"],
)  # fmt: skip
def test_what_cannot_be_drawn_is_said(trace: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a"):
        picture.draw(
            CachedFigure(go.Figure([trace], {"height": 300, "margin": {"l": 8, "r": 8, "t": 8, "b": 8}}))
        )
