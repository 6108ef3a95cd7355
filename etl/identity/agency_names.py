"""An agency's printed name without its region -> the canonical name."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Mapping, Sequence

from etl.identity.agency_kinds import kinds_of
from etl.identity.regions import leading_regions
from etl.runtime.paths import REFERENCE
from etl.text.comparable import plain

_TOWNSHIP = re.compile(r"^(.*(?:镇|乡|民族乡))(?:政府|人民政府)?$")
_SUBDISTRICT = re.compile(r"^(.*(?<![城市])街道)(?:办|办公室|办事处)?$|^(.*)街办$")
_BANNER_TOWNSHIP = re.compile(r"^(.*苏木)政府$")
_AGENCY_END = re.compile(
    r"(?:人民政府|政府|公署|行署|办公室|办公厅|办事处|管理委员会|管委会|委员会|总局|分局|局|厅|部|署|院|所|站|处|中心|支队|大队|总队"
    r"|总站|联合会|总工会|协会|联社|联合社|公司|集团|学校|大学|学院|中学|小学|法院|检察院|银行|支行|分行|海关|系统|部门|委|办|队|社|馆|台|会|镇|乡|苏木|街道|街办|兵团|[一二三四五六七八九十]师)$"
)


_ZONE_ITSELF = re.compile(
    r"(?:开发区|高新区|经开区|示范区|度假区|保税区|保税港区|工业园|园区|新区|功能区|风景区|实验区|试验区|合作区|先行区|先导区"
    r"|集聚区|集中区|经济区|综保区|自贸区|管理区|旅游区|产业园|科技园|物流园|生态城|科学城|知识城|新城)$"
)
_SITE_HEAD = re.compile(
    r"(.{2,20}?)(?:政府门户网站?|门户网站|政府网站?|官方网站|官网|政务网|信息公开网|信息公开平台)[:,-]?(.{3,})$"
)


@functools.cache
def _short_names() -> dict[str, tuple[str, ...]]:
    with open(REFERENCE / "short_names.csv", encoding="utf-8", newline="") as file:
        return {row["short"]: tuple(row["full"].split("|")) for row in csv.DictReader(file)}


@functools.cache
def ministries() -> frozenset[str]:
    """Central agencies whose names do not begin with 国家 or the like: 水利部, 审计署."""
    with open(REFERENCE / "ministries.csv", encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file))


@functools.cache
def _shortened() -> re.Pattern[str]:
    """A short name at the end, by itself or behind the name of a zone."""
    shorts = "|".join(sorted(map(re.escape, _short_names()), key=len, reverse=True))
    return re.compile(rf"^(|国家|国务院|.+(?:区|园|城|集团|新城|兵团|师|团))({shorts})$")


def looks_like_agency(text: str) -> bool:
    """Whether the text ends as names of agencies end."""
    return bool(_AGENCY_END.search(text))


@functools.lru_cache(maxsize=4096)
def options(name: str) -> tuple[str, ...]:
    """The full names that a short name may stand for; none where it is not a short name."""
    match = _shortened().match(name)
    return tuple(match[1] + full for full in _short_names()[match[2]]) if match else ()


@functools.lru_cache(maxsize=4096)
def canonical(name: str, level: str = "") -> str:
    """The full name of an agency where it is certain; otherwise the name as printed.

    市场监管局 -> 市场监督管理局, 太平镇 -> 太平镇人民政府, 文瀛湖街道 -> 文瀛湖街道办事处, 苏州工业园区 ->
    苏州工业园区管理委员会, 文广新局 stays.
    `level` is that of its region: a province's 政府办 is a 办公厅.
    """
    if name in ("政府", "人民政府"):
        return "人民政府"
    full = options(name)
    if len(full) == 1:
        return (
            full[0].replace("办公室", "办公厅") if level == "province" and "人民政府" in full[0] else full[0]
        )
    if match := _TOWNSHIP.match(name):
        return match[1] + "人民政府"
    if match := _SUBDISTRICT.match(name):
        return (match[1] or match[2] + "街道") + "办事处"
    if match := _BANNER_TOWNSHIP.match(name):
        return match[1] + "人民政府"
    if _ZONE_ITSELF.search(name):
        return name + "管理委员会"
    return name


_OTHER_MATTER = re.compile(
    r"(?:法治(?:政府)?建设|依法行政|政务(?:公开|服务)|网站建设|普法|优化?营商环境|党务公开)(?:年度)?(?:工作)?(?:情况)?[暨及和与、]$"
)


def without_other_matter(text: str) -> str:
    """The text before 政府信息公开 in a title, without another matter that the report tells of: 某局(法治政府建设暨)."""
    return _OTHER_MATTER.sub("", text)


_LONGEST = 40  # characters of a line
_PUNCTUATION = re.compile(r"[:,;。、]")
_ORDINAL = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}(?:部分|[章节篇])[:.、)]?|附件?[一二三四五六七八九十\d]*[:.、]|第?[一二三四五六七八九十\d]{1,4}(?:部分|[章节])?[:.、)]|\([一二三四五六七八九十\d]{1,4}\)|[【\[(])"
)


def name_alone(line: str) -> str:
    """The agency whose name, perhaps numbered or in brackets, is all that a line says; "" if it says anything else."""
    text = _ORDINAL.sub("", plain(line[:_LONGEST])).rstrip("】])")
    is_known = bool(kinds_of(text)) or text.endswith("人民政府")
    return text if is_known and looks_like_agency(text) and not _PUNCTUATION.search(text) else ""


_BODY_LABEL = re.compile(
    r"(?:填报|报告|编制|报送|填表)?(?:单位|机关|部门|机构)(?:名称|全称)?(?:\(盖?章\))?"
    r"(?::(?:(?P<name>.+?)(?:\(公?盖?章\))?(?P<year>(?:报告|填报)?(?:年度|年份|日期|时间):?20.*)?)?)?"
)
_YEAR_BESIDE = re.compile(r"(?:(?:报告|填报)?(?:年度|年份|日期|时间):?)?(?:20[0-4]\d[\d年度月日./-]*)?")
_NUMBER = re.compile(r"\d{1,3}[.、]?")


def bodies_of_rows(rows: Mapping[int, Sequence[str]]) -> dict[int, tuple[str, str]]:
    """The rows, given by number, whose cells name one agency, each with its name and with what stands there of a year:
    behind a label (填报单位 | 某局 | 2023年) or beside a number or a year alone (1 | 某局 | 2023年).

    Rows without a label that follow each other are a list of agencies and name none.
    """
    bodies: dict[int, tuple[str, str]] = {}
    unlabelled: set[int] = set()
    for number, cells in rows.items():
        texts = [text for cell in cells if (text := plain(cell))]
        label = _BODY_LABEL.fullmatch(texts[0]) if texts else None
        if label:
            stated = [label["name"], label["year"] or ""] if label["name"] else []
            words = [*stated, *texts[1:], ""]
        elif len(texts) > 1:
            words = texts[1:] if _NUMBER.fullmatch(texts[0]) else texts
            unlabelled.add(number)
        else:
            continue
        name, year = name_alone(words[0]), "".join(words[1:])
        if name and _YEAR_BESIDE.fullmatch(year):
            bodies[number] = name, year
    listed = {row for row in unlabelled & bodies.keys() if {row - 1, row + 1} & bodies.keys()}
    return {row: body for row, body in bodies.items() if row not in listed}


def without_site(name: str) -> str:
    """The name behind that of a site (某县人民政府门户网站某局), whose region it takes if it names none."""
    match = _SITE_HEAD.match(name)
    if match is None or not looks_like_agency(match[2]):
        return name
    regions_named, printed, _ = leading_regions(match[1])
    is_placed = not regions_named or leading_regions(match[2])[0]
    return match[2] if is_placed else "".join(printed) + match[2]
