"""The year that a report is about: from its title, its stated period and its date of issue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.text.chinese_numerals import arabic_dates

EARLIEST, LATEST = 2003, 2049
_YEAR = r"(20[0-4]\d)"
_DATE = rf"{_YEAR}[年./-]?(\d{{1,2}})[月./-](\d{{1,2}})日?"
_DATED_YEAR = re.compile(
    rf"(?<![\d/]){_YEAR}(?!\d|-\d{{4,}}|年\d{{1,2}}月(?:\d{{1,2}}日)?(?![-至到—~])|[./-]\d{{1,2}}[./-]\d{{1,2}}(?!\d))(年度|年)?"
)
_PERIOD = re.compile(
    rf"(?:从|自|为|是|于|:|指|期限|周期|期间|时间|区间)?\(?(?<!\d){_DATE}(?:0时)?(?:起|始|开始)?,?(?:至|到|止|—|–|-|~)+(?:{_YEAR}[年./-]?|同年|当年)?(\d{{1,2}})[月./-](\d{{1,2}})日?"
)
_PERIOD_WORD = re.compile(
    r"统计期限|统计周期|统计时间|统计数据|数据统计|所列数据|数据的统计|报告期|期限|时限|周期|时间范围|统计"
)
_OPENING_YEAR = re.compile(
    rf"(?<![\d/年较比与])(?<!截至)(?<!截止)(?<!关于做好){_YEAR}(?:年度(?=[,我本全政])|年,)"
    rf"|(?<!\d){_YEAR}年度?(?=(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报))"
    rf"|(?<!\d){_YEAR}年0?1月0?1日起?,?[至到止—–~-]+(?:20[0-4]\d年|同年|当年)?12月31日(?=的?(?:政府信息公开)?(?:工作|情况))"
)
_ISSUED = re.compile(rf"(?<!统计)(?<!截止)(?<!截至)(?:日期|时间)[:为]+\[?{_DATE}")
_SIGNED = re.compile(rf"^(?:[^,。;:0-9]{{0,30}}?)\(?{_DATE}\)?$")
_SIGNED_IN_MONTH = re.compile(rf"^(?!截[至止])[^,。;:0-9]{{0,30}}?\(?{_YEAR}年0?([1-4])月\)?$")
"""A year's reports are due in the January after it, those of whole counties and cities in March."""
_WRITTEN = re.compile(rf"^\D{{0,8}}{_DATE}")

