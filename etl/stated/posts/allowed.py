"""Whether a number may count things posted, by its unit and its words."""

from __future__ import annotations

import re

from etl.stated.channels import ends_with_channel, families, without_channels
from etl.stated.posts.channel_postings import is_only_a_name
from etl.stated.posts.contents import names_content
from etl.stated.posts.own_work import LISTED_RESULT, is_of_work
from etl.stated.posts.posting import HELD_WORK, Posting, is_told_by_content
from etl.stated.words import (
    ADVERB,
    CHANNEL_UNITS,
    CONTENT_UNITS,
    DECIDED,
    GENERIC,
    LOOSE_UNITS,
    NOUN_END,
    REPORTS,
    STRONG,
    TOTAL,
    VERB,
    VIDEO,
    YEAR_WORDS,
)

_FILMS = re.compile("(?:抖音|快手|微信)(?:短|微)?视频$")
# 公示信息18批，涉及项目206个
_CONCERNS = re.compile(
    ".*,(?:共|累计)?(?:涉及(?!的?内容|[^,]{2,12}信息)|惠及|覆盖|受理|带动|追回|涉案)[^,]*$"
)
# 客户端发布9条、用户达2万
_COUNTS_PEOPLE = re.compile("用户|人数|粉丝|阅读|播放")
_HALF = re.compile("线[上下](?:渠道|平台|方式|信息)*")
# kinds of information listed without a verb: 财政信息9条, 社会保险类51条
_LISTED_KIND = re.compile("[\u4e00-\u9fff]{2}”?(?:信息|类)$")
_BOTH_SHOWN = re.compile("(?:[双两]|执法)公示”?(?:信息)?$")
# 收费目录1份、粮油价格52期，均通过县政府网公开。
_SAID_BEHIND = re.compile(
    r"\d[条件篇份期项宗个],?(?:均|全部|都|已)*(?:及时|依法)?(?:(?:通过|在|于)[^,;。\d]{2,16})?(?:挂网|上网)?(?:公开|公布|公示|发布)[。;]?$"
    r"|\d[条件篇份期项宗个],(?:全年|共|累计|合计|总计)+(?:主动)?(?:公开|发布)(?:信息)?[\d,]+条[。;]?$"
)
# 季度通报4期, to those inspected
_INTERNAL = re.compile("(?:^|[印下]发|[季月]度|督查|考核)通报$|^警情通报$")
# 编发工作动态12期, within the administration
_OWN_PAPER = re.compile("(?:编发|编印|印发|编写)[^,]*(?:动态|提示|参考|专报|摘要|值班信息)$")
# 发布消费警示26期
_WARNS = re.compile("(?:发布|公开|公布)[^,]*(?:警示|消费提示)$")
_PIECES = ("条", "篇", "则")
_COUNT = re.compile(r"\d+[条篇件]")
_NOT_POSTED = re.compile(
    "申请|投诉|举报|咨询|诉求|案件|线索|建议|提案|工单|采集|录入|归集|登记|核查|收集|摸排|报送|短信"
)
_PUBLISHED = re.compile("(?:公告(?:、[^、]{1,8})?|月报|日报|周报|季报|动态信息|通报|通告|公报)$")
# 全市各部门通过网站主动公开信息: whoever did it, by whatever way; and no 超期公开, 审查发布信息
_BY_WHOM = re.compile(
    r"(?:^|[局委办室厅镇乡县市区州旗省校院所会社馆联协署村处队站关司园户息务议至到身]|[级门位关统道心府业织构员日月年底末来间时然但是]|[台道式径体网页上下媒信博号栏屏报端等中、]|(?<![全内外])部)”?$"
)
_BY_WAY = re.compile("通过|依托|利用|借助")
# 围绕重点领域公开信息: about what
_ABOUT = re.compile("(?:围绕|聚焦|针对|紧扣)[^,;。]{2,20}(?:领域|方面|工作|重点|热点|中心|大局)$")
_ANY_WAY = re.compile("渠道|途径|方式|形式|载体|平台|媒体")
_MEANWHILE = re.compile(
    rf"(?:{ADVERB.pattern.rstrip('+$')}|{YEAR_WORDS}|[大个]?种?类[别型]?|去年|上一?年度?|同期|仅|只|累计|历年|实际|属于|总|[共合总]计|直接|报告期内?|(?:审核|整理|编辑|提供|采编|制作)并|经(?:审核|审查|统计)后?|(?:截[至止])?目前|至今|(?:\d{{4}})?年度?内?|[上下]半年|(?:第?[一二三四1-4]|前[二三])季度|(?:\d{{1,2}}月?[-—~至到])?\d{{1,2}}月份?)+$"
)
# 投稿126篇，刊发98篇
_PRINTED_SOME = re.compile(
    ",(?:其中)?(?:在[^,;。\\d]{2,14})?(?:被|获|实际)?(?:刊[发登用播载]|采用|见报|发表|登载|播出)[^,;。\\d]{0,4}\\d"
)
# 在《青川财政》上登载信息9条: printed by whomever
_IN_SOME_PAPER = re.compile("在《[^》]*》[^,]{0,4}(?:登载|刊[登发载]|发表)")
_TO_OTHERS = re.compile("(?:发稿|投稿|供稿)(?:共|约)?$")


