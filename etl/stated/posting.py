"""Whether a number counts things posted, and what its words say of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from etl.stated.channels import ends_with_channel, families, without_channels, without_names
from etl.stated.label import Label, noun_of
from etl.stated.mentions import Mention
from etl.stated.setting import Setting, Told
from etl.stated.vocabulary import content_words
from etl.stated.words import (
    BODY,
    BY_BODY,
    CHANNEL_UNITS,
    CONTENT_UNITS,
    DECIDED,
    GENERIC,
    LISTED,
    LOOSE_UNITS,
    REPORTS,
    STRONG,
    THAT_CHANNEL,
    TIME,
    TOTAL,
    VERB,
    VIDEO,
)

_OWN_TOTAL = re.compile("主动公开|共|[我本]|全[市县区局省州系]|各|部门|单位|合计")
# 通过县政府网站专栏，主动公开
_BY_WAY_OF = re.compile(
    f"(?:通过|依托|利用|借助|[在经])(?:(?!{VERB.pattern})[^,;:。])*(?:网站?|平台|[专公]栏|栏目|公众号|微[信博]|上),[^,;:。]*$"
)
# 社会救助公示信息
_SHOWN = re.compile("(.{2,20})公示信息(?:共|共计)?$")
_REST = re.compile("其余|剩余|余下|另外|另有?")
_RUN = re.compile("、|和|及|以及")
_WORK = re.compile(
    "(?:电话|活动|措施|举措|承诺|事项|任务|机制|窗口|设施|设备|岗位|场所|车位|图书|读本|画册|教材|宣传片|展板|装备)$"
)
_REVISED = re.compile("(?:修订|调整|完善|优化|梳理|动态管理)(?:了|共)?$")
_BROADCAST_TALK = re.compile("(?:热线|直播|问政|访谈)(?:类)?节目")
_EVENT = re.compile("(?:活动|[例谈证进度署报]会|培训班?|会议|讲座|演练|督查|测评|考核|调研)$")
_FORECAST = re.compile("预报$|预警(?:信号|信息)?$")
_WEAK = re.compile("新增|更新|制作|出版|推出|上传|编印|编辑|展示")
_MATTER = re.compile(
    "信息|文件|规章|指南|目录|公告|通知|稿|动态|[日月周季年]报|简报|视频|图解|解读|预决算|预算|决算"
)
HELD_WORK = re.compile(
    "召开|举办|开展|参加|参与|做客|走进|(?:^|先后|全年|年内|共|牵头|积极)组织(?!机构|架构|领导)|受理|(?<![许可审批权业])办理(?!结果|情况)|处理(?!结果|情况)|接收|接待|走访|整改(?!结果|情况)|收到|接到|调解|查处|立案|办结"
)
# kinds of information listed without a verb: 财政信息9条, 社会保险类51条
_LISTED_KIND = re.compile("[\u4e00-\u9fff]{2}(?:信息|类)$")
_LISTED_RESULT = re.compile("(?:信息|决定书?|公告|公示|结果|报告)$")
_PUBLISHED_TOO = ("interpretations", "proposals_answered", "consultations", "responses")
_DISCLOSES = re.compile("公开|发布|公布|公示")
_POSTS = re.compile("(?:信息|稿件|图文|消息|文章)$")
_COUNT = re.compile(r"\d+[条篇件]")
_NOT_POSTED = re.compile(
    "申请|投诉|举报|咨询|诉求|案件|线索|建议|提案|工单|采集|录入|归集|登记|核查|收集|摸排|报送|短信"
)
_PUBLISHED = re.compile("(?:公告(?:、[^、]{1,8})?|月报|日报|周报|季报|动态信息|通报|通告|公报)$")


class Posting(NamedTuple):
    """A number that may count things posted: its words, the `noun` among them, the channel families `named`, and where it
    stands. `in_list`: among the parts of a figure or right behind another; `is_run`: joined to it by 、 or 和."""

    segment: str
    near: str
    text: str
    noun: str
    named: tuple[str, ...]
    mention: Mention
    setting: Setting
    in_list: bool
    is_run: bool


def posting(segment: str, label: Label, mention: Mention, setting: Setting) -> Posting:
    """What the words of a number say of things posted."""
    in_list = _in_list(segment, label.near, setting)
    noun = _noun(label, in_list)
    named = _channels(segment, label, noun, setting) or (
        families(label.longer) if _REST.fullmatch(label.near) else ()
    )
    is_run = _RUN.match(segment) is not None
    return Posting(segment, label.near, label.text, noun, named, mention, setting, in_list, is_run)


def may_be_posted(posting: Posting) -> bool:
    """Whether unit and words allow a number of things posted: by a verb, in a list, or as the total of a statement."""
    return _has_unit(posting) and not _is_of_work(posting) and _is_told(posting)


def may_be_content(posting: Posting) -> bool:
    """Whether unit and words allow a number of one content."""
    unit, text = posting.mention.unit, posting.text
    if unit in CONTENT_UNITS or (not unit and posting.in_list and posting.setting.listed_without_units):
        return True
    return unit in LOOSE_UNITS and bool(
        STRONG.search(text)
        or (posting.in_list and posting.is_run)
        or _PUBLISHED.search(text)
        or (names_content(text) and "预警" not in text)
    )


def names_content(words: str) -> bool:
    """Whether words name a kind of content."""
    return any(pattern.search(words) for pattern in content_words().values())


def _has_unit(posting: Posting) -> bool:
    unit, setting = posting.mention.unit, posting.setting
    if unit:
        is_account = unit in ("个", "家") and ends_with_channel(VIDEO.sub("", posting.near))
        return unit in CHANNEL_UNITS | CONTENT_UNITS | LOOSE_UNITS and not is_account
    return posting.mention.exactness != "exact" or (posting.in_list and setting.listed_without_units)


def _is_of_work(posting: Posting) -> bool:
    """Whether what is counted is the body's work, not what it posted: 推出便民措施, 更新执法车辆, 受理申请."""
    near, noun, unit = posting.near, posting.noun or posting.near, posting.mention.unit
    if unit in ("期", "次") and _FORECAST.search(noun):
        return True
    if _REVISED.search(near) or _BROADCAST_TALK.search(posting.text):
        return True
    if posting.setting.applying and unit in ("件", "份", "") and not (families(near) or "主动" in near):
        return True
    is_listed_kind = posting.in_list and unit == "条"  # 政府会议8条
    is_held = HELD_WORK.search(near) and not VERB.search(near)
    if (is_held and not (is_listed_kind and _LISTED_RESULT.search(near))) or (
        _EVENT.search(posting.noun) and not is_listed_kind
    ):
        return True
    if posting.in_list or posting.named:
        return False
    weak = _WEAK.search(posting.text) and not STRONG.search(posting.text)
    return bool(_WORK.search(noun) or (weak and not _MATTER.search(noun) and not GENERIC.match(noun)))


