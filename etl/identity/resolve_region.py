"""The place that a body belongs to, out of its name, the text, the folders and the manifest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from etl.identity import agencies, regions
from etl.identity.agencies import Agency
from etl.identity.clues import Clues
from etl.identity.evidence import Record
from etl.identity.regions import Place
from etl.model.report import Severity


def settle(agency: Agency, clues: Clues, stated: Mapping[str, str], record: Record) -> tuple[Place, Place]:
    """(the place that the body belongs to, the place to print before its name where it prints none)."""
    code = stated.get("region_code", "")
    if given := regions.place_of_code(code) or _unlisted_code(code, agency, clues):
        record.took("region_code", given.code, "manifest", code)
        return given, Place() if agency.place or agency.central else given
    if agency.central:
        return Place(), Place()
    folder = _folder_place(agency, clues)
    if agency.place:
        narrowest = clues.folders[-1] if clues.folders else Place()
        place = agency.place if agency.place.certain else _settled(agency.place, clues, record)
        if not place.certain and not place.choices:
            if place not in clues.folders:
                record.found("place_unknown", found=place.name, severity=Severity.NOTICE)
        elif not place.certain:
            record.found("place_unknown", found=place.name, variant="namesakes")
        elif _fills_in(agency, place, narrowest):
            place = narrowest  # 铜陵市老洲乡 in the folder 义安区
        elif narrowest and not _inside(place, narrowest):
            severity = Severity.NOTICE if _inside(narrowest, place) else None
            record.found("place_disagrees", place.name, narrowest.name, severity)
        record.took("region_code", place.code or place.name, "title", agency.shown or agency.body)
        return place, Place()
    found = agencies.place_before(clues.text, _core(agency.body)) if agency.body else Place()
    if not found.name.endswith(agency.relative):
        found = Place()  # 湖南省统计局 in the text does not say which 县统计局 files
    if found and (not folder or _inside(found, folder)):
        record.took("region_code", found.code, "text", found.name + agency.body)
        return found, found
    if folder:
        record.took("region_code", folder.code, "folder", "/".join(one.name for one in clues.folders))
        return folder, folder
    at_site, _, _ = regions.leading(clues.site)
    if at_site and (place := regions.pick(at_site)).certain:
        record.took("region_code", place.code, "metadata", clues.site)
        return place, place
    if agency.body:
        record.found("place_unknown", found=agency.body, variant="nowhere")
    return Place(), Place()


def holds_townships(place: Place) -> bool:
    """Is this the region right above townships: a county, or a city without counties (东莞市)?"""
    return place.level == "county" or place.code in agencies.NO_COUNTIES


def _unlisted_code(code: str, agency: Agency, clues: Clues) -> Place:
    """A code of the manifest that no list has, with the names that the folders or the title give."""
    if not re.fullmatch(r"\d{6}", code):
        return Place()
    level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    for place in (*reversed(clues.folders), agency.place):
        if place.level == level and not place.code:
            return replace(place, code=code)
    return Place(code=code, level=level, name=code)


def _fills_in(agency: Agency, place: Place, folder: Place) -> bool:
    """Does the folder name the county that a township's or a branch's title leaves out?"""
    if folder.level != "county" or place.level == "county" or not _inside(folder, place):
        return False
    return agencies.level_of(agency) in ("township", "county")


def _core(body: str) -> str:
    """The part of a body's name that text repeats: 联安镇 of 联安镇人民政府."""
    for ending in ("人民政府", "办事处"):
        if body.endswith(ending) and len(body) > len(ending) + 1:
            return body.removesuffix(ending)
    return body


def _folder_place(agency: Agency, clues: Clues) -> Place:
    """The place of the folders that fits the body: 厅 belong to the province, 市科委 to the city."""
    if not clues.folders:
        return Place()
    level = agencies.RELATIVE_LEVEL.get(agency.relative, "")
    if agency.body.endswith("厅"):
        level = "province"
    for place in clues.folders:
        if place.level == level and place.name.endswith(agency.relative or ""):
            return place
    return clues.folders[-1]


def _inside(inner: Place, outer: Place) -> bool:
    """Does `inner` lie in `outer`, as their codes say (or is it the same)?"""
    if not inner.code or not outer.code:
        return True
    return regions.inside(inner.code, outer)


def _settled(place: Place, clues: Clues, record: Record) -> Place:
    """One of several namesakes, where text or site name the city or province of just one."""
    around = clues.text + clues.site + (clues.meta.printed if clues.meta else "")
    kept = [one for one in place.choices if (full := regions.place_of(one)).city and full.city in around]
    if not kept:
        kept = [one for one in place.choices if regions.stem(regions.place_of(one).province) in around]
    if len(kept) == 1:
        settled = regions.place_of(kept[0])
        record.took("region_code", settled.code, "text", settled.city or settled.province)
        return settled
    return place
