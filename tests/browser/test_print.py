"""A page printed from the browser: its headline figures are on paper, its columns beside each other, nothing cut off."""

from __future__ import annotations

import pypdfium2
from playwright.sync_api import Page

from tests.browser.reading import open_page


def test_a_printed_page_is_the_page_on_the_screen(served: str, page: Page) -> None:
    open_page(page, served)
    shown = page.locator("[data-testid=stMetricValue]").all_inner_texts()
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        leaves = [leaf.get_textpage() for leaf in document]
        words = "".join(leaf.get_text_range() for leaf in leaves).replace("\N{NO-BREAK SPACE}", " ")
        assert shown and all(value.replace("\N{NO-BREAK SPACE}", " ") in words for value in shown)
        left, right = (place(leaves, title) for title in ("新收申请数、办结数，", "公开率、结转率，"))
        assert left[:2] == right[:2] and left[2] < right[2]
        assert right[3] < document[0].get_width()
        assert len(leaves) == 3


def place(leaves: list[pypdfium2.PdfTextPage], title: str) -> tuple[int, int, float, float]:
    """Sheet, line, left and right edge of a title of a chart; it stands once."""
    found = [(at, leaf, leaf.search(title).get_next()) for at, leaf in enumerate(leaves)]
    ((at, leaf, (index, count)),) = [one for one in found if one[2]]
    boxes = [leaf.get_charbox(number) for number in range(index, index + count)]
    return at, round(boxes[0][1]), boxes[0][0], boxes[-1][2]
