"""How figures are written, and which may be shown."""

import math

import pandas as pd
import pytest

from pages.parts.charts import bars, cell_matrix, trend
from pages.parts.charts.base import palette
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.style import finish, hatch_pattern, row_labels, wrapped
from pages.parts.stats import proportions
from pages.parts.text import number_format


@pytest.mark.parametrize(("value", "shown"), [(871.5, "871.5"), (1234.0, "1,234"), (None, "—")])
def test_medians(value: float | None, shown: str) -> None:
    assert number_format.median(value) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (12345, "12,345"), (-3, "−3"), (1234.5, "1,234.50"), (None, "—"), (math.nan, "—")],
)
def test_counts(value: float | None, text: str) -> None:
    assert number_format.whole(value) == text


def test_rates_and_changes() -> None:
    assert number_format.rate(275 / 805) == "34.2\N{NO-BREAK SPACE}%"
    assert number_format.rate(math.nan) == "—"
    assert number_format.fraction(275, 805) == "275/805"
    assert (number_format.points(0.0123), number_format.points(-0.02), number_format.points(0.0001)) == (
        "+1.2",
        "−2.0",
        "0.0",
    )
    assert number_format.whole(7, signed=True) == "+7"


@pytest.mark.parametrize(
    ("cases", "taken_in", "standing"),
    [
        (None, 0, "not_stated"),
        (0, 3, "none"),
        (9, 1, "counts_only"),
        (10, 1, "small"),
        (29, 1, "small"),
        (30, 1, "full"),
    ],
)
def test_small_numbers(cases: float | None, taken_in: int, standing: str) -> None:
    frame = pd.DataFrame({"numerator": [0.0], "denominator": [cases], "taken_in": [taken_in]}, dtype=float)
    assert proportions.with_rates(frame, "rate")["status"].tolist() == [standing]


def test_nothing_is_drawn_where_only_counts_hold() -> None:
    frame = pd.DataFrame(
        {"numerator": [3.0, 20.0, 0.0, None], "denominator": [7.0, 40.0, 0.0, None], "taken_in": [1, 1, 1, 0]}
    )
    rated = proportions.with_rates(frame, "rate")
    assert list(rated["status"]) == ["counts_only", "full", "none", "not_stated"]
    assert rated["plotted"].isna().tolist() == [True, False, True, True]


def test_a_ratio_above_one_has_no_interval() -> None:
    rated = proportions.with_rates(
        pd.DataFrame({"numerator": [50.0], "denominator": [40.0], "taken_in": [1]}), "ratio"
    )
    assert rated["value"].iloc[0] == 1.25
    assert rated[["low", "high"]].isna().all(axis=None)


def test_bodies_of_one_name_keep_a_row_each() -> None:
    frame = pd.DataFrame(
        {
            "key": ["a", "b"],
            "label": ["民政局", "民政局"],
            "plotted": [3.0, 5.0],
            "display_text": ["3", "5"],
            "hover_text": ["", ""],
        }
    )
    drawn = bars.ranked(frame, palette.LIGHT)
    assert len(set(drawn.data[0]["y"])) == 2
    assert [label.replace("\u200b", "") for label in drawn.data[0]["y"]] == ["民政局", "民政局"]


def test_a_long_name_keeps_its_ends() -> None:
    name = "湘西土家族苗族自治州龙山县里耶管理区国土空间规划和生态环境保护综合行政执法大队第一中队"
    (label,) = row_labels([name])
    assert len(label) < 26 and name.startswith(label.split("…")[0]) and name.endswith(label.split("…")[1])
    assert row_labels(["岚岭区人力资源和社会保障局"]) == ["岚岭区人力资源和社会保障局"]


def test_words_beside_a_row_go_on_in_a_second_line_that_has_room() -> None:
    rules = ["△ Number of items does not follow from the previous year", "△ Documents in force do not follow from the previous year"]  # fmt: skip
    labels = row_labels(rules)
    assert [label.replace("<br>", " ") for label in labels] == rules and all(
        "<br>" in label for label in labels
    )
    frame = pd.DataFrame(
        {"key": rules, "label": rules, "plotted": 1.0, "display_text": "1", "hover_text": ""}
    )
    higher = [finish(bars.ranked(frame[:many], palette.LIGHT)).layout.height for many in (1, 2)]
    short = [finish(bars.ranked(frame[:many].assign(label=["a", "b"][:many]), palette.LIGHT)).layout.height for many in (1, 2)]  # fmt: skip
    assert higher[0] == short[0] and higher[1] > short[1]


