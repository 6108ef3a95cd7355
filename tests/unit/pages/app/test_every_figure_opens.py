"""Every figure in the sentence of a card or over a list leads to what it is made of, and that adds up to the figure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.parts.charts.base.builder import CachedFigure
from pages.parts.charts.base.points import Point, parse
from pages.parts.data import query
from pages.parts.state import navigation
from pages.parts.state.context import View
from pages.parts.text import led_figures
from pages.parts.text.led_figures import Sentence
from pages.parts.widgets import chart_card, counted, figure_evidence, sentence
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence
from tests.support.pages import run_page

pytestmark = pytest.mark.slow  # every part of every page, run whole
PAGES = ("overview", "disclosure", "applications", "litigation", "compare", "agency", "quality", "texts")
PARTS = [(page, part) for page in PAGES for part in navigation.TABS.get(page, ("",))]
CHOICES = [{}, {"scope": "own", "lang": "en"}, {"data": "real", "scope": "own", "from": "2019", "to": "2020"}]
NO_CARDS = {("agency", "form"), ("agency", "words"), ("quality", "similar"), ("quality", "rejected")}
EXTRA: dict[str, dict[str, str]] = {
    "agency": {"agency": "990100-319fae37"},
    "texts": {"texts-q": "公开"},
    "compare": {"compare-pick": "990101"},
}
# a word of a sentence that is not a figure: a year, a threshold, part of a name
WORDS = re.compile(r"(?<!\d)20\d\d(?!\d)|10,000|P10|P90|99\.8% ?|2% or 2|2% 或 2|“[^”]*”|\"[^\"]*\"")
# a number over a list of which every row stands below it
WHOLE_BELOW = re.compile(
    r"\d+ 处单位疑误|\d+ figures? in Table|\d+ 个文件没有读取|\d+ files? w|另有 \d+ 份报告|\d+ further"
)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
# a figure that stands close against the word after it; dates are written so
CLOSE = re.compile(r"[\d%](?=[\u4e00-\u9fff])(?![年月日])")


@pytest.fixture
def cards(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[View, Card]]:
    """The cards that pages draw from now on."""
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    monkeypatch.setattr(
        query, "MOST_BEHIND", 3
    )  # what rows add up to may not hang on how many of them are listed
    drawn: list[tuple[View, Card]] = []
    draw_content = chart_card.draw_content

    def seen(view: View, card: Card) -> None:
        drawn.append((view, card))
        draw_content(view, card)

    monkeypatch.setattr(chart_card, "draw_content", seen)
    return drawn


@pytest.fixture
def headings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sentence, Callable[[Point], Evidence]]]:
    """The headings of lists that pages draw from now on, with what gives the rows that they count."""
    drawn: list[tuple[Sentence, Callable[[Point], Evidence]]] = []
    draw = counted.draw

    def seen(view: View, key: str, told: Sentence, behind: Callable[[Point], Evidence]) -> None:
        drawn.append((told, behind))
        draw(view, key, told, behind)

    monkeypatch.setattr(counted, "draw", seen)
    return drawn


@pytest.mark.parametrize("choices", CHOICES, ids=str)
@pytest.mark.parametrize(("page", "part"), PARTS)
def test_every_figure_opens(
    cards: list[tuple[View, Card]],
    headings: list[tuple[Sentence, Callable[[Point], Evidence]]],
    page: str,
    part: str,
    choices: dict[str, str],
) -> None:
    app = run_page(page, **choices, **EXTRA.get(page, {}), **({f"{page}-part": part} if part else {}))
    assert not app.exception and not app.error
    assert cards or choices or (page, part) in NO_CARDS
    assert not [card.sentence for _, card in cards if CLOSE.search(led_figures.plain(card.sentence))]
    wrong = [
        (card.key, led_figures.plain(card.sentence), told)
        for view, card in cards
        for told in (*_undeclared(card), *_not_behind(view, card))
    ]
    assert not wrong
    miscounted = [
        (led_figures.plain(told), shown)
        for told, behind in headings
        for mark, shown in zip(led_figures.marks(told), led_figures.figures(told), strict=True)
        if not _gives(behind(parse(mark)), shown)
    ]
    assert not miscounted
    assert not [(card.key, point) for view, card in cards for point in _dead_marks(view, card)]
    assert not [card.key for _, card in cards if _has_typed_arrays(card)]
    assert not [card.key for _, card in cards if not _is_known_to_plotly(card)]
    closed = [heading for heading in map(str, (one.value for one in app.markdown)) if _is_closed(heading)]
    assert not closed


def _has_typed_arrays(card: Card) -> bool:
    """Whether a browser would draw the chart twice: it takes a typed array for a new one."""
    return isinstance(card.figure, CachedFigure) and '"bdata"' in card.figure.to_json()


def _is_known_to_plotly(card: Card) -> bool:
    """Whether Plotly, which raises ValueError for what it does not know, would change nothing of the chart."""
    figure = card.figure
    if not isinstance(figure, CachedFigure):
        return True
    known = go.Figure(figure.to_dict()).to_json()
    return bool(json.loads(known) == json.loads(figure.to_json()))


def _undeclared(card: Card) -> list[str]:
    """The numbers of a sentence that lead nowhere."""
    return NUMBER.findall(WORDS.sub("", re.sub("\x02.*?\x04", "", card.sentence)))


def _not_behind(view: View, card: Card) -> Iterator[tuple[str, str]]:
    """The figures that what is behind them does not give, with what is said there."""
    for mark, shown in zip(led_figures.marks(card.sentence), led_figures.figures(card.sentence), strict=True):
        found = figure_evidence.of_point(view, card, parse(mark))
        if not _gives(found, shown):
            yield shown, found.caption


def _dead_marks(view: View, card: Card) -> Iterator[Point]:
    """Of the first mark of each trace of a chart, those that nothing is behind."""
    for trace in card.figure.data if isinstance(card.figure, CachedFigure) else ():
        if trace.customdata is None:
            continue
        drawn = [
            mark
            for x, y, mark in zip(trace.x, trace.y, trace.customdata, strict=True)
            if not (pd.isna(x) or pd.isna(y))
        ]
        for point in map(parse, drawn[:1]):
            if any(point) and figure_evidence.of_point(view, card, point).rows.empty:
                yield point


def _gives(found: Evidence, shown: str) -> bool:
    assert "cell" not in found.rows or found.rows["cell"].map(type).eq(str).all(), (
        "an address of a cell, or none"
    )
    said = NUMBER.findall(found.caption or f"{len(found.rows):,}")
    return (not found.rows.empty or shown == "0") and set(NUMBER.findall(shown)) <= set(said)


def _is_closed(heading: str) -> bool:
    """Whether a number in a heading leads nowhere."""
    if not heading.startswith(sentence.HEADING):
        return False
    rest = re.sub(r"\[[^\]]*\]\(#figure_[^)]*\)", "", heading)
    return bool(NUMBER.search(WORDS.sub("", WHOLE_BELOW.sub("", rest.replace("\\", "")))))
