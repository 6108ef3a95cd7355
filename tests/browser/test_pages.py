"""Each page in a browser: it renders on a direct link, filters change chart and address, exports hold what is shown."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from pages.parts.text.i18n import text
from tests.browser.reading import (
    TRACES,
    card,
    downloaded,
    drawn,
    open_page,
    path,
    pick,
    plotted,
    rows,
    settled,
)
from tests.browser.serving import dashboard

# notes each chart and width that Plotly begins to draw, but for a second time to make room for its labels
_NOTE_DRAWINGS = """window.begun = [];
Object.defineProperty(HTMLDivElement.prototype, '_ev', {set(events) {
    Object.defineProperty(this, '_ev', {value: events, writable: true, configurable: true});
    const key = () => this.closest('[class*=st-key-chart_]').className.match(/st-key-(chart_\\w+)/)[1];
    const width = () => this.closest('.stPlotlyChart').clientWidth;
    events.on('plotly_beforeplot', () => {
        this._fullLayout?._redrawFromAutoMarginCount || begun.push(`${key()} ${width()}`);
    });
}});"""


@pytest.mark.parametrize("key", ["litigation", "check"])
def test_a_direct_link_to_a_page_of_a_fresh_server(demo_warehouse: Path, page: Page, key: str) -> None:
    with dashboard(demo_warehouse) as address:
        open_page(page, f"{address}/{path(key)}")
        expect(page.locator("h1")).to_have_text(text("zh", f"page.{key}"))
        expect(page.get_by_role("link", name=text("zh", "page.overview")).first).to_be_visible()


def test_a_filter_changes_the_chart_and_the_address_and_a_reload_shows_the_same(
    served: str, page: Page
) -> None:
    open_page(page, f"{served}/applications?applications-part=outcomes")
    chart = card(page, "applications_grounds")
    before = drawn(chart)
    pick(page, "报告口径", "本机关报告")
    pick(page, "县市区", "澜汀区")
    expect(page).to_have_url(re.compile("scope=own.*county="))
    settled(page)  # the address is that of the script under way
    after = drawn(chart)
    assert after != before
    page.reload()
    settled(page)
    assert drawn(chart) == after
    expect(page.get_by_text("澜汀区 · 2019–2025").first).to_be_visible()


def test_filters_survive_a_change_of_page_and_going_back(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications?county=澜汀区&to=2024")
    page.get_by_role("link", name=text("zh", "page.litigation")).first.click()
    expect(page.locator("h1")).to_have_text(text("zh", "page.litigation"))
    settled(page)
    expect(page).to_have_url(re.compile("county=.*to=2024"))
    expect(page.get_by_text("澜汀区 · 2019–2024").first).to_be_visible()


def test_two_quick_choices_both_hold(served: str, page: Page) -> None:
    open_page(page, f"{served}/litigation?litigation-part=places")
    within = card(page, "litigation_ranking")
    pick(page, "指标", "行政诉讼件数", within)
    pick(page, "指标", "直接起诉占比", within)
    expect(within.locator("h5")).to_contain_text("直接起诉占比")
    expect(page).to_have_url(re.compile("litigation-ranking=direct_suit_share"))


def test_the_csv_and_the_workbook_hold_what_is_shown(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications?applications-part=places&scope=own")
    shown = card(page, "applications_outcomes")
    figures = plotted(shown, f"{TRACES}.map(t => [t.name, [...t.x]])")
    data = rows(downloaded(page, shown.get_by_role("button", name="CSV")))
    head, body = data[0], data[1:]
    assert head[-3:] == ["筛选", "数据版本", "链接"]
    at = {name: place for place, name in enumerate(head)}
    drawn_shares = sorted(round(x, 9) for _, xs in figures for x in xs if x is not None)
    stated = sorted(round(float(row[at["占比"]]), 9) for row in body if row[at["占比"]])
    assert drawn_shares == stated
    assert all("合成报告" in row[at["筛选"]] for row in body)
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, shown.get_by_role("button", name="XLSX"))))
    assert book.sheetnames == ["数据", "说明"]
    sheet = list(book["数据"].values)
    assert list(sheet[0]) == head[:-3]
    assert [row[at["件数"]] for row in sheet[1:]] == [float(row[at["件数"]]) for row in body]
    said = {row[0]: row[1] for row in book["说明"].values}
    assert {"标题", "筛选", "数据版本", "链接", "覆盖", "公开率", "引用"} <= set(said)
    assert "version=" in said["链接"]


@pytest.mark.parametrize("key", ["overview", "litigation", "compare", "quality"])
def test_charts_are_drawn_once(served: str, page: Page, key: str) -> None:
    page.add_init_script(_NOTE_DRAWINGS)
    open_page(page, f"{served}/{path(key)}")
    begun = page.evaluate("begun")
    assert begun
    assert len(begun) == len(set(begun)), begun


def test_a_picture_can_be_taken_of_a_chart(served: str, page: Page) -> None:
    open_page(page, f"{served}/litigation")
    button = card(page, "litigation_results").get_by_role("button", name="PNG")
    assert Image.open(io.BytesIO(downloaded(page, button))).width == 1600


def test_a_page_is_taken_away_as_a_paper_with_the_cards_that_it_shows_now(served: str, page: Page) -> None:
    open_page(page, f"{served}/litigation")
    page.get_by_role("button", name="存为文件").click()
    word = docx.Document(io.BytesIO(downloaded(page, page.get_by_role("button", name="DOCX"))))
    page.keyboard.press("Escape")
    shown = page.locator("[class*='st-key-card_'] h5").all_inner_texts()
    told = [paragraph.text for paragraph in word.paragraphs]
    assert len(shown) == 3 and set(shown) <= set(told) and len(word.inline_shapes) == 3
    headline = {row.cells[0].text: row.cells[1].text for row in word.tables[0].rows}
    assert headline["行政复议件数"] == page.locator("[data-testid=stMetricValue]").first.inner_text()
    # a choice inside a card draws that card alone
    card(page, "litigation_new").get_by_role("radio", checked=False).first.click()
    settled(page)
    changed = card(page, "litigation_new").locator("h5").inner_text()
    assert changed not in shown
    page.get_by_role("button", name="存为文件").click()
    with pypdfium2.PdfDocument(downloaded(page, page.get_by_role("button", name="PDF"))) as document:
        words = re.sub(r"\s", "", "".join(leaf.get_textpage().get_text_range() for leaf in document))
    assert re.sub(r"\s", "", changed) in words and re.sub(r"\s", "", shown[-1]) not in words
    assert "version=" in words and "合成数据" in words


def test_a_click_on_a_bar_opens_the_reports_behind_it(served: str, page: Page) -> None:
    open_page(page, f"{served}/disclosure?disclosure-part=official")
    shown = card(page, "disclosure_ranking")
    shown.scroll_into_view_if_needed()
    bar = shown.locator(".js-plotly-plot .bars .point path").first.bounding_box()
    assert bar is not None
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    settled(page)
    expect(shown.get_by_role("link", name=re.compile("^打开"))).to_be_visible()
    expect(shown.get_by_text(re.compile("1 份报告")).first).to_be_visible()


def test_the_link_is_fixed_to_its_data_version(served: str, page: Page) -> None:
    open_page(page, f"{served}/?county=澜汀区")
    page.get_by_role("button", name="链接").click()
    link = page.get_by_test_id("stCode").first.inner_text().strip()
    assert "version=2" in link
    assert "area=990102" in link
    assert "scope=government_rollup" in link
    open_page(page, link.replace("version=2", "version=1"))
    expect(page.get_by_text("链接指定了第 1 版数据")).to_be_visible()
    page.get_by_role("button", name="打开最新版").click()
    settled(page)
    expect(page.get_by_text("链接指定了第 1 版数据")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("version"))


def test_a_reader_of_a_screen_reader_is_told_what_a_chart_shows(served: str, page: Page) -> None:
    open_page(page, f"{served}/litigation")
    for key in ("litigation_results", "litigation_new"):
        chart = card(page, key).get_by_test_id("stPlotlyChart").first
        said = chart.evaluate(
            "e => (e.closest('[aria-label]') || e.querySelector('[aria-label]')).getAttribute('aria-label')"
        )
        assert len(said) > 20


def test_a_choice_that_does_not_exist_is_named_and_left_out(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?agency=nobody")
    expect(page.get_by_text(re.compile("nobody.*已忽略")).first).to_be_visible()
