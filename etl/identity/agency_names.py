"""A body's printed name without its place -> the canonical one; what stays of a name over renames."""

from __future__ import annotations

import csv
import functools
import re

from etl.runtime.paths import REFERENCE

_TOWNSHIP = re.compile(r"^(.*(?:镇|乡|民族乡))(?:政府|人民政府)?$")
_SUBDISTRICT = re.compile(r"^(.*(?<![城市])街道)(?:办|办公室|办事处)?$|^(.*)街办$")
_BANNER_TOWNSHIP = re.compile(r"^(.*苏木)政府$")
_BODY_END = re.compile(
    r"(?:人民政府|政府|公署|行署|办公室|办公厅|办事处|管理委员会|管委会|委员会|总局|分局|局|厅|部|署|院|所|站|处|中心|支队|大队|总队"
    r"|总站|联合会|总工会|协会|联社|联合社|公司|集团|学校|大学|学院|中学|小学|法院|检察院|银行|海关|系统|部门|委|办|队|社|馆|台|会|镇|乡|苏木|街道|街办)$"
)


@functools.cache
def _short_names() -> dict[str, tuple[str, ...]]:
    with open(REFERENCE / "short_names.csv", encoding="utf-8", newline="") as file:
        return {row["short"]: tuple(row["full"].split("|")) for row in csv.DictReader(file)}


@functools.cache
def ministries() -> frozenset[str]:
    """Central bodies whose names do not begin with 国家 or the like: 水利部, 审计署."""
    with open(REFERENCE / "ministries.csv", encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file))


@functools.cache
def _shortened() -> re.Pattern[str]:
    """A short name at the end, by itself or behind the name of a zone."""
    shorts = "|".join(sorted(map(re.escape, _short_names()), key=len, reverse=True))
    return re.compile(rf"^(|国家|国务院|.+(?:区|园|城|集团|新城|兵团|师|团))({shorts})$")


def is_body(text: str) -> bool:
    """Does the text end as names of bodies end?"""
    return bool(_BODY_END.search(text))


@functools.lru_cache(maxsize=4096)
def options(body: str) -> tuple[str, ...]:
    """The full names that a short one may stand for; none where the name is not a short one."""
    found = _shortened().match(body)
    return tuple(found[1] + full for full in _short_names()[found[2]]) if found else ()


@functools.lru_cache(maxsize=4096)
def canonical(body: str, level: str = "") -> str:
    """The full name of a body where it is certain; otherwise the name as printed.

    市场监管局 -> 市场监督管理局, 太平镇 -> 太平镇人民政府, 文瀛湖街道 -> 文瀛湖街道办事处, 文广新局 stays.
    `level` is that of its place: a province's 政府办 is a 办公厅.
    """
    if body in ("政府", "人民政府"):
        return "人民政府"
    full = options(body)
    if len(full) == 1:
        return (
            full[0].replace("办公室", "办公厅") if level == "province" and "人民政府" in full[0] else full[0]
        )
    if found := _TOWNSHIP.match(body):
        return found[1] + "人民政府"
    if found := _SUBDISTRICT.match(body):
        return (found[1] or found[2] + "街道") + "办事处"
    if found := _BANNER_TOWNSHIP.match(body):
        return found[1] + "人民政府"
    return body
