"""Numbers in a text, each with its unit and how exact it is meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from etl.text.chinese_numerals import chinese_number

_UNITS = (
    "条次|篇次|件次|人次|场次|批次|期次|班次|户次|家次|条篇|"
    "条|件|篇|期|场|次|个|项|份|名|人|处|起|幅|则|部|封|通|宗|班|批|辑|张|集|套|家|块|间|万字|大类"
)
_SPLIT_UNIT = r"\((?:条|篇|件|人|期|场)\)次|(?:条|篇|件|人|期|场)[(/]次\)?|(?:条|篇|件)[(/](?:条|篇|件)\)?"
_SCALE = "百万|千万|万|亿|千|百"
_NUMBER = re.compile(
    r"(?=[:—超突已逾约将接近达大\d零〇一二两三四五六七八九十百千万亿])"  # so that most characters are passed at once
    r"(?::|——)?(?:已(?=[超突逾近达]))?(?P<prefix>超过|超出|突破|已过|逾|超|大约|大概|(?<![签预违节解履邀公条合特])约|将近|接近|(?<![附最临靠])近|达到|(?<![传送下转])达)?"
    r"(?:(?P<digits>(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?)"
    rf"(?P<scale>{_SCALE}|[Ww](?![A-Za-z]))?"
    rf"(?:(?<=[万亿千])(?P<rest>\d+)(?P<rest_scale>{_SCALE})?(?![\d.]|年))?"  # 3万6千, 1亿2000万
    r"|(?P<words>[一二两三四五六七八九十百千零〇万亿]{1,14}))"
    rf"(?:(?P<more>余|多|\+|来(?![电信访]))(?P<more_scale>{_SCALE})?)?"
    rf"(?P<unit>(?:{_SPLIT_UNIT}|{_UNITS}))?"
    r"(?P<after>以上|左右|余)?"
)
_TIMES = {"条次": "条", "篇次": "篇", "件次": "件"}
_SCALES = {
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "W": 10_000,
    "w": 10_000,
}
_ABOUT = ("约", "大约", "大概", "近", "将近", "接近")
_OVER = ("超过", "超出", "突破", "已过", "逾", "超")
_NOT_BEFORE = re.compile(
    r"(?:第|[〔\[/.\d]|\d[百千万条件]?[-–—~～至到]|每[^,;]{0,3}|之|[十廿卅]|号楼|[A-Za-z])$"
)
_NOT_AFTER = re.compile(
    r"[%％‰年月日时分秒号版楼室层岁届折天元米条例]|工作日|个(?:工作日|月|小时|自然日)|个?百分点|周[^年]|小时|[-—~至]\d|万元|亿元|[台辆亩吨株座艘枚笔册卷]|户(?!次)|平方|公里|课时|学年|〕|度(?!.)|类\d"
)
# 分为:(1)网站9条, 分为:1、网站9条
_ENUMERATES = re.compile(r"(?<=\()\d{1,2}\)(?=[\u4e00-\u9fff])|(?<=[:;。\n])\d{1,2}、(?=[\u4e00-\u9fff])")
# 2020、2021、2022三年
_YEARS = re.compile("20\\d\\d(?=(?:[、和与及]20\\d\\d)*[、和与及]?(?:20\\d\\d年|[两三四五]年))")
_IN_TITLE = re.compile("[^《》]*》")
_WITHOUT_MARKS = str.maketrans("", "", "()/")
_NO_UNIT = re.compile(r"工作日|百分点|季度|学期|月(?!报)|小时|例|款|第|[-—~至到]\d+[条篇件期次]")
_SEVERAL = re.compile("(?<!信息)(?<!总)(?<!条)(?<!件)数$|[几上成]$")
_BESIDE = 4  # characters that say what a number in words is
_ENDS_CLAUSE = re.compile("[、,;。)]")
_NO_COUNT = re.compile("[每第又再这那同逐任唯初首年月周季天日]$")
_WAYS = re.compile(r"(?:途径|渠道|方式|形式|载体|举措|措施|环节|方面|维度|阵地|抓手|层面|级联动)")
# 管理平台(一期): part of a name
_OF_NAME = re.compile(r"\([一二三四五六]期\)")
# 两项补贴, 三项制度: a name, no count
_MATTER = re.compile("补贴|资金|制度|改革|政策|措施|清单|重点|机制|保障|保险|合计|共计|总计|相加|一共|总共")
_NOUN = re.compile("[\u4e00-\u9fff]{2}")
_HOTLINE = re.compile(r"123\d\d|12[34]\d|9[56]\d{3}")
_WORD_UNITS = frozenset(
    [
        "条",
        "件",
        "篇",
        "期",
        "场",
        "次",
        "名",
        "人",
        "人次",
        "份",
        "处",
        "篇次",
        "条次",
        "件次",
        "场次",
        "期次",
        "封",
        "起",
        "批",
        "项",
        "部",
        "则",
    ]
)


class Mention(NamedTuple):
    """A number at [start, end) of the text; `begin` is before it where 超过 or 近 is printed; `value` with its scale;
    `exactness` exact, about or over; `rounding` is how far a value such as 2.7万 may be off. `unit` is what is
    counted, `printed` how it is printed: 条 and 条次."""

    begin: int
    start: int
    end: int
    value: float
    unit: str
    exactness: str
    rounding: float = 0.0
    printed: str = ""


def mentions(text: str, first: int, last: int) -> Iterator[Mention]:
    """The numbers of a span that may be figures: no dates, ordinals, shares, money or document numbers."""
    has_titles = text.find("》", first, last) >= 0
    for match in _NUMBER.finditer(text, first, last):
        prefix, digits, scale, rest, rest_scale, words, more, more_scale, unit, after = match.groups("")
        at = match.start("digits" if digits else "words")
        if not digits and not _is_count_in_words(match):
            continue
        end = match.end()
        if (_NO_UNIT if unit else _NOT_AFTER).match(text, end, last) or _WAYS.match(text, end, last):
            continue
        if has_titles and _IN_TITLE.match(text, end, last):
            continue
        if not unit and text[at - 1 : at] == "年":
            continue
        if not unit and (_ENUMERATES.match(text, at) or _YEARS.match(text, at)):
            continue
        if (not unit and _HOTLINE.fullmatch(match[0])) or _NOT_BEFORE.search(text[max(first, at - 4) : at]):
            continue
        if words[:1] in ("百", "千") and (more or prefix):  # 百余条, 近千篇
            words = f"一{words}"
        value = _value(digits, scale, rest, rest_scale) if digits else _number_in_words(words)
        if value is None:
            continue
        value *= _SCALES.get(more_scale, 1)  # 3200余万
        printed = _plain(unit)
        yield Mention(
            match.start(),
            at,
            end,
            value,
            counted_in(printed),
            _exactness(prefix, more, after),
            _rounding(digits, scale) if scale and not rest else 0.0,
            printed,
        )


def counted_in(unit: str) -> str:
    """What a unit counts: 条次 are 条."""
    return _TIMES.get(unit, unit)


def _plain(unit: str) -> str:
    """(篇)次 as 篇次, 篇(条) as 篇."""
    if "(" not in unit and "/" not in unit:
        return unit
    letters = unit.translate(_WITHOUT_MARKS)
    return letters if letters[-1] == "次" else letters[0]


def _is_count_in_words(match: re.Match[str]) -> bool:
    """Chinese digits count only before a unit of counting; 一个 and the like are articles."""
    is_without_unit = match["unit"] not in _WORD_UNITS
    if is_without_unit and (match["unit"] is not None or "万" not in match["words"][1:]):
        return False
    start = match.start("words")
    before = match.string[max(0, start - _BESIDE) : start]
    if _SEVERAL.search(before) or _OF_NAME.match(match.string, start - 1):
        return False
    if is_without_unit:
        return True
    if match["unit"] == "项" and _MATTER.match(match.string, match.end()):
        return False
    if (match["words"], match["unit"]) == ("二", "次") and _NOUN.match(match.string, match.end()):
        return False  # 二次解读: a second time; two times are 两次
    if match["words"] != "一" or match["unit"] not in ("次", "件", "项", "批", "部", "份", "则"):
        return True
    before = match.string[max(0, match.start() - _BESIDE) : match.start()]
    return _ENDS_CLAUSE.match(match.string, match.end()) is not None and not _NO_COUNT.search(before)


def _value(digits: str, scale: str, rest: str, rest_scale: str) -> float | None:
    """12万8000 -> 128000; None where the rest does not fit (3万6: 36000 or 30006)."""
    number = float(digits.replace(",", ""))
    if not scale:
        return number
    value = round(number * _SCALES[scale], 4)
    if not rest:
        return value
    less = float(rest) * _SCALES.get(rest_scale, 1)
    fits = less < _SCALES[scale] and "." not in digits and (rest_scale or 10 ** len(rest) == _SCALES[scale])
    return value + less if fits else None


def _rounding(digits: str, scale: str) -> float:
    return 0.5 * _SCALES[scale] / 10 ** len(digits.partition(".")[2])


def _number_in_words(words: str) -> float | None:
    """二十三万六千 -> 236000; None for what is no number."""
    total = 0.0
    for scale, factor in (("亿", 100_000_000), ("万", 10_000)):
        before, parted, words = words.rpartition(scale)
        if parted:
            before = before.strip("零〇")
            number = chinese_number(f"一{before}" if before[:1] in ("百", "千") else before)
            if number is None:
                return None
            total += number * factor
    rest = words.strip("零〇")
    if not rest:
        return total or None
    number = chinese_number(rest)
    return None if number is None else total + number


def _exactness(prefix: str, more: str, after: str) -> str:
    if more in ("余", "多", "+") or after in ("以上", "余") or prefix in _OVER:
        return "over"
    if prefix in _ABOUT or after == "左右" or more == "来":
        return "about"
    return "exact"
