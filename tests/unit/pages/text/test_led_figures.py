"""Figures in sentences: marked for what they stand for, read without the marks, shown as links."""

from __future__ import annotations

import pytest

from pages.parts.charts.base.points import Point, parse
from pages.parts.text import led_figures
from pages.parts.text.i18n import LANGUAGES, text
from pages.parts.text.led_figures import led, led_if


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


def test_a_figure_over_some_of_the_reports_leads_nowhere() -> None:
    assert led_if(False, 55, None, 2025, "suits") == "55"
    assert led_figures.marks(led_if(True, 55, None, 2025, "suits")) == [("", "2025", "suits")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_marked_number_takes_the_word_that_goes_with_it(language: str) -> None:
    one, marked = (text(language, "sentence.findings", n=n) for n in ("1", led("1", None, 2025)))
    assert led_figures.plain(marked) == one
