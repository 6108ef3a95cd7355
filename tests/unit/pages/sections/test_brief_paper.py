"""The brief as Word file and PDF: the figures of the page and of the report, the form with its merged cells."""

from __future__ import annotations

import io
import re
from collections import Counter

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from etl import paper_docx, paper_pdf
from pages.parts.charts.base import palette
from pages.parts.data import database
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.sections.agency import brief, brief_paper
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.text.i18n import text

pytestmark = pytest.mark.font
LINK = "http://127.0.0.1:8501/agency?agency=1&version=2"


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest, opened: OpenVersion) -> tuple[View, AgencyYear]:
    """A government with errors in its report, and its page."""
    agency, name, year = database.rows(
        opened,
        "select agency_id, agency, year from reports where synthetic and is_current and scope = 'government_rollup' and errors > 0 "
        "and form = '2021' and level = 'county' order by errors desc, 1, 3 limit 1",
    ).iloc[0]
    chosen = Selection(2019, 2025, "government_rollup", levels=("county",), data="synthetic", agency=agency)
    view = View("agency", opened, chosen, request.param, palette.LIGHT)
    years = view.ask("agency_reports")
    return view, AgencyYear(agency, name, int(year), years)


def test_a_brief_says_the_same_in_every_format(page: tuple[View, AgencyYear]) -> None:
    view, agency = page
    paper = brief_paper.paper(view, agency, "all", LINK)
    with pypdfium2.PdfDocument(paper_pdf(paper)) as pdf:
        assert len(pdf) <= 4
        told = _bare("".join(leaf.get_textpage().get_text_range() for leaf in pdf))
    word = docx.Document(io.BytesIO(paper_docx(paper)))
    written = _bare("".join(node.text or "" for node in word.element.iter(qn("w:t"))))
    lines = list(brief.lines(view, agency))
    figures = [line.figure for line in lines]
    findings = brief.findings(view, agency)["rows"]
    changes = [cell for row in brief.changes(view, agency)["rows"] for cell in row]
    assert len(lines) == 8 and findings and changes
    for said in (agency.name, text(view.language, "brief.synthetic"), LINK, *figures, *findings, *changes):
        assert _bare(said) in told and _bare(said) in written, said
    assert len(word.inline_shapes) >= len(lines), "each measure has its line"
    assert [row.cells[1].text for row in word.tables[0].rows[1:]] == figures


def test_the_form_of_a_brief_has_every_printed_cell(page: tuple[View, AgencyYear]) -> None:
    view, agency = page
    assert agency.report is not None
    printed = database.rows(
        view.opened,
        "select raw from cells where report_id = $report and table_key = 'applications' and state = 'number'",
        {"report": agency.report["report_id"]},
    )["raw"]
    word = docx.Document(io.BytesIO(paper_docx(brief_paper.paper(view, agency, "all", LINK))))
    (form,) = [table for table in word.tables if len(table.rows) > 25]
    # a merged cell is met in each row and column that it covers
    cells = {cell._tc: cell.text for row in form.rows for cell in row.cells}
    shown = Counter(re.sub(r"[▲△·✎]|\(.*\)", "", words).strip() for words in cells.values())
    assert len(printed) > 100 and Counter(printed) <= shown
    assert any("▲" in cell.text for row in form.rows for cell in row.cells), "the errors are marked"
