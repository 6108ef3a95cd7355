"""Who the body is, under which names it filed, and its years: filed, late, missing, with errors."""

from __future__ import annotations

import streamlit as st

from pages.parts.sections.agency import brief, former_names
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, links


def head(view: View, agency: AgencyYear) -> None:
    """Name, names over time, kind, level, area, and a button a year."""
    with chart_card.frame("agency_head"):
        now = agency.newest
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"### {escape_markdown(agency.name)}")
        with right:
            brief.button(view, agency)
        place = "".join(dict.fromkeys(part for part in (now["province"], now["city"], now["county"]) if part))
        kinds = view.text("list.comma").join(view.names("kind", list(now["kinds"])).values())
        level = view.text(f"level.{now['level']}") if now["level"] else view.text("area.unknown")
        facts = [
            place or view.text("area.unknown"),
            level,
            kinds,
            view.text(f"scope.{now['scope']}"),
            view.text("body.code", code=agency.agency_id),
        ]
        st.markdown(" · ".join(f":gray[{escape_markdown(fact)}]" for fact in facts if fact))
        for line in former_names.said(view, agency):
            st.markdown(line)
        _others(view, agency)
        years(view, agency)


def _others(view: View, agency: AgencyYear) -> None:
    for row in view.ask("agency_relations", agency_id=agency.agency_id).itertuples():
        year = int(row.last_year) if row.earlier else agency.year
        links.to_agency(
            view, str(row.other_id), year, view.text("body.open_other", other=row.other or row.other_id)
        )


def years(view: View, agency: AgencyYear) -> None:
    """The strip of years; the one that is on is the one the page shows."""
    states = dict(zip(agency.years["year"].astype(str), agency.years["state"], strict=True))
    labels = {year: f"{former_names.MARKS[found]} {year}" for year, found in states.items()}
    url_state.segmented("year", view.text("body.years"), list(states), labels, default=str(agency.year))
    st.caption(
        "　".join(
            f"{former_names.MARKS[found]} {view.text(f'body.{found}')}"
            for found in former_names.MARKS
            if found in states.values()
        )
    )
