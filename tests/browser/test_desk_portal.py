"""A card in a portal and the page in a meeting room: what is left of the page, and how keys lead on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.reading import card, settled


def test_an_embedded_card_stands_alone_with_its_source(served: str, page: Page) -> None:
    page.goto(f"{served}/quality?embed=card&card=quality_rules&quality-part=findings")
    settled(page)
    expect(card(page, "quality_rules")).to_be_visible()
    expect(card(page, "quality_findings")).to_be_hidden()
    for hidden in ('[data-testid="stSidebar"]', '[data-testid="stHeader"]', "h1", ".st-key-embed_unknown"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.get_by_role("link", name="打开整页")).to_have_attribute("target", "_blank")
    page.goto(f"{served}/quality?embed=card&card=nothing")
    settled(page)
    expect(page.locator(".st-key-embed_unknown")).to_be_visible()
    expect(card(page, "quality_not_filed")).to_be_hidden()


def test_keys_lead_through_a_presentation_and_out_of_it(served: str, page: Page) -> None:
    page.goto(f"{served}/applications?present=1&applications-part=outcomes")
    settled(page)
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    expect(page.get_by_role("button", name="下一张")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 100")
    page.keyboard.press("Escape")
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible()
