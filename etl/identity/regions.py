"""Regions with their codes, past and present, and those that a text begins with."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.runtime.paths import REFERENCE

_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|"
    "仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族|各族"
)
_AUTONOMOUS = re.compile(rf"^(.+?)(?:{_PEOPLES})*自治([州县旗])$")
_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|矿区|林区|[省市县区旗盟州])$")
_SHORT_PROVINCES = {"广西": "450000", "宁夏": "640000", "新疆": "650000"}
_LONGEST_STEM = 5
_LEVELS = ("province", "prefecture", "county")
_ANOTHER_PLACE = re.compile(
    "[湖江河山岛湾港口]|新区"
)  # 长白山 is not in the county of 长白, 通州湾 not in 通州
_WIDER = frozenset({"太湖"})  # zones around the lake lie elsewhere than the county
# short names in use that no rule gives
_SHORT = {
    "前郭县": "220721", "杜蒙县": "230624", "阜蒙县": "210921", "喀左县": "211324", "克州": "653000",
    "巴州": "652800", "博州": "652700", "察县": "654022", "塔县": "653131", "道真县": "520325",
    "务川县": "520326", "围场县": "130828", "鄂温克旗": "150724", "鄂伦春旗": "150723", "莫旗": "150722",
    "东乌旗": "152525", "西乌旗": "152526", "科左中旗": "150521", "科左后旗": "150522", "科右前旗": "152221",
    "科右中旗": "152222", "新左旗": "150726", "新右旗": "150727", "陈旗": "150725", "阿鲁旗": "150421",
    "乌中旗": "150824", "乌后旗": "150825", "乌前旗": "150823", "察右前旗": "150926", "察右中旗": "150927",
    "察右后旗": "150928", "达茂旗": "150223", "东乡县": "622926",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A region under one name. `first` and `last` are the code lists (YYYY-MM) that name it first and
    last; empty: before 2002-12, and still. `successor` is the code that it went on under, if one did."""

    code: str
    name: str
    level: str
    first: str
    last: str
    successor: str

    @property
    def current(self) -> bool:
        return not self.last

    def within(self, other: Region) -> bool:
        """Whether this region lies in `other` or is the same."""
        if self.code == other.code:
            return True
        size = {"province": 2, "prefecture": 4, "county": 6}[other.level]
        return self.level != other.level and self.code[:size] == other.code[:size]


@functools.cache
def regions() -> tuple[Region, ...]:
    """Every region of the reference list under each of its names, current and past."""
    with open(REFERENCE / "regions.csv", encoding="utf-8", newline="") as file:
        return tuple(Region(**row) for row in csv.DictReader(file))


@functools.cache
def by_code() -> dict[str, list[Region]]:
    """The entries of each code, in the order of the reference list."""
    table: dict[str, list[Region]] = {}
    for region in regions():
        table.setdefault(region.code, []).append(region)
    return table


def short_name(name: str) -> str:
    """凉山彝族自治州 -> 凉山州, 长阳土家族自治县 -> 长阳县; the name itself where it has no such form."""
    match = _AUTONOMOUS.match(name)
    return match[1] + match[2] if match else name


def stem(name: str) -> str:
    """湘潭县 -> 湘潭, 喀什地区 -> 喀什, 凉山彝族自治州 -> 凉山; never shorter than two characters."""
    cut = _SUFFIX.sub("", short_name(name))
    return cut if len(cut) > 1 else name


def _forms(name: str) -> set[str]:
    """A region's full name, and of an autonomous one 湘西州 and 湘西自治州, too."""
    match = _AUTONOMOUS.match(name)
    return {name, match[1] + match[2], f"{match[1]}自治{match[2]}"} if match else {name}


@functools.cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    """Full names, and the short names of autonomous regions: 恩施州, 长阳县."""
    table: dict[str, list[Region]] = {}
    for region in regions():
        for name in _forms(region.name):
            table.setdefault(name, []).append(region)
    for name, code in _SHORT.items():
        table.setdefault(name, []).extend(region for region in by_code()[code] if region.current)
    return {name: tuple(bearers) for name, bearers in table.items()}


@functools.cache
def _by_stem() -> dict[str, tuple[Region, ...]]:
    """Stems of provinces and prefectures, for 北京气象局 and 长沙海关."""
    table: dict[str, list[Region]] = {}
    for region in regions():
        if region.level != "county" and region.current:
            table.setdefault(stem(region.name), []).append(region)
    for name, code in _SHORT_PROVINCES.items():
        table[name] = [region for region in by_code()[code] if region.current]
    return {name: tuple(bearers) for name, bearers in table.items()}


@functools.cache
def _longest() -> int:
    return max(map(len, _by_name()))


def named(name: str) -> tuple[Region, ...]:
    """The regions of exactly this name, current ones first."""
    return tuple(sorted(_by_name().get(name, ()), key=lambda region: not region.current))


