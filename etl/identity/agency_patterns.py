"""Plain text that names an agency -> the agency: an ordered table of patterns, each with an example.

The order decides: the first pattern that recognises a text wins. A new kind of name is a new function in `PATTERNS`
and a row in the cases of its test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from etl.identity import agency_names, locations, regions
from etl.identity.agencies import (
    CORPS,
    DIVISION,
    RELATIVE_LEVEL,
    ZONE,
    Agency,
    government_of,
)
from etl.identity.agency_kinds import first_mention, kinds_of
from etl.identity.locations import Location
from etl.identity.naming import CENTRAL, VERTICAL, Naming, location_inside, region_meant, take_apart
from etl.identity.regions import Region

_RELATIVE = re.compile(r"^(?:本|我)?([省市州县区旗盟])(?=(?:人民)?政府|府办|委|.{2,})")
_NOT_RELATIVE = re.compile(
    r"^(?:市场|市政(?![府务协])|市容|市民(?!政|族)|市监(?![察狱])|市直|区域|县域|省直|州立|区块)"
)
_BRANCH = re.compile(r"^(.+?(?:局|委员会))(?!分局)(.+?)分局$")
_TOWNSHIP = re.compile(r"[镇乡]|街道")
_LIKE_REGIONS = re.compile(
    r"^(?:([\u4e00-\u9fff]{2,5}?[市州盟])(?!场|政|容))?(?:([\u4e00-\u9fff]{2,7}?[县区旗市])(?!场|政|容|域))?(.*)$"
)
_CUSTOMS_DISTRICT = re.compile(r"^(?:中华人民共和国)?.{2,6}海关关区$")
_BRANCH_ENDING = re.compile(
    r"^.{2,}(?:税务局|税务分局|调查总?队|监管局|监管分局|分局|支局|支行|分行|管理部|专员办|特派员办事处|海关|海事局|边防检查总?站)$"
)
_ENTERPRISE = re.compile(
    r"^(?:国网|国家电网|中国(?:南方电网|移动|电信|联通|联合网络|铁塔|邮政|石油|石化|铁路|烟草|人寿|(?:农业|工商|建设|农业发展)?银行)).*(?:公司|[分支]行)$"
)
_SYSTEM_BODIES = {
    "气象": ("中国气象局", "气象局"),
    "税务": ("国家税务总局", "税务局"),
    "海关": ("海关总署", "海关"),
    "统计": ("国家统计局", "统计局"),
    "地震": ("中国地震局", "地震局"),
    "邮政": ("国家邮政局", "邮政管理局"),
    "烟草": ("国家烟草专卖局", "烟草专卖局"),
}
"""The agency at the head of a system in the whole country, and what its branch at a region is called."""
_SYSTEM = re.compile(r"^(全国)?(.{2,8})(?:系统|部门)$")
_REPEATED = re.compile(
    r"(.+?(?:总局|[部署局委行]|委员会|海关总署))([\u4e00-\u9fff]{2,6}?)(?:系统|部门|行业)?"
)
_ITSELF = ("", "市本级", "本级", "县本级", "区本级", "全省", "全市", "全县", "全区", "行政机关", "政府系统")


Pattern = Callable[[Naming], Agency | None]


def read_agency(text: str, folders: Sequence[Location] = ()) -> Agency:
    """The agency that plain `text` names; one without a location where no pattern recognises it."""
    naming = take_apart(text, folders)
    recognised = (agency for pattern in PATTERNS if (agency := pattern(naming)))
    return next(recognised, Agency(Location(), "", text))


def relative_level(naming: Naming) -> Agency | None:
    """县 (a county's government, in its own words)."""
    if naming.text not in RELATIVE_LEVEL:
        return None
    return Agency(Location(), "", "人民政府", relative=naming.text)


def production_corps(naming: Naming) -> Agency | None:
    """新疆生产建设兵团第八师石河子市财政局: the corps, its divisions and their cities."""
    if not CORPS.match(naming.text):
        return None
    location = locations.location_of_code("650000")
    if division := DIVISION.search(naming.text):
        named, _, _ = regions.leading_regions(naming.text[division.end() :])
        location = locations.to_location(named) if named else location
    return Agency(location, "", naming.text, region_inside=True)


def vertical_branch(naming: Naming) -> Agency | None:
    """国家税务总局湘潭县税务局: a national system's branch at a listed region."""
    if not (naming.vertical and naming.named):
        return None
    name = naming.vertical + naming.printed_region + naming.rest
    return Agency(naming.location, "", name, region_inside=True, vertical=True)


def region_itself(naming: Naming) -> Agency | None:
    """湘潭县, 湘潭市本级: a region's name stands for its government."""
    if not naming.named or naming.rest not in _ITSELF:
        return None
    return Agency(naming.location, naming.printed_region, government_of(naming.named[-1].name))


def branch_in_region(naming: Naming) -> Agency | None:
    """淮南市公安局田家庵分局: a city's bureau for one of its districts."""
    districts = _branch_regions(naming.rest, naming.named, naming.within) if naming.named else ()
    if not districts:
        return None
    return Agency(locations.to_location(districts), naming.printed_region, naming.rest, region_inside=True)


def zone_in_region(naming: Naming) -> Agency | None:
    """湖北省武汉东湖新技术开发区, 湖南省浏阳经济技术开发区: the city or county stands inside the zone's name."""
    if not (naming.named and ZONE.search(naming.rest + " ")):
        return None
    inner, _, _ = regions.leading_stem(naming.rest)
    inner = tuple(city for city in inner if any(city.within(outer) for outer in naming.named))
    if not inner and (county := regions.county_by_stem(naming.rest, naming.named)):
        inner = (county,)
    location = locations.to_location(inner) if inner else naming.location
    return Agency(location, naming.printed_region, naming.rest)


def listed_region(naming: Naming) -> Agency | None:
    """湘潭县统计局: a listed region and the agency's own name."""
    return Agency(naming.location, naming.printed_region, naming.rest) if naming.named else None


def customs_district(naming: Naming) -> Agency | None:
    """广州海关关区, 全国海关: a customs house with all that belong to its district."""
    if naming.text == "全国海关":
        return Agency(Location(), "", "海关总署", central=True, system=True)
    if not _CUSTOMS_DISTRICT.match(naming.text):
        return None
    house = read_agency(naming.text.removesuffix("关区"), naming.folders)
    return replace(house, system=True)


def whole_system(naming: Naming) -> Agency | None:
    """湖南省气象部门, 全国税务系统: an agency with all branches below it, under the name of the agency."""
    match = _SYSTEM.match(naming.rest if naming.named else naming.text)
    if not match or not kinds_of(match[2] + "局"):
        return None
    central, branch = _SYSTEM_BODIES.get(match[2], ("", match[2] + "局"))
    if naming.named:
        return Agency(naming.location, naming.printed_region, branch, system=True)
    return Agency(Location(), "", central, central=True, system=True) if match[1] and central else None


def branch_elsewhere(naming: Naming) -> Agency | None:
    """国家税务总局平潭综合实验区税务局: a national system's branch at a zone or a region on no list."""
    if not (naming.vertical and _BRANCH_ENDING.match(naming.remainder)):
        return None
    if regions.leading_stem(naming.remainder)[0]:
        return None
    location = locations.location_of_zone(naming.remainder)
    return Agency(location, "", naming.text, region_inside=True, vertical=True)


def enterprise(naming: Naming) -> Agency | None:
    """国网湖南省电力有限公司湘潭供电分公司: a company of the whole country, whose name says where its branch is."""
    if not _ENTERPRISE.match(naming.text):
        return None
    return Agency(location_inside(naming), "", naming.text, region_inside=True)


def central_body(naming: Naming) -> Agency | None:
    """水利部, 国家发展和改革委员会; 海关总署海关, where a title goes on with …信息公开, is 海关总署."""
    if body := _repeated_by_its_field(naming.text):
        return Agency(Location(), "", body, central=True)
    if naming.text in agency_names.ministries() or (CENTRAL.match(naming.text) and not naming.vertical):
        return Agency(Location(), "", naming.text, central=True)
    if naming.vertical and not regions.leading_stem(naming.remainder)[0]:
        return Agency(Location(), "", naming.text, central=True)
    return None


def _repeated_by_its_field(text: str) -> str:
    """The central body that the name of its own field follows: 交通运输部 of 交通运输部交通运输."""
    match = _REPEATED.fullmatch(text)
    if not match or (agency_names.looks_like_agency(match[2]) and match[2] not in _SYSTEM_BODIES):
        return ""
    body, field = match[1], match[2]
    is_central = body in agency_names.ministries() or bool(CENTRAL.match(body) or VERTICAL.match(body + "某"))
    is_own = _abbreviates(field, body) or bool(set(kinds_of(field + "局")) & set(kinds_of(body, True)))
    return body if is_central and is_own else ""


def _abbreviates(short: str, full: str) -> bool:
    """Whether the characters of a short name stand in the full name in this order: 药监 in 药品监督."""
    rest = iter(full)
    return all(character in rest for character in short)


def unlisted_region(naming: Naming) -> Agency | None:
    """某某县财政局: a region on no list, which the folders name or which reads like one."""
    location, rest = Location(), naming.text
    for folder in naming.folders:
        if not folder.code and rest.startswith(folder.name):
            location, rest = folder, rest.removeprefix(folder.name)
    if not location:
        location, rest = _like_regions(naming.text)
    if not location:
        return None
    return Agency(location, naming.text.removesuffix(rest), rest or government_of(location.name))


def relative_body(naming: Naming) -> Agency | None:
    """县统计局, 市政府: an agency named from inside its region."""
    match = _RELATIVE.match(naming.text)
    if not match or _NOT_RELATIVE.match(naming.text):
        return None
    name = naming.text[match.end() :]
    whole_word = kinds_of(naming.text[:1] + name[:1])  # 市监: the sign belongs to the next word
    if name in ("政府", "人民政府") or (
        agency_names.looks_like_agency(name) and kinds_of(name) and not whole_word
    ):
        return Agency(Location(), "", name, relative=match[1])
    return None


def region_by_stem(naming: Naming) -> Agency | None:
    """湖南: a province or prefecture by its stem stands for its government."""
    stems, _, name = regions.leading_stem(naming.remainder)
    if not stems or name or naming.vertical:
        return None
    location = locations.to_location(regions.narrow(stems, naming.within))
    return Agency(location, location.name, government_of(location.name))


def short_name(naming: Naming) -> Agency | None:
    """长沙海关, 北京气象局: a stem is part of the agency's name."""
    stems, _, name = regions.leading_stem(naming.remainder)
    if not stems or _TOWNSHIP.match(name) or not agency_names.looks_like_agency(name):
        return None
    if not (kinds_of(name) or naming.vertical):
        return None
    location = locations.to_location(region_meant(stems, naming))
    return Agency(location, "", naming.text, region_inside=True, vertical=bool(naming.vertical))


def zone(naming: Naming) -> Agency | None:
    """平潭综合实验区, of the reference list; 西部科学城重庆高新区: the city stands inside the zone's name."""
    if location := locations.location_of_zone(naming.text):
        return Agency(location, "", naming.text, region_inside=True)
    location = location_inside(naming) if ZONE.search(naming.text + " ") else Location()
    return Agency(location, "", naming.text, region_inside=True) if location else None


PATTERNS: tuple[Pattern, ...] = (
    relative_level,
    production_corps,
    vertical_branch,
    region_itself,
    branch_in_region,
    whole_system,
    zone_in_region,
    listed_region,
    customs_district,
    branch_elsewhere,
    enterprise,
    central_body,
    unlisted_region,
    relative_body,
    region_by_stem,
    zone,
    short_name,
)


def _branch_regions(name: str, at: Sequence[Region], within: Sequence[Region]) -> tuple[Region, ...]:
    """公安局田家庵分局 in 淮南市 -> (田家庵区,); several where 临夏分局 may be the city's or the county's."""
    branch = _BRANCH.match(name)
    if not branch:
        return ()
    outer_codes = {region.code for region in at}
    for endings in (("", *"区县市旗"), ("新区", "矿区")):
        named = [region for ending in endings for region in regions.named(branch[2] + ending)]
        inner = [
            region
            for region in named
            if region.code not in outer_codes and any(region.within(outer) for outer in at)
        ]
        if inner:
            return regions.narrow([region for region in inner if region.current] or inner, within)
    return ()


def _like_regions(text: str) -> tuple[Location, str]:
    """(the location that the head of `text` reads like, the rest); no location where it does not."""
    outer, inner, rest = _LIKE_REGIONS.match(text).groups()  # type: ignore[union-attr]
    if (not outer and not inner) or ZONE.search(f"{outer or ''}{inner or ''} "):
        return Location(), text
    names_agency = agency_names.looks_like_agency(rest) and first_mention(rest) == 0
    if rest and not names_agency and kinds_of(rest)[:1] != ("township",):
        return Location(), text
    location = locations.unlisted_location(outer) if outer else Location()
    return (locations.unlisted_location(inner, location) if inner else location), rest
