"""Every figure leads to its reports, and every report to its cell and its original file."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.reading import card, open_page, settled


def test_a_headline_figure_opens_its_reports(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications")
    page.locator(".st-key-headline_of_disclosure_rate button").first.click()
    settled(page)
    expect(page.get_by_text(re.compile("全部 2025 · 公开率.* ÷ .*：4 份报告")).last).to_be_visible()
    expect(page.locator(".st-key-behind_measure_disclosure_rate")).to_be_visible()


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
    expect(page.locator(".st-key-form_source mark, .st-key-form_source img").first).to_be_visible()


def test_a_row_of_several_reports_leads_on(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications")
    page.locator(".st-key-headline_of_disclosure_rate button").first.click()
    settled(page)
    table = page.locator(".st-key-behind_measure_disclosure_rate canvas").first
    table.click(position={"x": 15, "y": 55}, force=True)
    settled(page)
    expect(page.get_by_role("link", name=re.compile("看这一格"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("下载原文件"))).to_be_visible()
