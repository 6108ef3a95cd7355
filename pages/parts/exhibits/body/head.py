"""Who the body is, under which names it filed, and its years: filed, late, missing, with errors."""

from __future__ import annotations

import streamlit as st

from pages.parts import address, links, panel
from pages.parts.exhibits.body import brief, names
from pages.parts.exhibits.body.body import Body
from pages.parts.plain import escaped
from pages.parts.view import View


def head(view: View, body: Body) -> None:
    """Name, names over time, kind, level, area, and a button a year."""
    with panel.card("agency_head"):
        now = body.newest
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"### {escaped(body.name)}")
        with right:
            brief.button(view, body)
        place = "".join(dict.fromkeys(part for part in (now["province"], now["city"], now["county"]) if part))
        kinds = view.text("list.comma").join(view.names("kind", list(now["kinds"])).values())
        level = view.text(f"level.{now['level']}") if now["level"] else view.text("area.unknown")
        facts = [
            place or view.text("area.unknown"),
            level,
            kinds,
            view.text(f"scope.{now['scope']}"),
            view.text("body.code", code=body.agency_id),
        ]
        st.markdown(" · ".join(f":gray[{escaped(fact)}]" for fact in facts if fact))
        for line in names.said(view, body):
            st.markdown(line)
        _others(view, body)
        years(view, body)


def _others(view: View, body: Body) -> None:
    for row in view.ask("agency_kin", body=body.agency_id).itertuples():
        year = int(row.last_year) if row.earlier else body.year
        links.to_agency(
            view, str(row.other_id), year, view.text("body.open_other", other=row.other or row.other_id)
        )


def years(view: View, body: Body) -> None:
    """The strip of years; the one that is on is the one the page shows."""
    states = dict(zip(body.years["year"].astype(str), body.years["state"], strict=True))
    labels = {year: f"{names.MARKS[found]} {year}" for year, found in states.items()}
    address.switch("year", view.text("body.years"), list(states), labels, default=str(body.year))
    st.caption(
        "　".join(
            f"{names.MARKS[found]} {view.text(f'body.{found}')}"
            for found in names.MARKS
            if found in states.values()
        )
    )
