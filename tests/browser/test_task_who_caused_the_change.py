"""Task 6: which agencies caused this year's change in applications: who grew, who entered, who left."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
from playwright.sync_api import Page, expect

from pages.parts.text import number_format
from tests.browser.reading import card, downloaded, open_page, plotted, rows, settled

COUNTY, YEAR = "璞浦县", 2024


def stated(demo_warehouse: Path, year: int) -> tuple[dict[str, float | None], dict[str, str]]:
    """Agency -> new applications of the county's own reports of a year (None: not stated), and its name."""
    newest = (demo_warehouse / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_warehouse / newest), read_only=True) as con:
        found = con.execute(
            "select agency_id, agency, counted from cells join reports using (report_id) where is_current and synthetic "
            "and scope = 'own' and county = ? and year = ? and table_key = 'applications' and row_key = 'received_new' "
            "and column_key = 'total'", [COUNTY, year]
        ).fetchall()  # fmt: skip
        later = dict(con.execute("select agency_id, later_id from agency_successions").fetchall())
    values: dict[str, float | None] = {}
    for key, _, value in found:  # what merged later counts with what it merged into
        key = later.get(key, key)
        values[key] = value if values.get(key) is None else values[key] + (value or 0)  # type: ignore[operator]
    return values, {later.get(key, key): name for key, name, _ in found}


def test_from_the_roll_up_to_the_agencies_behind_its_change(
    served: str, demo_warehouse: Path, page: Page
) -> None:
    open_page(page, f"{served}/applications?applications-part=places&county={COUNTY}&to={YEAR}")
    shown = card(page, "applications_change")
    shown.get_by_role("button", name="改看各机关自己的报告").click()
    settled(page)
    expect(page).to_have_url(re.compile("scope=own"))
    (before, old_names), (now, names) = stated(demo_warehouse, YEAR - 1), stated(demo_warehouse, YEAR)
    table = rows(downloaded(page, shown.get_by_role("button", name="CSV")))
    head = table[0]
    lines = {line[head.index("代码")]: dict(zip(head, line, strict=True)) for line in table[1:]}
    assert lines.keys() == before.keys() | now.keys()
    standing = {key: line["状态"] for key, line in lines.items()}
    assert {key for key, said in standing.items() if said == "上年无报告"} == now.keys() - before.keys()
    assert {key for key, said in standing.items() if said == "本年无报告"} == before.keys() - now.keys()
    steps = {key: (now.get(key) or 0) - (before.get(key) or 0) for key in lines}
    assert {key: float(line["变化"]) for key, line in lines.items()} == steps
    whole = sum(value or 0 for value in now.values()) - sum(value or 0 for value in before.values())
    assert sum(steps.values()) == whole
    # the picture: the bars add up to the change, the largest of one agency first
    bars = plotted(shown, "[...(plot.data[0].x._inputArray || plot.data[0].x)]")
    names_drawn, colours = plotted(shown, "plot.data[0].y"), plotted(shown, "plot.data[0].marker.color")
    assert sum(bars) == whole and len(set(names_drawn)) == len(bars)
    own = [abs(value) for value, colour in zip(bars, colours, strict=True) if colour == colours[0]]
    assert own == sorted(own, reverse=True) and len(own) <= 10
    both = {key: step for key, step in steps.items() if standing[key] == "两年都载明"}
    most = max(abs(step) for step in both.values())
    largest = {names[key] for key, step in both.items() if abs(step) == most}
    said = shown.locator("h5").inner_text()
    assert f"（{number_format.whole(whole, signed=True)}）" in said
    assert any(name in said for name in largest)
    # who entered and who left stand there by name
    for key in [*(now.keys() - before.keys()), *(before.keys() - now.keys())][:6]:
        expect(shown.get_by_text((names | old_names).get(key) or old_names[key]).first).to_be_visible()
