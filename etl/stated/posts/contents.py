"""Kinds of content in the words of a number, and the field of the agency that posted it."""

from __future__ import annotations

import functools
import re

from etl.identity.agency_kinds import kinds_of
from etl.stated.vocabulary import content_words
from etl.stated.words import MIXED

# 各类水利工作信息
_FIELD = re.compile(
    "(?:各[类项种]|有关|相关)*([\u4e00-\u9fff]{2,4}?)(?:工作|系统|业务|领域|行业|政务|事业|类)*(?:有关|相关)?信息"
)
# 各类财政信息 of a 财政局
_OF_ANY_SORT = re.compile("各[类项种]")
_TAX = re.compile("^涉?税[务收]?$")
_POLICE = re.compile("^(?:警务|涉警)$")
# of any number of fields
_LOOSE_KINDS = frozenset({"other", "letters", "news", "statistics", "notices"})
# 文件96件，其中公告38件
_PAPERS = re.compile("公告|通告|通知|决定|命令|批复")
# 有关规范性文件的通知公告
_ABOUT = re.compile("^.*(?:有关|关于|涉及)[^、,和及与]{2,12}的")
_JOINED = re.compile("[、,和及与]")
# 民政要闻
_WHATEVER_MATTER = re.compile(
    "[^、,和及与]{2,8}(?:(?<!领导)(动态|要闻|新闻)|(?:处罚|许可|执法)(?:决定|公示|结果)?)(?:类|信息|类信息)?"
)
# 建议办理、调研等动态9条
_AND_MORE_NEWS = re.compile("、.*等[^、]{0,4}(?:动态|要闻)(?:信息)?$")
# contents of any body, though one body has the field: 人事信息
_OF_ALL_BODIES = re.compile("人事|财政|规划|政务|档案|采购|应急|机关")


def names_content(words: str) -> bool:
    """Whether words name a kind of content."""
    return any_content().search(words) is not None


def is_paper(words: str) -> bool:
    """Whether words are a sort of document, which counts as such among documents."""
    return _PAPERS.fullmatch(words) is not None


def content_of(words: str) -> str:
    """The content that words name first; of news and decisions, whatever their matter (民政要闻, 医疗机构处罚). Of 有关文件的
    通知公告 these are the notices."""
    if "的" in words and names_content(head := _ABOUT.sub("", words)):
        words = head
    if of := _WHATEVER_MATTER.fullmatch(words):
        return "news" if of[1] else "enforcement"
    matches = [
        (match.start(), order, content)
        for order, (content, pattern) in enumerate(content_words().items())
        if (match := pattern.search(words))
    ]
    if len(matches) > 1 and not _JOINED.search(words):  # 安全生产执法: the more telling one
        matches = [one for one in matches if one[2] != "other"]
    return min(matches)[2] if matches else "other"


def of_one_kind(noun: str, named: bool) -> str:
    """The content that a mixed list ends with (粮食直补、农机补贴等惠农信息) or that every part of it is of (预决算、专项资金等信息),
    else empty. `named`: with a channel, which may be what is counted."""
    if _AND_MORE_NEWS.search(noun):
        return "news"
    if "、" not in noun or not MIXED.search(noun):
        return ""
    last = noun.rpartition("等")[2]
    if (
        not named
        and not last.endswith(("领域信息", "解读信息", "政府信息", "政务信息"))
        and (kind := content_of(last)) not in _LOOSE_KINDS
    ):
        return kind
    kinds = {content_of(part) for part in noun.rpartition("等")[0].split("、")}
    return kinds.pop() if len(kinds) == 1 and not kinds & {"other", "letters"} else ""


@functools.lru_cache(maxsize=1024)
def is_its_field(noun: str, agency: str) -> bool:
    """Whether information is called by the field of the agency that posted it, by its name or kind: 环保信息 of an
    生态环境局, 卫生健康信息 of a 卫生健康局."""
    field = _FIELD.fullmatch(noun)
    if not field:
        return False
    if set(field[1]) <= set(agency) and (_OF_ANY_SORT.match(noun) or not names_content(field[1])):
        return True
    if _OF_ALL_BODIES.search(field[1]):
        return False
    return not set(kinds_of(_POLICE.sub("公安", _TAX.sub("税务", field[1])) + "局")).isdisjoint(
        kinds_of(agency)
    )


@functools.cache
def any_content() -> re.Pattern[str]:
    """The words of every kind of content."""
    return re.compile("|".join(pattern.pattern for pattern in content_words().values()))