_OTHER_PERIOD = re.compile(
    r"20[0-4]\d(?:年度?)?(?:[-至到—–~]+|[与和及、])20[0-4]\d(?:年度?|学年)?(?:[二三四五六七八九十]年)?"
    r"|(?<=[年度])中期|[上下]半年度?|(?<!一)半年度?"
    r"|(?:第?[一二三四1-4](?:[、和至-]第?[一二三四1-4])?|前[二三])季度"
    r"|\d{1,2}月\d{1,2}日起?[-至到—–~]+(?:20[0-4]\d年)?\d{1,2}月\d{1,2}日止?"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月?[-至到—–~](?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
    r"|[\"'“”]*十[一二三四]五[\"'“”]*(?:期间|时期|规划|以来)*"
)
_WHOLE_YEAR = re.compile(
    r"(?:1|一)月?[-至到—–~](?:12|十二)月份?|(?P<from>20[0-4]\d年)0?1月0?1日起?[-至到—–~]+(?:(?P=from)|同年|当年)?12月31日止?"
    r"|(?P<dotted>20[0-4]\d)[./]0?1[-至到—–~]+(?:(?P=dotted)[./])?12月?(?!\d)"
)
_ERA = re.compile(r"公元(?=20[0-4]\d)")
_TWO_DIGITS = re.compile(r"(?<![\d年月./-])(?=[12]\d年度?(?:政府|政务)信息公开)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A year or a date, and the words that state it."""

    value: str
    quote: str

    @property
    def year(self) -> int:
        return int(self.value[:4])


def _iso(year: str, month: str, day: str) -> str:
    if EARLIEST <= int(year) <= LATEST and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return ""


def in_full(title: str) -> str:
    """The plain title with its years in four Arabic digits: 二〇二三年, 23年度政府信息公开…."""
    return _ERA.sub("", _TWO_DIGITS.sub("20", arabic_dates(title)))


def without_whole_year(title: str) -> str:
    """The plain title without words for all months of a year (1-12月, 1月1日至12月31日), which leave the year."""
    return _WHOLE_YEAR.sub(_year_of_period, title)


def _year_of_period(whole_year: re.Match[str]) -> str:
    """What is left of words for all months of a year: the year, if they name it."""
    return whole_year["from"] or (f"{whole_year['dotted']}年" if whole_year["dotted"] else "")


def other_period(title: str) -> str:
    """The words of a plain title that name a part of a year or several years, empty if none do."""
    match = _OTHER_PERIOD.search(title)
    return match[0] if match else ""


def of_title(title: str) -> Stated | None:
    """The year of a plain title, of several the last one written with 年度 or 年; that of a date of issue is none."""
    years = list(_DATED_YEAR.finditer(arabic_dates(title)))
    if not years:
        return None
    marked = [year for year in years if year[2] == "年度"] or [year for year in years if year[2]]
    best = (marked or years)[-1]
    return Stated(best[1], title)


def of_period(text: str) -> Stated | None:
    """The year in which the period begins that plain text states its figures for: 2020年1月1日至2020年12月31日.

    A period counts only behind a word such as 统计期限; 截至 dates and other periods do not.
    """
    text = arabic_dates(text)
    for match in _PERIOD.finditer(text):
        before = text[max(0, match.start() - 24) : match.start() + 2]
        if _PERIOD_WORD.search(before):
            return Stated(match[1], match[0])
    return None


def is_whole_year(period: str) -> bool:
    """Whether a period as `of_period` quotes it lasts from a January to the December of the same year."""
    match = _PERIOD.search(period)
    if match is None:
        return True
    begins, month, _, ends, last_month, _ = match.groups()
    return int(month) == 1 and int(last_month) == 12 and ends in (None, begins)


def of_opening(text: str) -> Stated | None:
    """The year that the first sentences of plain text are about: 2023年度,…; 现将2022年度政府信息公开情况报告如下."""
    for match in _OPENING_YEAR.finditer(text):
        if "《" not in text[: match.start()].rpartition("》")[2]:  # else of a document that is cited
            return Stated(match[1] or match[2] or match[3], match[0])
    return None


def of_issue(text: str) -> Stated | None:
    """The date behind 发布日期 and its like in plain text, as YYYY-MM-DD."""
    match = _ISSUED.search(text)
    if match and (date := _iso(match[1], match[2], match[3])):
        return Stated(date, match[0])
    return None


def of_signature(line: str) -> Stated | None:
    """The date of a plain line that is a date alone, or an agency and a date: 二〇一〇年一月十九日."""
    match = _SIGNED.match(arabic_dates(line)) if len(line) <= 48 else None
    if match and (date := _iso(match[1], match[2], match[3])):
        return Stated(date, line)
    return None


def of_signed_month(line: str) -> Stated | None:
    """The month, as YYYY-MM, of a plain line that is a month in which reports are filed, or an agency and such a month."""
    match = _SIGNED_IN_MONTH.match(arabic_dates(line)) if len(line) <= 48 else None
    return Stated(f"{match[1]}-{int(match[2]):02d}", line) if match else None


def of_metadata(printed: str) -> Stated | None:
    """A date as metadata print it: 2021-01-20 10:00, 2021/1/20, 20210120."""
    match = _WRITTEN.match(printed) or re.match(r"(20[0-4]\d)(\d\d)(\d\d)", printed)
    if match and (date := _iso(match[1], match[2], match[3])):
        return Stated(date, printed)
    return None


def of_path(part: str) -> Stated | None:
    """A year in a folder's or file's name: 2020, tjj_2020, 2020年度."""
    years = re.findall(rf"(?<!\d){_YEAR}(?!\d)", part)
    return Stated(years[-1], part) if len(set(years)) == 1 else None
