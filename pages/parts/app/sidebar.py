"""The sidebar: one choice of years, area, bodies and kind of report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary, query
from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.selection import AREAS, DATA, LEVELS, SCOPES, Selection, reports_of, resolve, years_of
from pages.parts.runtime import cache
from pages.parts.state import url_state
from pages.parts.text.i18n import text
from pages.parts.text.markdown import escape_markdown

NAMES = ("data", "scope", "from", "to", *AREAS, "level", "kind", "q", "agency")
_MEANT = {*NAMES} - {"q"}  # what is sought changes nothing until a body is picked
_SHOWN_MATCHES = 20
_MATCHES = """
select agency_id, agency_names.agency
from agency_names
join (select agency_id, scope from agencies) as bodies using (agency_id)
where agency_id = $agency
    or ($scope in ('', scope) and length($sought) > 0 and contains(agency_names.agency, $sought))
order by agency_id <> $agency, last_year desc, agency_id
limit $most
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from, given what is chosen: `areas` are (province, city or county, its names)."""

    scope: Selection
    several_data: bool
    scopes: tuple[str, ...]
    years: tuple[str, ...]
    areas: tuple[tuple[str, tuple[str, ...]], ...]
    levels: tuple[str, ...]


def sidebar(opened: OpenVersion, language: str, every_scope: bool = False) -> Selection:
    """Draws the filters and returns what they mean; `every_scope`: see `scope.resolve`."""

    def t(key: str, **values: object) -> str:
        return text(language, key, **values)

    with st.sidebar:
        before = url_state.choices()
        offer = offered(opened, _as_key(before), every_scope)
        scope = offer.scope
        if offer.several_data:
            _codes(t, "data", list(DATA), scope.data)
        _codes(t, "scope", [*(["all"] if every_scope else []), *offer.scopes], scope.scope or "all")
        st.caption(t(f"scope_note.{scope.scope or 'all'}"))
        with st.container(horizontal=True, gap="xsmall"):
            url_state.select("from", t("filter.from"), offer.years, {}, str(scope.first_year))
            url_state.select("to", t("filter.to"), offer.years, {}, str(scope.last_year))
        for name, options in offer.areas:
            url_state.select(name, t(f"filter.{name}"), options, {}, t("filter.all"))
        if len(offer.levels) > 1:
            now = t(f"level.{scope.levels[0]}") if scope.levels else t("filter.all")
            names = {code: t(f"level.{code}") for code in offer.levels}
            url_state.select("level", t("filter.level"), offer.levels, names, now)
        if scope.scope != "government_rollup":
            known = dictionary.kinds(opened, language)
            url_state.select_several("kind", t("filter.kind"), list(known), known, t("filter.all"))
        _agency(t, opened, scope)
        icon = ":material/filter_alt_off:"
        st.button(
            t("filter.clear"), on_click=url_state.clear_choices, args=(NAMES,), type="tertiary", icon=icon
        )
    return scope if url_state.choices() == before else chosen(opened, every_scope)


def chosen(opened: OpenVersion, every_scope: bool = False) -> Selection:
    """What the choices mean that are kept now."""
    return offered(opened, _as_key(url_state.choices()), every_scope).scope


_Chosen = tuple[tuple[str, str | tuple[str, ...]], ...]


def _as_key(chosen: Mapping[str, str | list[str]]) -> _Chosen:
    """The choices that filters are made of, as a value that can be looked up."""
    held = ((name, chosen[name]) for name in sorted(chosen.keys() & _MEANT))
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in held)


@cache.cached
def offered(opened: OpenVersion, chosen: _Chosen, every_scope: bool) -> Offer:
    """What the filters offer beside these choices, and the scope that they mean."""
    places = rows(opened, query.question("regions").sql)
    scope = resolve(dict(chosen), places, every_scope, dictionary.first_measured_year(opened))
    held = places if scope.data == "all" else places[places["synthetic"] == (scope.data == "synthetic")]
    inside = held
    for name in AREAS:
        if getattr(scope, name):
            inside = inside[inside[name] == getattr(scope, name)]
    bodies = inside[inside["scope"] == scope.scope] if scope.scope else inside
    return Offer(
        scope,
        bool(places["synthetic"].nunique() > 1),
        tuple(code for code in SCOPES if code in set(inside["scope"])),
        tuple(str(year) for year in reversed(years_of(held))),
        tuple(_areas(held, dict(chosen))),
        tuple(level for level in LEVELS if level in set(bodies["level"])),
    )


@cache.cached
def reports_held(opened: OpenVersion) -> tuple[int, int]:
    """How many reports there are to choose from, real and synthetic."""
    return reports_of(rows(opened, query.question("regions").sql))


def _areas(held: pd.DataFrame, chosen: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Province, then city, then county; each list holds only what lies in the one above."""
    for name in AREAS:
        options = tuple(sorted(value for value in held[name].dropna().unique() if value))
        if not options:
            return
        if len(options) > 1:
            yield name, options
            if chosen.get(name) not in options:
                return
            held = held[held[name] == chosen[name]]


def _codes(t: object, name: str, codes: list[str], now: str) -> None:
    assert callable(t)
    url_state.select(name, t(f"filter.{name}"), codes, lambda code: t(f"{name}.{code}"), t(f"{name}.{now}"))


def _agency(t: object, opened: OpenVersion, scope: Selection) -> None:
    """Names are looked up in the database: the list in the browser stays short however many bodies there are."""
    assert callable(t)
    sought = url_state.text_field("q", t("filter.search"), t("filter.search_hint"))
    if not sought and not scope.agency:
        return
    found = rows(
        opened,
        _MATCHES,
        {"sought": sought, "agency": scope.agency, "scope": scope.scope, "most": _SHOWN_MATCHES},
    )
    names = dict(zip(found["agency_id"], found["agency"], strict=True))
    if names:
        url_state.select("agency", t("filter.agency", n=len(names)), list(names), names, t("filter.all"))
    else:
        st.caption(t("filter.no_match", sought=escape_markdown(sought)))