def test_texts_are_broken_between_words_and_no_line_begins_with_a_stop() -> None:
    for text in (
        "制发行政规范性文件、新制作规范性文件（2019年格式），按年度（件）",
        "Normative documents issued and made (2019 form) by year",
    ):
        lines = wrapped(text, 44)
        assert len(lines) == 2 and "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(sum(2 if ord(sign) > 0x2E7F else 1 for sign in line) <= 46 for line in lines)
        assert lines[1][0] not in "，。、；：）"


@pytest.mark.parametrize(
    "colour", [*palette.LIGHT.groups.values(), *palette.DARK.groups.values(), *palette.LIGHT.results.values()]
)
def test_figures_on_a_colour_can_be_read(colour: str) -> None:
    def luminance(of: str) -> float:
        parts = (int(of[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    one, other = sorted((luminance(colour), luminance(palette.ink(colour))))
    assert (other + 0.05) / (one + 0.05) >= 4


def test_a_chart_keeps_what_is_not_set_anew() -> None:
    chart = Chart(palette.LIGHT, 300)
    chart.set(margin={"t": 50}, xaxis={"range": [0, 1]})
    chart.xaxis(showgrid=False)
    drawn = chart.to_figure()
    assert (drawn.layout.margin.t, drawn.layout.margin.b) == (50, 40)
    assert (drawn.layout.xaxis.range, drawn.layout.xaxis.showgrid) == ((0, 1), False)


def test_a_line_ends_at_a_year_without_a_figure_and_at_a_break_in_it() -> None:
    frame = pd.DataFrame(
        {"year": [2019, 2020, 2022], "plotted": [1.0, 2.0, 3.0], "low": 0.5, "high": 4.0, "hover_text": "so"}
    )
    chart = trend.lines({"one": frame}, {2021: "form"}, {}, palette.LIGHT, percent=True)
    band, line = chart.data
    assert line["x"] == [2019, 2020, 2020.5, 2021, 2022]
    assert line["y"] == [1.0, 2.0, None, None, 3.0]
    assert set(band["x"]) == {2019, 2020}
    assert chart.layout["xaxis"]["tickvals"] == [2019, 2020, 2021, 2022]


def test_bodies_of_one_name_have_a_row_each_in_the_matrix() -> None:
    frame = pd.DataFrame(
        {
            "key": ["a", "b"],
            "column": "c",
            "quintile": 1.0,
            "few": False,
            "display_text": "1",
            "hover_text": "",
            "year": 2024,
        }
    )
    chart = cell_matrix.matrix(frame, {"a": "城关镇", "b": "城关镇"}, ["c"], ["b"], palette.LIGHT)
    assert chart.data[0]["y"] == [0, 1]
    assert chart.layout["yaxis"]["ticktext"] == ["城关镇", "<b>城关镇</b>"]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(of: str) -> float:
        parts = [int(of[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def laid_over(ground: str, colour: str, opacity: float) -> str:
    """A ground with a half-transparent colour on it."""
    parts = [(int(ground[at : at + 2], 16), int(colour[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(low + (high - low) * opacity):02x}" for low, high in parts)


@pytest.mark.parametrize("theme", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_numbers_are_legible_on_every_ground_and_on_its_pattern(theme: palette.Palette) -> None:
    grounds = {*theme.groups.values(), *theme.results.values(), theme.accent, theme.highlight, theme.faint}
    for ground in grounds:
        ink, pattern = palette.ink(ground), hatch_pattern(".", ground)
        hatched = laid_over(ground, pattern["fgcolor"], pattern["fgopacity"])
        assert contrast(ink, ground) >= 4.5 and contrast(ink, hatched) >= 4.5, ground
        assert contrast(ground, hatched) > 1.2, ground
    cells = pd.DataFrame(
        {
            "key": "a", "year": 2025, "column": ["公开率"], "measure": ["disclosure_rate"], "quintile": float("nan"),
            "few": True, "display_text": "1", "hover_text": "",
        }
    )  # fmt: skip
    marker = cell_matrix.matrix(cells, {"a": "甲县"}, ["公开率"], (), theme).data[0]["marker"]["pattern"]
    assert contrast(theme.muted, laid_over(theme.paper, marker["fgcolor"], marker["fgopacity"])) >= 4.5


@pytest.mark.parametrize("theme", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_shades_keep_their_order_without_colour_and_carry_text(theme: palette.Palette) -> None:
    """From lower to higher each shade is further from the paper, as a grey print shows it, and text on it is legible."""
    steps = [contrast(theme.paper, shade) for shade in theme.lower_higher]
    assert steps[1] > 1.2 * steps[0] and steps[2] > 1.2 * steps[1]
    assert all(contrast(theme.text, shade) >= 4.5 for shade in theme.lower_higher)
