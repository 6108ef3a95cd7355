"""Texts that are much alike, side by side with the common passage marked; people say whether one was copied."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from rapidfuzz.distance import LCSseq

from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import links, pager

_PAGE = 10
_MOST = 100_000
_PASSAGE = 8


def known(view: View) -> bool:
    """Whether this version of the database compares texts."""
    return not rows(
        view.opened, "select 1 from information_schema.tables where table_name = 'similar_texts'"
    ).empty


def texts(view: View) -> None:
    """Pairs of sections, the most alike first; one pair is opened."""
    with st.container(border=True, key="card_quality_similar"):
        names = {name: view.text(f"similar.{name}") for name in ("own", "other")}
        which = url_state.segmented("quality-with", view.text("similar.with"), ("own", "other"), names)
        own = which == "own"
        frame = view.ask("similar", own=own, most=_PAGE, offset=0)
        met = int(frame["met"].iloc[0]) if len(frame) else 0
        st.markdown(f"##### {view.text(f'similar_found.{which}', n=f'{met:,}')}")
        st.caption(view.text("similar.note"))
        at = pager.page(view, "quality-spage", met, _PAGE)
        if at:
            frame = view.ask("similar", own=own, most=_PAGE, offset=at * _PAGE)
        for row in frame.itertuples():
            _pair(view, row)
        if met:
            with st.container(horizontal=True, vertical_alignment="center", key="tools_similar"):
                st.caption(view.text("findings.all", n=f"{met:,}"), width="stretch")
                card_download.buttons(
                    view,
                    lambda: _table(view, view.ask("similar", own=own, most=_MOST, offset=0)),
                    "similar",
                    view.text("similar.title"),
                )


def _pair(view: View, row: Any) -> None:
    key = f"{row.report_id}.{row.section_key}.{row.other_report_id}"
    opened = url_state.choices().get("quality-pair") == key
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            section = view.text(f"section.{row.section_key}")
            same = f" · {view.text('similar.same_numbers')}" if row.same_numbers else ""
            pair = escape_markdown(f"{row.agency} {row.year} ↔ {row.other_agency} {row.other_year}")
            st.markdown(
                f"**{number_format.rate(row.similarity / 100)}** · {pair} · {section}{same}", width="stretch"
            )
            label = view.text("findings.close" if opened else "similar.open")
            st.button(
                label,
                key=f"pair_{key}",
                on_click=url_state.set_choice,
                args=("quality-pair", None if opened else key),
                type="tertiary",
            )
            links.to_agency(view, row.agency_id, row.year, view.text("page.agency"))
        if opened:
            found = view.ask(
                "similar_pair",
                report_id=row.report_id,
                other_report_id=row.other_report_id,
                section_key=row.section_key,
            ).iloc[0]
            left, right = marked(str(found["text"]), str(found["other_text"]))
            heads = (
                f"**{escape_markdown(row.agency)}** {row.year}",
                f"**{escape_markdown(row.other_agency)}** {row.other_year}",
            )
            for column, head, shown in zip(st.columns(2), heads, (left, right), strict=True):
                with column:
                    st.markdown(head)
                    with st.container(height=360, border=True):
                        st.html(shown)


def marked(text: str, other: str) -> tuple[str, str]:
    """Both texts as HTML with every common passage of `_PASSAGE` characters or more in <mark>."""
    runs = [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in LCSseq.opcodes(text, other)
        if step.tag == "equal" and step.src_end - step.src_start >= _PASSAGE
    ]
    left = _with_marks(text, [(first, last) for first, last, _, _ in runs])
    return left, _with_marks(other, [(first, last) for _, _, first, last in runs])


def _with_marks(text: str, runs: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for first, last in runs:
        parts += [_plain(text[at:first]), f"<mark>{_plain(text[first:last])}</mark>"]
        at = last
    return f'<div style="line-height:1.7">{"".join(parts)}{_plain(text[at:])}</div>'


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def _table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    found = frame.rename(columns={"similarity": "share"})
    found["share"] = found["share"] / 100
    found["section"] = [view.text(f"section.{key}") for key in found["section_key"]]
    return found[
        [
            "year",
            "agency",
            "section",
            "other_agency",
            "other_year",
            "share",
            "excerpt",
            "report_id",
            "other_report_id",
        ]
    ]
