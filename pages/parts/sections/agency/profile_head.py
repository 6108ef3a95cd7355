"""Who the agency is: names, level, type and region, and the state of its report in each year."""

from __future__ import annotations

import streamlit as st

from pages.parts.sections.agency import brief, former_names
from pages.parts.sections.agency.former_names import MARKS
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, links, original_file


def profile_head(view: View, agency: AgencyYear) -> None:
    """Draw the card with one button per year; the chosen year is the one that the page shows."""
    with chart_card.frame("agency_head"):
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"### {escape_markdown(agency.name)}")
        with right:
            brief.button(view, agency)
            if agency.report is not None:
                original_file.download(view, str(agency.report["report_id"]), "agency")
        st.markdown(" · ".join(f":gray[{escape_markdown(fact)}]" for fact in _facts(view, agency)))
        for sentence in former_names.sentences(view, agency):
            st.markdown(sentence)
        _links_to_relations(view, agency)
        _year_buttons(view, agency)


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
    st.caption("　".join(legend))
