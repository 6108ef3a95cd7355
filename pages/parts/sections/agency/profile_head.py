"""Who the agency is: names, level, type and region, and the state of its report in each year."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.sections.agency import brief_download, former_names
from pages.parts.sections.agency.agency_choice import open_agency
from pages.parts.sections.agency.former_names import MARKS
from pages.parts.sections.shared import report_form
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import recent, url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, links, original_file


def heading(view: View) -> tuple[str, str] | None:
    """The agency's name, and who it is; None where none is chosen."""
    agency = open_agency(view)
    if agency is None:
        return None
    recent.note(agency.agency_id)
    return agency.name, " · ".join(escape_markdown(fact) for fact in _facts(view, agency))


def profile_head(view: View, agency: AgencyYear) -> None:
    """Draw the years, of which the chosen one is shown, when its report came, and what can be taken away."""
    with chart_card.frame("agency_head"):
        left, right = st.columns([4, 3], vertical_alignment="top")
        with left:
            _year_buttons(view, agency)
            for sentence in former_names.sentences(view, agency):
                st.markdown(sentence)
            _links_to_relations(view, agency)
        with right, st.container(horizontal_alignment="right", gap="xsmall"):
            brief_download.button(view, agency)
            if agency.report is not None:
                original_file.download(view, str(agency.report["report_id"]), "agency")


def _facts(view: View, agency: AgencyYear) -> list[str]:
    report = agency.newest
    unknown = view.text("area.unknown")
    region = "".join(
        dict.fromkeys(part for part in (report["province"], report["city"], report["county"]) if part)
    )
    kinds = view.text("list.comma").join(view.names("kind", list(report["kinds"])).values())
    facts = (
        region or unknown,
        view.text(f"level.{report['level']}") if report["level"] else unknown,
        kinds,
        view.text(f"scope.{report['scope']}"),
        view.text("body.code", code=agency.agency_id),
        view.text("data.synthetic") if report["synthetic"] else "",
    )
    return [fact for fact in facts if fact]


def _links_to_relations(view: View, agency: AgencyYear) -> None:
    for row in view.ask("agency_relations", agency_id=agency.agency_id).itertuples():
        year = int(row.last_year) if row.earlier else agency.year
        label = view.text("body.open_other", other=row.other or row.other_id)
        links.to_agency(view, str(row.other_id), year, label)


def _year_buttons(view: View, agency: AgencyYear) -> None:
    states = dict(zip(agency.years["year"].astype(str), agency.years["state"], strict=True))
    labels = {year: f"{MARKS[state]} {year}" for year, state in states.items()}
    url_state.segmented("year", view.text("body.years"), list(states), labels, default=str(agency.year))
    legend = [
        f"{mark} {view.text(f'body.{state}')}" for state, mark in MARKS.items() if state in states.values()
    ]
    st.caption("　".join([*legend, *_when(view, agency)]))


def _when(view: View, agency: AgencyYear) -> list[str]:
    """When the year's report was published, and how late if it was."""
    report = agency.report
    if report is None:
        return [view.text("body.not_filed_short", year=agency.year)]
    if pd.isna(report["published_on"]):
        return [view.text("body.no_date", year=agency.year)]
    published = pd.Timestamp(report["published_on"])
    words = view.text("body.published_in", year=agency.year, date=f"{published:%Y-%m-%d}")
    findings = report_form.findings(view, agency)
    late = findings.loc[findings["rule_key"] == "late", "expected_side"]
    if late.empty:
        return [words]
    days = (published - pd.Timestamp(str(late.iloc[0]))).days
    return [words + view.text("body.days_late", deadline=late.iloc[0], n=days)]
