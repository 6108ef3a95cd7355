"""Full-text search: how many reports mention the words, year by year, and each passage."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.charts import trend
from pages.parts.charts.base.builder import Chart
from pages.parts.data import query
from pages.parts.export import card_download
from pages.parts.sections.texts import themes
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.text import led_figures, number_format
from pages.parts.text.led_figures import Sentence, led
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, counted, figure_evidence, links, pager
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence

_SECTIONS = ("overview", "proactive", "applications", "review", "problems", "other")
_PER_PAGE = 10
_MAX_ROWS = 50_000
_WHOLE = "whole"


def search(view: View) -> None:
    """Draw the search field and what it finds; of few reports a sentence and themes that come near in place of a chart."""
    with chart_card.frame("texts_search"):
        words, section = _choices(view)
        if not words:
            st.caption(view.text("search.start"))
            return
        mentions = _mentions(view, words, section)
        mentioning = int(mentions["numerator"].sum())
        if mentioning < COUNTS_ONLY_BELOW:
            counted.draw(
                view,
                "texts_few",
                _sentence(view, words, mentions),
                lambda point: _behind(view, words, section, whole=point.asks == _WHOLE),
            )
            _related_themes(view, words)
        else:
            chart_card.draw_content(view, _card(view, words, section, mentions))
    if not mentioning:
        return
    _passages(view, words, section)


def _choices(view: View) -> tuple[str, str]:
    """The words and the section ("" for all)."""
    left, right = st.columns([3, 2])
    with left:
        words = url_state.text_field("texts-q", view.text("search.sought"), view.text("search.hint"))
    with right:
        names = {key: view.text(f"section.{key}") for key in _SECTIONS}
        label, every = view.text("column.section"), view.text("filter.all")
        section = url_state.select("texts-section", label, _SECTIONS, names, every)
    return words, section or ""


def _mentions(view: View, words: str, section: str) -> pd.DataFrame:
    """One row per year: reports that mention the words (numerator) of those with a text (denominator)."""
    counts = view.ask("text_counts", sought=words, section=section)
    counts = counts.assign(
        numerator=counts["taken_in"], denominator=counts["reports"], taken_in=counts["reports"]
    )
    return proportions.with_rates(counts, "rate")


def _card(view: View, words: str, section: str, mentions: pd.DataFrame) -> Card:
    columns = ["year", "numerator", "denominator", "value", "low", "high"]
    return Card(
        key="texts_mentions",
        title=view.text("title.mentions", sought=words),
        sentence=_sentence(view, words, mentions),
        figure=_figure(view, words, mentions),
        table=mentions[columns].rename(columns={"value": "rate"}),
        notes=(view.text("chart.small_numbers"),),
        definition=(view.text("search.definition"),),
        drilldown=lambda point: _behind(view, words, section, point.year),
        questions={_WHOLE: lambda: _behind(view, words, section, whole=True)},
    )


def _behind(
    view: View, sought: str, section: str, year: int | None = None, *, whole: bool = False
) -> Evidence:
    """The reports that mention the words, or all that have a text, of a year or of all years."""
    reports = view.ask("text_reports", sought=sought, section=section, year=year, whole=whole)
    n = int(reports["met"].iloc[0]) if len(reports) else 0
    which = figure_evidence.in_year(view.text("panel.all") if whole else sought, year)
    caption = view.text("panel.reports", which=which, n=f"{n:,}")
    return Evidence(reports.drop(columns="met"), caption)


def _sentence(view: View, sought: str, mentions: pd.DataFrame) -> Sentence:
    total, of = int(mentions["numerator"].sum()), int(mentions["denominator"].sum())
    quoted = led_figures.Sentence(sought)  # the reader's own words, which may be a number
    return view.sentence(
        "sentence.mentions", sought=quoted, n=led(f"{total:,}"), whole=led(f"{of:,}", asks=_WHOLE)
    )


def _figure(view: View, words: str, mentions: pd.DataFrame) -> Chart:
    """Shares by year."""
    hover_texts = [
        f"<b>{row.year}</b><br>{number_format.fraction(row.numerator, row.denominator)}"
        f" ({number_format.rate(row.value)})"
        for row in mentions.itertuples()
    ]
    series = {words: mentions.assign(hover_text=hover_texts)}
    return trend.lines(series, {}, {}, view.palette, percent=True)


def _related_themes(view: View, words: str) -> None:
    """The themes whose words resemble those searched for, with the number of reports that mention them."""
    related = themes.related(view, words)
    if related:
        listed = view.text("list.comma").join(
            view.text("search.related_theme", theme=name, n=f"{n:,}") for name, n in related.items()
        )
        st.caption(view.text("search.related", listed=listed))


def _passages(view: View, words: str, section: str) -> None:
    """List each passage with its surroundings; one text may be opened in full."""
    with st.container(border=True, key="card_texts_hits"):
        hits = _fetch(view, words, section, _PER_PAGE)
        total = int(hits["met"].iloc[0]) if len(hits) else 0
        counted.draw(
            view,
            "texts_hits",
            view.sentence("sentence.hits", n=led(f"{total:,}")),
            lambda _: counted.first_rows(
                view, _table(view, _fetch(view, words, section, query.MOST_BEHIND)), total
            ),
        )
        page = pager.page(view, "texts-page", total, _PER_PAGE)
        if page:
            hits = _fetch(view, words, section, _PER_PAGE, page * _PER_PAGE)
        for hit in hits.itertuples():
            _passage(view, hit, words)
        if total:
            with st.container(horizontal=True, vertical_alignment="center", key="tools_texts_hits"):
                st.caption(view.text("findings.all", n=f"{total:,}"), width="stretch")
                title = view.text("title.mentions", sought=words)
                card_download.buttons(
                    view, lambda: _table(view, _fetch(view, words, section, _MAX_ROWS)), "texts", title
                )


def _fetch(view: View, words: str, section: str, most: int, offset: int = 0) -> pd.DataFrame:
    return view.ask("text_hits", sought=words, section=section, most=most, offset=offset)


def _passage(view: View, hit: Any, words: str) -> None:
    key = f"{hit.report_id}.{hit.section_key}"
    is_open = url_state.choices().get("texts-open") == key
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            section = view.text(f"section.{hit.section_key}")
            st.markdown(f"**{escape_markdown(hit.agency)}** {hit.year} · {section}", width="stretch")
            st.button(
                view.text("findings.close" if is_open else "search.open"),
                key=f"text_{key}",
                on_click=url_state.set_choice,
                args=("texts-open", None if is_open else key),
                type="tertiary",
            )
            links.to_agency(view, hit.agency_id, hit.year, view.text("page.agency"))
        text = str(hit.excerpt)
        if is_open:
            full = view.ask("text_of", report_id=hit.report_id, section_key=hit.section_key)
            text = str(full["text"].iloc[0])
        st.html(highlight(text, words))


def highlight(text: str, words: str) -> str:
    """The text as HTML with the words in <mark>; everything else is escaped."""
    parts = (html.escape(part) for part in text.split(words))
    marked = f"<mark>{html.escape(words)}</mark>".join(parts).replace("\n", "<br>")
    return f'<div style="line-height:1.7">{marked}</div>'


def _table(view: View, hits: pd.DataFrame) -> pd.DataFrame:
    sections = [view.text(f"section.{key}") for key in hits["section_key"]]
    return hits.assign(section=sections)[["year", "agency", "section", "excerpt", "agency_id", "report_id"]]