def latest(code: str) -> str:
    """The code that a region goes by now: 320829 (洪泽县) -> 320813 (洪泽区)."""
    for _ in range(5):
        entries = by_code().get(code, [])
        if not entries or any(region.current for region in entries):
            break
        after = entries[-1].successor
        if not after or after == code:
            break
        code = after
    return code


def narrow(choices: Sequence[Region], within: Iterable[Region]) -> tuple[Region, ...]:
    """Those of `choices` that lie in each of `within`, or `choices` where none does."""
    left = tuple(choices)
    for other in within:
        left = tuple(region for region in left if region.within(other)) or left
    return left


def leading_regions(
    text: str, within: Sequence[Region] = ()
) -> tuple[tuple[Region, ...], tuple[str, ...], str]:
    """Region names at the head of `text`, widest first: (regions meant by the last, names as printed, rest).

    湖南省湘潭市统计局 -> ((湘潭市,), (湖南省, 湘潭市), 统计局). Each name must lie in the one before. A province or a
    prefecture may be printed by its stem where a region within it follows: 内蒙古赤峰市, 四川成都武侯区.
    `within` are regions known from elsewhere; they decide between namesakes.
    """
    meant: tuple[Region, ...] = ()
    printed: list[str] = []
    while at_head := _region_at_head(text, meant):
        choices, length = at_head
        meant = narrow(choices, within)
        printed.append(text[:length])
        text = text[length:]
    return meant, tuple(printed), text


def _region_at_head(text: str, outer: Sequence[Region]) -> tuple[tuple[Region, ...], int] | None:
    """(regions, length) of the longest name at the head of `text` that lies in one of `outer`, if that is given."""
    for length in range(min(_longest(), len(text)), 1, -1):
        if choices := _lying_in(named(text[:length]), outer):
            # 乐山市中区 is 市中区 of 乐山, printed with one 市
            is_shared = text[length - 1] == "市" and _lying_in(
                named("市" + text[length : length + 2]), choices
            )
            return choices, length - 1 if is_shared else length
    for length in range(min(_LONGEST_STEM, len(text)), 1, -1):
        choices = _lying_in(_by_stem().get(text[:length], ()), outer)
        if choices and _region_at_head(text[length:], choices):
            return choices, length
    return None


def _lying_in(choices: Sequence[Region], outer: Sequence[Region]) -> tuple[Region, ...]:
    if not outer:
        return tuple(choices)
    return tuple(
        region
        for region in choices
        if any(region.within(around) and region.code != around.code for around in outer)
    )


@functools.cache
def _bearers_of_stem() -> dict[str, tuple[Region, ...]]:
    """Stems of all current regions."""
    table: dict[str, list[Region]] = {}
    for region in regions():
        if region.current:
            table.setdefault(stem(region.name), []).append(region)
    return {name: tuple(bearers) for name, bearers in table.items()}


def bearers_of_stem(text: str, outer: Sequence[Region]) -> tuple[Region, ...]:
    """The widest regions in `outer` whose stem is `text`; where that is not known, a province, or else a prefecture
    of which no other region elsewhere bears the stem: 福州, but not 朝阳."""
    everywhere = _bearers_of_stem().get(text, ())
    inside = _lying_in(everywhere if outer else _by_stem().get(text, ()), outer)
    widest = min((_LEVELS.index(region.level) for region in inside), default=0)
    meant = tuple(region for region in inside if _LEVELS.index(region.level) == widest)
    is_told = outer or widest == 0 or all(any(map(one.within, meant)) for one in everywhere)
    return meant if is_told else ()


def county_by_stem(text: str, outer: Sequence[Region] = ()) -> Region | None:
    """The county whose stem begins `text` and is that of no other region in `outer`: 昆山市 of 昆山经济开发区.

    A district is meant only where its city is known: 城西, 新城 and 滨江 are words of the language as well. One that
    was a county (凤翔区) is not.
    """
    in_city = any(around.level == "prefecture" for around in outer)
    for length in range(min(_LONGEST_STEM, len(text)), 1, -1):
        bearers = _lying_in(_bearers_of_stem().get(text[:length], ()), outer)
        if bearers:
            is_county = bearers[0].level == "county" and (in_city or _is_or_was_county(bearers[0]))
            is_place = text[:length] not in _WIDER and not _ANOTHER_PLACE.match(text[length:])
            return bearers[0] if len(bearers) == 1 and is_county and is_place else None
    return None


def _is_or_was_county(region: Region) -> bool:
    former = (one for ending in "县市" for one in named(stem(region.name) + ending))
    return not region.name.endswith("区") or any(latest(one.code) == region.code for one in former)


def leading_stem(text: str) -> tuple[tuple[Region, ...], str, str]:
    """A province or prefecture by its stem at the head of `text`: 淮北医院 -> ((淮北市,), 淮北, 医院)."""
    for length in range(min(_LONGEST_STEM, len(text)), 1, -1):
        if choices := _by_stem().get(text[:length]):
            return choices, text[:length], text[length:]
    return (), "", text