def may_be_posted(posting: Posting) -> bool:
    """Whether unit and words allow a number of things posted: by a verb, in a list, or as the total of a statement."""
    is_whom = posting.mention.unit not in _PIECES and _CONCERNS.match(posting.segment)
    if (
        is_whom
        or _is_within(posting)
        or not posting.text
        or _is_half_of_all(posting)
        or _is_of_who_published(posting)
    ):
        return False
    if _IN_SOME_PAPER.search(posting.near) and not posting.named:
        return False
    if _is_for_others(posting) or is_only_a_name(posting) or _is_issue_of_something(posting):
        return False
    return _has_unit(posting) and not is_of_work(posting) and _is_stated(posting)


def is_by_unknown_way(near: str) -> bool:
    """Whether something was published by a way of a kind that words do not tell: 通过惠民驿站公开信息9条."""
    return _BY_WAY.search(near) is not None and not (families(near) or _ANY_WAY.search(near))


def may_be_total(near: str) -> bool:
    """Whether nothing stands before the verb but who published, how and when."""
    verb = VERB.search(near)
    if verb is None:
        return True
    before = _MEANWHILE.sub("", near[: verb.start()])
    return _BY_WHOM.search(before) is not None or _ABOUT.search(before) is not None


def may_be_content(posting: Posting) -> bool:
    """Whether unit and words allow a number of one content."""
    unit, text = posting.mention.unit, posting.text
    if unit in CONTENT_UNITS or (not unit and posting.in_list and posting.setting.listed_without_units):
        return True
    return unit in LOOSE_UNITS and bool(
        STRONG.search(text)
        or (
            posting.in_list
            and not posting.is_clause
            and (posting.is_run or LISTED_RESULT.search(posting.noun))
        )
        or _PUBLISHED.search(text)
        or (unit != "次" and _WARNS.search(text) is not None)
        or (names_content(text) and "预警" not in text and is_told_by_content(posting))
    )


def _has_unit(posting: Posting) -> bool:
    unit, setting = posting.mention.unit, posting.setting
    if unit:
        is_account = (
            unit in ("个", "家")
            and ends_with_channel(NOUN_END.sub("", VIDEO.sub("", posting.near)))
            and not _FILMS.search(posting.near)
            and not _is_more_posts(posting)
        )
        return unit in CHANNEL_UNITS | CONTENT_UNITS | LOOSE_UNITS and not is_account
    if (
        posting.near.endswith("信息")
        and VERB.search(posting.near)
        and setting.behind[:1] in ("。", ";", "\n")
    ):
        return True  # 公开政务信息90。
    if _COUNTS_PEOPLE.search(posting.near):
        return False
    return posting.mention.exactness != "exact" or (posting.in_list and setting.listed_without_units)


