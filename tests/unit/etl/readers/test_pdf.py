"""The PDF reader on real reports, and on pages that a browser and LibreOffice printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.model.document import Document
from etl.readers.pdf.reader import read
from tests.support.golden import golden, path
from tests.support.grids import all_texts
from tests.support.pdf_pages import GROUPS, OUTCOMES, PROACTIVE, REVIEW, figure, page
from tests.support.processes import convert, print_to_pdf

# label of a row of table two that prints one figure -> its key
ONE_FIGURE = {
    "行政许可": "licences", "行政处罚": "penalties", "行政强制": "coercive_measures", "行政事业性收费": "fees",
}  # fmt: skip


def number(value: float | None) -> str:
    """A figure as the golden reports print it."""
    return str(value)


@pytest.mark.parametrize("name", ["huaian_2024.pdf", "hongze_2023.pdf"])
def test_golden_report_reads_every_figure_as_printed(name: str) -> None:
    document = read(path(name).read_bytes(), name)
    printed = golden(name)
    proactive, applications, review = all_texts(document)
    in_one_cell = [row[-1] for row in proactive if row[0] in ONE_FIGURE]
    assert in_one_cell == [number(printed.row("proactive_disclosure", row)[0]) for row in ONE_FIGURE.values()]
    for label, row in (("规章", "rules"), ("行政规范性文件", "normative_documents")):
        assert [label, *map(number, printed.row("proactive_disclosure", row))] in proactive
    rows = applications[3:]
    assert [row[-7:] for row in rows] == [
        [number(value) for value in printed.row("applications", row)] for row in printed.rows("applications")
    ]
    assert all(re.match(r"(一|二|四|（.）|\d)", row[-8]) for row in rows)
    assert review[-1] == [number(value) for value in printed.table("review_litigation")]


@pytest.mark.parametrize("name", ["huaian_2024.pdf", "hongze_2023.pdf"])
def test_golden_report_joins_page_breaks_and_leaves_page_numbers_out(name: str) -> None:
    document = read(path(name).read_bytes(), name)
    pieces = [piece for grid in document.grids for piece in grid.pieces]
    assert {piece.text: piece.row_span for piece in pieces}["（四）无法提供"] == 3
    texts_read = [piece.text for piece in pieces] + [paragraph.text for paragraph in document.paragraphs]
    assert not any(re.search(r"-\d-|- \d -", text) for text in texts_read)
    assert all(re.fullmatch(r"p\d@\d+,\d+,\d+,\d+", piece.locator) for piece in pieces)
    assert not document.notes


VARIANTS = {
    "plain": {}, "breaks in a group": {"spacer": 200}, "breaks in table two": {"spacer": 350},
    "header rows repeated": {"repeat": True, "spacer": 120}, "landscape": {"css": "@page{size:A4 landscape}"},
    "double lines": {"css": "table{border-collapse:separate;border-spacing:2px}"},
    "dashed": {"css": "td{border:1px dashed #555}"}, "dotted": {"css": "td{border:1px dotted #555}"},
    "backgrounds": {"css": "tr:nth-child(odd) td{background:#dde8f5}.g{background:#99b}"},
    "slanted watermark": {"mark": "transform:rotate(-35deg)"}, "level watermark": {"mark": ""},
    "no outer borders": {"css": "table{border-style:hidden}"},
    "at the top left": {"css": "td{text-align:left;vertical-align:top}"},
    "horizontal lines only": {"css": "td{border-width:1px 0}"},
    "no lines": {"css": "td{border:0;padding:6px}"},
}  # fmt: skip
NARROW = "table{font-size:11px}.t3 td.n{width:16px;padding:2px}td{word-break:break-all}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    folder = tmp_path_factory.mktemp("printed")

    def printed(html: str) -> bytes:
        (folder / "page.html").write_text(html, "utf-8")
        print_to_pdf(folder / "page.html", folder / "page.pdf")
        return (folder / "page.pdf").read_bytes()

    return printed


def check_form(document: Document, labels: bool = True) -> None:
    rows = [row for grid in all_texts(document) for row in grid]
    for order, label in enumerate(OUTCOMES, 1):
        expected = [figure(order, column) for column in range(7)]
        assert any(row[-7:] == expected and (not labels or label in row) for row in rows), label
    for row in PROACTIVE:
        assert row in rows
    assert REVIEW in rows


@pytest.mark.browser
@pytest.mark.parametrize("variant", VARIANTS)
def test_printed_by_a_browser(variant: str, browser: Callable[[str], bytes]) -> None:
    document = read(browser(page(**VARIANTS[variant])), "page.pdf")  # type: ignore[arg-type]
    check_form(document, labels=variant != "no lines")
    if variant in ("no lines", "horizontal lines only"):
        assert "aligned" in {note.kind for note in document.notes}
    elif variant != "no outer borders":
        assert len(document.grids) == 3
        spans = {piece.text: piece.row_span for grid in document.grids for piece in grid.pieces}
        assert [spans[group] for group, _ in GROUPS] == [
            len(members) for _, members in GROUPS
        ] or "double" in variant


@pytest.mark.browser
@pytest.mark.parametrize("spacer", [0, 240, 480, 640])
def test_a_figure_cut_by_the_page_break_is_never_half_read(
    spacer: int, browser: Callable[[str], bytes]
) -> None:
    rows = [
        row for grid in all_texts(read(browser(page(css=NARROW, spacer=spacer)), "n.pdf")) for row in grid
    ]
    for order, label in enumerate(OUTCOMES, 1):
        figures = next(row for row in rows if label in row)[-7:]
        expected = [figure(order, column) for column in range(7)]
        assert [text.replace("\n", "") for text in figures] == expected


@pytest.mark.office
def test_printed_by_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        page(spacer=120).replace("<table", "<table border=1 cellspacing=0"), "utf-8"
    )
    (printed,) = convert([tmp_path / "page.html"], "pdf:writer_web_pdf_Export")
    document = read(printed.read_bytes(), "page.pdf")
    check_form(document)
    assert len(document.grids) == 3
