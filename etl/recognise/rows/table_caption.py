"""What is printed above a table about its figures: the year that they are of, and whether they were corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, IntEnum

from etl.text.chinese_numerals import arabic_dates
from etl.text.normalise import normalise

_TITLE = re.compile(r"(20\d\d)年?度?.{0,16}信息公开.{0,8}(?:报告|年报)")
_YEAR_NAMED = re.compile(
    r"[^。,;月\d]{0,20}(20\d\d)年?度?(?:[^。,;月\d]{0,20}(?:数据|统计|情况|表|报告|年报)[^。,;月\d]{0,8})?"
    r"[:)]*(?:\(?(?:计量)?单位:?[^。,;\d]{1,6}\)?)?"
)
# 统计时间:2023年1月1日至2023年12月31日; 2023年1-12月; 数据截至2023年底
_PERIOD = re.compile(
    r"[^。,;\d]{0,16}(20\d\d)年(?:1月1日起?[至到-](?:\1年|同年|当年)?12月31日止?|1月?[至到-]12月份?)(?:数据|统计|情况)?[:)。]*"
    r"|[^。,;\d]{0,10}截[至止](20\d\d)年(?:12月(?:31日)?|年?底|末)[:)。]*"
)
_BELOW = re.compile(
    r"[^。,;\d]{0,8}(?:以下|下[列表]|[本上]表|表中|现[将把]?)[^。,;\d]{0,8}(20\d\d)年度?[^。,;\d]{0,6}(?:数据|统计|情况|数字)"
)
_LAST_YEAR = re.compile(
    r"(?!.*(?:问题|整改|[对相]比|比较|变化|结转|增减))[^。,;\d]{0,12}(?:上一?年度?|去年|上年)(?:同期)?"
    r"(?:数|的?[^。,;\d]{0,20}(?:数据|统计|情况|表|数字)[^。,;\d]{0,4})?[:)。]*"
    r"|[^。,;\d()]{0,8}\((?:上一?年度?|去年|上年)(?:同期)?(?:数据?|情况)?\)[:。]*"
)
_FOR_COMPARISON = re.compile(r"\([^()\d]{0,6}(?:参考|参照|备查|[对相]比|比较|对照)[^()\d]{0,3}\)")
_DOTTED = re.compile(r"(20\d\d)[./-](\d{1,2})[./-](\d{1,2})日?(?!\d)")
_SHORT_YEAR = re.compile(r"^\(?(?=[12]\d年度?(?:数据|统计|情况|表)?[:)。]*$)")
_LONGEST_TITLE = 50
_CLAUSE_END = re.compile("[,;。]")
_THIS_YEAR = re.compile(
    r"[^。,;\d]{0,12}(?:本年度?|本报告期|当年)的?(?:数据|统计|情况|表|数字)[^。,;\d]{0,4}[:)。]*"
)
_SUPERSEDED = re.compile(
    r"(?:[更修订改调][正订整改]|勘误)前|原(?:表|稿|数据|版本?)|[初草底]稿|意见稿|送审稿|讨论稿|样[表例本]|示例|范[例本]|模板"
    r"|空白表|旧[版表稿]|^旧$|作废|废止版|已废止|停用|备份|历史版本|^错误"
)
_FINAL = re.compile(
    r"(?:[更修订改调][正订整改]|勘误)(?:后|为|如下)|[终定]稿|正式(?:稿|版|文本|报告|表)|^正式$|最终(?:稿|版|数据|结果)?$|新[版表稿]|^新$|^正确"
)
_OF_A_PART = re.compile(
    r"[^。,;]{0,12}?(?:(?:[上下]半年度?|(?:第?[一二三四1-4]|前[二三])季度)(?:数据?|情况|统计|数字|报?表)?"
    r"|(?:下属|所属|直属|二级)(?:单位|机构|部门)(?:数据?|情况|统计|数字|报?表)|历史(?:数据|情况|数字)|对比(?:数据?|值)"
    r"|20\d\d年度?(?:目标|计划)(?:数|值|表|情况)?|(?<![\d至到-])\d{1,2}月份?(?:数据|情况|统计|报表))(?:\([^()]{0,8}\))?[:)]*"
)
_MAY_NAME_A_YEAR = re.compile(r"[年期\d]")
_MAY_BE_PART = re.compile("[半季位构门史比標标划劃月]")
_LONGEST_REMARK = 24


class Edition(IntEnum):
    """Which of several printed copies of a table counts: the corrected, the final one; not that of a part of the year."""

    SUPERSEDED = -1
    UNSAID = 0
    FINAL = 1


class OfReport(Enum):
    """A year that is named by the report's alone (上年度, 本年度); the value is its distance from that."""

    LAST_YEAR = -1
    THIS_YEAR = 0


@dataclass(frozen=True, slots=True)
class TableCaption:
    """`year` is 0 if none is named; `remark` is the line that says the edition."""

    year: int | OfReport = 0
    edition: Edition = Edition.UNSAID
    remark: str = ""

    def with_line(self, text: str) -> TableCaption:
        """This caption after one more line above the table."""
        year, edition = year_of_caption(text), edition_of(text) or _edition_of_part(text)
        if not (year or edition):
            return self
        own = (edition, text.strip()) if edition else (self.edition, self.remark)
        return TableCaption(year or self.year, *own)


UNCAPTIONED = TableCaption()


def year_of_title(text: str) -> int:
    """The year named by the title of a report, 0 if the text is none or names none."""
    title = normalise(text)
    match = len(title) <= _LONGEST_TITLE and _TITLE.search(title)
    return int(match[1]) if match else 0


def year_of_caption(text: str) -> int | OfReport:
    """The year named by the caption of a table; 0 if the text is none or names none."""
    if len(text) > 2 * _LONGEST_TITLE or not _MAY_NAME_A_YEAR.search(text):
        return 0
    caption = _DOTTED.sub(r"\1年\2月\3日", _FOR_COMPARISON.sub("", arabic_dates(normalise(text))))
    caption = _SHORT_YEAR.sub("20", caption)
    if len(caption) > _LONGEST_TITLE:
        return 0
    if caption.endswith(":"):  # 为便于比较,附2022年数据:
        caption = _CLAUSE_END.split(caption)[-1]
    match = _YEAR_NAMED.fullmatch(caption) or _PERIOD.fullmatch(caption) or _BELOW.match(caption)
    if match:
        return int(next(filter(None, match.groups())))
    if _THIS_YEAR.fullmatch(caption):
        return OfReport.THIS_YEAR
    return OfReport.LAST_YEAR if _LAST_YEAR.fullmatch(caption) else 0


def edition_of(text: str) -> Edition:
    """What a short line says of the copy below it: 更正后, 初稿."""
    if len(text) > _LONGEST_REMARK:
        return Edition.UNSAID
    if _FINAL.search(text):
        return Edition.FINAL
    return Edition.SUPERSEDED if _SUPERSEDED.search(text) else Edition.UNSAID


def _edition_of_part(text: str) -> Edition:
    """Whether a short line says that a table is only of a part of the year or of the agency, or of none: 2023年上半年情况."""
    may_be = len(text) <= _LONGEST_REMARK and _MAY_BE_PART.search(text)
    is_part = may_be and _OF_A_PART.fullmatch(normalise(text))
    return Edition.SUPERSEDED if is_part else Edition.UNSAID
