"""What is compared with what: the reader's choice of units, peers, year, measure, and of a few to look at closely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.data import dictionary
from pages.parts.data.database import OpenVersion
from pages.parts.data.dictionary import Measure
from pages.parts.data.selection import Selection
from pages.parts.runtime import cache
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import proportions, ranking
from pages.parts.widgets import chart_card

SIZE = "applications_concluded"
NEAREST = 10
MOST_PICKED = 6
_LISTED = 150
_MATCHES = 30


@dataclass(frozen=True, slots=True)
class Comparison:
    """`units` has a row a unit of the year (units.sql) with `name`, by key; `keys` are the peers among them,
    `focus` the one that peers were chosen for ("" where none), `picked` those to look at closely."""

    view: View
    by: str
    year: int
    measure: Measure
    units: pd.DataFrame = field(compare=False)  # it follows from the others
    peers: str
    keys: tuple[str, ...]
    focus: str
    picked: tuple[str, ...]

    def rated(self, key: str, year: int | None = None, keys: tuple[str, ...] = ()) -> pd.DataFrame:
        """A measure of each peer (or of `keys`), of one year or of all: as statistics.rated, with name and chosen."""
        return _rated(self, key, year, keys or self.keys)

    def name(self, key: str) -> str:
        return str(self.units["name"].get(key, key))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those that charts point out."""
        return tuple(dict.fromkeys((*([self.focus] if self.focus else []), *self.picked)))

    def sentence(self) -> str:
        """Who the peers are, in words."""
        focus = self.name(self.focus) if self.focus else ""
        return self.view.text(f"peers.said_{self.peers}", n=len(self.keys), focus=focus, nearest=NEAREST)


@cache.cached
def _rated(c: Comparison, key: str, year: int | None, keys: tuple[str, ...]) -> pd.DataFrame:
    measure = c.view.measure(key)
    frame = measure_frames.fetch_sums(c.view, [measure], c.by, year)
    frame = proportions.with_rates(frame[frame["key"].isin(keys)].reset_index(drop=True), measure.kind)
    return frame.assign(
        name=frame["key"].map(c.units["name"]).fillna(frame["key"]),
        chosen=frame["key"].isin(c.chosen),
    )


def pooled(frame: pd.DataFrame) -> float | None:
    """The common rate: sum over sum of those that state both; None where there is no case."""
    cases = float(frame["denominator"].sum())
    return float(frame["numerator"].sum()) / cases if cases > 0 else None


def unrestricted(opened: OpenVersion, scope: Selection) -> Selection:
    """A body chosen in the sidebar is the one to compare, not the only one to look at."""
    return scope.without("agency")


def choose(view: View) -> Comparison | None:
    """Draws the choices; None where there is only one unit, so that nothing can be compared."""
    with chart_card.frame("compare_choices"):
        top = st.columns(4, vertical_alignment="bottom")
        year = _year(view, top[0])
        measure = _measure(view, top[1])
        by = _grouping(view, year, top[2])
        units = view.ask("units", measure=SIZE, by=by, year=year)
        units = units.assign(name=units["key"].map(view.names(by, list(units["key"])))).set_index("key")
        if len(units) < 2:
            st.info(view.text("peers.alone"))
            return None
        names = dict(zip(units.index, units["name"], strict=True))
        wanted = str(url_state.choices().get("agency") or "") if by == "agency" else ""
        with top[3]:
            focus = _one(
                view, "compare-focus", view.text("peers.focus"), names, view.text("peers.no_focus")
            ) or (wanted if wanted in names else "")
        bottom = st.columns(2, vertical_alignment="bottom")
        with bottom[0]:
            peers = _peers(view, units, by, focus)
        with bottom[1]:
            picked = _several(
                view,
                "compare-pick",
                view.text("peers.pick", most=MOST_PICKED),
                names,
                view.text("peers.pick_hint"),
            )
        keys = _keys(view, units, by, focus, peers, names)
        found = Comparison(view, by, year, measure, units, peers, keys, focus, tuple(picked[:MOST_PICKED]))
        st.caption(f"{found.sentence()} {view.text('peers.level_note')}")
    url_state.write_address(view.page)
    return found


def _year(view: View, column: Any) -> int:
    years = [str(year) for year in range(view.selection.last_year, view.selection.first_year - 1, -1)]
    with column:
        return int(url_state.select("compare-year", view.text("peers.year"), years, {}) or years[0])


def _measure(view: View, column: Any) -> Measure:
    rates = {
        key: one.label(view.language)
        for key, one in dictionary.measures(view.opened).items()
        if one.kind == "rate" and not one.per_report
    }
    with column:
        return view.measure(
            url_state.select("compare-measure", view.text("peers.measure"), list(_first(rates)), rates)
            or "disclosure_rate"
        )


def _first(rates: Mapping[str, str]) -> list[str]:
    """The disclosure rate first: it is the question most asked."""
    return sorted(rates, key=lambda key: key != "disclosure_rate")


def _grouping(view: View, year: int, column: Any) -> str:
    """Places where there are several, single bodies where they are not one a place."""
    facts = view.ask("groups").iloc[0]
    options = [
        by
        for by, there in (
            ("area", facts["areas"] > 1),
            ("agency", facts["agencies"] != facts["areas"] or facts["areas"] <= 1),
        )
        if there
    ]
    with column:
        return url_state.segmented(
            "compare-by", view.text("pick.by"), options, {by: view.text(f"by.{by}") for by in options}
        )


def _peers(view: View, units: pd.DataFrame, by: str, focus: str) -> str:
    options = ["all"]
    if focus:
        options += [
            name
            for name, there in (
                ("city", units["city"].nunique() > 1),
                ("kind", by == "agency"),
                ("size", len(units) > NEAREST),
            )
            if there
        ]
    options.append("own")
    return url_state.segmented(
        "compare-peers",
        view.text("peers.with"),
        options,
        {name: view.text(f"peers.{name}", nearest=NEAREST) for name in options},
    )


def _keys(
    view: View, units: pd.DataFrame, by: str, focus: str, peers: str, names: dict[str, str]
) -> tuple[str, ...]:
    if peers == "own":
        own = _several(view, "compare-own", view.text("peers.own_list"), names, view.text("peers.own_hint"))
        return tuple(dict.fromkeys(([focus] if focus else []) + own)) or tuple(units.index)
    if peers == "size":
        return tuple(ranking.nearest(units["size"], focus, NEAREST))
    if peers in ("city", "kind"):
        same = units[peers] == units.at[focus, peers]
        if peers == "city":
            same &= units["province"] == units.at[focus, "province"]
        return tuple(units.index[same])
    return tuple(units.index)


def _one(view: View, name: str, label: str, names: dict[str, str], placeholder: str) -> str:
    """A list to pick from; where there are many, only what matches a few written signs goes to the browser."""
    return url_state.select(name, label, _offered(view, name, names), names, placeholder) or ""


def _several(view: View, name: str, label: str, names: dict[str, str], placeholder: str) -> list[str]:
    return url_state.select_several(name, label, _offered(view, name, names), names, placeholder)


def _offered(view: View, name: str, names: dict[str, str]) -> list[str]:
    if len(names) <= _LISTED:
        return list(names)
    sought = url_state.text_field(f"{name}-find", view.text("peers.find"), view.text("filter.search_hint"))
    kept = url_state.choices().get(name) or []
    chosen = [kept] if isinstance(kept, str) else list(kept)
    matches = [key for key, label in names.items() if sought and sought in label][:_MATCHES]
    return list(
        dict.fromkeys([*(one for one in chosen if one in names), *(matches or list(names)[:_MATCHES])])
    )
