"""Figures in sentences: marked for what they stand for, read without the marks, shown as links."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.parts.charts.base.points import Point, parse
from pages.parts.text import led_figures
from pages.parts.text.i18n import LANGUAGES, text
from pages.parts.text.led_figures import CHANGE, Sentence, led, words
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Bodies


def test_a_sentence_is_read_without_its_marks_and_each_figure_keeps_what_it_stands_for() -> None:
    sentence = (
        f"最高 {led('4', '示例省›甲县', 2024, 'suits')}，最低 {led('4', None, 2024, 'reviews')}（2024年）"
    )
    assert led_figures.plain(sentence) == "最高 4，最低 4（2024年）"
    assert [parse(mark) for mark in led_figures.marks(sentence)] == [
        Point("示例省›甲县", 2024, "suits"),
        Point(None, 2024, "reviews"),
    ]


def test_links_hold_the_figures_and_what_markdown_would_read_is_escaped() -> None:
    sentence = f"*甲* {led('12 % [x]', 'k', 2025)}"
    shown = led_figures.linked(sentence, lambda place, figure: f"<{place} {figure}>")
    assert shown == "\\*甲\\* <0 12 % \\[x\\]>"


@pytest.mark.parametrize("figure", ["55", "−1,579", "+3", "22/187", "43.9\N{NO-BREAK SPACE}%"])
def test_a_figure_is_no_word_of_a_sentence(figure: str) -> None:
    with pytest.raises(ValueError, match="without evidence"):
        words(figure)
    assert words(f"第{figure}中学") and led_figures.figures(led(figure, None, 2025, "suits")) == [figure]


def test_a_card_answers_every_figure_of_its_sentence() -> None:
    told = Sentence(f"{led('9', asks='outside')} / {led('12', asks=CHANGE)}")
    with pytest.raises(ValueError, match="outside"):
        Card("funnel", "", told, None, pd.DataFrame())
    assert Card("funnel", "", told, None, pd.DataFrame(), questions={"outside": Bodies(("a",))})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_marked_number_takes_the_word_that_goes_with_it(language: str) -> None:
    one, marked = (text(language, "sentence.findings", n=n) for n in ("1", led("1", None, 2025)))
    assert led_figures.plain(marked) == one
