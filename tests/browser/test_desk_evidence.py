"""Every figure leads to its reports, and every report to its cell and its original file."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from pages.parts.text.i18n import text
from tests.browser.reading import PHONE, ZOOMED, card, open_page, settled


def test_a_headline_figure_opens_its_reports(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications?applications-part=outcomes")
    page.locator(".st-key-headline_of_disclosure_rate button").first.click()
    settled(page)
    expect(page.get_by_text(re.compile("全部 2025 · 公开率.* ÷ .*：4 份报告")).last).to_be_visible()
    expect(page.locator(".st-key-behind_measure_disclosure_rate")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".st-key-change_of_disclosure_rate button").first.click()
    settled(page)
    expect(
        page.get_by_text(re.compile("2024年 .* ÷ .*，2025年 .* ÷ .*，变化 .*个百分点")).last
    ).to_be_visible()


def test_from_a_bar_to_the_cell_and_the_original_file(served: str, page: Page) -> None:
    """A bar that one report stands behind: two clicks to the cell marked in its source, one to the file."""
    open_page(page, f"{served}/applications?applications-part=places")
    shown = card(page, "applications_ranking")
    shown.scroll_into_view_if_needed()
    bar = shown.locator(".js-plotly-plot .bars .point path").first.bounding_box()
    assert bar is not None
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    settled(page)
    with page.expect_download() as waiting, page.expect_response(re.compile("/media/")) as answered:
        shown.get_by_role("button", name=re.compile("^.*下载原文件")).click()
    assert waiting.value.path().stat().st_size > 0
    headers = answered.value.headers
    assert (
        headers["content-disposition"].startswith("attachment")
        and headers["content-type"] == "application/octet-stream"
    )
    shown.get_by_role("link", name=re.compile("看这一格")).click()
    expect(page.locator("h1")).to_have_text(re.compile("人民政府$"))
    settled(page)
    expect(page).to_have_url(re.compile("agency-cell=applications.received_new.total"))
    source = page.locator(".st-key-form_source mark, .st-key-form_source img").first
    expect(source).to_be_visible()
    for size in (ZOOMED, PHONE):  # the cell and its place in the source stay in sight together
        page.set_viewport_size(size)
        settled(page)
        page.locator("[data-cell='applications.received_new.total']").scroll_into_view_if_needed()
        expect(source).to_be_in_viewport()
        scrolled = "tables => tables.filter(table => table.scrollWidth > table.clientWidth + 1).length"
        assert size is PHONE or not page.locator(".form .scroll").evaluate_all(scrolled)


@pytest.mark.parametrize(
    ("address", "key", "said"),
    [
        ("disclosure?disclosure-part=official", "disclosure_table", r"件数 [\d,]+：\d+ 份报告"),
        ("?overview-part=now&scope=own", "overview_filing", "^[1-9] 份应报的报告"),
    ],
)
def test_a_click_beside_a_bar_of_few_pixels_opens_its_evidence(
    served: str, page: Page, address: str, key: str, said: str
) -> None:
    open_page(page, f"{served}/{address}")
    shown = card(page, key)
    shown.scroll_into_view_if_needed()
    boxes = [path.bounding_box() for path in shown.locator(".js-plotly-plot .bars .point path").all()]
    thin = next(box for box in boxes if box and 0 < min(box["width"], box["height"]) < 6)
    right, down = (8, 0) if thin["width"] < thin["height"] else (0, -8)
    page.mouse.click(thin["x"] + thin["width"] / 2 + right, thin["y"] + thin["height"] / 2 + down)
    settled(page)
    expect(shown.locator(f".st-key-behind_{key}")).to_be_visible()
    expect(shown.get_by_text(re.compile(said)).first).to_be_visible()


def test_a_row_of_several_reports_leads_on(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications?applications-part=outcomes")
    page.locator(".st-key-headline_of_disclosure_rate button").first.click()
    settled(page)
    table = page.locator(".st-key-behind_measure_disclosure_rate canvas").first
    table.click(position={"x": 15, "y": 55}, force=True)
    settled(page)
    expect(page.get_by_role("link", name=re.compile("看这一格"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("下载原文件"))).to_be_visible()


@pytest.mark.parametrize(
    ("address", "figure", "behind"),
    [
        ("", "overview_volume_1", "变化"),
        ("applications?lang=en", "applications_received_1", "Individuals"),
        ("litigation", "litigation_results_1", "行政复议 · 结果纠正"),
        ("disclosure?disclosure-part=official", "disclosure_issued_0", "制发行政规范性文件"),
        ("compare", "compare_funnel_1", "公开率"),
    ],
)
def test_a_figure_in_a_sentence_opens_its_reports_and_closes_them(
    served: str, page: Page, address: str, figure: str, behind: str
) -> None:
    """The panel names the measure and prints the numbers that the sentence does."""
    open_page(page, f"{served}/{address}")
    link = page.locator(f'a[href="#figure_{figure}"]')
    panel = page.locator(f".st-key-behind_figure_{figure.rpartition('_')[0]}")
    expect(panel).to_have_count(0)
    link.focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(panel).to_contain_text(behind)
    said, numbers = panel.inner_text(), re.findall(r"\d[\d,.]*", link.inner_text())
    assert numbers and all(re.search(rf"(?<![\d,.]){number}(?![\d,])", said) for number in numbers), said
    expect(page).to_have_url(re.compile("-behind="))
    link.click()
    settled(page)
    expect(panel).to_have_count(0)


@pytest.mark.parametrize(("address", "figure"), [("quality", "quality_areas_1"), ("texts", "texts_themes_0")])
def test_a_count_of_reports_in_a_sentence_opens_those_reports(
    served: str, page: Page, address: str, figure: str
) -> None:
    open_page(page, f"{served}/{address}")
    link = page.locator(f'a[href="#figure_{figure}"]')
    n = int(link.inner_text().split("/")[0])
    link.click()
    settled(page)
    panel = page.locator(f".st-key-behind_figure_{figure.rpartition('_')[0]}")
    # the head of the table and a row per report
    expect(panel.locator("canvas [role=grid], canvas table").first).to_have_attribute(
        "aria-rowcount", f"{n + 1}"
    )


def test_what_stands_out_opens_the_reports_behind_its_figure(served: str, page: Page) -> None:
    open_page(page, served)
    page.locator(".st-key-standing_out a", has_text="复议被纠正最多").click()
    expect(page.locator("h1")).to_have_text(text("zh", "page.litigation"))
    settled(page)
    panel = page.locator(".st-key-behind_figure_litigation_ranking")
    expect(panel).to_contain_text(re.compile(r"2025 · 复议纠错率.* ÷ .*1 份报告"))
    expect(panel.get_by_role("link", name=re.compile("看这一格"))).to_be_visible()


def test_a_click_before_anybody_listens_is_done_as_soon_as_somebody_does(served: str, page: Page) -> None:
    """Such a click has led to the address of the link alone."""
    open_page(page, f"{served}/#figure_overview_outcomes_0")
    expect(page.locator(".st-key-behind_figure_overview_outcomes")).to_contain_text("公开率")
    expect(page).not_to_have_url(re.compile("#figure_"))
