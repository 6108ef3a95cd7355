"""A page printed from the browser: its headline figures are on paper, its columns beside each other, nothing cut off or through."""

from __future__ import annotations

import pypdfium2
from playwright.sync_api import Page, expect

from tests.browser.reading import card, open_page

# each label with its upper and its lower edge
_WHERE = """all => all.map(one => [one.textContent, one.getBoundingClientRect()])
    .map(([label, box]) => [label, box.top, box.bottom])"""


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
        assert len(leaves) == 2, "made smaller than needed for its width, its cards fill the sheets"
    # the years beside a headline figure leave it its place
    page.emulate_media(media="print")
    values = page.locator("[data-testid=stMetricValue]")
    assert values.evaluate_all("all => Math.min(...all.map(one => one.clientWidth))") > 20


def test_a_list_longer_than_a_sheet_is_divided_between_its_rows(served: str, page: Page) -> None:
    open_page(page, f"{served}/quality")
    matrix = card(page, "quality_matrix")
    rows = matrix.locator(".ytick text").all_text_contents()
    # the script that listens may come after the charts
    page.wait_for_function(
        "() => dispatchEvent(new Event('beforeprint')) && document.querySelector('.printed_pieces')"
    )
    page.emulate_media(media="print")
    head, *pieces = matrix.locator(".printed_pieces tr").all()
    assert head.locator("span").all_inner_texts() == [str(year) for year in range(2019, 2026)]
    whole: list[str] = []
    for piece in pieces:
        box = piece.bounding_box()
        assert box is not None and box["height"] < 150
        assert piece.evaluate("row => getComputedStyle(row).breakInside") == "avoid"
        labels = piece.locator(".ytick text").evaluate_all(_WHERE)
        bottom = box["y"] + box["height"]
        whole += [label for label, top, end in labels if box["y"] <= top and end <= bottom]
    assert whole == rows and len(pieces) > 5
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(matrix.locator(".printed_pieces")).to_have_count(0)


def place(leaves: list[pypdfium2.PdfTextPage], title: str) -> tuple[int, int, float, float]:
    """Sheet, line, left and right edge of a title of a chart; it stands once."""
    found = [(at, leaf, leaf.search(title).get_next()) for at, leaf in enumerate(leaves)]
    ((at, leaf, (index, count)),) = [one for one in found if one[2]]
    boxes = [leaf.get_charbox(number) for number in range(index, index + count)]
    return at, round(boxes[0][1]), boxes[0][0], boxes[-1][2]
