"""Agencies over time: which names are one agency, which agencies went on as another, and the id of each.

`data/reference/successions.csv` holds the renames and mergers of whole kinds of agencies, `agency_register.csv` single
agencies, and `regions.csv` the regions that were renamed.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import re
from dataclasses import dataclass

from etl.identity.agency_names import canonical
from etl.identity.locations import location_of_code
from etl.identity.regions import latest, stem
from etl.runtime.paths import REFERENCE

_ENDING = re.compile(r"(?:人民政府|办事处|管理委员会|委员会|总局|局|厅|委|办公室|办公厅|办)$")
# what may follow a name of a succession: 生态环境局高新分局 is another agency than 生态环境局
_REST = re.compile(r"(?:局|厅|委|委员会|办公室|办)?(?:分局)?")
_BRANCH = re.compile(r"局?分局$")
_CORPS = re.compile(r"^(?:新疆)?(?:生产建设)?兵团(?=第[一二三四五六七八九十]{1,3}师)")
_ZONE = re.compile(r"^.*(?:高新区|经开区|综保区|自贸区)(?:管理委员会|管委会)?$")
_OFFICE = re.compile(r"^(?:人民政府|政府|行政公署|行署)(?:办公室|办公厅|办)$")


@dataclass(frozen=True, slots=True)
class Succession:
    """How agencies named `before` went on as `after` (names without their ending 局, 厅, 委员会).

    `relation` is `renamed` (the same agency), `merged` (several became one) or `absorbed` (joined an existing one).
    The years are the first and the last in which it happened anywhere; None where no year is known.
    """

    kind: str
    before: str
    pattern: re.Pattern[str]
    after: str
    from_year: int | None
    until_year: int | None
    relation: str
    note: str


@functools.cache
def all_successions() -> tuple[Succession, ...]:
    """Every succession on file."""
    with open(REFERENCE / "successions.csv", encoding="utf-8", newline="") as file:
        return tuple(
            Succession(
                row["kind"],
                row["before"],
                re.compile(row["pattern"]),
                row["after"],
                int(row["from_year"]) if row["from_year"] else None,
                int(row["until_year"]) if row["until_year"] else None,
                row["relation"],
                row["note"],
            )
            for row in csv.DictReader(file)
        )


@functools.cache
def _register() -> dict[str, str]:
    with open(REFERENCE / "agency_register.csv", encoding="utf-8", newline="") as file:
        return {row["agency"]: row["same_as"] for row in csv.DictReader(file)}


def successors(kind: str) -> tuple[Succession, ...]:
    """The chain of names of one kind (a key of agency_kinds.csv), earliest first.

    successors("rural_revitalization"): 扶贫开发 -renamed 2021-> 乡村振兴 -absorbed 2023–24-> 农业农村.
    Other spellings of the same name are left out.
    """
    renames = (entry for entry in all_successions() if entry.kind == kind and entry.before != entry.after)
    return tuple(sorted(renames, key=lambda entry: entry.from_year or 9999))


@functools.lru_cache(maxsize=4096)
def lineage_key(name: str) -> str:
    """The part of an agency's name that outlasts renames: 扶贫办 and 乡村振兴局 -> 乡村振兴; 水务局 -> 水利.

    A merger starts a new agency: 卫生局 -> 卫生, 卫计局 and 卫生健康局 -> 卫生健康.
    """
    name = canonical(_CORPS.sub("", name.removeprefix("中华人民共和国")))
    if _OFFICE.match(name):
        return "政府办公室"
    if name in ("人民政府", "政府", "行政公署", "行署"):
        return "人民政府"
    for _ in range(4):
        for succession in all_successions():
            if (match := succession.pattern.match(name)) and _REST.fullmatch(name, match.end()):
                break
        else:
            break
        if succession.relation != "renamed" or succession.after == succession.before:
            return succession.before
        name = succession.after + "局"
    return _ENDING.sub("", _BRANCH.sub("", name)) or name


_ZONES = (
    (re.compile(r"(?:国家级?)?高新技术产业(?:开发区|园区)"), "高新区"),
    (re.compile(r"(?:国家级?)?高新(?:技术)?(?:开发区|园区|产业园区)"), "高新区"),
    (re.compile(r"(?:国家级?)?经济技术开发区"), "经开区"),
    (re.compile(r"综合保税区"), "综保区"),
    (re.compile(r"自由贸易(?:试验区|港)"), "自贸区"),
)


def _zone_key(name: str, region_code: str) -> str:
    """A zone's name with short words for what it is, and without its region's: 西安高新技术产业开发区 of 西安市 and
    高新区 are one; other names are left as they are."""
    for pattern, short in _ZONES:
        name = pattern.sub(short, name, count=1)
    if not _ZONE.match(name):
        return name
    place = location_of_code(region_code)
    stems = (stem(part) for part in (place.county, place.city, place.province) if part)
    return next((name.removeprefix(head) for head in stems if name.startswith(head)), name)


def agency_id(code: str, name: str, printed_region: str = "") -> str:
    """A short stable id of the agency of this name at a region: `430321-5d2c91ab`.

    Every spelling and every rename on file gives the same id, and so does a region renamed since (洪泽县 and 洪泽区).
    `printed_region` keeps namesakes apart whose own region is not known (太平镇 of no known county); an agency of no
    known region has the code 000000.
    """
    region_code = latest(code) if code else "000000"
    key = f"{region_code}|{printed_region}|{lineage_key(_zone_key(_register().get(name, name), region_code))}"
    return f"{region_code}-{hashlib.blake2s(key.encode(), digest_size=4).hexdigest()}"


def later_ids(code: str, name: str) -> tuple[tuple[str, Succession], ...]:
    """Ids of the agencies at the same region that this one went on as by merger, nearest first.

    A rename needs no link: the id stays. A merged series compares only as the sum of all that merged.
    """
    ids: list[tuple[str, Succession]] = []
    key = lineage_key(name)
    for succession in all_successions():
        if succession.relation != "renamed" and succession.before == key:
            ids.append((agency_id(code, succession.after + "局"), succession))
            ids.extend(later_ids(code, succession.after + "局"))
    return tuple(ids)


def earlier_ids(code: str, name: str) -> tuple[tuple[str, Succession], ...]:
    """Ids of the agencies at the same region that merged into this one, nearest first."""
    ids: list[tuple[str, Succession]] = []
    key = lineage_key(name)
    for succession in all_successions():
        if succession.relation != "renamed" and lineage_key(succession.after + "局") == key:
            ids.append((agency_id(code, succession.before + "局"), succession))
            ids.extend(earlier_ids(code, succession.before + "局"))
    return tuple(ids)
