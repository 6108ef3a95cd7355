"""The location that an agency belongs to, from its name, the text, the folders and the manifest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from etl.identity import agencies, locations, regions
from etl.identity.agencies import Agency
from etl.identity.agency_kinds import apart_kinds
from etl.identity.clues import Clues
from etl.identity.evidence import Record
from etl.identity.locations import Location
from etl.identity.naming import VERTICAL
from etl.model.report import Severity


class Resolution(NamedTuple):
    """Where an agency belongs, and the location to print before its name where its title prints none."""

    location: Location = Location()
    supplied: Location = Location()


Source = Callable[[Agency, Clues, Mapping[str, str], Record], Resolution | None]


def resolve_region(agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record) -> Resolution:
    """What the first source gives that knows the location; its evidence, and findings where sources differ."""
    answers = (answer for source in _SOURCES if (answer := source(agency, clues, stated, record)))
    return next(answers, Resolution())


def _from_manifest(
    agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record
) -> Resolution | None:
    code = stated.get("region_code", "")
    location = locations.location_of_code(code) or _unlisted_code(code, agency, clues)
    if not location:
        return None
    record.cite("region_code", location.code, "manifest", code)
    return Resolution(location, Location() if agency.location or agency.central else location)


def _of_central_body(
    agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record
) -> Resolution | None:
    return Resolution() if agency.central else None


def _from_name(agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record) -> Resolution | None:
    if not agency.location:
        return None
    location = agency.location if agency.location.certain else _one_of(agency.location, clues, record)
    location = _checked_against_folders(agency, location, clues, record)
    record.cite(
        "region_code", location.code or location.name, "title", agency.printed_region or agency.bare_name
    )
    return Resolution(location)


def _checked_against_folders(agency: Agency, location: Location, clues: Clues, record: Record) -> Location:
    """The location, or the folder's where that only fills it in; reports what is unknown or contradicts."""
    narrowest = clues.folders[-1] if clues.folders else Location()
    if not location.certain and not location.choices:
        if location not in clues.folders:
            record.report("place_unknown", found=location.name, severity=Severity.NOTICE)
    elif not location.certain:
        record.report("place_unknown", found=location.name, variant="namesakes")
    elif _fills_in(agency, location, narrowest):
        return narrowest  # 铜陵市老洲乡 in the folder 义安区
    elif narrowest and not _lies_in(location, narrowest):
        severity = Severity.NOTICE if _lies_in(narrowest, location) else None
        record.report("place_disagrees", location.name, narrowest.name, severity)
    return location


def _from_text(agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record) -> Resolution | None:
    if not agency.bare_name:
        return None
    location = agencies.location_before(clues.text, _core(agency.bare_name))
    if not location or not location.name.endswith(agency.relative):
        return None  # 湖南省统计局 in the text does not say which 县统计局 files
    folder = _fitting_folder(agency, clues)
    if folder and not _lies_in(location, folder):
        return None
    record.cite("region_code", location.code, "text", location.name + agency.bare_name)
    return Resolution(location, location)


def _from_folders(
    agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record
) -> Resolution | None:
    folder = _fitting_folder(agency, clues)
    if not folder:
        return None
    record.cite("region_code", folder.code, "folder", clues.folder_path)
    return Resolution(folder, folder)


def _from_site(agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record) -> Resolution | None:
    named, _, _ = regions.leading_regions(clues.site)
    location = locations.to_location(named) if named else Location()
    if not location.certain:
        return None
    record.cite("region_code", location.code, "metadata", clues.site)
    return Resolution(location, location)


def _from_stem(agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record) -> Resolution | None:
    """昆山经济技术开发区, 国家统计局桃源调查队: a zone or a branch that is named by a county's stem."""
    if not {"zone", *apart_kinds()}.intersection(agency.kinds):
        return None
    county = regions.county_by_stem(VERTICAL.sub("", agency.bare_name))
    if county is None:
        return None
    record.cite("region_code", county.code, "title", agency.bare_name)
    record.report("place_by_stem", found=agency.bare_name, expected=county.name)
    return Resolution(locations.location_of(county))


def _nowhere(agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record) -> Resolution | None:
    if agency.bare_name:
        record.report("place_unknown", found=agency.bare_name, variant="nowhere")
    return None


_SOURCES: tuple[Source, ...] = (
    _from_manifest,
    _of_central_body,
    _from_name,
    _from_text,
    _from_folders,
    _from_site,
    _from_stem,
    _nowhere,
)


def holds_townships(location: Location) -> bool:
    """Whether this region stands right above townships: a county, or a city without counties (东莞市)."""
    return location.level == "county" or location.code in agencies.NO_COUNTIES


def _unlisted_code(code: str, agency: Agency, clues: Clues) -> Location:
    """A code of the manifest that is on no list, with the names that the folders or the title give."""
    if not re.fullmatch(r"\d{6}", code):
        return Location()
    level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    for location in (*reversed(clues.folders), agency.location):
        if location.level == level and not location.code:
            return replace(location, code=code)
    return Location(code=code, level=level, name=code)


def _fills_in(agency: Agency, location: Location, folder: Location) -> bool:
    """Whether the folder names the county that a township's or a branch's title leaves out."""
    if folder.level != "county" or location.level == "county" or not _lies_in(folder, location):
        return False
    return agencies.level_of(agency) in ("township", "county")


def _core(bare_name: str) -> str:
    """The part of an agency's name that text repeats: 联安镇 of 联安镇人民政府."""
    for ending in ("人民政府", "办事处"):
        if bare_name.endswith(ending) and len(bare_name) > len(ending) + 1:
            return bare_name.removesuffix(ending)
    return bare_name


def _fitting_folder(agency: Agency, clues: Clues) -> Location:
    """The folders' location that fits the agency: a 厅 belongs to the province, 市科委 to the city."""
    if not clues.folders:
        return Location()
    level = agencies.RELATIVE_LEVEL.get(agency.relative, "")
    if agency.bare_name.endswith("厅"):
        level = "province"
    for location in clues.folders:
        if location.level == level and location.name.endswith(agency.relative or ""):
            return location
    return clues.folders[-1]


def _lies_in(inner: Location, outer: Location) -> bool:
    """Whether `inner` lies in `outer` or is the same, as far as their codes tell."""
    if not inner.code or not outer.code:
        return True
    return locations.lies_in(inner.code, outer)


def _one_of(location: Location, clues: Clues, record: Record) -> Location:
    """One of several namesakes, where text or site name the city or the province of just one."""
    around = clues.text + clues.site + (clues.meta.printed if clues.meta else "")
    full = {region: locations.location_of(region) for region in location.choices}
    fitting = [place for place in full.values() if place.city and place.city in around]
    if not fitting:
        fitting = [place for place in full.values() if regions.stem(place.province) in around]
    if len(fitting) != 1:
        return location
    record.cite("region_code", fitting[0].code, "text", fitting[0].city or fitting[0].province)
    return fitting[0]