def _is_more_posts(one: Posting) -> bool:
    """Whether posts in pieces (抖音96个) are listed with those of another channel: 微博发布872篇、抖音96个."""
    previous = one.setting.previous
    if previous is None or not previous.item.startswith("channel_"):
        return False
    return previous.unit == one.mention.unit or (one.is_run and previous.unit in _PIECES)


def _is_stated(posting: Posting) -> bool:
    near, text, noun, named, unit = (
        posting.near,
        posting.text,
        posting.noun,
        posting.named,
        posting.mention.unit,
    )
    if VERB.search(text) or (posting.in_list and (near or posting.is_run or posting.setting.is_listed)):
        return True
    is_decided = unit == "件" and DECIDED.search(near)
    if (
        names_content(noun)
        and _SAID_BEHIND.search(posting.setting.statement)
        and not (is_decided or HELD_WORK.search(near))
    ):
        return True
    is_handled = unit == "件" and HELD_WORK.search(posting.setting.statement)
    if is_handled and not VERB.search(posting.setting.statement):
        return False
    if (
        named
        and (unit != "个" or near.endswith("作品"))
        and (GENERIC.match(without_channels(noun)) or ends_with_channel(noun))
    ):
        return True
    if (
        unit in ("期", "则", "条", "篇", "份", "宗")
        and _PUBLISHED.search(noun)
        and not _INTERNAL.search(noun)
    ):
        return True
    if named == ("press",) and REPORTS.search(text):
        return True
    if unit == "条" and _BOTH_SHOWN.search(noun):
        return True
    if unit in ("条", "篇") and _LISTED_KIND.search(noun) and not _is_dealt_with(posting):
        return True
    if unit == "期" and named in (("other",), ("gazette",)):
        return True
    return bool(TOTAL.match(near) and VERB.search(posting.setting.statement)) and not DECIDED.search(near)


def _is_dealt_with(posting: Posting) -> bool:
    """Whether kinds are listed of what was received or collected, not posted."""
    opening = _COUNT.split(posting.setting.statement, maxsplit=1)[0]
    return bool(
        _NOT_POSTED.search(opening) or (posting.near.endswith("类") and _NOT_POSTED.search(posting.near))
    )


def _is_within(one: Posting) -> bool:
    """Whether a bracket says how many things one paper is of: 公布项目清单1份(项目126个)."""
    previous = one.setting.previous
    is_of_papers = previous is not None and previous.unit in ("份", "批", "期", "张")
    return is_of_papers and one.segment.startswith("(") and one.mention.unit in ("个", "项", "家", "处", "宗")


def _is_half_of_all(one: Posting) -> bool:
    """Whether a part is stated to have been posted online or elsewhere, through whatever channels: 线上90条、线下30条."""
    return one.in_list and _HALF.fullmatch(VERB.sub("", one.near)) is not None


def _is_of_who_published(one: Posting) -> bool:
    """Whether bodies are counted that published something: 81个预算单位全部公开预决算."""
    behind = one.text[len(one.near) :]
    return one.mention.unit in ("个", "家", "所") and not VERB.search(one.near) and bool(VERB.search(behind))


def _is_for_others(one: Posting) -> bool:
    """Whether articles went to a medium that the words do not tell (在柏原新闻发稿20篇), or that printed some of them."""
    if _TO_OTHERS.search(one.near) is None:
        return False
    return not one.named or _PRINTED_SOME.match(one.setting.behind) is not None


def _is_issue_of_something(one: Posting) -> bool:
    """Whether issues are counted of what stands elsewhere: 公开抽检信息，已公布6期."""
    if one.mention.unit == "期" and not one.named and _OWN_PAPER.search(one.near):
        return True
    made_known = one.mention.unit == "期" and not one.noun and re.search("公布|公示|通报", one.near)
    return bool(made_known) and not families(one.segment)
