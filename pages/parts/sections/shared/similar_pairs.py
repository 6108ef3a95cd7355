"""Pairs of very similar texts, side by side with the shared passages marked; readers judge whether one was copied."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from unicodedata import normalize

import pandas as pd
import streamlit as st
from rapidfuzz.distance import LCSseq

from pages.parts.data import query
from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import led
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import counted, links, pager

_PER_PAGE = 10
_MAX_ROWS = 100_000
_SHORTEST_PASSAGE = 8
_BLANKS = re.compile(r"\s+")
_COLUMNS = [
    "year", "agency", "section", "other_agency", "other_year", "share", "excerpt", "report_id", "other_report_id",
]  # fmt: skip


def is_available(view: View) -> bool:
    """Whether this version of the database compares texts."""
    query = "select 1 from information_schema.tables where table_name = 'similar_texts'"
    return not rows(view.opened, query).empty


def similar_texts(view: View) -> None:
    """List the pairs of sections, most similar first; one pair may be opened."""
    with st.container(border=True, key="card_quality_similar"):
        names = {name: view.text(f"similar.{name}") for name in ("own", "other")}
        compared_with = url_state.segmented("quality-with", view.text("similar.with"), list(names), names)
        own = compared_with == "own"
        pairs = view.ask("similar", own=own, most=_PER_PAGE, offset=0)
        total = int(pairs["met"].iloc[0]) if len(pairs) else 0
        sentence = view.sentence(f"similar_found.{compared_with}", n=led(f"{total:,}"))
        counted.draw(
            view,
            "quality_similar",
            sentence,
            lambda _: counted.first_rows(view, _all(view, own, query.MOST_BEHIND), total),
        )
        st.caption(view.text("similar.note"))
        page = pager.page(view, "quality-spage", total, _PER_PAGE)
        if page:
            pairs = view.ask("similar", own=own, most=_PER_PAGE, offset=page * _PER_PAGE)
        for pair in pairs.itertuples():
            _pair(view, pair)
        if total:
            with st.container(horizontal=True, vertical_alignment="center", key="tools_similar"):
                st.caption(view.text("findings.all", n=f"{total:,}"), width="stretch")
                card_download.buttons(
                    view,
                    lambda: _all(view, own, _MAX_ROWS),
                    "similar",
                    view.text("similar.title"),
                )


def _pair(view: View, pair: Any) -> None:
    key = f"{pair.report_id}.{pair.section_key}.{pair.other_report_id}"
    is_open = url_state.choices().get("quality-pair") == key
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            section = view.text(f"section.{pair.section_key}")
            same = f" · {view.text('similar.same_numbers')}" if pair.same_numbers else ""
            names = escape_markdown(f"{pair.agency} {pair.year} ↔ {pair.other_agency} {pair.other_year}")
            similarity = number_format.rate(pair.similarity / 100)
            st.markdown(f"**{similarity}** · {names} · {section}{same}", width="stretch")
            st.button(
                view.text("findings.close" if is_open else "similar.open"),
                key=f"pair_{key}",
                on_click=url_state.set_choice,
                args=("quality-pair", None if is_open else key),
                type="tertiary",
            )
            links.to_agency(view, pair.agency_id, pair.year, view.text("page.agency"))
        if is_open:
            _side_by_side(view, pair)


def _side_by_side(view: View, pair: Any) -> None:
    texts = view.ask(
        "similar_pair",
        report_id=pair.report_id,
        other_report_id=pair.other_report_id,
        section_key=pair.section_key,
    ).iloc[0]
    headings = (
        f"**{escape_markdown(pair.agency)}** {pair.year}",
        f"**{escape_markdown(pair.other_agency)}** {pair.other_year}",
    )
    text, other = str(texts["text"]), str(texts["other_text"])
    if are_identical(text, other):
        st.caption(view.text("similar.identical"))
        marked_texts = _with_marks(text, []), _with_marks(other, [])
    else:
        marked_texts = with_shared_passages(text, other)
    for column, heading, html in zip(st.columns(2), headings, marked_texts, strict=True):
        with column:
            st.markdown(heading)
            with st.container(height=360, border=True):
                st.html(html)


def are_identical(text: str, other: str) -> bool:
    """Whether two texts differ at most in blanks and the width of characters: then no passage stands out."""
    bare, other_bare = (_BLANKS.sub("", normalize("NFKC", one)) for one in (text, other))
    return bare == other_bare


def with_shared_passages(text: str, other: str) -> tuple[str, str]:
    """Both texts as HTML, every shared passage of `_SHORTEST_PASSAGE` characters or more in <mark>."""
    passages = [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in LCSseq.opcodes(text, other)
        if step.tag == "equal" and step.src_end - step.src_start >= _SHORTEST_PASSAGE
    ]
    left = _with_marks(text, [(start, end) for start, end, _, _ in passages])
    return left, _with_marks(other, [(start, end) for _, _, start, end in passages])


def _with_marks(text: str, spans: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in spans:
        parts += [_escape(text[position:start]), f"<mark>{_escape(text[start:end])}</mark>"]
        position = end
    return f'<div style="line-height:1.7">{"".join(parts)}{_escape(text[position:])}</div>'


def _escape(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _all(view: View, own: bool, most: int) -> pd.DataFrame:
    pairs = view.ask("similar", own=own, most=most, offset=0)
    sections = [view.text(f"section.{key}") for key in pairs["section_key"]]
    return pairs.assign(share=pairs["similarity"] / 100, section=sections)[_COLUMNS]
