"""The page for the head of the office: its figures are those of the database, and it stays one page."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import docx
import pypdfium2
import pytest

from etl import PaperTable, paper_docx, paper_pdf
from pages.parts.charts.base import palette
from pages.parts.data import database
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.sections.overview import head_briefing, noteworthy
from pages.parts.state.context import View

pytestmark = pytest.mark.font
HEADLINES = ("applications_received", "disclosure_rate", "reviews", "review_correction_rate")
LINK = "http://127.0.0.1:8501/?version=2"


def _view(opened: OpenVersion, year: int, language: str = "zh", **place: str) -> View:
    chosen = Selection(2019, year, "government_rollup", levels=("county",), data="synthetic", **place)  # type: ignore[arg-type]
    return View("overview", opened, chosen, language, palette.LIGHT)


def _year_with_everything(opened: OpenVersion) -> int:
    """A year in which somebody did not file and somebody's report does not add up."""
    view = _view(opened, 2025)
    counts = view.of_every_scope().ask("filing_counts")
    return int(counts.loc[(counts["missing"] > 0) & (counts["with_errors"] > 0), "year"].max())


def _pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_it_says_who_did_not_file_and_what_does_not_add_up(opened: OpenVersion) -> None:
    year = _year_with_everything(opened)
    paper = head_briefing.paper(_view(opened, year), HEADLINES, LINK)
    document = docx.Document(io.BytesIO(paper_docx(paper)))
    counts, figures = ([[cell.text for cell in row.cells] for row in table.rows] for table in document.tables)
    reports = database.rows(
        opened,
        "select count(*) as filed, count(*) filter (errors > 0) as wrong from reports where synthetic and is_current and year = $year",
        {"year": year},
    ).iloc[0]
    said = dict(zip(*counts, strict=True))
    assert int(said["已收"]) == reports["filed"] and int(said["应报"]) == reports["filed"] + int(said["未报"])
    assert int(said["有错"]) == reports["wrong"] > 0
    told = "".join(re.sub(r"\s", "", page) for page in _pages(paper_pdf(paper)))
    missing = _view(opened, year).of_every_scope().ask("missing")["agency"]
    assert 0 < len(missing) == int(said["未报"]) and all(name in told for name in missing[:10])
    late = database.rows(
        opened,
        "select agency, published_on from expected where synthetic and year = $year and state = 'late'",
        {"year": year},
    )
    assert len(late) == int(said["迟报"]) > 0
    for row in late.head(10).itertuples():
        assert f"{row.agency}{row.published_on:%Y-%m-%d}" in told
    (received,) = database.rows(
        opened,
        "select sum(applications_received_n) as n from measured where synthetic and year = $year "
        "and scope = 'government_rollup' and level = 'county'",
        {"year": year},
    )["n"]
    assert next(row for row in figures if row[0] == "新收申请数")[1] == f"{received:,.0f}"
    remarks = [one.sentence for one in noteworthy.remarks_on(_view(opened, year)) if one.page != "quality"]
    assert remarks and all(re.sub(r"\s", "", sentence) in told for sentence in remarks[:5])


def test_the_spread_is_that_of_the_counties_though_one_alone_is_chosen(opened: OpenVersion) -> None:
    county = {"province": "示例省", "city": "澄汐市", "county": "澜汀区"}
    every, one = (
        head_briefing.paper(view, HEADLINES[:1], LINK).parts[-1]
        for view in (_view(opened, 2025), _view(opened, 2025, **county))
    )
    values = database.rows(
        opened,
        "select applications_received_n as n from measured where synthetic and year = 2025 and scope = 'government_rollup' and level = 'county'",
    )["n"]
    assert isinstance(every, PaperTable) and isinstance(one, PaperTable)
    assert every.rows[0][-1] == one.rows[0][-1] and every.rows[0][1] != one.rows[0][1]
    spread = str(every.rows[0][-1])
    assert f"{values.min():,.0f}–{values.max():,.0f}" in spread and f"{len(values)} 个" in spread


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_one_page_in_both_languages(opened: OpenVersion, language: str) -> None:
    view = _view(opened, _year_with_everything(opened), language)
    assert len(_pages(paper_pdf(head_briefing.paper(view, HEADLINES, LINK)))) == 1


@pytest.mark.office
def test_it_is_one_page_in_a_word_processor(opened: OpenVersion, tmp_path: Path) -> None:
    paper = head_briefing.paper(_view(opened, _year_with_everything(opened), "en"), HEADLINES, LINK)
    (tmp_path / "page.docx").write_bytes(paper_docx(paper))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
         str(tmp_path / "page.docx")], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert len(_pages((tmp_path / "page.pdf").read_bytes())) == 1
