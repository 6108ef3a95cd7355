"""Task 8: everything about one agency: its history under its names, its peers, its findings, its report as printed
with each cell leading to the source, and a brief to print. Of task 2: open the source at that place."""

from __future__ import annotations

import html
import re
from pathlib import Path

import duckdb
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import CHINESE, card, downloaded, open_page, rows, settled


@pytest.fixture(scope="module")
def database(demo_warehouse: Path) -> duckdb.DuckDBPyConnection:
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    return duckdb.connect(str(demo_warehouse / newest), read_only=True)


def test_found_by_a_former_name_with_its_history_across_the_rename(served: str, page: Page) -> None:
    open_page(page, f"{served}/agency")
    page.get_by_label("按名称查找（现名、曾用名）").fill("岚岭区扶贫")
    page.keyboard.press("Enter")
    settled(page)
    page.locator(".st-key-agency_matches").get_by_text(re.compile("岚岭区乡村振兴局")).click()
    settled(page)
    head = card(page, "agency_head")
    expect(page.locator("h1")).to_have_text("岚岭区乡村振兴局")
    expect(
        head.get_by_text(re.compile("历年名称：岚岭区扶贫开发办公室 .2019–2020. → 岚岭区乡村振兴局"))
    ).to_be_visible()
    expect(head.get_by_text(re.compile("并入岚岭区农业农村局"))).to_be_visible()
    assert "agency=" in page.url
    head.get_by_role("radio", name=re.compile("2019")).click()
    settled(page)
    assert "year=2019" in page.url
    page.get_by_role("radio", name="报告原样").click()
    settled(page)
    expect(card(page, "agency_form").get_by_role("heading").first).to_contain_text(
        "2019年报告原样（2019年试行格式）"
    )
    head.get_by_role("link", name="打开岚岭区农业农村局").click()
    settled(page)
    expect(page.locator("h1")).to_have_text("岚岭区农业农村局")
    expect(card(page, "agency_head").get_by_text(re.compile("岚岭区乡村振兴局.*并入本机关"))).to_be_visible()


def test_a_finding_opens_the_source_at_its_place(
    served: str, page: Page, database: duckdb.DuckDBPyConnection
) -> None:
    agency, year, place, raw, said = database.execute(
        "select agency_id, year, table_key || '.' || row_key || '.' || column_key, raw, message from findings "
        "join reports using (report_id) join cells using (report_id, table_key, row_key, column_key) "
        "where findings.severity = 'error' and format = 'html' and synthetic and cells.state = 'number' order by 1, 2 limit 1"
    ).fetchall()[0]
    open_page(page, f"{served}/agency?agency={agency}&year={year}")
    found = card(page, "agency_findings")
    line = (
        found.locator("[data-testid=stHorizontalBlock], .stHorizontalBlock, [data-testid=stVerticalBlock]")
        .filter(has_text=said)
        .last
    )
    expect(found.get_by_text(said)).to_be_visible()
    line.get_by_role("button", name="看原文").first.click()
    settled(page)
    form = card(page, "agency_form")
    marked = form.locator("mark")
    expect(marked).to_have_count(1)
    chosen = form.locator("button[aria-pressed=true]").get_attribute("data-cell")
    cell = database.execute(
        "select raw from cells join reports using (report_id) where agency_id = ? and year = ? and is_current "
        "and table_key || '.' || row_key || '.' || column_key = ?", [agency, year, chosen]
    ).fetchall()[0]  # fmt: skip
    assert cell is not None and re.sub(r"\s", "", marked.inner_text()) == re.sub(r"\s", "", cell[0])
    assert (
        place.split(".")[0] in {"applications", "proactive_disclosure", "review_litigation"}
        and raw is not None
    )


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "txt", "md", "mht"])
def test_each_cell_leads_to_its_place_in_a_source_of_any_format(
    served: str, page: Page, database: duckdb.DuckDBPyConnection, kind: str
) -> None:
    agency, year, report = database.execute(
        "select agency_id, year, report_id from reports where format = ? and synthetic and is_current and form = '2021' "
        "and status = 'read' order by agency_id, year limit 1", [kind]
    ).fetchall()[0]  # fmt: skip
    places = database.execute(
        "select table_key || '.' || row_key || '.' || column_key, raw from cells where report_id = ? and state = 'number' "
        "and locator is not null order by hash(row_key || column_key) limit 4", [report]
    ).fetchall()  # fmt: skip
    assert places
    open_page(page, f"{served}/agency?agency={agency}&year={year}&agency-part=form")
    form = card(page, "agency_form")
    for place, raw in places:
        form.locator(f"[data-cell='{place}']").click()
        expect(form.locator(f"[data-cell='{place}'][aria-pressed=true]")).to_be_visible()
        settled(page)
        expect(form.locator("mark")).to_contain_text(raw)
        frame = form.locator(".source")
        box, mark = frame.bounding_box(), form.locator("mark").bounding_box()
        assert box and mark and box["y"] <= mark["y"] + mark["height"] / 2 <= box["y"] + box["height"], (
            "scrolled to the mark"
        )
        expect(frame).to_be_in_viewport()
    assert f"agency-cell={places[-1][0]}" in page.url


