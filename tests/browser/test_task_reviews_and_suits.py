"""Task 7: how reviews and suits ended, the correction rate without pending cases, and what last year's pending hide."""

from __future__ import annotations

import math
import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from pages.parts.text import number_format
from tests.browser.reading import card, downloaded, drawn, open_page, rows, settled
from tests.support.form_keys import RESULTS

PATHS = ("review", "litigation_direct", "litigation_after_review")
COLUMNS = (*RESULTS, "total")


@pytest.fixture(scope="module")
def counted(demo_warehouse: Path) -> dict[tuple[str, int, str, str], float]:
    """(agency, year, path, result) -> counted, of the counties' roll-ups."""
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_warehouse / newest), read_only=True) as con:
        found = con.execute(
            "select agency_id, year, row_key, column_key, counted from cells join reports using (report_id) "
            "where is_current and synthetic and scope = 'government_rollup' and level = 'county' "
            "and table_key = 'review_litigation' and counted is not null"
        ).fetchall()
    return {(key, year, path, result): value for key, year, path, result, value in found}


def table_of(page: Page, key: str) -> list[dict[str, str]]:
    head, *lines = rows(downloaded(page, card(page, key).get_by_role("button", name="CSV")))
    return [dict(zip(head, line, strict=True)) for line in lines]


def wilson(hits: float, cases: float) -> tuple[float, float]:
    """The interval from its own formula (Wilson 1927)."""
    z, share = 1.959963984540054, hits / cases
    middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    reach = z / (1 + z * z / cases) * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    return middle - reach, middle + reach


def whole_reports(
    counted: dict[tuple[str, int, str, str], float], year: int, path: str
) -> list[dict[str, float]]:
    """The results of each report that states all four."""
    agencies = sorted({key[0] for key in counted})
    found = [
        {
            result: counted[key, year, path, result]
            for result in COLUMNS
            if (key, year, path, result) in counted
        }
        for key in agencies
    ]
    return [row for row in found if set(COLUMNS[:4]) <= row.keys()]


def test_the_fifteen_cells_and_the_correction_rate_without_pending_cases(
    served: str, page: Page, counted: dict[tuple[str, int, str, str], float]
) -> None:
    open_page(page, served)
    page.get_by_role("link", name="复议诉讼").first.click()
    expect(page.locator("h1")).to_have_text("复议诉讼")
    settled(page)
    labels = {"结果维持": "upheld", "结果纠正": "corrected", "其他结果": "other", "尚未审结": "pending"}
    sums = {
        (path, result): sum(row[result] for row in whole_reports(counted, 2025, path))
        for path in PATHS
        for result in labels.values()
    }
    shown = table_of(page, "litigation_results")
    assert {(line["代码"], labels[line["结果"]]): float(line["件数"]) for line in shown} == sums
    assert sums["review", "pending"], "the demo has pending cases"
    pictured = drawn(card(page, "litigation_results"))
    assert all(f'"{number_format.whole(value)}"' in pictured for value in sums.values() if value > 3)
    for line, path in zip(table_of(page, "litigation_corrections"), PATHS, strict=True):
        hits = sums[path, "corrected"]
        closed = sums[path, "upheld"] + hits + sums[path, "other"]
        assert (float(line["分子"]), float(line["分母"])) == (hits, closed)
        assert float(line["比率"]) == pytest.approx(hits / closed)
        assert [float(line["95%下限"]), float(line["95%上限"])] == pytest.approx(wilson(hits, closed))
        if closed >= 10:
            said = card(page, "litigation_corrections").locator("h5").inner_text()
            assert f"{number_format.rate(hits / closed)} ({number_format.fraction(hits, closed)})" in said


def test_new_cases_are_net_of_last_year_s_pending(
    served: str, page: Page, counted: dict[tuple[str, int, str, str], float]
) -> None:
    open_page(page, f"{served}/litigation")
    shown = card(page, "litigation_new")
    for path, label in zip(PATHS, ("行政复议", "未经复议直接起诉", "复议后起诉"), strict=True):
        if path != "review":
            shown.get_by_role("radio", name=label).click()
            expect(page).to_have_url(re.compile(f"litigation-new={path}"))
            settled(page)
        found = {int(line["年度"]): line for line in table_of(page, "litigation_new")}
        for year in range(2020, 2026):
            pairs = [
                (counted[key, year, path, "total"], counted[key, year - 1, path, "pending"])
                for key in {key[0] for key in counted}
                if (key, year, path, "total") in counted and (key, year - 1, path, "pending") in counted
            ]
            usable = [(total, pending) for total, pending in pairs if total >= pending]
            assert int(found[year]["计入份数"]) == len(usable)
            assert float(found[year]["上年未结"]) == sum(pending for _, pending in usable)
            assert float(found[year]["本年新增"]) == sum(total - pending for total, pending in usable)
        now = found[2025]
        said = shown.locator("h5").inner_text()
        assert f"其中本年新增 {number_format.whole(float(now['本年新增']))} 件" in said
        assert f"上年未结 {number_format.whole(float(now['上年未结']))} 件" in said
