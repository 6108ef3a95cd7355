"""The sidebar: one choice of years, area, bodies and kind of report."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import address, labels
from pages.parts.i18n import text
from pages.parts.plain import escaped
from pages.parts.scope import AREAS, DATA, LEVELS, SCOPES, Scope, resolve, years_of
from pages.parts.warehouse import Opened, rows

NAMES = ("data", "scope", "from", "to", *AREAS, "level", "kind", "q", "agency")
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


def sidebar(opened: Opened, places: pd.DataFrame, language: str, every_scope: bool = False) -> Scope:
    """Draws the filters and returns what they mean; `every_scope`: see `scope.resolve`."""

    def t(key: str, **values: object) -> str:
        return text(language, key, **values)

    with st.sidebar:
        since = labels.first_measured_year(opened)
        before = address.read_kept()
        scope = resolve(before, places, every_scope, since)
        held = places if scope.data == "all" else places[places["synthetic"] == (scope.data == "synthetic")]
        if places["synthetic"].nunique() > 1:
            _codes(t, "data", list(DATA), scope.data)
        inside = _inside(held, scope)
        kinds_of_report = [code for code in SCOPES if code in set(inside["scope"])]
        _codes(t, "scope", [*(["all"] if every_scope else []), *kinds_of_report], scope.scope or "all")
        st.caption(t(f"scope_note.{scope.scope or 'all'}"))
        years = [str(year) for year in reversed(years_of(held))]
        with st.container(horizontal=True, gap="xsmall"):
            address.select("from", t("filter.from"), years, {}, str(scope.first_year))
            address.select("to", t("filter.to"), years, {}, str(scope.last_year))
        _area(t, held)
        _level(t, inside[inside["scope"] == scope.scope] if scope.scope else inside, scope)
        if scope.scope != "government_rollup":
            known = labels.kinds(opened, language)
            address.select_several("kind", t("filter.kind"), list(known), known, t("filter.all"))
        _agency(t, opened, scope)
        icon = ":material/filter_alt_off:"
        st.button(t("filter.clear"), on_click=address.clear, args=(NAMES,), type="tertiary", icon=icon)
    chosen = address.read_kept()
    return scope if chosen == before else resolve(chosen, places, every_scope, since)


def _codes(t: object, name: str, codes: list[str], now: str) -> None:
    assert callable(t)
    address.select(name, t(f"filter.{name}"), codes, lambda code: t(f"{name}.{code}"), t(f"{name}.{now}"))


def _area(t: object, held: pd.DataFrame) -> None:
    """Province, then city, then county; each list holds only what lies in the one above."""
    assert callable(t)
    for name in AREAS:
        options = sorted(value for value in held[name].dropna().unique() if value)
        if not options:
            return
        if len(options) > 1:
            chosen = address.select(name, t(f"filter.{name}"), options, {}, t("filter.all"))
            if not chosen:
                return
            held = held[held[name] == chosen]


def _level(t: object, bodies: pd.DataFrame, scope: Scope) -> None:
    assert callable(t)
    levels = [level for level in LEVELS if level in set(bodies["level"])]
    if len(levels) > 1:
        now = t(f"level.{scope.levels[0]}") if scope.levels else t("filter.all")
        address.select("level", t("filter.level"), levels, lambda code: t(f"level.{code}"), now)


def _agency(t: object, opened: Opened, scope: Scope) -> None:
    """Names are looked up in the database: the list in the browser stays short however many bodies there are."""
    assert callable(t)
    sought = address.write_in("q", t("filter.search"), t("filter.search_hint"))
    if not sought and not scope.agency:
        return
    found = rows(
        opened,
        _MATCHES,
        {"sought": sought, "agency": scope.agency, "scope": scope.scope, "most": _SHOWN_MATCHES},
    )
    names = dict(zip(found["agency_id"], found["agency"], strict=True))
    if names:
        address.select("agency", t("filter.agency", n=len(names)), list(names), names, t("filter.all"))
    else:
        st.caption(t("filter.no_match", sought=escaped(sought)))


def _inside(held: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    for name in AREAS:
        if getattr(scope, name):
            held = held[held[name] == getattr(scope, name)]
    return held
