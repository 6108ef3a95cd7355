"""What the reports say: a search in their texts, and the themes of section 五 over the years."""

from __future__ import annotations

import html
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.charts import heat, trend
from pages.parts.data import query
from pages.parts.export import card_download
from pages.parts.state import navigation, url_state
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, links, pager
from pages.parts.widgets.chart_card import Card

_THEMES = Path(__file__).parent / "themes.toml"
_SECTIONS = ("overview", "proactive", "applications", "review", "problems", "other")
_PAGE, _MOST = 10, 50_000


def search(view: View) -> None:
    """A line to search in; how many reports say it year by year, and where."""
    with chart_card.frame("texts_search"):
        left, right = st.columns([3, 2])
        with left:
            sought = url_state.text_field("texts-q", view.text("speech.sought"), view.text("speech.hint"))
        with right:
            names = {key: view.text(f"section.{key}") for key in _SECTIONS}
            section = (
                url_state.select(
                    "texts-section", view.text("column.section"), _SECTIONS, names, view.text("filter.all")
                )
                or ""
            )
        if not sought:
            st.caption(view.text("speech.start"))
            return
        chart_card.draw_content(view, _mentions(view, sought, section))
    _hits(view, sought, section)


def _mentions(view: View, sought: str, section: str) -> Card:
    frame = view.ask("text_counts", sought=sought, section=section)
    frame = frame.rename(columns={"taken_in": "numerator"}).assign(
        denominator=frame["reports"], taken_in=frame["reports"]
    )
    frame = proportions.with_rates(frame, "rate")
    frame["hover_text"] = [
        f"<b>{row.year}</b><br>{number_format.fraction(row.numerator, row.denominator)} ({number_format.rate(row.value)})"
        for row in frame.itertuples()
    ]
    total, whole = int(frame["numerator"].sum()), int(frame["denominator"].sum())
    return Card(
        key="texts_mentions",
        title=view.text("title.mentions", sought=sought),
        sentence=view.text("sentence.mentions", sought=sought, n=f"{total:,}", whole=f"{whole:,}"),
        figure=trend.lines({sought: frame}, {}, {}, view.palette, percent=True) if whole else None,
        table=frame[["year", "numerator", "denominator", "value", "low", "high"]].rename(
            columns={"value": "rate"}
        ),
        notes=(view.text("chart.small_numbers"),),
        definition=(view.text("speech.definition"),),
        drilldown=lambda key, year: _hits_table(
            view, view.ask("text_hits", sought=sought, section=section, most=2000, offset=0)
        ),
    )


def _hits(view: View, sought: str, section: str) -> None:
    """Each place with its surroundings; one is opened in full."""
    with st.container(border=True, key="card_texts_hits"):
        asked: dict[str, Any] = {"sought": sought, "section": section}
        frame = view.ask("text_hits", **asked, most=_PAGE, offset=0)
        met = int(frame["met"].iloc[0]) if len(frame) else 0
        st.markdown(f"##### {view.text('sentence.hits', n=f'{met:,}')}")
        at = pager.page(view, "texts-page", met, _PAGE)
        if at:
            frame = view.ask("text_hits", **asked, most=_PAGE, offset=at * _PAGE)
        for row in frame.itertuples():
            _hit(view, row, sought)
        if met:
            with st.container(horizontal=True, vertical_alignment="center", key="tools_texts_hits"):
                st.caption(view.text("findings.all", n=f"{met:,}"), width="stretch")
                card_download.buttons(
                    view, lambda: _hits_table(view, view.ask("text_hits", **asked, most=_MOST, offset=0)), "texts",
                    view.text("title.mentions", sought=sought),
                )  # fmt: skip


def _hit(view: View, row: Any, sought: str) -> None:
    key = f"{row.report_id}.{row.section_key}"
    opened = url_state.choices().get("texts-open") == key
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{escape_markdown(row.agency)}** {row.year} · {view.text(f'section.{row.section_key}')}",
                width="stretch",
            )
            label = view.text("findings.close" if opened else "speech.open")
            st.button(
                label,
                key=f"text_{key}",
                on_click=url_state.set_choice,
                args=("texts-open", None if opened else key),
                type="tertiary",
            )
            links.to_agency(view, row.agency_id, row.year, view.text("page.agency"))
        text = str(row.excerpt)
        if opened:
            text = str(
                view.ask("text_of", report_id=row.report_id, section_key=row.section_key)["text"].iloc[0]
            )
        st.html(highlighted(text, sought))


def highlighted(text: str, sought: str) -> str:
    """The text as HTML with what is sought in <mark>; everything else is escape_markdown."""
    parts = (html.escape(part) for part in text.split(sought))
    return (
        '<div style="line-height:1.7">'
        + f"<mark>{html.escape(sought)}</mark>".join(parts).replace("\n", "<br>")
        + "</div>"
    )


def _hits_table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    found = frame.assign(section=[view.text(f"section.{key}") for key in frame["section_key"]])
    return found[["year", "agency", "section", "excerpt", "agency_id", "report_id"]]


@cache
def themes() -> dict[str, Any]:
    """themes.toml as it stands."""
    return tomllib.loads(_THEMES.read_text(encoding="utf-8"))


