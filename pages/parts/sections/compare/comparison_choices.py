"""The choices at the top of the page: year, measure, units, highlighted unit, peers, and those shown side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.sections.compare import comparable_elsewhere
from pages.parts.sections.compare.comparison import NEAREST, Comparison
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import ranking
from pages.parts.widgets import chart_card, ignored_choices

MAX_PICKED = 6
_OF_UNITS = ("compare-pick", "compare-own", "compare-focus")
_SIZE = "applications_concluded"
_FIRST_MEASURE = "disclosure_rate"
# longer lists are offered by search: they would make the page heavy
_MAX_OPTIONS = 150
_MAX_MATCHES = 30


def choose(view: View) -> Comparison | None:
    """Draw the choices; None if there is only one unit, so that nothing can be compared."""
    with chart_card.frame("compare_choices"):
        groupings = _groupings(view)
        top = st.columns(4 if len(groupings) > 1 else 3, vertical_alignment="bottom")
        year = _year(view, top[0])
        measure = _measure(view, top[1])
        by = _choose_grouping(view, groupings, top[2], year)
        units = _units(view, by, year)
        units = units.assign(name=units["key"].map(view.names(by, list(units["key"])))).set_index("key")
        ignored_choices.draw(view, _named_and_lost(view, units), "units")
        if len(units) < 2:
            comparable_elsewhere.comparable_elsewhere(view)
            return None
        focus = _focus(view, by, units, top[-1])
        bottom = st.columns(2, vertical_alignment="bottom")
        with bottom[0]:
            peers = _peers(view, units, by, focus)
        with bottom[1]:
            label = view.text("peers.pick", most=MAX_PICKED)
            picked = _several(view, "compare-pick", label, units, view.text("peers.pick_hint"))
        keys = _keys(view, units, focus, peers)
        comparison = Comparison(
            view, by, year, measure, units, peers, keys, focus, tuple(picked[:MAX_PICKED])
        )
        hint = view.text("peers.level_note" if focus else "peers.focus_note")
        st.caption(f"{comparison.sentence()} {hint}")
    url_state.write_address(view.page)
    return comparison


def _named_and_lost(view: View, units: pd.DataFrame) -> list[tuple[str, str]]:
    """Turn region codes of a link into units; returns the choices that are no units here."""
    keys = {code: key for key, code in dictionary.area_codes(view.opened).items()}
    lost = []
    for name in _OF_UNITS:
        stored = url_state.choices().get(name) or []
        chosen = [keys.get(value, value) for value in ([stored] if isinstance(stored, str) else stored)]
        url_state.set_choice(name, chosen[0] if isinstance(stored, str) else chosen)
        lost += [(name, value) for value in chosen if value not in units.index]
    return lost


def _year(view: View, column: DeltaGenerator) -> int:
    years = [str(year) for year in range(view.selection.last_year, view.selection.first_year - 1, -1)]
    with column:
        return int(url_state.select("compare-year", view.text("peers.year"), years, {}) or years[0])


def _measure(view: View, column: DeltaGenerator) -> Measure:
    """A rate; the disclosure rate, most asked for, comes first."""
    rates = {
        key: measure.label(view.language)
        for key, measure in dictionary.measures(view.opened).items()
        if measure.kind == "rate" and not measure.per_report
    }
    keys = sorted(rates, key=lambda key: key != _FIRST_MEASURE)
    with column:
        key = url_state.select("compare-measure", view.text("peers.measure"), keys, rates)
    return view.measure(key or _FIRST_MEASURE)


def _groupings(view: View) -> list[str]:
    """Regions if there are several, agencies unless there is one per region."""
    counts = view.ask("groups").iloc[0]
    is_offered = {
        "area": counts["areas"] > 1,
        "agency": counts["agencies"] != counts["areas"] or counts["areas"] <= 1,
    }
    return [by for by, offered in is_offered.items() if offered]


def _units(view: View, by: str, year: int) -> pd.DataFrame:
    return view.ask("units", measure=_SIZE, by=by, year=year)


def _choose_grouping(view: View, options: list[str], column: DeltaGenerator, year: int) -> str:
    """The grouping, by default one that has something to compare in the year; a single option needs no control."""
    if len(options) == 1:
        return options[0]
    with column:
        names = {by: view.text(f"by.{by}") for by in options}
        comparable = next((by for by in options if len(_units(view, by, year)) > 1), options[0])
        return url_state.segmented(
            "compare-by", view.text("pick.by"), options, names, default=comparable, takes_back=_OF_UNITS
        )


def _focus(view: View, by: str, units: pd.DataFrame, column: DeltaGenerator) -> str:
    """The highlighted unit; by default the agency chosen in the sidebar."""
    label, placeholder = view.text("peers.focus"), view.text("peers.no_focus")
    with column:
        options = _options(view, "compare-focus", units)
        focus = url_state.select("compare-focus", label, options, units["name"].to_dict(), placeholder)
    agency = str(url_state.choices().get("agency") or "") if by == "agency" else ""
    return focus or (agency if agency in units.index else "")


def _peers(view: View, units: pd.DataFrame, by: str, focus: str) -> str:
    """How peers are chosen; those like the focus only if there is one."""
    is_offered = {
        "all": True,
        "city": bool(focus) and units["city"].nunique() > 1,
        "kind": bool(focus) and by == "agency",
        "size": bool(focus) and len(units) > NEAREST,
        "own": True,
    }
    options = [name for name, offered in is_offered.items() if offered]
    names = {name: view.text(f"peers.{name}", nearest=NEAREST) for name in options}
    return url_state.segmented("compare-peers", view.text("peers.with"), options, names)


def _keys(view: View, units: pd.DataFrame, focus: str, peers: str) -> tuple[str, ...]:
    """The keys of the peers, all units if the reader has selected none."""
    match peers:
        case "own":
            own = _several(
                view, "compare-own", view.text("peers.own_list"), units, view.text("peers.own_hint")
            )
            return tuple(dict.fromkeys(([focus] if focus else []) + own)) or tuple(units.index)
        case "size":
            return tuple(ranking.nearest(units["size"], focus, NEAREST))
        case "kind":
            return tuple(units.index[units["kind"] == units.at[focus, "kind"]])
        case "city":
            area = ["province", "city"]
            return tuple(units.index[(units[area] == units.loc[focus, area]).all(axis=1)])
    return tuple(units.index)


def _several(view: View, name: str, label: str, units: pd.DataFrame, placeholder: str) -> list[str]:
    options = _options(view, name, units)
    return url_state.select_several(name, label, options, units["name"].to_dict(), placeholder)


def _options(view: View, name: str, units: pd.DataFrame) -> list[str]:
    """All units, or of many only those chosen and those whose name matches what the reader types."""
    if len(units) <= _MAX_OPTIONS:
        return list(units.index)
    typed = url_state.text_field(f"{name}-find", view.text("peers.find"), view.text("filter.search_hint"))
    value = url_state.choices().get(name) or []
    chosen = [key for key in ([value] if isinstance(value, str) else value) if key in units.index]
    matches = units.index[units["name"].str.contains(typed, regex=False)] if typed else units.index
    if not len(matches):
        matches = units.index
    return list(dict.fromkeys([*chosen, *matches[:_MAX_MATCHES]]))
