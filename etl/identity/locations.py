"""Locations: a region with the regions around it, as a name, a code or a path speaks of it."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.identity.regions import (
    Region,
    bearers_of_stem,
    by_code,
    latest,
    leading_regions,
    leading_stem,
    named,
)
from etl.runtime.paths import REFERENCE

_MUNICIPALITIES = ("11", "12", "31", "50")
_NUMBER = re.compile(r"^\d{1,6}[-_.、)]*(?=[\u4e00-\u9fff])")
_REMARK = re.compile(
    r"(?:[(\[【][^()\[\]【】]*[)\]】]|20\d\d年?度?|(?:[市州县区旗省]?[直级])?各?(?:部门|单位|机关))+$"
)
_LIKE_REGION = re.compile(r"^[\u4e00-\u9fff]{1,12}?(省|(?<=自)治区|市|州|盟|县|区|旗)$")


@dataclass(frozen=True, slots=True)
class Location:
    """The narrowest region that is known, with the regions around it. Empty text means not known.

    `choices` are the regions that a name may mean where nothing tells which.
    """

    province: str = ""
    city: str = ""
    county: str = ""
    code: str = ""
    level: str = ""
    name: str = ""
    choices: tuple[Region, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.name)

    @property
    def certain(self) -> bool:
        return bool(self.code)


def location_of(region: Region) -> Location:
    """The region with its city and province, each under the name that it bore at the same time."""
    parents = {"province": "", "prefecture": ""}
    for level, code in (("province", region.code[:2] + "0000"), ("prefecture", region.code[:4] + "00")):
        entries = by_code().get(code, [])
        fitting = (
            [one for one in entries if one.last == region.last]
            or [one for one in entries if one.current]
            or entries
        )
        if fitting:
            parents[level] = fitting[-1].name
    city = "" if region.code[:2] in _MUNICIPALITIES else parents["prefecture"]
    return Location(
        province=region.name if region.level == "province" else parents["province"],
        city=region.name if region.level == "prefecture" else city if region.level == "county" else "",
        county=region.name if region.level == "county" else "",
        code=region.code,
        level=region.level,
        name=region.name,
    )


def location_of_code(code: str) -> Location:
    """The location of a six-digit code; no location for a code that is on no list."""
    entries = sorted(by_code().get(code, []), key=lambda region: region.last or "9")
    return location_of(entries[-1]) if entries else Location()


def to_location(choices: Sequence[Region]) -> Location:
    """The location that a name means; one without a code where the name may mean several regions."""
    best = [region for region in choices if region.current] or list(choices)
    # the same region under several code lists is not ambiguous
    if len({latest(region.code) for region in best}) == 1:
        return location_of(best[-1])
    locations = [location_of(region) for region in best]

    def common(texts: Iterable[str]) -> str:
        distinct = set(texts)
        return distinct.pop() if len(distinct) == 1 else ""

    return Location(
        province=common(location.province for location in locations),
        city=common(location.city for location in locations),
        county=common(location.county for location in locations),
        level=best[0].level,
        name="、".join(dict.fromkeys(location.name for location in locations)),
        choices=tuple(best),
    )


def unlisted_location(name: str, outer: Location = Location()) -> Location:
    """A location that looks like a region and stands on no list (a new one, an invented one), without a code."""
    match = _LIKE_REGION.match(name)
    if not match:
        return Location()
    level = {
        "省": "province",
        "治区": "province",
        "市": "prefecture",
        "州": "prefecture",
        "盟": "prefecture",
    }.get(match[1], "county")
    if level == "prefecture" and outer.level == "prefecture":
        level = "county"
    order = ("", "province", "prefecture", "county")
    if order.index(outer.level) >= order.index(level):
        return Location()
    at = {"province": outer.province, "prefecture": outer.city, "county": outer.county} | {level: name}
    return Location(at["province"], at["prefecture"], at["county"], "", level, name)


@functools.cache
def _zones() -> dict[str, str]:
    with open(REFERENCE / "zones.csv", encoding="utf-8", newline="") as file:
        return {row["zone"]: row["region_code"] for row in csv.DictReader(file)}


def location_of_zone(name: str) -> Location:
    """The region that runs a zone of the reference list; no location where `name` holds no such zone."""
    code = next((code for zone, code in _zones().items() if zone in name), "")
    return location_of_code(code) if code else Location()


def locations_of_folders(parts: Sequence[str]) -> tuple[Location, ...]:
    """The locations that the folders of a path name, widest first, each within the one before.

    A folder may name several (信阳市商城县), leave out what kind of region it is (福建/福州) or bear a number or a remark.
    """
    chain: list[Location] = []
    for part in parts:
        outer = chain[-1] if chain else Location()
        name = _REMARK.sub("", _NUMBER.sub("", part))
        if listed := _listed_in_folder(name, outer) if outer.code or not chain else []:
            chain += listed
        elif not named(name) and (new := unlisted_location(name, outer)):
            chain.append(new)
    # a single folder like 归档区 is no region; a region on no list stands in a province or a city
    return (
        tuple(chain)
        if any(one.level != "county" for one in chain) or len(chain) != 1 or chain[0].code
        else ()
    )


def _listed_in_folder(name: str, outer: Location) -> list[Location]:
    """The listed regions that the name of a folder consists of, widest first, each inside `outer` if that is known."""
    around = region_of(outer)
    bearers, printed, rest = leading_regions(name)
    choices = [one for one in bearers if not rest and (not outer.code or _lies_inside(one, outer))]
    if not choices:
        stems, _, behind = leading_stem(name)  # 湖南湘潭
        choices = list(bearers_of_stem(name, around) or (behind and bearers_of_stem(behind, stems)) or ())
    location = to_location(choices) if choices else Location()
    if not location.certain:
        return []
    wider = (location_of_code(location.code[:size].ljust(6, "0")) for size in (2, 4) if len(printed) > 1)
    inside = (one for one in wider if one.name != location.name and (not outer or one.level != outer.level))
    return [*(one for one in inside if one.name in _full_names(printed)), location]


def _full_names(printed: Sequence[str]) -> set[str]:
    return {region.name for words in printed for region in (*named(words), *leading_stem(words)[0])}


def _lies_inside(region: Region, outer: Location) -> bool:
    return lies_in(region.code, outer) and region.code != outer.code


def lies_in(code: str, outer: Location) -> bool:
    """Whether the region of this code lies in `outer` or is the same, under any of its codes."""
    size = {"province": 2, "prefecture": 4}.get(outer.level, 6)
    return latest(code)[:size] == latest(outer.code)[:size] or code[:size] == outer.code[:size]


def region_of(location: Location) -> tuple[Region, ...]:
    """The listed region of a location, as one item or none."""
    return tuple(region for region in by_code().get(location.code, ()) if region.name == location.name)[:1]