def marked() -> str:
    """The query that looks for every theme, filled with the patterns of themes.toml."""

    def quoted(pattern: str) -> str:
        return pattern.replace("'", "''")

    columns = ", ".join(
        f"regexp_matches(problems, '{quoted(one['pattern'])}') as {one['key']}" for one in themes()["themes"]
    )
    text = query.question("themes_marked").sql.replace("{remedies}", quoted(themes()["remedies"]))
    return text.replace("{themes}", columns)


def over_years(view: View) -> None:
    """Share of reports whose section 五 speaks of each theme, year by year."""
    frame = view.ask("themes", fragments={"marked": marked()})
    names = {one["key"]: one[f"label_{view.language}"] for one in themes()["themes"]}
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    cells = {}
    for row in frame.itertuples():
        share, pair = row.taken_in / row.reports, number_format.fraction(row.taken_in, row.reports)
        few = row.reports < proportions.COUNTS_ONLY_BELOW
        cells[row.theme, row.year] = heat.Cell(
            pair if few else f"{share:.0%}", f"<b>{names[row.theme]}</b> {row.year}<br>{pair}", share
        )
    table = frame.assign(
        name=frame["theme"].map(names),
        numerator=frame["taken_in"],
        denominator=frame["reports"],
        rate=frame["taken_in"] / frame["reports"],
    ).rename(columns={"theme": "code"})
    now = frame[frame["year"] == view.year].sort_values("taken_in", ascending=False)
    chart_card.draw(
        view,
        Card(
            key="texts_themes",
            title=view.text("title.themes"),
            sentence=_theme_sentence(view, now, names),
            figure=heat.grid(names, years, cells, view.palette) if len(frame) else None,
            table=table[["year", "code", "name", "numerator", "denominator", "rate"]],
            notes=(view.text("speech.theme_note"),),
            definition=(
                view.text("speech.theme_definition"),
                *(f"**{one[f'label_{view.language}']}**: `{one['pattern']}`" for one in themes()["themes"]),
            ),
            drilldown=lambda key, year: _theme_reports(view, names, key, year),
        ),
    )


def _theme_reports(view: View, names: dict[str, str], key: str | None, year: int | None) -> pd.DataFrame:
    frame = view.ask("theme_reports", fragments={"marked": marked()}, key=key, year=year)
    return frame.assign(theme=frame["theme"].map(names))


def _theme_sentence(view: View, now: pd.DataFrame, names: dict[str, str]) -> str:
    top = now[now["taken_in"] > 0].head(3)
    if top.empty:
        return view.text("sentence.no_themes", year=view.year)
    said = view.text("list.comma").join(
        f"{names[row.theme]} {number_format.fraction(row.taken_in, row.reports)}" for row in top.itertuples()
    )
    return view.text("sentence.themes", year=view.year, listed=said)


def running(view: View) -> None:
    """Bodies that speak of the same theme three years running or longer."""
    with st.container(border=True, key="card_texts_running"):
        asked = {"marked": marked()}
        frame = view.ask("theme_runs", fragments=asked, most=_PAGE, offset=0)
        met = int(frame["met"].iloc[0]) if len(frame) else 0
        st.markdown(f"##### {view.text('sentence.runs', n=f'{met:,}')}")
        names = {one["key"]: one[f"label_{view.language}"] for one in themes()["themes"]}
        at = pager.page(view, "texts-rpage", met, _PAGE)
        if at:
            frame = view.ask("theme_runs", fragments=asked, most=_PAGE, offset=at * _PAGE)
        for row in frame.itertuples():
            with st.container(horizontal=True, vertical_alignment="center"):
                run = view.text(
                    "speech.run",
                    theme=names[row.theme],
                    first=row.first_year,
                    last=row.last_year,
                    n=row.years,
                )
                st.markdown(f"**{escape_markdown(row.agency)}** · {run}", width="stretch")
                links.to_agency(view, row.agency_id, row.last_year, view.text("page.agency"))
        if met:
            with st.container(horizontal=True, vertical_alignment="center", key="tools_texts_running"):
                st.caption(view.text("speech.run_note"), width="stretch")
                card_download.buttons(
                    view, lambda: _runs_table(view, names), "theme_runs", view.text("title.runs")
                )


def _runs_table(view: View, names: dict[str, str]) -> pd.DataFrame:
    frame = view.ask("theme_runs", fragments={"marked": marked()}, most=_MOST, offset=0)
    return frame.assign(theme=frame["theme"].map(names))[
        ["agency", "theme", "first_year", "last_year", "years", "agency_id"]
    ]


def alike(view: View) -> None:
    """The way to the comparison of texts."""
    with st.container(border=True, key="card_texts_alike"):
        st.markdown(view.text("speech.alike"))
        kept = {
            name: str(value)
            for name, value in url_state.choices().items()
            if not url_state.belongs_to_page(name) and isinstance(value, str)
        }
        target = navigation.page("quality", view.language)
        st.page_link(
            target,
            label=view.text("similar.title"),
            query_params={**kept, "quality-part": "similar"},
            icon=":material/arrow_forward:",
        )
