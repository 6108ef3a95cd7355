"""Task 3: how many applications the county received in each year, by applicant type, a roll-up not added to its parts,
and how much of it loaded reports cover."""

from __future__ import annotations

from pathlib import Path

import duckdb
from playwright.sync_api import Page, expect

from pages.parts.text import number_format
from tests.browser.reading import card, downloaded, drawn, open_page, pick, rows, settled

COUNTY = "澜汀区"
OF_COUNTY = (
    "from cells join reports using (report_id) where is_current and synthetic and county = $county "
    "and table_key = 'applications' and row_key = 'received_new'"
)
# vertical systems and public institutions are no part of a county's roll-up
OF_PARTS = (
    " and scope = 'own' and level in ('county', 'township') and column_key = 'total' "
    "and kind not in ('public_institution', 'tax', 'weather', 'customs_fire_other_vertical')"
)


def asked(demo_warehouse: Path, sql: str) -> list[tuple]:
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_warehouse / newest), read_only=True) as con:
        return con.execute(sql, {"county": COUNTY}).fetchall()


def test_the_county_s_applications_by_year_and_applicant(
    served: str, demo_warehouse: Path, page: Page
) -> None:
    open_page(page, served)
    page.get_by_role("link", name="依申请公开").first.click()
    expect(page.locator("h1")).to_have_text("依申请公开")
    settled(page)
    pick(page, "县市区", COUNTY)
    shown = card(page, "applications_received")
    expect(page.get_by_text(f"{COUNTY} · 2019–2025 · 县级 · 政府汇总报告").first).to_be_visible()
    table = rows(downloaded(page, shown.get_by_role("button", name="CSV")))
    head = table[0]
    lines = [dict(zip(head, line, strict=True)) for line in table[1:]]
    stated = {
        (year, column): counted
        for year, column, counted in asked(
            demo_warehouse,
            f"select year, column_key, counted {OF_COUNTY} and scope = 'government_rollup' and level = 'county'",
        )
    }
    assert len(stated) == 7 * 7
    assert {(int(line["年度"]), line["代码"]): float(line["件数"]) for line in lines} == stated
    # every figure is read in the chart without opening anything
    pictured = drawn(shown)
    assert all(f'"{number_format.whole(value)}"' in pictured for value in stated.values())
    # beside it, not in it: what the loaded parts add up to
    parts = {
        year: (loaded, added)
        for year, loaded, added in asked(
            demo_warehouse, f"select year, count(*), sum(counted) {OF_COUNTY}{OF_PARTS} group by year"
        )
    }
    totals = {int(line["年度"]): line for line in lines if line["代码"] == "total"}
    assert {
        year: (int(float(line["已载入单位数"])), float(line["已载入单位之和"]))
        for year, line in totals.items()
    } == parts
    loaded, added = parts[2025]
    said = shown.locator("h5").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert f"2025年新收 {number_format.whole(stated[2025, 'total'])} 件" in said
    assert f"已载入 {loaded}/{totals[2025]['应有单位数'].removesuffix('.0')} 个组成单位" in said
    assert f"合计 {number_format.whole(added)} 件（占 {added / stated[2025, 'total'] * 100:.1f} %）" in said


def test_own_reports_alone_say_how_many_of_those_expected_they_are(
    served: str, demo_warehouse: Path, page: Page
) -> None:
    open_page(page, f"{served}/applications?scope=own&county={COUNTY}")
    shown = card(page, "applications_received")
    table = rows(downloaded(page, shown.get_by_role("button", name="CSV")))
    head = table[0]
    assert "已载入单位之和" not in head
    lines = [dict(zip(head, line, strict=True)) for line in table[1:]]
    stated = {
        (year, column): (filed, counted, added)
        for year, column, filed, counted, added in asked(
            demo_warehouse,
            f"select year, column_key, count(*), count(counted), sum(counted) {OF_COUNTY} and scope = 'own' group by all",
        )
    }
    assert {
        (int(line["年度"]), line["代码"]): (
            int(line["报告份数"]), int(line["计入份数"]), float(line["件数"]) if line["件数"] else None
        )
        for line in lines
    } == stated  # fmt: skip
    expect(shown.get_by_text("应报").first).to_be_visible()
