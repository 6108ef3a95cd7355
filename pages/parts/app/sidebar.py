"""The filters: years, region, agencies and kind of report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary, query, sample
from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.selection import AREAS, DATA, LEVELS, SCOPES, Selection, reports_of, resolve, years_of
from pages.parts.data.selection import ignored as selection_ignored
from pages.parts.runtime import cache
from pages.parts.state import url_state
from pages.parts.text.i18n import text
from pages.parts.text.markdown import escape_markdown

NAMES = ("data", "scope", "from", "to", *AREAS, "level", "kind", "q", "agency")
_AREA = "area"  # a region's code, as links have it
_FILTERS = {*NAMES, _AREA} - {"q"}  # searching changes nothing until an agency is picked
_MAX_MATCHES = 20
_MATCHES = """
select agency_id, agency_names.agency
from agency_names
join (select agency_id, scope from agencies) as named using (agency_id)
where agency_id = $agency
    or ($scope in ('', scope) and length($sought) > 0 and contains(agency_names.agency, $sought))
order by agency_id <> $agency, last_year desc, agency_id
limit $most
"""


@dataclass(frozen=True, slots=True)
class Options:
    """What there is to choose from, given what is chosen; `areas` are (province, city or county, its names)."""

    selection: Selection
    several_data: bool
    scopes: tuple[str, ...]
    years: tuple[str, ...]
    areas: tuple[tuple[str, tuple[str, ...]], ...]
    levels: tuple[str, ...]
    ignored: tuple[tuple[str, str], ...]


def sidebar(opened: OpenVersion, language: str, every_scope: bool = False) -> Selection:
    """Draw the filters and return the selection that they make; for `every_scope` see `selection.resolve`."""

    def t(key: str, **values: object) -> str:
        return text(language, key, **values)

    _name_the_area(opened)
    with st.sidebar:
        before = url_state.choices()
        options = offered(opened, _as_key(before), every_scope)
        selection = options.selection
        if options.several_data:
            _codes(t, "data", list(DATA), selection.data)
        _codes(t, "scope", [*(["all"] if every_scope else []), *options.scopes], selection.scope or "all")
        st.caption(t(f"scope_note.{selection.scope or 'all'}"))
        with st.container(horizontal=True, gap="xsmall"):
            url_state.select("from", t("filter.from"), options.years, {}, str(selection.first_year))
            url_state.select("to", t("filter.to"), options.years, {}, str(selection.last_year))
        for name, names in options.areas:
            narrower = AREAS[AREAS.index(name) + 1 :]
            url_state.select(name, t(f"filter.{name}"), names, {}, t("filter.all"), takes_back=narrower)
        if len(options.levels) > 1:
            now = t(f"level.{selection.levels[0]}") if selection.levels else t("filter.all")
            labels = {code: t(f"level.{code}") for code in options.levels}
            url_state.select("level", t("filter.level"), options.levels, labels, now)
        if selection.scope != "government_rollup":
            known = dictionary.kinds(opened, language)
            url_state.select_several("kind", t("filter.kind"), list(known), known, t("filter.all"))
        _agency(t, opened, selection)
        icon = ":material/filter_alt_off:"
        st.button(
            t("filter.clear"), on_click=url_state.clear_choices, args=(NAMES,), type="tertiary", icon=icon
        )
    return selection if url_state.choices() == before else chosen(opened, every_scope)


def chosen(opened: OpenVersion, every_scope: bool = False) -> Selection:
    """The selection that the present choices make."""
    return offered(opened, _as_key(url_state.choices()), every_scope).selection


def ignored(opened: OpenVersion, every_scope: bool = False) -> tuple[tuple[str, str], ...]:
    """The present choices, as names and values, that these data or the dashboard (a page) do not have."""
    choices = url_state.choices()
    lost_page = [("lost_page", str(choices["lost_page"]))] if choices.get("lost_page") else []
    return (*lost_page, *offered(opened, _as_key(choices), every_scope).ignored)


def _name_the_area(opened: OpenVersion) -> None:
    """Turn the code of a region that a link gives into choices of province, city and county."""
    code = str(url_state.choices().get(_AREA) or "")
    region = next((key for key, known in dictionary.area_codes(opened).items() if known == code), "")
    if region:
        url_state.clear_choices((_AREA, *AREAS))
        for name, value in zip(AREAS, region.split("›"), strict=False):
            url_state.set_choice(name, value)


_Chosen = tuple[tuple[str, str | tuple[str, ...]], ...]


def _as_key(chosen: Mapping[str, str | list[str]]) -> _Chosen:
    """The choices of the filters as a hashable value."""
    filters = ((name, chosen[name]) for name in sorted(chosen.keys() & _FILTERS))
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in filters)


@cache.cached
def offered(opened: OpenVersion, chosen: _Chosen, every_scope: bool) -> Options:
    """What the filters offer beside these choices, and the selection that they make."""
    shipped, regions = sample.sample(opened), sample.regions(opened)
    choices = _known(opened, dict(chosen))
    since = dictionary.first_measured_year(opened)
    selection = resolve(choices, regions, every_scope, since, shipped.left_out, shipped.alone)
    in_data = (
        regions
        if selection.data == "all"
        else regions[regions["synthetic"] == (selection.data == "synthetic")]
    )
    inside = in_data
    for name in AREAS:
        if getattr(selection, name):
            inside = inside[inside[name] == getattr(selection, name)]
    of_scope = inside[inside["scope"] == selection.scope] if selection.scope else inside
    return Options(
        selection,
        bool(regions["synthetic"].nunique() > 1),
        tuple(code for code in SCOPES if code in set(inside["scope"])),
        tuple(str(year) for year in reversed(years_of(in_data))),
        tuple(_areas(in_data, dict(chosen))),
        tuple(level for level in LEVELS if level in set(of_scope["level"])),
        tuple(selection_ignored(dict(chosen), selection, regions)),
    )


def _known(opened: OpenVersion, chosen: Mapping[str, str | tuple[str, ...]]) -> dict[str, object]:
    """The choices without types of agency and agencies that the data do not have."""
    known: dict[str, object] = dict(chosen)
    kinds = chosen.get("kind") or ()
    known["kind"] = tuple(
        kind
        for kind in ((kinds,) if isinstance(kinds, str) else kinds)
        if kind in dictionary.kinds(opened, "zh")
    )
    agency = {"agency_id": str(chosen.get("agency") or "")}
    if rows(opened, query.question("agency_years").sql, agency).empty:
        known.pop("agency", None)
    return known


@cache.cached
def reports_held(opened: OpenVersion) -> tuple[int, int]:
    """The number of reports to choose from, real and synthetic."""
    return reports_of(sample.regions(opened))


def _areas(in_data: pd.DataFrame, chosen: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Province, then city, then county; each list has only what lies in the choice above."""
    for name in AREAS:
        options = tuple(sorted(value for value in in_data[name].dropna().unique() if value))
        if not options:
            return
        if len(options) > 1:
            yield name, options
            if chosen.get(name) not in options:
                return
            in_data = in_data[in_data[name] == chosen[name]]


def _codes(t: Callable[..., str], name: str, codes: list[str], now: str) -> None:
    url_state.select(name, t(f"filter.{name}"), codes, lambda code: t(f"{name}.{code}"), t(f"{name}.{now}"))


def _agency(t: Callable[..., str], opened: OpenVersion, selection: Selection) -> None:
    """Let the reader find an agency; names are looked up in the database, so the browser gets a short list."""
    sought = url_state.text_field("q", t("filter.search"), t("filter.search_hint"))
    if not sought and not selection.agency:
        return
    matches = rows(
        opened,
        _MATCHES,
        {"sought": sought, "agency": selection.agency, "scope": selection.scope, "most": _MAX_MATCHES},
    )
    names = dict(zip(matches["agency_id"], matches["agency"], strict=True))
    if names:
        url_state.select("agency", t("filter.agency", n=len(names)), list(names), names, t("filter.all"))
    else:
        st.caption(t("filter.no_match", sought=escape_markdown(sought)))
