"""Bodies over time: which names are one body, which bodies went on as another, and the id of each.

`data/reference/successions.csv` holds the renames and mergers of whole kinds of agencies,
`agency_register.csv` single bodies, and `regions.csv` the regions that were renamed.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import re
from dataclasses import dataclass

from etl.identity.agency_names import canonical
from etl.identity.regions import latest
from etl.runtime.paths import REFERENCE

_ENDING = re.compile(r"(?:人民政府|办事处|管理委员会|委员会|总局|局|厅|委|办公室|办公厅|办)$")
# What may follow a name that a succession knows: 生态环境局高新分局 is another body than 生态环境局.
_REST = re.compile(r"(?:局|厅|委|委员会|办公室|办)?(?:分局)?")
_BRANCH = re.compile(r"局?分局$")
_OFFICE = re.compile(r"^(?:人民政府|政府|行政公署|行署)(?:办公室|办公厅|办)$")


@dataclass(frozen=True, slots=True)
class Succession:
    """How bodies named `before` went on as `after` (names without their ending 局, 厅, 委员会).

    `relation`: `renamed` (the same body), `merged` (several became one), `absorbed` (joined an existing
    one). The years are the first and last in which it happened anywhere; None where no year is known.
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
    chain = [one for one in all_successions() if one.kind == kind and one.before != one.after]
    return tuple(sorted(chain, key=lambda one: one.from_year or 9999))


@functools.lru_cache(maxsize=4096)
def body_key(body: str) -> str:
    """What stays of a body's name over renames: 扶贫办 and 乡村振兴局 -> 乡村振兴; 水务局 -> 水利.

    A merger starts a new body: 卫生局 -> 卫生, 卫计局 and 卫生健康局 -> 卫生健康.
    """
    body = canonical(body.removeprefix("中华人民共和国"))
    if _OFFICE.match(body):
        return "政府办公室"
    if body in ("人民政府", "政府", "行政公署", "行署"):
        return "人民政府"
    for _ in range(4):
        for one in all_successions():
            if (found := one.pattern.match(body)) and _REST.fullmatch(body, found.end()):
                break
        else:
            break
        if one.relation != "renamed" or one.after == one.before:
            return one.before
        body = one.after + "局"
    return _ENDING.sub("", _BRANCH.sub("", body)) or body


def agency_id(code: str, body: str, printed_place: str = "") -> str:
    """Short stable id of the body at a place: `430321-5d2c91ab`.

    The same for every spelling and every rename on file, and for a region renamed since (洪泽县 and
    洪泽区). `printed_place` keeps namesakes apart whose own region is not known (太平镇 of no known
    county); a body of no known region has the code 000000.
    """
    place = latest(code) if code else "000000"
    key = f"{place}|{printed_place}|{body_key(_register().get(body, body))}"
    return f"{place}-{hashlib.blake2s(key.encode(), digest_size=4).hexdigest()}"


def later_ids(code: str, body: str) -> tuple[tuple[str, Succession], ...]:
    """Ids of the bodies at the same place that this one went on as by merger, nearest first.

    A rename needs no link: the id stays. A merged series compares only as the sum of all that merged.
    """
    found: list[tuple[str, Succession]] = []
    key = body_key(body)
    for one in all_successions():
        if one.relation != "renamed" and one.before == key:
            found.append((agency_id(code, one.after + "局"), one))
            found.extend(later_ids(code, one.after + "局"))
    return tuple(found)


def earlier_ids(code: str, body: str) -> tuple[tuple[str, Succession], ...]:
    """Ids of the bodies at the same place that merged into this one, nearest first."""
    found: list[tuple[str, Succession]] = []
    key = body_key(body)
    for one in all_successions():
        if one.relation != "renamed" and body_key(one.after + "局") == key:
            found.append((agency_id(code, one.before + "局"), one))
            found.extend(earlier_ids(code, one.before + "局"))
    return tuple(found)