def test_a_cell_of_a_pdf_shows_the_page_with_the_place(
    served: str, page: Page, database: duckdb.DuckDBPyConnection
) -> None:
    agency, year, report = database.execute(
        "select agency_id, year, report_id from reports where format = 'pdf' and status = 'read' and is_current and synthetic order by 1, 2 limit 1"
    ).fetchall()[0]
    (place,) = database.execute(
        "select table_key || '.' || row_key || '.' || column_key from cells where report_id = ? and state = 'number' limit 1",
        [report],
    ).fetchall()[0]
    open_page(page, f"{served}/agency?agency={agency}&year={year}&agency-cell={place}")
    image = card(page, "agency_form").get_by_role("img").first
    expect(image).to_be_visible()
    assert image.evaluate("picture => picture.naturalWidth") > 400


def test_the_form_is_the_report_as_printed(
    served: str, page: Page, database: duckdb.DuckDBPyConnection
) -> None:
    agency, year, report = (
        database.execute(
            "select agency_id, year, report_id from reports join cells using (report_id) where synthetic and is_current and form = '2021' "
            "group by all having count(*) filter (state = 'dash') > 5 and count(*) filter (state = 'blank') > 0 order by 1, 2 limit 1"
        ).fetchall()
        or database.execute(
            "select agency_id, year, report_id from reports join cells using (report_id) where synthetic and is_current and form = '2021' "
            "group by all having count(*) filter (state = 'dash') > 5 order by 1, 2 limit 1"
        ).fetchall()
    )[0]
    open_page(page, f"{served}/agency?agency={agency}&year={year}&agency-part=form")
    form = card(page, "agency_form")
    known = dict(
        database.execute(
            "select table_key || '.' || row_key || '.' || column_key, raw from cells where report_id = ? and state <> 'unreadable'",
            [report],
        ).fetchall()
    )
    shown = form.locator(".form").evaluate(
        "form => Object.fromEntries([...form.querySelectorAll('[data-cell]')].map(b => [b.dataset.cell, b.firstChild?.nodeType === 3 ? b.firstChild.data : '']))"
    )
    assert {place: text.replace("\xa0", "") for place, text in shown.items() if place in known} == known
    table = rows(downloaded(page, form.get_by_role("button", name="CSV")))
    raw, value = table[0].index("原文所印"), table[0].index("数值")
    assert all(line[value] == "" for line in table[1:] if line[raw] in ("", "/", "无", "-")), (
        "no blank becomes a number"
    )


def test_among_its_peers_and_against_last_year(
    served: str, page: Page, database: duckdb.DuckDBPyConnection
) -> None:
    agency, year = database.execute(
        "select now.agency_id, now.year from reports as now join reports as before on before.agency_id = now.agency_id "
        "and before.year = now.year - 1 where now.synthetic and now.scope = 'own' and now.kind = 'township' and now.year = 2024 "
        "and now.is_current order by 1 limit 1"
    ).fetchall()[0]
    open_page(page, f"{served}/agency?agency={agency}&year={year}")
    spine = card(page, "agency_spine")
    expect(spine.get_by_role("radio", name=re.compile("同市州"))).to_be_visible()
    spine.get_by_role("radio", checked=False).last.click()  # a wider area: it has enough peers
    expect(page).to_have_url(re.compile("agency-peers="))
    settled(page)
    table = rows(downloaded(page, spine.get_by_role("button", name="CSV")))
    head = table[0]
    for line in table[1:]:
        quantiles = [
            float(line[head.index(name)])
            for name in ("P10", "P25", "P50", "P75", "P90")
            if line[head.index(name)]
        ]
        assert quantiles == sorted(quantiles) and len(quantiles) in (0, 5)
    changes = rows(downloaded(page, card(page, "agency_changes").get_by_role("button", name="CSV")))
    before, now, change = (changes[0].index(name) for name in ("上年", "本年", "变化"))
    stated = [line for line in changes[1:] if line[change]]
    assert stated and all(
        abs(float(line[now]) - float(line[before]) - float(line[change])) < 1e-6 for line in stated
    )


