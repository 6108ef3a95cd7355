"""Task 4: which bodies have an unusual disclosure rate given their size, and which only look so because they are small."""

from __future__ import annotations

import math
import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import card, downloaded, open_page, pick, rows, settled

WHERE = "compare?data=synthetic&scope=own&level=county&compare-by=agency&compare-year=2023"


@pytest.fixture(scope="module")
def bodies(demo_warehouse: Path) -> dict[str, tuple[str, float, float]]:
    """Agency -> name, granted in full or part, concluded, of 2023; added up from the printed cells."""
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_warehouse / newest), read_only=True) as con:
        found = con.execute(
            "select agency_id, any_value(agency), sum(counted) filter (row_key <> 'concluded_total'), "
            "sum(counted) filter (row_key = 'concluded_total') from cells join reports using (report_id) "
            "where is_current and synthetic and scope = 'own' and level = 'county' and year = 2023 and column_key = 'total' "
            "and row_key in ('granted', 'partly_granted', 'concluded_total') group by agency_id having count(counted) = 3"
        ).fetchall()
    return {key: (name, granted, concluded) for key, name, granted, concluded in found}


def tail(count: float, cases: float, rate: float) -> float:
    """How likely a count so far from the common rate, or farther, is by chance; from the binomial's own formula."""
    n, k = int(cases), int(count)
    below = math.fsum(math.comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(k + 1))
    above = math.fsum(math.comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(k, n + 1))
    return min(below, above)


def test_the_unusual_are_told_from_the_merely_small(
    served: str, page: Page, bodies: dict[str, tuple[str, float, float]]
) -> None:
    open_page(page, f"{served}/{WHERE}")
    funnel = card(page, "compare_funnel")
    common = sum(one[1] for one in bodies.values()) / sum(one[2] for one in bodies.values())
    table = rows(downloaded(page, funnel.get_by_role("button", name="CSV")))
    head, body = table[0], table[1:]
    verdicts = {line[head.index("代码")]: line[head.index("判断")] for line in body}
    assert set(verdicts) == set(bodies) | {
        line[head.index("代码")] for line in body if line[head.index("状态")] == "未载明"
    }
    assert any(verdict.startswith("异常") for verdict in verdicts.values()), "the demo holds an unusual body"
    assert any(verdict.startswith("只是数字小") for verdict in verdicts.values()), (
        "and one that is merely small"
    )
    middling = sorted(cases for _, _, cases in bodies.values() if cases >= 10)
    middle = middling[len(middling) // 2]
    for key, (name, granted, concluded) in bodies.items():
        if concluded < 10:
            assert verdicts[key] == "", name
            continue
        chance = tail(granted, concluded, common)
        assert verdicts[key].startswith("异常") == (chance < 0.001) or 0.0005 < chance < 0.002, (name, chance)
        if verdicts[key].startswith("只是数字小"):
            assert chance > 0.025 and concluded < middle, name
            assert abs(granted / concluded - common) > 1.9 * math.sqrt(common * (1 - common) / middle), name


def test_both_are_named_in_words_and_only_the_unusual_in_the_chart(served: str, page: Page) -> None:
    open_page(page, f"{served}/{WHERE}")
    funnel = card(page, "compare_funnel")
    unusual = funnel.locator("p").filter(has_text=re.compile("^异常：")).last.inner_text()
    small = funnel.locator("p").filter(has_text=re.compile("^只是数字小")).last.inner_text()
    expect(funnel.locator(".annotation-text").first).to_be_attached()
    labels = funnel.locator(".annotation-text").all_text_contents()
    named = [label for label in labels if label and label in unusual]
    assert named, (labels, unusual)
    assert not [label for label in labels if label and label in small]
    assert re.search(r"\d+\.\d %（\d+/\d+，偏[高低]）", unusual.replace("\xa0", " "))
    expect(funnel.get_by_text("Spiegelhalter 2005")).to_be_visible()
    expect(funnel.get_by_text(re.compile("应报.*已报"))).to_be_visible()


def test_over_dispersion_is_a_switch_that_stays_in_the_link(served: str, page: Page) -> None:
    open_page(page, f"{served}/{WHERE}")
    funnel = card(page, "compare_funnel")
    before = funnel.get_by_role("heading").first.inner_text()
    funnel.get_by_role("radio", name="把总体本来就参差算进去").click()
    settled(page)
    expect(funnel.get_by_text(re.compile("φ = "))).to_be_visible()
    expect(page).to_have_url(re.compile("compare-limits=over"))
    after = funnel.get_by_role("heading").first.inner_text()
    page.reload()
    settled(page)
    assert funnel.get_by_role("heading").first.inner_text() == after
    counts = [sum(map(int, re.findall(r"有 (\d+) 个", sentence)[:1])) for sentence in (before, after)]
    assert counts[1] <= counts[0]


def test_peers_of_the_same_kind_and_the_nearest_in_size(
    served: str, page: Page, bodies: dict[str, tuple[str, float, float]]
) -> None:
    open_page(page, f"{served}/{WHERE}")
    choices = card(page, "compare_choices")
    key = max(bodies, key=lambda one: bodies[one][2])
    pick(page, "重点标出", bodies[key][0], choices)
    choices.get_by_role("radio", name="规模最近的 10 个").click()
    settled(page)
    expect(choices.get_by_text(f"办结数与{bodies[key][0]}最接近的 10 个及其自身")).to_be_visible()
    settled(page)
    table = rows(downloaded(page, card(page, "compare_ranks").get_by_role("button", name="CSV")))
    shown = {line[table[0].index("代码")] for line in table[1:]}
    by_ratio = sorted(bodies, key=lambda one: abs(math.log1p(bodies[one][2]) - math.log1p(bodies[key][2])))
    assert shown == set(by_ratio[:11])
    choices.get_by_role("radio", name="同类别").click()
    settled(page)
    expect(choices.get_by_text(re.compile("同类别的 [34] 个"))).to_be_visible()


def test_a_click_on_a_point_leads_to_the_reports_behind_it(served: str, page: Page) -> None:
    open_page(page, f"{served}/{WHERE}")
    funnel = card(page, "compare_funnel")
    funnel.locator(".js-plotly-plot").scroll_into_view_if_needed()
    point = (
        funnel.locator(".scatterlayer .trace")
        .filter(has=page.locator(".points path"))
        .last.locator(".points path")
        .first
    )
    box = point.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(funnel.get_by_text(re.compile("2023 · 公开率 .* = .*：1 份报告")).first).to_be_visible()
    expect(funnel.get_by_role("link", name=re.compile("^打开")).first).to_be_visible()
