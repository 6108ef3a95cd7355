"""What does not add up: findings by rule, then one by one with both sides and their sources."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from pages.parts.charts import bars
from pages.parts.export import card_download
from pages.parts.sections.quality import finding_detail
from pages.parts.sections.shared.severity import ICONS, SEVERITIES
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, links, pager
from pages.parts.widgets.chart_card import Card

_MARKS = {"error": "▲", "warning": "△", "notice": "·"}
_PAGE = 10
_MOST = 100_000


def by_rule(view: View) -> None:
    """Findings of each rule, with how often it could be evaluated at all."""
    frame = view.ask("findings_by_rule")
    frame["label"] = frame[f"label_{view.language}"]
    drawn = frame[frame["findings"] > 0].sort_values("findings", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "key": drawn["rule_key"],
            "label": [f"{_MARKS[row.severity]} {row.label}" for row in drawn.itertuples()],
            "plotted": drawn["findings"],
            "display_text": [f"{row.findings:,}" for row in drawn.itertuples()],
            "hover_text": [_said(view, row) for row in drawn.itertuples()],
            "group": drawn["severity"],
        }
    )
    groups = [
        (severity, f"{_MARKS[severity]} {view.text(f'severity.{severity}')}", _colour(view, severity))
        for severity in SEVERITIES
    ]
    table = frame.assign(severity=[view.text(f"severity.{severity}") for severity in frame["severity"]])
    clean = int(((frame["findings"] == 0) & frame["evaluated"].gt(0)).sum())
    chart_card.draw(
        view,
        Card(
            key="quality_rules",
            title=view.text("title.rules"),
            sentence=_sentence(view, frame),
            figure=bars.ranked(shown, view.palette, groups) if len(shown) else None,
            table=table[
                ["rule_key", "label", "severity", "findings", "concerned", "evaluated", "not_evaluable"]
            ],
            notes=(view.text("findings.clean", n=clean),),
            definition=(view.text("findings.severities"), view.text("findings.evaluable")),
            drilldown=lambda key, year: _table(
                view, view.ask("findings_list", **_choices(rule=key or ""), most=2000, offset=0)
            ),
        ),
    )


def one_by_one(view: View) -> None:
    """Every finding as a sentence; one is opened in place with both of its sides and the source."""
    with chart_card.frame("quality_findings"):
        chosen = _filters(view)
        frame = view.ask("findings_list", **chosen, most=_PAGE, offset=0)
        met = int(frame["met"].iloc[0]) if len(frame) else 0
        st.markdown(f"##### {view.text('sentence.findings', n=f'{met:,}')}")
        at = pager.page(view, "quality-fpage", met, _PAGE)
        if at:
            frame = view.ask("findings_list", **chosen, most=_PAGE, offset=at * _PAGE)
        for row in frame.itertuples():
            _finding(view, row)
        if met:
            with st.container(horizontal=True, vertical_alignment="center", key="tools_findings"):
                st.caption(view.text("findings.all", n=f"{met:,}"), width="stretch")
                card_download.buttons(
                    view,
                    lambda: _table(view, view.ask("findings_list", **chosen, most=_MOST, offset=0)),
                    "findings",
                    view.text("title.findings"),
                )


def _choices(rule: str = "", severity: str = "", sought: str = "", agency_id: str = "") -> dict[str, Any]:
    return {"rule": rule, "severity": severity, "sought": sought, "agency_id": agency_id}


def _filters(view: View) -> dict[str, Any]:
    rules = view.ask("findings_by_rule")
    found = rules[rules["findings"] > 0]
    names = {
        row.rule_key: f"{getattr(row, f'label_{view.language}')} ({row.findings:,})"
        for row in found.itertuples()
    }
    left, middle, right = st.columns([3, 2, 3])
    with left:
        rule = url_state.select(
            "quality-rule", view.text("column.rule_key"), list(names), names, view.text("filter.all")
        )
    with middle:
        severity = url_state.select(
            "quality-severity", view.text("column.severity"), SEVERITIES,
            lambda one: view.text(f"severity.{one}"), view.text("filter.all"),
        )  # fmt: skip
    with right:
        sought = url_state.text_field(
            "quality-sought", view.text("findings.search"), view.text("findings.search_hint")
        )
    return _choices(rule or "", severity or "", sought)


def _finding(view: View, row: Any) -> None:
    """Its sentence; opened, both sides with their sources."""
    key = code(row)
    opened = url_state.choices().get("quality-open") == key
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            severity = f"{ICONS[row.severity]} **{view.text(f'severity.{row.severity}')}**"
            said = escape_markdown(str(row.message if view.language == "zh" else row.message_en))
            st.markdown(
                f"{severity} · **{escape_markdown(row.agency)}** {row.year}  \n{said}", width="stretch"
            )
            label = view.text("findings.close" if opened else "findings.open")
            st.button(
                label, key=f"open_{key}", on_click=url_state.set_choice, type="tertiary",
                args=("quality-open", None if opened else key),
                icon=":material/expand_less:" if opened else ":material/expand_more:",
            )  # fmt: skip
            cell = ".".join(str(part) for part in (row.table_key, row.row_key, row.column_key))
            whole = not any(
                number_format.is_none(part) for part in (row.table_key, row.row_key, row.column_key)
            )
            links.to_agency(view, row.agency_id, row.year, view.text("page.agency"), cell if whole else "")
        if opened:
            finding_detail.show(view, row)


def code(row: Any) -> str:
    """What tells a finding from all others, as one text that stays the same in later versions."""
    return f"{row.report_id}.{row.rule_key}.{crc32(str(row.message).encode()):08x}"


def _table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Findings as they are handed out: who, when, where in the form, both sides, in words."""
    found = frame.copy()
    found["label"] = found[f"label_{view.language}"]
    found["severity"] = [view.text(f"severity.{severity}") for severity in found["severity"]]
    found["message"] = found["message" if view.language == "zh" else "message_en"]
    return found[
        [
            "severity",
            "label",
            "year",
            "agency",
            "province",
            "city",
            "county",
            "message",
            "expected_side",
            "found_side",
            *_CODES,
        ]
    ]


_CODES = ("rule_key", "table_key", "row_key", "column_key", "agency_id", "report_id", "source_name", "url")


def _sentence(view: View, frame: pd.DataFrame) -> str:
    found = frame[frame["findings"] > 0]
    if found.empty:
        return view.text("sentence.no_findings")
    counts = {name: int(found.loc[found["severity"] == name, "findings"].sum()) for name in SEVERITIES}
    said = view.text("list.comma").join(
        view.text("findings.counted", what=view.text(f"severity.{name}"), n=f"{n:,}")
        for name, n in counts.items()
        if n
    )
    return view.text("sentence.rules", n=f"{int(found['findings'].sum()):,}", listed=said)


def _said(view: View, row: Any) -> str:
    evaluated, skipped = (number_format.whole(getattr(row, name)) for name in ("evaluated", "not_evaluable"))
    lines = [
        f"<b>{row.label}</b>",
        view.text("findings.at_bar", n=f"{row.findings:,}", reports=f"{row.concerned:,}"),
    ]
    return "<br>".join([*lines, view.text("findings.evaluated", evaluated=evaluated, skipped=skipped)])


def _colour(view: View, severity: str) -> str:
    return {"error": view.palette.highlight, "warning": view.palette.categories[0]}.get(
        severity, view.palette.faint
    )
