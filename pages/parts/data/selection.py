"""What the reader looks at: one choice of years, area, bodies and kind of report, as SQL, as a sentence and as a link.

Roll-ups and the reports that they sum are never in one scope, and neither are roll-ups of two levels:
a prefecture's roll-up holds those of its counties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pandas as pd

SCOPES = ("government_rollup", "own", "system_rollup")
LEVELS = ("ministry", "province", "prefecture", "county", "township")
DATA = ("real", "synthetic", "all")
AREAS = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class Selection:
    """One choice. Empty text or tuple: no restriction. Roll-ups always have exactly one level.

    An empty `scope` (reports of every kind) is for pages that count reports; nothing may be summed over it.
    """

    first_year: int
    last_year: int
    scope: str
    levels: tuple[str, ...] = ()
    province: str = ""
    city: str = ""
    county: str = ""
    kinds: tuple[str, ...] = ()
    agency: str = ""
    data: str = "all"

    def condition(self) -> tuple[str, dict[str, object]]:
        """The condition on `measured` in every year: SQL clause and its parameters."""
        clauses, given = ["true"], dict[str, object]()
        if self.scope:
            clauses.append("scope = $scope")
            given["scope"] = self.scope
        for name in AREAS:
            if getattr(self, name):
                clauses.append(f"{name} = ${name}")
                given[name] = getattr(self, name)
        if self.levels:
            clauses.append("list_contains($levels, level)")
            given["levels"] = self.levels
        if self.kinds:
            clauses.append("list_has_any(kinds, $kinds)")
            given["kinds"] = self.kinds
        if self.agency:
            clauses.append("agency_id = $agency")
            given["agency"] = self.agency
        if self.data != "all":
            clauses.append("synthetic = $synthetic")
            given["synthetic"] = self.data == "synthetic"
        return " and ".join(clauses), given

    def link(self, version: int, language: str, more: Mapping[str, str | list[str]] | None = None) -> str:
        """The query string of exactly this view: every choice spelt out, with the data version."""
        chosen: list[tuple[str, str]] = [
            ("version", str(version)),
            ("lang", language),
            ("from", str(self.first_year)),
            ("to", str(self.last_year)),
            ("scope", self.scope or "all"),
            ("data", self.data),
        ]
        chosen += [("level", level) for level in self.levels[:1]]
        chosen += [(name, getattr(self, name)) for name in (*AREAS, "agency") if getattr(self, name)]
        chosen += [("kind", kind) for kind in self.kinds]
        for name, value in (more or {}).items():
            chosen += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        return urlencode(chosen)

    def area(self) -> str:
        """The smallest place chosen; "" where none is."""
        return self.county or self.city or self.province

    def without(self, name: str) -> Selection:
        """The same choice with one restriction lifted (a field's name)."""
        empty: object = () if name in ("levels", "kinds") else "all" if name == "data" else ""
        return replace(self, **{name: empty})  # type: ignore[arg-type]


def resolve(
    chosen: Mapping[str, object], places: pd.DataFrame, every_scope: bool = False, since: int = 0
) -> Selection:
    """The scope that a reader's choices mean; what is not chosen takes its default.

    `places` are the rows of places.sql. Defaults: real or synthetic reports, whichever are more; the
    years from `since` on; government roll-ups where there are any in the chosen area, else own reports;
    roll-ups of the level that has most bodies there. `every_scope`: reports of every kind unless one is chosen.
    """
    data = _one(chosen, "data", DATA) or default_data(places)
    held = places if data == "all" else places[places["synthetic"] == (data == "synthetic")]
    area: dict[str, str] = {}
    inside = held
    for name in AREAS:
        value = str(chosen.get(name) or "")
        if value and (inside[name] == value).any():
            area[name] = value
            inside = inside[inside[name] == value]
    scope = _one(chosen, "scope", SCOPES, inside) or ("" if every_scope else default_scope(inside))
    bodies = inside[inside["scope"] == scope] if scope else inside
    level = _one(chosen, "level", LEVELS, bodies) or ("" if scope in ("", "own") else default_level(bodies))
    years = years_of(held)
    first = _year(chosen.get("from"), years) or min(max(years[0], since), years[-1])
    last = _year(chosen.get("to"), years) or years[-1]
    kinds = chosen.get("kind") or ()
    return Selection(
        first_year=min(first, last),
        last_year=max(first, last),
        scope=scope,
        levels=(level,) if level else (),
        kinds=tuple(kinds) if isinstance(kinds, list | tuple) else (str(kinds),),
        agency=str(chosen.get("agency") or ""),
        data=data,
        **area,
    )


def default_data(places: pd.DataFrame) -> str:
    """Real or synthetic, whichever has more reports: the two are never summed unasked."""
    real, synthetic = reports_of(places)
    return "synthetic" if synthetic > real else "real"


def reports_of(places: pd.DataFrame) -> tuple[int, int]:
    """How many reports there are, real and synthetic."""
    counts = places.groupby("synthetic")["reports"].sum()
    return int(counts.get(False, 0)), int(counts.get(True, 0))


def default_scope(places: pd.DataFrame) -> str:
    return next((scope for scope in SCOPES if (places["scope"] == scope).any()), "own")


def default_level(places: pd.DataFrame) -> str:
    """The level with most bodies; of two with as many the higher one."""
    counts = places.groupby("level")["agencies"].sum()
    return max(
        (level for level in LEVELS if level in counts), key=lambda level: counts[level], default="county"
    )


def years_of(places: pd.DataFrame) -> list[int]:
    """Every year from the first to the last that any report is of."""
    if places.empty:
        return [0]
    return list(range(int(places["first_year"].min()), int(places["last_year"].max()) + 1))


def common_area(places: pd.DataFrame) -> str:
    """The smallest place that all of `places` lie in, as its name; "" where they share none."""
    found = ""
    for name in AREAS:
        values = set(places[name])
        if len(values) != 1 or values == {""}:
            break
        found = values.pop()
    return found


def _one(
    chosen: Mapping[str, object], name: str, known: tuple[str, ...], places: pd.DataFrame | None = None
) -> str:
    value = str(chosen.get(name) or "")
    return value if value in known and (places is None or (places[name] == value).any()) else ""


def _year(value: object, years: list[int]) -> int | None:
    try:
        year = int(str(value))
    except ValueError:
        return None
    return min(max(year, years[0]), years[-1])
