"""The reports that a reader selects by years, region, agencies and kind of report, as SQL and as a link.

Roll-ups and the reports that they add up are never in one selection, and neither are roll-ups of two levels: a
prefecture's roll-up includes those of its counties.
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
    """One selection; an empty text or tuple does not restrict it. Roll-ups always have exactly one level.

    An empty `scope` (reports of every kind) is for pages that count reports; nothing may be added up over it.
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
        """The condition on `measured`, whatever the year: an SQL clause and its parameters."""
        clauses, parameters = ["true"], dict[str, object]()
        if self.scope:
            clauses.append("scope = $scope")
            parameters["scope"] = self.scope
        for name in AREAS:
            if getattr(self, name):
                clauses.append(f"{name} = ${name}")
                parameters[name] = getattr(self, name)
        if self.levels:
            clauses.append("list_contains($levels, level)")
            parameters["levels"] = self.levels
        if self.kinds:
            clauses.append("list_has_any(kinds, $kinds)")
            parameters["kinds"] = self.kinds
        if self.agency:
            clauses.append("agency_id = $agency")
            parameters["agency"] = self.agency
        if self.data != "all":
            clauses.append("synthetic = $synthetic")
            parameters["synthetic"] = self.data == "synthetic"
        return " and ".join(clauses), parameters

    def link(self, version: int, language: str, more: Mapping[str, str | list[str]] | None = None) -> str:
        """The query string of this selection: every choice spelt out, with the data version."""
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
            chosen += [(name, item) for item in ([value] if isinstance(value, str) else value)]
        return urlencode(chosen)

    def area(self) -> str:
        """The smallest region chosen; empty if none is."""
        return self.county or self.city or self.province

    def without(self, name: str) -> Selection:
        """The same selection without one restriction, given as the name of a field."""
        empty: object = () if name in ("levels", "kinds") else "all" if name == "data" else ""
        return replace(self, **{name: empty})  # type: ignore[arg-type]


def resolve(
    chosen: Mapping[str, object], regions: pd.DataFrame, every_scope: bool = False, since: int = 0
) -> Selection:
    """The selection that a reader's choices make; what is not chosen takes its default.

    `regions` are the rows of regions.sql. Defaults: real or synthetic reports, whichever are more; the years from `since`;
    government roll-ups if the chosen region has any, else own reports; roll-ups of the level with most agencies there.
    With `every_scope`, reports of every kind unless one is chosen.
    """
    data = _one(chosen, "data", DATA) or default_data(regions)
    in_data = regions if data == "all" else regions[regions["synthetic"] == (data == "synthetic")]
    area: dict[str, str] = {}
    inside = in_data
    for name in AREAS:
        value = str(chosen.get(name) or "")
        if value and (inside[name] == value).any():
            area[name] = value
            inside = inside[inside[name] == value]
    scope = _one(chosen, "scope", SCOPES, inside) or ("" if every_scope else default_scope(inside))
    of_scope = inside[inside["scope"] == scope] if scope else inside
    level = _one(chosen, "level", LEVELS, of_scope) or (
        "" if scope in ("", "own") else default_level(of_scope)
    )
    years = years_of(in_data)
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


def default_data(regions: pd.DataFrame) -> str:
    """Real or synthetic, whichever has more reports; the two are never added up unasked."""
    real, synthetic = reports_of(regions)
    return "synthetic" if synthetic > real else "real"


def reports_of(regions: pd.DataFrame) -> tuple[int, int]:
    """The number of reports, real and synthetic."""
    counts = regions.groupby("synthetic")["reports"].sum()
    return int(counts.get(False, 0)), int(counts.get(True, 0))


def default_scope(regions: pd.DataFrame) -> str:
    """Government roll-ups if there are any, else own reports, else system roll-ups."""
    return next((scope for scope in SCOPES if (regions["scope"] == scope).any()), "own")


def default_level(regions: pd.DataFrame) -> str:
    """The level with most agencies; of two with equally many, the higher."""
    counts = regions.groupby("level")["agencies"].sum()
    return max(
        (level for level in LEVELS if level in counts), key=lambda level: counts[level], default="county"
    )


def years_of(regions: pd.DataFrame) -> list[int]:
    """Every year from the first to the last that has reports."""
    if regions.empty:
        return [0]
    return list(range(int(regions["first_year"].min()), int(regions["last_year"].max()) + 1))


def common_area(regions: pd.DataFrame) -> str:
    """The name of the smallest region that contains all `regions`; empty if there is none."""
    smallest = ""
    for name in AREAS:
        values = set(regions[name])
        if len(values) != 1 or values == {""}:
            break
        smallest = values.pop()
    return smallest


def _one(
    chosen: Mapping[str, object], name: str, known: tuple[str, ...], regions: pd.DataFrame | None = None
) -> str:
    value = str(chosen.get(name) or "")
    return value if value in known and (regions is None or (regions[name] == value).any()) else ""


def _year(value: object, years: list[int]) -> int | None:
    try:
        year = int(str(value))
    except ValueError:
        return None
    return min(max(year, years[0]), years[-1])
