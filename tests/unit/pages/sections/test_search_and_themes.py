"""Themes and searches: the database's answer against the patterns applied one text at a time."""

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.data import database, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.sections.shared.similar_pairs import are_identical
from pages.parts.sections.shared.similar_pairs import with_shared_passages as common_passages
from pages.parts.sections.texts.search import highlight
from pages.parts.sections.texts.themes import theme_question, themes
from tests.support.paths import ROOT

SCOPE = Selection(2019, 2025, "", data="synthetic")


@pytest.fixture(scope="module")
def texts(opened: OpenVersion) -> pd.DataFrame:
    return database.rows(
        opened,
        "select agency_id, year, section_key, text, report_id from narratives join reports using (report_id) "
        "where is_current and synthetic",
    )


def themes_in(text: str) -> set[str]:
    """The themes of one section 五."""
    problems = re.split(themes()["remedies"], text, maxsplit=1)[0]
    return {one["key"] for one in themes()["themes"] if re.search(one["pattern"], problems)}


def test_themes_are_those_of_the_part_on_problems(opened: OpenVersion, texts: pd.DataFrame) -> None:
    frame = query.ask(opened, SCOPE, "themes", fragments={"marked": theme_question()}).set_index(
        ["year", "theme"]
    )
    problems = texts[(texts["section_key"] == "problems") & (texts["text"].str.strip() != "")]
    for year, part in problems.groupby("year"):
        found = [themes_in(text) for text in part["text"]]
        for one in themes()["themes"]:
            row = frame.loc[(year, one["key"])]
            assert (row["reports"], row["taken_in"]) == (len(part), sum(one["key"] in each for each in found))
    assert frame["taken_in"].sum() > 0


def test_a_theme_runs_only_over_years_without_a_gap(opened: OpenVersion, texts: pd.DataFrame) -> None:
    frame = query.ask(
        opened, SCOPE, "theme_runs", fragments={"marked": theme_question()}, most=100_000, offset=0
    )
    problems = texts[(texts["section_key"] == "problems") & (texts["text"].str.strip() != "")]
    said = {(row.agency_id, row.year): themes_in(row.text) for row in problems.itertuples()}
    found = {(row.agency_id, row.theme, row.first_year, row.last_year) for row in frame.itertuples()}
    expected = set()
    for agency in {agency for agency, _ in said}:
        for theme in {
            theme for (one, _), mentioned in said.items() if one == agency for theme in mentioned
        } - {"none"}:
            start = None
            for year in range(2019, 2027):
                if theme in said.get((agency, year), set()):
                    start = start or year
                elif start is not None:
                    if year - start >= 3:
                        expected.add((agency, theme, start, year - 1))
                    start = None
    assert found == expected
    assert found


@pytest.mark.parametrize(
    ("sought", "section"), [("培训", ""), ("培训", "problems"), ("没有这样的字", ""), ("%", ""), ("'", "")]
)
def test_a_search_finds_the_words_as_printed(
    opened: OpenVersion, texts: pd.DataFrame, sought: str, section: str
) -> None:
    hits = query.ask(opened, SCOPE, "text_hits", sought=sought, section=section, most=100_000, offset=0)
    held = texts[
        texts["text"].str.contains(sought, regex=False)
        & ((section == "") | (texts["section_key"] == section))
    ]
    assert len(hits) == len(held)
    assert all(sought in excerpt for excerpt in hits["excerpt"])
    counts = query.ask(opened, SCOPE, "text_counts", sought=sought, section=section)
    assert counts["taken_in"].sum() == held["report_id"].nunique()


def test_highlights_keep_no_markup_of_the_report() -> None:
    assert "<script>" not in highlight("<script>培训</script>", "培训")
    assert highlight("a培训b", "培训").count("<mark>培训</mark>") == 1


def test_common_passages_are_marked_on_both_sides() -> None:
    left, right = common_passages(
        "甲机关本年度围绕要点推进公开工作。<b>", "乙机关本年度围绕要点推进公开工作，成效"
    )
    for side in (left, right):
        assert "<mark>机关本年度围绕要点推进公开工作</mark>" in side
    assert "<b>" not in left
    assert "<mark>" not in common_passages("完全不同的文字", "毫无关系之语句")[0]


def search_page(monkeypatch: pytest.MonkeyPatch, warehouse: Path, words: str) -> AppTest:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(warehouse))
    at = AppTest.from_file(str(ROOT / "pages" / "texts.py"), default_timeout=120)
    at.query_params["texts-q"] = words
    at.session_state["served"] = True
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize(("words", "charts"), [("人手奇缺", 0), ("培训", 1)])
def test_a_search_without_hits_draws_no_chart_but_names_a_theme(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, words: str, charts: int
) -> None:
    at = search_page(monkeypatch, demo_warehouse, words)
    drawn = [chart for chart in at.get("plotly_chart") if chart.proto.id.endswith("texts_mentions")]
    assert len(drawn) == charts
    suggestions = [caption.value for caption in at.caption if "相近主题" in caption.value]
    assert bool(suggestions) == (charts == 0)
    assert all("人员力量薄弱" in caption for caption in suggestions)


def test_texts_are_identical_whatever_their_blanks_and_widths() -> None:
    assert are_identical("全年新收 12 件，\n均已办结(100%)。", "全年新收12件,均已办结（１００％）。")
    assert not are_identical("全年新收12件，均已办结。", "全年新收13件，均已办结。")
