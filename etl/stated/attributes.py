"""Of which period and of whom a stated figure speaks, from the words before it."""

from __future__ import annotations

import re

_PART_OF_YEAR = re.compile(
    r"[上下]半年|(?:第?[一二三四1-4]|前[二三])季度|\d{1,2}[-至~]\d{1,2}月|[上去]年(?!以来|度)|上一?年度(?!公开|年报|报告|的?年度)|前年"
)
_AS_AT = re.compile(r"截[至止](?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?底?|至?\d{4}年底|\d{4}年\d{1,2}月底")
_CUMULATIVE = re.compile(r"累计|历年|以来|截[至止]|总量达|开通至今")
_SINCE = re.compile(r"自?\d{4}年[^,;。]{0,12}以来|以来|历年")
_THIS_YEAR = re.compile(r"全年|年内|本年|当年|今年|年度|学年")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d{1,2}月|底|以来|[^,;。]{0,10}以来)")
_AREA = re.compile(
    r"全[省市县区乡镇州盟旗](?!人民|政府(?!系统|各)|长|性|面|政务公开|信息公开)|各(?:地|部门|单位|乡镇|街道|镇|县|区|市|级(?:机关|部门|政府|行政))|县直各|市直各|全系统|市州|我[省市县区](?!级|直|政府|局|委|办|府)|本[省市县区](?=各|主动|公开|共|累计)"
)
_OWN = re.compile(
    r"[我本](?:局|委|办|院|厅|镇|乡|街道|单位|机关|中心|队|会|校|分局|处|站)|(?<!各)(?:[省市县区]政?府办|办公室)|(?<![\u4e00-\u9fff])[省市县区]政府(?!网|门户|公报|各)|[乡镇](?:便民|政府)|(?<!各)(?<!县直)局(?!网|长)|管委会"
)


def period_of(sentence: str, year: int | None) -> str:
    """`year`, `cumulative` or `other`, from the words of the sentence up to the figure. `year`: the report's year."""
    part = list(_PART_OF_YEAR.finditer(sentence))
    years = list(_YEAR.finditer(_AS_AT.sub("", sentence)))
    whole = _THIS_YEAR.search(sentence[part[-1].end() :] if part else sentence)
    if part and not whole and not (years and int(years[-1][1]) == year and part[-1][0] in ("上年", "去年")):
        return "other"
    if _SINCE.search(sentence):
        since = list(_SINCE.finditer(sentence))[-1].end()
        if not re.search(r"其中\d{4}年|其中(?:本年|当年|今年)", sentence[since:]):
            return "cumulative"
    if years and year is not None and int(years[-1][1]) != year:
        return "other" if int(years[-1][1]) < year else "year"
    if whole or years:
        return "year"
    return "cumulative" if _CUMULATIVE.search(sentence) else "year"


def subject_of(clause: str, before: str) -> str:
    """`own` or `area`: what the last of such words in the clause says, else what held before."""
    area = [match.start() for match in _AREA.finditer(clause)]
    own = [match.start() for match in _OWN.finditer(clause)]
    if not area and not own:
        return before
    return "area" if max(area, default=-1) >= max(own, default=-1) else "own"