def _is_told(posting: Posting) -> bool:
    near, text, noun, named, unit = (
        posting.near,
        posting.text,
        posting.noun,
        posting.named,
        posting.mention.unit,
    )
    if VERB.search(text) or posting.in_list:
        return True
    is_handled = unit == "件" and HELD_WORK.search(posting.setting.statement)
    if is_handled and not VERB.search(posting.setting.statement):
        return False
    if named and unit != "个" and (GENERIC.match(without_channels(noun)) or ends_with_channel(noun)):
        return True
    if unit in ("期", "则", "条", "篇", "份") and _PUBLISHED.search(noun):
        return True
    if named == ("press",) and REPORTS.search(text):
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


def _noun(label: Label, in_list: bool) -> str:
    text = label.text
    noun, before = noun_of(without_names(text))
    if noun == "信息" and (shown := _SHOWN.search(text)) and names_content(VERB.split(shown[1])[-1]):
        return VERB.split(shown[1])[-1]
    if noun or not before:
        return noun
    behind = label.longer[len(label.near) :]
    if GENERIC.match(behind) and _POSTS.search(behind):
        return behind
    return before if names_content(without_channels(before)) or (in_list and not _is_body(before)) else ""


def _is_body(words: str) -> bool:
    return bool(BODY.search(words) or BY_BODY.search(words) or families(words) or TIME.search(words))


def _channels(segment: str, label: Label, noun: str, setting: Setting) -> tuple[str, ...]:
    """The channel families that the words of a number name or, where these name none, refer to."""
    named = families(label.near or label.text)
    if not named and ("主动公开" not in label.near or _BY_WAY_OF.search(without_names(segment))):
        named = families(segment)
    if named:
        return named
    if setting.topic and TOTAL.match(label.near) and families(setting.statement) == (setting.topic,):
        return (setting.topic,)
    if THAT_CHANNEL.search(segment) and setting.family:
        return (setting.family,)
    if setting.heading and not setting.is_listed and GENERIC.match(noun) and VERB.search(label.text):
        return (setting.heading,)
    if setting.topic and not setting.is_listed and GENERIC.match(noun) and VERB.search(label.text):
        return () if _OWN_TOTAL.search(label.near) else (setting.topic,)
    return ()


def _is_published(previous: Told, near: str, setting: Setting) -> bool:
    """Whether what is listed behind a figure may have been published with it: 发布政策解读15条、规划计划6条."""
    if previous.is_posted:
        return True
    is_named = previous.item in _PUBLISHED_TOO and names_content(near) and not HELD_WORK.search(near)
    return is_named and _DISCLOSES.search(setting.statement) is not None


def _in_list(segment: str, near: str, setting: Setting) -> bool:
    previous = setting.previous
    if previous and previous.item == "letters_answered" and _RUN.match(segment):
        return False
    if setting.parent is not None and (LISTED.match(segment) or setting.is_listed or segment == near):
        listed = setting.is_listed or setting.previous is None or LISTED.match(segment) is not None
        return listed or names_content(near)
    follows = (
        previous is not None and _is_published(previous, near, setting) and _RUN.match(segment) is not None
    )
    return follows and segment.lstrip("、和及以") == near
