"""A page as a paper: the words and figures of its cards, the chart as a picture, and marks that travel with it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pandas as pd
import pypdfium2
import pytest
from docx.oxml.ns import qn
from PIL import Image

from etl import PaperForm, PaperTable, Points, Text, paper_docx, paper_pdf, paper_png
from pages.parts import charts
from pages.parts.charts import table_chart, trend
from pages.parts.charts.base import palette
from pages.parts.charts.base.builder import CachedFigure
from pages.parts.data import database
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.export import page_paper, table_texts
from pages.parts.state import navigation
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCard
from pages.parts.text.i18n import text
from tests.support.pages import run_dashboard

pytestmark = pytest.mark.font
LINK = "http://127.0.0.1:8501/applications?version=2"


def _view(opened: OpenVersion, language: str = "zh", data: str = "synthetic") -> View:
    chosen = Selection(2019, 2025, "government_rollup", levels=("county",), data=data)
    return View("applications", opened, chosen, language, palette.LIGHT)


@pytest.fixture
def warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))


def _shown(page: str, **choices: str) -> list[ShownCard]:
    return [card for card in run_dashboard(page, **choices).session_state["shown_cards"].values() if card]


def _words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_a_page_says_on_paper_what_it_says_on_screen(opened: OpenVersion, warehouse: None) -> None:
    cards, view = _shown("applications"), _view(opened)
    assert [card.figure is not None for card in cards].count(True) == 2
    paper = page_paper.page(view, "依申请公开", LINK, cards)
    told = _words(paper_pdf(paper))
    for card in cards:
        assert re.sub(r"\s", "", page_paper.plain(card.sentence)) in told
    document = docx.Document(io.BytesIO(paper_docx(paper)))
    headline = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    sums = database.rows(
        opened,
        "select sum(applications_received_n) as received, sum(carry_over_rate_n) / sum(carry_over_rate_d) as left_over from measured "
        "where synthetic and year = 2025 and scope = 'government_rollup' and level = 'county'",
    ).iloc[0]
    assert headline[text("zh", "column.measure")] == text("zh", "column.now")
    assert headline["新收申请数"] == f"{sums['received']:,.0f}"
    assert headline["结转率"].replace("\xa0", " ") == f"{sums['left_over']:.1%}".replace("%", " %")
    assert f"{sums['received']:,.0f}" in told
    assert len(document.inline_shapes) == 2
    for mark in (text("zh", "brief.synthetic"), f"#{opened.version}", LINK, view.selection_words()):
        assert re.sub(r"\s", "", mark) in told
        assert (
            mark
            in "".join(node.text or "" for node in document.element.iter(qn("w:t")))
            + document.sections[0].footer.paragraphs[0].text
        )


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in navigation.PAGES if page != "check"])
def test_every_page_can_be_taken_away(opened: OpenVersion, warehouse: None, page: str) -> None:
    for at, part in enumerate(navigation.TABS.get(page, ("",))):
        _take_away(opened, page, ("zh", "en")[at % 2], {f"{page}-part": part} if part else {})


def _take_away(opened: OpenVersion, page: str, language: str, choices: dict[str, str]) -> None:
    extra = (
        {"agency": "990100-319fae37"} if page == "agency" else {"texts-q": "人员"} if page == "texts" else {}
    )
    cards = _shown(page, lang=language, **choices, **extra)
    paper = page_paper.page(_view(opened, language), page, LINK, cards)
    assert (
        not [
            part
            for part in paper.parts
            if isinstance(part, Text) and part.text == text(language, "paper.no_cards")
        ]
        or not cards
    )
    made = _words(paper_pdf(paper))
    assert all(re.sub(r"\s", "", page_paper.plain(card.sentence))[:40] in made for card in cards)
    assert docx.Document(io.BytesIO(paper_docx(paper))).paragraphs


def test_a_chart_as_a_picture_has_all_that_explains_it(opened: OpenVersion) -> None:
    frame = pd.DataFrame({"year": [2023, 2024], "plotted": [5.0, 7.0], "hover_text": ""})
    figure = charts.finish(trend.lines({"件": frame}, {}, {}, palette.DARK, percent=False))
    card = ShownCard("2024年收到 7 件", "新收，按年度（件）", figure, notes=("计入 4/4 份",))
    paper = page_paper.one_card(_view(opened), card, LINK)
    image = Image.open(io.BytesIO(paper_png(paper))).convert("RGB")
    assert image.width == 1600 and 500 < image.height < 1600
    drawn = {colour: n for n, colour in image.getcolors(1 << 24) or ()}
    assert drawn[(0x12, 0x43, 0x6D)] > 1_000, "the line, in the colour of paper"
    words = _words(paper_pdf(paper))
    for said in (
        "2024年收到7件",
        "新收，按年度（件）",
        "计入4/4份",
        text("zh", "brief.synthetic"),
        f"#{opened.version}",
        LINK,
    ):
        assert re.sub(r"\s", "", said) in words


def test_real_reports_bear_no_mark_and_mixed_ones_their_own(opened: OpenVersion) -> None:
    assert page_paper.warning(_view(opened, data="real")) == ""
    ((synthetic,),) = database.rows(
        opened,
        "select count(*) from reports where is_current and synthetic and scope = 'government_rollup' and level = 'county' "
        "and year between 2019 and 2025",
    ).to_numpy().tolist()  # fmt: skip
    mixed = View(
        "overview", opened, Selection(2019, 2025, "government_rollup", data="all"), "zh", palette.LIGHT
    )
    assert "混有合成数据" in page_paper.warning(mixed)
    assert page_paper.warning(_view(opened)) == text("zh", "brief.synthetic") and synthetic


def test_a_table_on_paper_has_headings_numbers_and_no_codes(opened: OpenVersion) -> None:
    frame = pd.DataFrame({
        "agency_id": ["x"] * 120, "agency": ["岚岭区"] * 120, "year": [2025.0] * 120, "rate": [0.401, *[float("nan")] * 119],
        "amount": [1234.0] * 120, "status": [""] * 120,
    })  # fmt: skip
    table, left_out = table_texts.paper_table(_view(opened), frame)
    assert list(table.head) == ["机关", "年度", "比率", "数值", "状态"]
    assert list(table.rows[0]) == ["岚岭区", "2025", "40.1\xa0%", "1,234", ""]
    assert table.rows[1][2] == "—" and len(table.rows) == 100 and "20" in left_out


def test_a_chart_that_is_a_table_is_a_native_one(opened: OpenVersion) -> None:
    chart = table_chart.table(
        pd.DataFrame({"a": ["公开率"], "b": ["43.9 %"]}), ["指标", "2025"], palette.LIGHT
    )
    card = ShownCard("变化", "与上年相比", charts.finish(chart))
    _, table = page_paper.card_parts(_view(opened), card, 0)
    assert isinstance(table, PaperTable) and (list(table.head), list(table.rows)) == (
        ["指标", "2025"],
        [["公开率", "43.9 %"]],
    )


def test_a_chart_that_cannot_be_drawn_gives_its_table(
    opened: OpenVersion, caplog: pytest.LogCaptureFixture
) -> None:
    pie = CachedFigure(
        [{"type": "pie", "values": [1]}], {"height": 300, "margin": {"l": 8, "r": 8, "t": 8, "b": 8}}
    )
    card = ShownCard("一", "二", pie, pd.DataFrame({"agency": ["岚岭区"]}))
    parts = list(page_paper.card_parts(_view(opened), card, 0))
    assert isinstance(parts[1], PaperTable) and "没有画到纸上" in caplog.text


def test_the_form_goes_on_paper_as_it_is_printed(opened: OpenVersion, warehouse: None) -> None:
    cards = _shown("agency", agency="990100-319fae37", **{"agency-part": "form"})
    paper = page_paper.page(_view(opened), "机关档案", LINK, cards)
    forms = [part for part in paper.parts if isinstance(part, PaperForm)]
    assert [form.columns for form in forms] == [4, 10, 15]
    assert any(cell.text == "（七）总计" for cell in forms[1].cells)


def test_markdown_of_the_pages_is_no_text_of_a_paper(opened: OpenVersion) -> None:
    card = ShownCard("3/7\\* **公开率** :gray[· 总览]", points=("理由 [事实] :material/print:",))
    heading, points = page_paper.card_parts(_view(opened), card, 0)
    assert getattr(heading, "text", "") == "3/7* 公开率 · 总览"
    assert isinstance(points, Points) and list(points.texts) == ["理由 [事实]"]


_OF_THE_SCREEN = re.compile(
    r"点击|点一|点开|悬停|上方|上面选|左侧|“表”|[Cc]lick|[Hh]over|[Cc]hoose|\babove\.|on the left|\"Table\""
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "page",
    ["overview", "disclosure", "applications", "litigation", "compare", "quality", "texts"],
)
def test_no_paper_speaks_of_the_screen(warehouse: None, page: str, language: str) -> None:
    parts = navigation.TABS.get(page, ("",))
    for part in parts:
        choices = {f"{page}-part": part} if part else {}
        for card in _shown(page, lang=language, data="synthetic", **choices):
            for said in (card.title, card.sentence, *card.points, *card.notes):
                assert not _OF_THE_SCREEN.search(page_paper.plain(said)), said
                assert not re.search(r"[\x00-\x08]", said), "a mark of a figure"
