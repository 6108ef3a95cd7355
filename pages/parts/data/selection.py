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

    `left_out` are reports that are shown nowhere (see sample.py).
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
    left_out: tuple[str, ...] = ()

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
        if self.left_out:
            clauses.append("not list_contains($left_out, report_id)")
            parameters["left_out"] = self.left_out
        return " and ".join(clauses), parameters

    def link(
        self,
        version: int,
        language: str,
        more: Mapping[str, str | list[str]] | None = None,
        area_code: str = "",
    ) -> str:
        """The query string of this selection: every choice spelt out, with the data version.

        `area_code` is the code of the chosen region, if it has one; else the region is named.
        """
        chosen: list[tuple[str, str]] = [
            ("version", str(version)),
            ("lang", language),
            ("from", str(self.first_year)),
            ("to", str(self.last_year)),
            ("scope", self.scope or "all"),
            ("data", self.data),
        ]
        chosen += [("level", level) for level in self.levels[:1]]
        named = ("agency",) if area_code else (*AREAS, "agency")
        chosen += [("area", area_code)] if area_code else []
        chosen += [(name, getattr(self, name)) for name in named if getattr(self, name)]
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
    chosen: Mapping[str, object],
    regions: pd.DataFrame,
    every_scope: bool = False,
    since: int = 0,
    left_out: tuple[str, ...] = (),
    only_sample: bool = False,
) -> Selection:
    """The selection that a reader's choices make; what is not chosen takes its default.

    `regions` are the rows of regions.sql. Defaults: real reports, but with `only_sample` (none but the shipped sample) those
    of which there are more; the years from `since` to the newest of these data and scope; the scope of `default_scope`; roll-ups of the level with most agencies there.
    With `every_scope`, reports of every kind unless one is chosen.
    """
    data = str(chosen.get("data") or "")
    if data not in DATA or (data != "all" and not (regions["synthetic"] == (data == "synthetic")).any()):
        data = default_data(regions, only_sample)
    in_data = _of_data(regions, data)
    area: dict[str, str] = {}
    inside = in_data
    for name in AREAS:
        value = str(chosen.get(name) or "")
        if value and (inside[name] == value).any():
            area[name] = value
            inside = inside[inside[name] == value]
    scope = _one(chosen, "scope", SCOPES, inside) or ("" if every_scope else default_scope(inside))
    of_scope = _of_scope(inside, scope)
    level = _one(chosen, "level", LEVELS, of_scope) or (
        "" if scope in ("", "own") else default_level(of_scope)
    )
    years = years_of(in_data)
    first = _year(chosen.get("from"), years) or min(max(years[0], since), years[-1])
    last = _year(chosen.get("to"), years) or years_of(_of_scope(in_data, scope))[-1]
    first = min(first, last) if chosen.get("from") is None else first
    return Selection(
        first_year=min(first, last),
        last_year=max(first, last),
        scope=scope,
        levels=(level,) if level else (),
        kinds=_several(chosen.get("kind")),
        agency=str(chosen.get("agency") or ""),
        data=data,
        left_out=left_out,
        **area,
    )


def ignored(chosen: Mapping[str, object], made: Selection, regions: pd.DataFrame) -> list[tuple[str, str]]:
    """The choices that the selection made of them does not have, each as its name and what was chosen.

    A region code among them is one that no region has: others have become names of regions.
    """
    now = {
        "data": made.data,
        "scope": made.scope or "all",
        "level": "".join(made.levels),
        "agency": made.agency,
        **{name: getattr(made, name) for name in AREAS},
    }
    lost = [("area", str(chosen["area"]))] if chosen.get("area") else []
    lost += [
        (name, str(chosen[name]))
        for name, value in now.items()
        if chosen.get(name) and str(chosen[name]) not in (value, "all")
    ]
    years = {str(year) for year in years_of(_of_data(regions, made.data))}
    lost += [
        (name, str(chosen[name])) for name in ("from", "to") if chosen.get(name) and chosen[name] not in years
    ]
    return lost + [("kind", kind) for kind in _several(chosen.get("kind")) if kind not in made.kinds]


def default_data(regions: pd.DataFrame, only_sample: bool = False) -> str:
    """Real if an office has loaded its own, else whichever has more reports; the two are never added up unasked."""
    real, synthetic = reports_of(regions)
    return "synthetic" if synthetic and (not real or (only_sample and synthetic > real)) else "real"


def _of_data(regions: pd.DataFrame, data: str) -> pd.DataFrame:
    return regions if data == "all" else regions[regions["synthetic"] == (data == "synthetic")]


def _of_scope(regions: pd.DataFrame, scope: str) -> pd.DataFrame:
    return regions[regions["scope"] == scope] if scope else regions


def _several(value: object) -> tuple[str, ...]:
    """A choice of several values as a tuple, whatever the address holds."""
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    return (str(value),) if value else ()


def reports_of(regions: pd.DataFrame) -> tuple[int, int]:
    """The number of reports, real and synthetic."""
    counts = regions.groupby("synthetic")["reports"].sum()
    return int(counts.get(False, 0)), int(counts.get(True, 0))


def default_scope(regions: pd.DataFrame) -> str:
    """Government roll-ups, else own reports, else system roll-ups: the first that can be read and is not out of date.

    Roll-ups are filed two months after own reports, so those of a year earlier are not.
    """
    last = regions.groupby("scope")["last_read"].max().dropna()
    current = last[last >= last.max() - 1]
    return next((scope for scope in SCOPES if scope in current), "own")


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


def common_area(regions: pd.DataFrame) -> tuple[str, ...]:
    """The smallest region that contains all `regions`, as names from its province on; empty if there is none."""
    names: tuple[str, ...] = ()
    for name in AREAS:
        values = set(regions[name])
        if len(values) != 1 or values == {""}:
            break
        names = (*names, values.pop())
    return names


def of_data(regions: pd.DataFrame, data: str) -> pd.DataFrame:
    """Those of `regions` that hold real, synthetic or all reports."""
    return regions if data == "all" else regions[regions["synthetic"] == (data == "synthetic")]


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
    return year if years[0] <= year <= years[-1] else None
