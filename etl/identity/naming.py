"""A text that names an agency, taken apart once for all patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.identity import locations, regions
from etl.identity.agencies import own_name_of
from etl.identity.locations import Location
from etl.identity.regions import Region

VERTICAL = re.compile(
    r"^(中国共产党|中共|共青团|国家税务总局|国家统计局|国家金融监督管理总局|中国人民银行|国家外汇管理局|中华人民共和国|国家矿山安全监察局|国家粮食和物资储备局"
    r"|中国(?:证券|银行保险|银行业|保险)监督管理委员会|中国(?:证监|银保监|银监|保监)会|中国民用航空|民航(?!局)|国家能源局|审计署|(?:财政|水利|交通运输|生态环境|自然资源|商务|工业和信息化)部(?!门))(?:驻(?!马店))?(?=.)"
)
CENTRAL = re.compile(
    r"^(?:国家|国务院|中华人民共和国|中国(?:证监|银保监|银监|保监|民航|铁路|残|红十字|气象|地震|科学|工程|社会科学|证券|银行保险|民用航空|保险|银行业)|全国|最高人民|海关总署)|^.{2,10}总局$"
)

_OF_CITY = re.compile(r"(?:[分支]局|调查队|支行|检查站|海关|供电(?:分)?公司)$")
_OF_PROVINCE = re.compile(r"(?:总队|总站|(?:证监|监管|监察|海事|地震|安全监督管理)局|^国家.+局)$")
_FORMER = re.compile(r"原(?!种|子|材|料|平|州|阳).{2,}(?:局|委员会|委|办公室|办)$")


@dataclass(frozen=True, slots=True)
class Naming:
    """A text that names an agency, taken apart once for all patterns.

    `vertical` is a national system's name at its head (国家税务总局) and `remainder` what follows it; `named` are the
    regions that the remainder begins with, `printed` their names as printed, `rest` what follows them. `folders` are
    the locations known from the path and `within` the narrowest region of them; they tell namesakes apart.
    """

    text: str
    folders: Sequence[Location]
    within: tuple[Region, ...]
    vertical: str
    remainder: str
    named: tuple[Region, ...]
    printed: tuple[str, ...]
    rest: str

    @property
    def location(self) -> Location:
        return locations.to_location(self.named)

    @property
    def printed_region(self) -> str:
        """湘潭县 as it is; 恩施州 as 恩施土家族苗族自治州; behind others (湖南省湘潭市湘潭县) the region's own name."""
        last = self.printed[-1]
        in_full = bool(self.vertical) or self.rest.endswith(
            "分局"
        )  # names of branches: 滁州市凤阳县生态环境分局
        by_stem = not regions.named(self.printed[0])
        if self.location.certain and len(self.printed) > 1 and (by_stem or not in_full):
            return own_name_of(self.location)
        full = {region.name for region in self.named}
        return "".join(self.printed[:-1]) + (last if last in full or len(full) != 1 else full.pop())


def _without_former(text: str) -> str:
    """原凤县国土资源局 and 凤县原国土资源局 without the word that says that it is no more; 原平市 keeps it."""
    named, _, rest = regions.leading_regions(text)
    if named and _FORMER.match(rest):
        return text.removesuffix(rest) + rest[1:]
    return text[1:] if not named and text.startswith("原") and regions.leading_regions(text[1:])[0] else text


def take_apart(text: str, folders: Sequence[Location] = ()) -> Naming:
    """The text as the patterns look at it."""
    text = _without_former(text)
    within = locations.region_of(folders[-1]) if folders else ()
    vertical = match[0] if (match := VERTICAL.match(text)) else ""
    remainder = text[len(vertical) :]
    return Naming(text, folders, within, vertical, remainder, *regions.leading_regions(remainder, within))


def region_meant(bearers: Sequence[Region], naming: Naming) -> tuple[Region, ...]:
    """Those of a stem's bearers that an agency of this rank may be of: 吉林 in 吉林调查总队 is the province."""
    level = "province" if _OF_PROVINCE.search(naming.text) else ""
    level = "prefecture" if _OF_CITY.search(naming.text) else level
    ranked = [region for region in bearers if region.level == level and region.current]
    return regions.narrow(ranked or bearers, naming.within)


def location_inside(naming: Naming) -> Location:
    """Where a name says that it lies: 昆明市 of 中国(云南)自由贸易试验区昆明片区, 巢湖市 of 安徽巢湖经济开发区, by names and stems
    of which each lies in the one before."""
    place: tuple[Region, ...] = ()
    text, rest = naming.text, ""
    while text:
        named, _, behind = regions.leading_regions(text, place)
        if not named or not (place or named[0].level == "province"):
            named, _, behind = regions.leading_stem(text)
        if not named and (county := regions.county_by_stem(text)):
            text = text[len(regions.stem(county.name)) :]  # 眉山 is no part of 峨眉山
            continue
        meant = region_meant([one for one in named if not place or any(map(one.within, place))], naming)
        if meant and locations.to_location(meant).certain:
            place, rest = meant, behind
        text = behind if meant and meant == place else text[1:]
    for behind in (rest, (rest or naming.text).partition("公司")[2]):
        named, _, _ = regions.leading_regions(behind)
        if county := regions.county_by_stem(behind, place):
            place = (county,)
        elif (
            behind != rest and len(inside := [one for one in named if not place or one.within(place[0])]) == 1
        ):
            place = (inside[0],)
    return locations.to_location(place) if place else Location()
