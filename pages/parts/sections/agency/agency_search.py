"""The way to an agency: by name, by what is remarkable, or region by region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.state import recent, url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import data_table, links

_MAX_MATCHES, _MAX_LISTED = 30, 8
_PILLS = "agency_matches"
_MOST_BUTTONS = 12
_COLUMNS = 3


def search_agency(view: View) -> None:
    """Draw the search by name; without a name, short lists and the agencies of each region."""
    with st.container(border=True):
        typed = url_state.text_field("agency-find", view.text("body.find"), view.text("body.find_hint"))
        if typed:
            _matches(view, typed)
    if not typed:
        _short_lists(view)
        _regions(view)


def _matches(view: View, typed: str) -> None:
    matches = view.ask("agency_search", sought=typed, most=_MAX_MATCHES)
    if matches.empty:
        st.info(view.text("filter.no_match", sought=escape_markdown(typed)))
        return
    st.caption(view.text("body.matches", n=len(matches), most=_MAX_MATCHES))
    labels = {row.agency_id: f"{row.agency}{_former_name(view, row.former)}" for row in matches.itertuples()}

    def take_choice() -> None:
        url_state.set_choice("agency", st.session_state.get(_PILLS))

    st.pills(
        view.text("body.which"),
        list(labels),
        format_func=lambda agency_id: labels[agency_id],
        key=_PILLS,
        on_change=take_choice,
        label_visibility="collapsed",
    )
    with st.expander(view.text("tab.table")):
        kinds = view.names("kind", list(matches["kind"].unique()))
        data_table.draw(view, matches.assign(kind=matches["kind"].map(kinds)), key="found_table")


def _former_name(view: View, name: Any) -> str:
    return view.text("body.formerly", name=name) if isinstance(name, str) and name else ""


def _short_lists(view: View) -> None:
    lists = [("troubled", _troubled(view)), ("busiest", _busiest(view)), ("recent", _recent(view))]
    shown = [(name, rows) for name, rows in lists if rows]
    if not shown:
        return
    for column, (name, rows) in zip(st.columns(len(shown)), shown, strict=True):
        with column, st.container(border=True, gap="xsmall", height="stretch", key=f"short_list_{name}"):
            st.markdown(f"##### {view.text(f'body.list_{name}', year=view.year)}", anchors=False)
            for agency_id, label in rows:
                links.to_agency(view, agency_id, view.year, label)


def _troubled(view: View) -> list[tuple[str, str]]:
    """Agencies that have not filed for the last year, then those whose report has errors, most first."""
    in_year = view.in_year(view.year)
    missing, faulty = in_year.ask("missing"), in_year.ask("faulty")
    counts = faulty.groupby(["agency_id", "agency"]).size().sort_values(ascending=False)
    rows = [
        (row.agency_id, f"{escape_markdown(row.agency)} :gray[{view.text('body.missing')}]")
        for row in missing.itertuples()
    ]
    rows += [
        (agency_id, f"{escape_markdown(name)} :gray[{view.text('coverage.errors', n=n)}]")
        for (agency_id, name), n in counts.items()
    ]
    return rows[:_MAX_LISTED]


def _busiest(view: View) -> list[tuple[str, str]]:
    """Agencies with most applications received of their own in the last year: a roll-up is no rank among its parts."""
    own = replace(view, selection=replace(view.selection, scope="own"))
    frame = measure_frames.fetch(own, "applications_received", "agency", view.year)
    frame = frame[frame["plotted"].fillna(0) > 0].sort_values("plotted", ascending=False).head(_MAX_LISTED)
    return [
        (row.key, f"{escape_markdown(row.name)} :gray[{number_format.whole(row.plotted)}]")
        for row in frame.itertuples(index=False)
    ]


def _recent(view: View) -> list[tuple[str, str]]:
    names = view.names("agency", recent.agencies())
    return [(key, escape_markdown(names[key])) for key in recent.agencies() if key in names]


def _regions(view: View) -> None:
    """The agencies of one region after the other, by type."""
    places = view.ask("agency_places")
    with st.container(border=True, key="agency_regions"):
        st.markdown(f"##### {view.text('body.by_region')}", anchors=False)
        keys = list(places["key"])
        named = view.names("area", keys)
        names = {row.key: f"{named[row.key]} {row.agencies:,}" for row in places.itertuples()}
        chosen = _choose_region(view, keys, names)
        agencies = view.ask("agencies_of_place", place=chosen)
        kinds = view.names("kind", list(agencies["kind"].unique()))
        columns = st.columns(_COLUMNS)
        for at, row in enumerate(agencies.itertuples()):
            with columns[at * _COLUMNS // len(agencies)]:
                label = f"{escape_markdown(row.agency)} :gray[{escape_markdown(kinds[row.kind])}]"
                links.to_agency(view, row.agency_id, int(row.last_filed), label)


def _choose_region(view: View, keys: Sequence[str], names: dict[str, str]) -> str:
    label = view.text("by.area")
    if len(keys) > _MOST_BUTTONS:
        return url_state.select("agency-place", label, keys, names) or keys[0]
    return url_state.segmented("agency-place", label, keys, names, label_visibility="collapsed")