def test_a_brief_of_two_pages_that_needs_nothing_else(
    served: str, page: Page, chromium: Browser, tmp_path: Path, database: duckdb.DuckDBPyConnection
) -> None:
    (agency, year) = (
        database.execute(
            "select agency_id, year from reports where synthetic and scope = 'government_rollup' and errors > 0 and form = '2021' order by 1 limit 1"
        ).fetchall()
        or database.execute(
            "select agency_id, year from reports where errors > 0 and form = '2021' order by 1 limit 1"
        ).fetchall()
    )[0]
    open_page(page, f"{served}/agency?agency={agency}&year={year}")
    name = page.locator("h1").inner_text()
    assert downloaded(page, page.get_by_role("button", name="下载简报")).startswith(b"%PDF")
    page.get_by_role("button", name="其他格式").click()
    text = downloaded(page, page.get_by_role("button", name="网页")).decode("utf-8")
    assert not re.search(r"""(src|href)=["']|url\(|@import|<script""", text), "self-contained"
    assert text.count("<section>") == 2 and "<svg" in text and name in text
    assert f"agency={agency}" in text and "version=" in text and served in text
    stated = database.execute(
        "select value, quote from stated_figures join reports using (report_id) "
        "where agency_id = ? and year = ? and is_current and period = 'year' and item_key = 'disclosed'",
        [agency, year],
    ).fetchall()
    assert stated
    for value, quote in stated:
        assert f"“{value:,.0f}”" in text and html.escape(quote) in text
    file = tmp_path / "brief.html"
    file.write_text(text, encoding="utf-8")
    sheet = chromium.new_page()
    sheet.goto(file.as_uri())
    printed = sheet.pdf(prefer_css_page_size=True)
    sheet.close()
    assert len(pypdfium2.PdfDocument(printed)) == 2


def test_english_leaves_only_names_and_printed_terms_in_chinese(
    served: str, page: Page, database: duckdb.DuckDBPyConnection
) -> None:
    agency, year = database.execute(
        "select agency_id, year from reports where synthetic and errors > 0 order by 1 desc limit 1"
    ).fetchall()[0]
    for path in (f"agency?agency={agency}&year={year}&lang=en", "compare?lang=en&data=synthetic"):
        open_page(page, f"{served}/{path}")
        for place in (
            "[data-testid=stTab]",
            "[data-testid=stWidgetLabel]",
            "[data-testid=stCaptionContainer]",
            "h1",
            ".stDownloadButton",
        ):
            for said in page.locator(f".stMainBlockContainer {place}").all_inner_texts():
                left = re.sub(
                    r"表[二三四]|[^\s,，()]*(示例省|澄汐市|区|县|局|府|镇|乡|街道办事处|办公室|\.\w+)[^\s,，()]*",
                    "",
                    said,
                )
                assert not CHINESE.search(left), (place, said)


def test_an_unknown_body_is_said_to_be_unknown(served: str, page: Page) -> None:
    open_page(page, f"{served}/agency?agency=nobody&year=2024")
    expect(page.get_by_text("机关代码＝nobody")).to_be_visible()
    expect(page.get_by_label("按名称查找（现名、曾用名）")).to_be_visible()


def test_a_phone_shows_the_agency_without_scrolling_the_page_sideways(
    served: str, page: Page, database: duckdb.DuckDBPyConnection
) -> None:
    (agency,) = database.execute(
        "select agency_id from reports where synthetic order by 1 limit 1"
    ).fetchall()[0]
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{served}/agency?agency={agency}")
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 391
