"""An agency as a title names it, and what its name tells: level, scope, canonical name, identity."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from etl.identity import agency_names, locations, regions
from etl.identity.agency_kinds import kinds_of
from etl.identity.locations import Location

CORPS = re.compile(r"^(?:新疆)?(?:生产建设)?兵团|^第[一二三四五六七八九十]{1,3}师")
_NO_DISTRICTS = ("新区", "林区", "特区")
DIVISION = re.compile(r"第[一二三四五六七八九十]{1,3}师")
ZONE = re.compile(
    r"(?:新区|高新区|开发区|经开区|示范区|园区|工业园|工业区|新城|度假区|保税区|保税港区|试验区|功能区|风景区|科学城|产业园|生态城"
    r"|实验区|合作区|先行区|先导区|集聚区|集中区|经济区|综保区|自贸区|管理区|旅游区|物流园|片区)(?=.)"
)
_REGULATOR = re.compile(r"(?:银保监|银监|保监|金融监管|监管)分局$")
_OF_GOVERNMENT = re.compile("^人民政府(?=.{2,}街道办事处$)")
_REGIMENT = re.compile(r"\d+团")
_TOWNSHIP_OFFICE = re.compile(r"^.{2,8}(?:镇|乡|街道).{2,}(?:所|站|中心|卫生院|院)$")
RELATIVE_LEVEL = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}
"""What a region is called from inside it: the 县 of 县统计局."""
NO_COUNTIES = frozenset({"441900", "442000", "460400", "460300", "620200"})
"""Prefectures right above townships: 东莞, 中山, 儋州, 三沙, 嘉峪关."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as a title names it.

    `bare_name` is its name without its region, `printed_region` the printed region with short names written out;
    `relative` is the 县 of 县统计局. Where the region stands inside the agency's name (国家税务总局湘潭县税务局),
    `region_inside` is set and `bare_name` is the whole name. `vertical`: a branch of a national system;
    `system`: the title speaks of the agency together with all branches below it (气象部门, 海关关区).
    """

    location: Location
    printed_region: str
    bare_name: str
    relative: str = ""
    central: bool = False
    region_inside: bool = False
    vertical: bool = False
    system: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        return kinds_of(self.bare_name, self.central)


def government_of(region_name: str) -> str:
    """What the government of a region is called: 行政公署 of a prefecture-level 地区 or 盟, else 人民政府."""
    return "行政公署" if region_name.endswith(("地区", "盟")) else "人民政府"


def own_name_of(location: Location) -> str:
    """The name that a region goes by alone: a district bears its city's (赤峰市松山区), a county, a new area or 六枝特区 does not."""
    is_district = location.name.endswith("区") and not location.name.endswith(_NO_DISTRICTS)
    if location.level == "county" and is_district:
        return (location.city or location.province) + location.name
    return location.name


def location_before(text: str, bare_name: str) -> Location:
    """The location that plain text most often prints right before an agency's name; none where it does not."""
    counts: Counter[Location] = Counter()
    start = text.find(bare_name)
    while start >= 0 and counts.total() < 5:
        ahead = text[max(0, start - 24) : start]
        for cut in range(len(ahead) - 1):
            named, _, rest = regions.leading_regions(ahead[cut:])
            if named and not rest:
                location = locations.to_location(named)
                if location.certain:
                    counts[location] += 1
                break
        start = text.find(bare_name, start + len(bare_name))
    return counts.most_common(1)[0][0] if counts else Location()


def level_of(agency: Agency) -> str:
    """province, prefecture, county, township or ministry; empty where the name does not tell."""
    kinds = agency.kinds
    if agency.central:
        return "ministry"
    if kinds[:1] in (("township",), ("subdistrict",)) or _TOWNSHIP_OFFICE.match(agency.bare_name):
        return "township"
    if CORPS.match(agency.bare_name):
        return _level_in_corps(agency.bare_name)
    is_branch = agency.vertical or bool(_REGULATOR.search(agency.bare_name))
    if is_branch or agency.location.level == "county":
        return agency.location.level
    if kinds[:1] == ("zone",) or ZONE.search(agency.bare_name) or agency.bare_name.endswith("分局"):
        return "county" if agency.location else ""
    if agency.bare_name.endswith("厅") and not agency.location:
        return "province"
    return agency.location.level


def _level_in_corps(bare_name: str) -> str:
    """The Xinjiang corps ranks as a province, its divisions as prefectures, its regiments as counties."""
    if DIVISION.search(bare_name):
        return "prefecture"
    return "county" if _REGIMENT.search(CORPS.sub("", bare_name, count=1)) else "province"


def scope_of(agency: Agency) -> str:
    """government_rollup for a 人民政府, system_rollup for an agency with all branches below it, else own."""
    if agency.kinds == ("government",):
        return "government_rollup"
    return "system_rollup" if agency.system else "own"


def name_of(agency: Agency, supplied: Location, full_name: str = "") -> str:
    """The canonical name. `supplied`: a location that is not printed; `full_name`: one that the text gave."""
    name = full_name or agency_names.canonical(agency.bare_name, (supplied or agency.location).level)
    if agency.printed_region or not supplied:
        return agency.printed_region + name
    return _prefix(agency, supplied) + name


def _prefix(agency: Agency, location: Location) -> str:
    """What stands before a name printed without its region. A district whose name others bear gets its city."""
    if level_of(agency) == "township" and location.level != "county" and location.code not in NO_COUNTIES:
        return ""
    return city_before(location) + location.name


def stands_alone(agency: Agency) -> bool:
    """Whether the name is rightly printed without a region: departments of zones, universities."""
    return (
        bool(ZONE.search(agency.bare_name + " ")) or "大学" in agency.bare_name or "学院" in agency.bare_name
    )


def city_before(location: Location) -> str:
    """西安市 for 长安区 (石家庄市 has one, too); empty where only one county bears the name."""
    if location.level != "county":
        return ""
    bearers = {regions.latest(region.code) for region in regions.named(location.name) if region.current}
    return location.city or location.province if len(bearers) > 1 else ""


def identifying_name(agency: Agency) -> str:
    """The part of the name that identifies the agency at its region.

    国家税务总局湘潭县税务局 -> 税务局, 公安局田家庵分局 -> 公安局分局, 人民政府城正街街道办事处 -> 城正街街道办事处.
    """
    name = agency.bare_name
    if agency.region_inside and agency.location.name and not agency.printed_region:
        return name.split(agency.location.name)[-1] or name
    if agency.region_inside and name.endswith("分局") and "局" in name[:-2]:
        return name.split("局")[0] + "局分局"
    return _OF_GOVERNMENT.sub("", agency_names.canonical(name))
