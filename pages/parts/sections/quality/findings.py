"""What does not add up: findings by rule, then one by one with the figures compared and their sources."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from etl import OPEN_STATES, Followed, StoreFailed, read_followed
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.points import Point
from pages.parts.data import database
from pages.parts.export import card_download
from pages.parts.sections.quality import finding_detail
from pages.parts.sections.shared.compared import COMPARED
from pages.parts.sections.shared.severity import ICONS, SEVERITIES
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, counted, links, pager
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence
from pages.parts.widgets.official_form import ADDRESS, SIGNS

_PER_PAGE = 10
_MAX_ROWS = 100_000
_MAX_DRILLDOWN = 2_000
_RULE_COLUMNS = ["rule_key", "label", "severity", "findings", "concerned", "evaluated", "not_evaluable"]
_COLUMNS = [
    "severity", "label", "year", "agency", "province", "city", "county", "message", *COMPARED,
    "code", "rule_key", *ADDRESS, "agency_id", "report_id", "source_name", "url",
]  # fmt: skip


def findings_by_rule(view: View) -> None:
    """Draw the number of findings of each rule, most severe rules first."""
    rules = _rules(view)
    without_findings = int(((rules["findings"] == 0) & rules["evaluated"].gt(0)).sum())
    severities = [view.text(f"severity.{severity}") for severity in rules["severity"]]
    chart_card.draw(
        view,
        Card(
            key="quality_rules",
            title=view.text("title.rules"),
            sentence=_sentence(view, rules),
            figure=_figure(view, rules[rules["findings"] > 0]),
            table=rules.assign(severity=severities)[_RULE_COLUMNS],
            notes=(view.text("findings.clean", n=without_findings),),
            definition=(view.text("findings.severities"), view.text("findings.evaluable")),
            drilldown=lambda point: _behind(view, point),
        ),
    )


def _rules(view: View) -> pd.DataFrame:
    rules = view.ask("findings_by_rule")
    return rules.assign(label=rules[f"label_{view.language}"])


def _figure(view: View, rules: pd.DataFrame) -> Chart | None:
    if rules.empty:
        return None
    rules = rules.assign(position=rules["severity"].map(SEVERITIES.index))
    rules = rules.sort_values(["position", "findings"], ascending=[True, False], kind="stable")
    drawn = pd.DataFrame(
        {
            "key": rules["rule_key"],
            "label": [f"{SIGNS[row.severity]} {row.label}" for row in rules.itertuples()],
            "plotted": rules["findings"],
            "display_text": [f"{n:,}" for n in rules["findings"]],
            "hover_text": [_hover_text(view, row) for row in rules.itertuples()],
            "group": rules["severity"],
        }
    )
    colours = (view.palette.highlight, view.palette.categories[0], view.palette.faint)
    groups = [
        (severity, f"{SIGNS[severity]} {view.text(f'severity.{severity}')}", colour)
        for severity, colour in zip(SEVERITIES, colours, strict=True)
    ]
    return bars.ranked(drawn, view.palette, groups)


def _sentence(view: View, rules: pd.DataFrame) -> Sentence:
    counts = rules.groupby("severity")["findings"].sum()
    if not counts.sum():
        return view.sentence("sentence.no_findings")
    listed = [
        view.sentence(
            "findings.counted",
            what=words(view.text(f"severity.{severity}")),
            n=led(f"{counts[severity]:,}", measure=severity),
        )
        for severity in SEVERITIES
        if counts.get(severity, 0)
    ]
    return view.sentence(
        "sentence.rules", n=led(f"{counts.sum():,}"), listed=joined(view.text("list.comma"), listed)
    )


def _behind(view: View, point: Point) -> Evidence:
    """The findings of a rule or of a severity, else all."""
    return _listed(view, _filter(rule=point.key or "", severity=point.measure or ""))


def _listed(view: View, chosen: dict[str, Any]) -> Evidence:
    evidence = _fetch(view, chosen, _MAX_DRILLDOWN)
    n = int(evidence["met"].iloc[0]) if len(evidence) else 0
    return Evidence(
        _table(view, evidence).assign(cell=evidence["marked"].fillna("")),
        view.text("sentence.findings", n=f"{n:,}"),
    )


def _hover_text(view: View, rule: Any) -> str:
    lines = [
        f"<b>{rule.label}</b>",
        view.text("findings.at_bar", n=f"{rule.findings:,}", reports=f"{rule.concerned:,}"),
        checked(view, rule.evaluated, rule.not_evaluable),
    ]
    return "<br>".join(filter(None, lines))


def checked(view: View, evaluated: float, not_evaluable: float) -> str:
    """In how many places a rule was to be checked, and in how many of them it was; empty for one that has no such places."""
    if number_format.is_none(evaluated):
        return ""
    places = {"all": evaluated + not_evaluable, "evaluated": evaluated, "skipped": not_evaluable}
    return view.text("findings.evaluated", **{name: number_format.whole(n) for name, n in places.items()})


def findings_list(view: View) -> None:
    """Draw every finding as a sentence; one may be opened in place with the figures compared."""
    with chart_card.frame("quality_findings"):
        chosen = _choose_filter(view)
        page_rows = _fetch(view, chosen, _PER_PAGE)
        total = int(page_rows["met"].iloc[0]) if len(page_rows) else 0
        sentence = view.sentence("sentence.findings", n=led(f"{total:,}"))
        counted.draw(view, "quality_findings", sentence, lambda _: _listed(view, chosen))
        page = pager.page(view, "quality-fpage", total, _PER_PAGE)
        if page:
            page_rows = _fetch(view, chosen, _PER_PAGE, page * _PER_PAGE)
        followed = _followed()
        for finding in page_rows.itertuples():
            _finding(view, finding, followed)
        if total:
            with st.container(horizontal=True, vertical_alignment="center", key="tools_findings"):
                st.caption(view.text("findings.all", n=f"{total:,}"), width="stretch")
                card_download.buttons(
                    view,
                    lambda: _table(view, _fetch(view, chosen, _MAX_ROWS)),
                    "findings",
                    view.text("title.findings"),
                )


def _filter(rule: str = "", severity: str = "", sought: str = "") -> dict[str, Any]:
    return {"rule": rule, "severity": severity, "sought": sought, "agency_id": "", "closed": ()}


def _fetch(view: View, chosen: dict[str, Any], most: int, offset: int = 0) -> pd.DataFrame:
    return view.ask("findings_list", **chosen, most=most, offset=offset)


def _choose_filter(view: View) -> dict[str, Any]:
    rules = _rules(view)
    rules = rules[rules["findings"] > 0]
    names = {row.rule_key: f"{row.label} ({row.findings:,})" for row in rules.itertuples()}
    severities = {severity: view.text(f"severity.{severity}") for severity in SEVERITIES}
    every = view.text("filter.all")
    left, middle, right = st.columns([3, 2, 3])
    with left:
        rule = url_state.select("quality-rule", view.text("column.rule_key"), list(names), names, every)
    with middle:
        label = view.text("column.severity")
        severity = url_state.select("quality-severity", label, SEVERITIES, severities, every)
    with right:
        label, hint = view.text("findings.search"), view.text("findings.search_hint")
        sought = url_state.text_field("quality-sought", label, hint)
    chosen = _filter(rule or "", severity or "", sought)
    followed = _followed()
    if followed and _only_open(view):
        closed = (code for code, one in followed.items() if one.state not in OPEN_STATES)
        chosen["closed"] = tuple(sorted(closed))
    return chosen


def _only_open(view: View) -> bool:
    choices = {name: view.text(f"follow_up.{name}") for name in ("all", "open")}
    return (
        url_state.segmented("quality-followed", view.text("follow_up.show"), list(choices), choices) == "open"
    )


def _followed() -> dict[str, Followed]:
    """What became of findings, by code; empty where nobody has dealt with any, or the store is damaged."""
    try:
        return read_followed(database.warehouse_folder())
    except StoreFailed:
        return {}


def _finding(view: View, finding: Any, followed: dict[str, Followed]) -> None:
    key = code(finding)
    is_open = url_state.choices().get("quality-open") == key
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            severity = f"{ICONS[finding.severity]} **{view.text(f'severity.{finding.severity}')}**"
            message = escape_markdown(str(finding.message if view.language == "zh" else finding.message_en))
            agency = f"**{escape_markdown(finding.agency)}** {finding.year}"
            one = followed.get(finding.code)
            state = f" · {view.text(f'follow_state.{one.state}')}" if one else ""
            st.markdown(f"{severity} · {agency}{state}  \n{message}", width="stretch")
            st.button(
                view.text("findings.close" if is_open else "findings.open"),
                key=f"open_{key}",
                on_click=url_state.set_choice,
                type="tertiary",
                args=("quality-open", None if is_open else key),
                icon=":material/expand_less:" if is_open else ":material/expand_more:",
            )
            label = view.text("page.agency")
            links.to_agency(view, finding.agency_id, finding.year, label, finding.marked or "")
        if is_open:
            finding_detail.finding_detail(view, finding)


def code(finding: Any) -> str:
    """An identifier of the finding that stays the same in later data versions."""
    return f"{finding.report_id}.{finding.rule_key}.{crc32(str(finding.message).encode()):08x}"


def _table(view: View, findings: pd.DataFrame) -> pd.DataFrame:
    """Findings for the download: agency, position on the form, figures compared and the sentence."""
    table = findings.assign(
        label=findings[f"label_{view.language}"],
        severity=[view.text(f"severity.{severity}") for severity in findings["severity"]],
        message=findings["message" if view.language == "zh" else "message_en"],
    )
    return table[_COLUMNS]
