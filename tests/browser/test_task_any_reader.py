"""Task 12: by keyboard, and with colours taken away. On a phone's width: test_every_part."""

from __future__ import annotations

import io
import re

from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

from pages.parts.charts.base.palette import GROUPS, RESULTS
from pages.parts.charts.status_matrix import MARKS
from pages.parts.text.i18n import text
from tests.browser.reading import TRACES, card, open_page, plotted, rows, settled


def pictured(page: Page, place: Locator) -> Image.Image:
    """An element and what is around it: a ring of focus lies outside."""
    box = place.bounding_box()
    assert box is not None
    picture = page.screenshot(
        clip={"x": box["x"] - 6, "y": box["y"] - 6, "width": box["width"] + 12, "height": box["height"] + 12},
        caret="hide",
        animations="disabled",
    )
    return Image.open(io.BytesIO(picture)).convert("RGB")


def tabbed_to(page: Page, wanted: Locator, most: int) -> None:
    """Tab until the wanted element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"not reached within {most} steps")


def assert_focus_shows(page: Page, place: Locator, focused: Locator) -> None:
    with_focus = pictured(page, place)
    focused.evaluate("e => e.blur()")
    without = pictured(page, place)
    focused.focus()
    assert ImageChops.difference(with_focus, without).getbbox() is not None, "focus cannot be seen"


def test_a_filter_and_a_download_by_keyboard_alone(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications?county=澜汀区")
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name=re.compile("报告口径"))
    page.evaluate("document.body.focus()")
    tabbed_to(page, box, 40)
    frame = box.locator("xpath=ancestor::*[@data-testid='stSelectbox']")
    assert_focus_shows(page, frame, box)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("scope=own"))
    settled(page)
    button = card(page, "applications_received").get_by_role("button", name="CSV")
    tabbed_to(page, button, 90)
    expect(button).to_be_in_viewport()
    assert_focus_shows(page, button, button)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    head, *lines = rows(waiting.value.path().read_bytes())
    assert lines and all("本机关报告" in line[head.index("筛选")] for line in lines)


def traces(page: Page, key: str, what: str) -> list[dict[str, object]]:
    return list(plotted(card(page, key), f"{TRACES}.map(t => ({what}))"))


def test_outcome_groups_results_and_lines_are_told_without_colour(served: str, page: Page) -> None:
    numbers = "一二三四五六"
    for key, part in (("applications_outcomes", "places"), ("applications_applicants", "outcomes")):
        open_page(page, f"{served}/applications?applications-part={part}")
        bars = traces(page, key, "{name: t.name, text: [...t.text]}")
        names = [
            f"（{number}）{text('zh', f'group.{group}')}"
            for number, group in zip(numbers, GROUPS, strict=True)
        ]
        assert [bar["name"] for bar in bars] == names
        for number, bar in zip(numbers, bars, strict=True):
            assert all(one == "" or one.startswith(f"{number} ") for one in bar["text"])  # type: ignore[attr-defined]
        assert any(bar["text"] for bar in bars)
    grounds = traces(page, "applications_grounds", "{name: t.name, y: [...t.y]}")
    assert [bar["name"] for bar in grounds[4:]] in ([], ["其余"])
    for bar in grounds[:4]:
        number = str(bar["name"])[:3]
        assert all(label.startswith(number) for label in bar["y"])  # type: ignore[attr-defined]
    open_page(page, f"{served}/applications?applications-part=years")
    lines = [
        (line["dash"], line["symbol"])
        for line in traces(
            page,
            "applications_refusals",
            "{mode: t.mode, dash: t.line.dash, symbol: (t.marker || {}).symbol}",
        )
        if line["mode"] == "lines+markers"
    ]
    assert len(lines) == len(set(lines)) == 4
    open_page(page, f"{served}/litigation")
    shapes = [bar["shape"] for bar in traces(page, "litigation_results", "{shape: t.marker.pattern.shape}")]
    assert len(shapes) == len(set(shapes)) == len(RESULTS)
    shapes = [bar["shape"] for bar in traces(page, "litigation_new", "{shape: t.marker.pattern.shape}")]
    assert len(shapes) == len(set(shapes)) == 2


def test_severities_and_filing_states_are_told_without_colour(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality?quality-part=findings")
    marks = {"▲": "错误", "△": "警告", "·": "提示"}
    bars = traces(page, "quality_rules", "{name: t.name, y: [...t.y]}")
    assert [bar["name"] for bar in bars] == [f"{mark} {word}" for mark, word in marks.items()]
    for mark, bar in zip(marks, bars, strict=True):
        assert all(label.startswith(f"{mark} ") for label in bar["y"])  # type: ignore[attr-defined]
    open_page(page, f"{served}/quality")
    for state in traces(page, "quality_matrix", "{name: t.name, type: t.type, text: [...(t.text || [])]}"):
        if state["type"] == "scatter":
            assert set(state["text"]) <= {MARKS[str(state["name"])]}  # type: ignore[call-overload]
            expect(
                card(page, "quality_matrix").get_by_text(f"{MARKS[str(state['name'])]} ").first
            ).to_be_visible()
    open_page(page, served)
    shapes = [bar["shape"] for bar in traces(page, "overview_filing", "{shape: t.marker.pattern.shape}")]
    assert len(shapes) == len(set(shapes)) == 3
