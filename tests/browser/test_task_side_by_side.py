"""Task 5: put two to six counties side by side, and read the matrix without being told what is good."""

from __future__ import annotations

import json
import re

import pypdfium2
from playwright.sync_api import Page, expect

from pages.parts.charts.base import palette
from pages.parts.charts.cell_matrix import shades
from tests.browser.reading import card, downloaded, open_page, pick, plotted, rows, settled

COUNTIES = ("岚岭区", "澜汀区", "霁屏县")


def test_three_counties_on_common_axes_over_all_years_and_measures(served: str, page: Page) -> None:
    open_page(page, f"{served}/compare?data=synthetic&scope=government_rollup&level=county")
    choices, sides = card(page, "compare_choices"), card(page, "compare_sides")
    for county in COUNTIES:
        pick(page, "并排看（2–6 个）", county, choices)
        page.keyboard.press("Escape")
    settled(page)
    assert page.url.count("compare-pick=") == 3
    expect(sides.get_by_role("heading").first).to_contain_text("、".join(COUNTIES))
    table = rows(downloaded(page, sides.get_by_role("button", name="CSV")))
    head = table[0]
    shown = [dict(zip(head, line, strict=True)) for line in table[1:]]
    assert {line["名称"] for line in shown} == set(COUNTIES)
    assert {line["年度"] for line in shown} == {str(year) for year in range(2019, 2026)}
    measures = {line["指标"] for line in shown}
    assert len(measures) == 11
    # one panel per measure that begins at zero, with a line of its own for each county
    ranges = plotted(
        sides,
        "Object.entries(plot._fullLayout).filter(([k]) => /^yaxis\\d*$/.test(k)).map(([k, a]) => a.range)",
    )
    assert 8 <= len(ranges) <= 11 and {low for low, _ in ranges} == {0}
    looks = plotted(
        sides, "plot.data.filter(t => t.mode === 'lines+markers').map(t => [t.xaxis, t.line.color])"
    )
    assert len(looks) == 3 * len(ranges) == len({json.dumps(look) for look in looks})
    beside = plotted(sides, "plot.layout.annotations.map(a => a.text)")
    assert all(sum(county in text for text in beside) == len(ranges) for county in COUNTIES)
    # lines end where the form changes in 2021
    years = plotted(sides, "plot.data.filter(t => t.mode === 'lines+markers')[0].x")
    values = plotted(sides, "[...plot.data.filter(t => t.mode === 'lines+markers')[0].y]")
    assert values[years.index(2020.5)] is None
    link = page.url
    page.goto("about:blank")
    open_page(page, link)
    expect(card(page, "compare_sides").get_by_role("heading").first).to_contain_text("、".join(COUNTIES))
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        first = document[0].get_textpage().get_text_range()
        assert "漏斗图" in first and "并排看" not in first, (
            "the first sheet has the first charts and no controls"
        )


def test_the_matrix_is_shaded_in_neutral_colours_with_the_figure_in_each_cell(
    served: str, page: Page
) -> None:
    open_page(page, f"{served}/compare?data=synthetic&scope=government_rollup&level=county&compare-year=2024")
    matrix = card(page, "compare_matrix")
    used = {colour for trace in plotted(matrix, "plot.data.map(t => t.marker.color)") for colour in trace}
    assert used <= {*shades(palette.LIGHT).values(), palette.LIGHT.paper} and len(used) >= 4
    red, green = ("#C0", "#28A")
    assert not any(colour.upper().startswith((red, green)) for colour in used)
    written = [text for trace in plotted(matrix, "plot.data.map(t => t.text)") for text in trace]
    assert len(written) == 4 * 11 and all(written)
    hatched = plotted(matrix, "plot.data.map(t => t.marker.pattern.shape)")
    for shapes, texts in zip(hatched, plotted(matrix, "plot.data.map(t => t.text)"), strict=True):
        for shape, text in zip(shapes, texts, strict=True):
            assert (shape == "/") == (text.endswith("*") or "/" in text), (shape, text)


def test_the_matrix_sorts_by_any_column(served: str, page: Page) -> None:
    open_page(page, f"{served}/compare?data=synthetic&scope=government_rollup&level=county&compare-year=2024")
    matrix = card(page, "compare_matrix")
    for measure, direction in (("公开率", "降序"), ("新收申请数", "降序"), ("公开率", "升序")):
        pick(page, "排序", measure, matrix)
        matrix.get_by_role("radio", name=direction).click()
        if direction == "升序":
            expect(page).to_have_url(re.compile("compare-direction=up"))
        settled(page)
        order = plotted(matrix, "plot._fullLayout.yaxis.ticktext")
        table = rows(downloaded(page, matrix.get_by_role("button", name="CSV")))
        head = table[0]
        value = head.index("比率") if measure == "公开率" else head.index("数值")
        known = {
            line[head.index("名称")]: float(line[value])
            for line in table[1:]
            if line[head.index("指标")] == measure and line[value]
        }
        figures = [known[one] for one in order if one in known]
        assert figures == sorted(figures, reverse=direction == "降序")
    assert "compare-sort=disclosure_rate" in page.url
