"""What was posted: in total, through which channel, or of which content."""

from __future__ import annotations

import re

from etl.stated.channels import channel_item, ends_with_channel, families, without_channels, without_names
from etl.stated.label import Label, noun_of
from etl.stated.mentions import Mention
from etl.stated.setting import Setting, Told
from etl.stated.vocabulary import content_words
from etl.stated.words import (
    ADVERB,
    BODY,
    BY_BODY,
    CHANNEL_UNITS,
    CONTENT_UNITS,
    DECIDED,
    GENERIC,
    LISTED,
    LOOSE_UNITS,
    MIXED,
    REPORTS,
    STRONG,
    THAT_CHANNEL,
    TIME,
    TOTAL,
    VERB,
)

# 涉税信息, 气象信息: an agency speaks of its own field; 普法宣传信息 is one content
_SHORT = 4
_OWN_TOTAL = re.compile("主动公开|共|[我本]|全[市县区局省州系]|各|部门|单位|合计")
_SAME_ITEM = re.compile("原创|自采|首发|转载|转发|电子化")
_RUN = re.compile("、|和|及|以及")
_ACCOUNT = re.compile("“[^”]{1,14}”")
_ANY = re.compile("各类|各项|各种|相关|有关|等|政府|政务|官方|、")
_HELD = re.compile(
    "召开|举办|开展|参加|参与|做客|走进|(?:^|先后|全年|年内|共|牵头|积极)组织(?!机构|架构|领导)|受理|(?<![许可审批权业])办理(?!结果|情况)|处理(?!结果|情况)|接收|接待|走访|整改(?!结果|情况)|收到|调解|查处|立案|办结"
)
_PUBLISHED = re.compile("(?:公告(?:、[^、]{1,8})?|月报|日报|周报|季报|动态信息|通报|公报)$")


def posted(segment: str, label: Label, mention: Mention, setting: Setting) -> Told | None:
    """The figure of a number of things posted; None for any other number."""
    near, text = label.near, label.text
    if setting.applying and mention.unit in ("件", "份", "") and not (families(near) or "主动" in near):
        return None
    if _HELD.search(near) and not VERB.search(near):
        return None
    of_gazette = setting.parent is not None and setting.parent.item == "channel_gazette"
    if of_gazette and (
        re.search("刊[载登]|登载|收录", text) or (_RUN.match(segment) and mention.unit == "件")
    ):
        return Told("channel_gazette", text)
    in_list = _in_list(segment, near, setting)
    noun = _noun(text, in_list)
    named = _channels(segment, label, noun, setting)
    if (mention.unit in ("个", "家") and ends_with_channel(near)) or noun.endswith("活动"):
        return None
    whole = setting.parent
    if whole and whole.item.startswith("channel_") and _ACCOUNT.fullmatch(near):
        return Told(whole.item, text)
    if not _may_be_posted(label, noun, mention, setting, in_list, named):
        return None
    parent = setting.parent
    if in_list and parent and not parent.item.startswith("channel_") and _is_by_body(near):
        return Told(parent.item, text)
    if _is_of_website(near, in_list, setting):
        return _content(near.removesuffix("栏"), text, mention, in_list)
    if _is_of_channel(named, noun, text, mention):
        return _through(named, text, mention)
    bare = noun if in_list and near.endswith("类") else without_channels(noun)
    if GENERIC.match(bare) or TOTAL.match(near) or MIXED.search(noun):
        return _generic(named, segment, label, mention, in_list, setting)
    if not _may_be_content(mention, text, setting, in_list, bool(_RUN.match(segment))):
        return None
    return _content(bare, text, mention, in_list)


def _noun(text: str, in_list: bool) -> str:
    noun, before = noun_of(without_names(text))
    if noun or not before:
        return noun
    return before if _names_content(without_channels(before)) or (in_list and not _is_body(before)) else ""


def _channels(segment: str, label: Label, noun: str, setting: Setting) -> tuple[str, ...]:
    """The channel families that the words of a number name or, where these name none, refer to."""
    named = families(label.near or label.text)
    if not named and "主动公开" not in label.near:
        named = families(segment)
    if named:
        return named
    if THAT_CHANNEL.search(segment) and setting.family:
        return (setting.family,)
    if setting.topic and not setting.is_listed and GENERIC.match(noun) and VERB.search(label.text):
        return () if _OWN_TOTAL.search(label.near) else (setting.topic,)
    return ()


def _is_by_body(near: str) -> bool:
    """Whether a part is told by who published it: 各乡镇公开."""
    who = re.sub(r"(?:政府|政务|各类)*信息$", "", VERB.sub("", near))
    return not families(near) and bool(BY_BODY.search(ADVERB.sub("", who)))


def _is_of_website(near: str, in_list: bool, setting: Setting) -> bool:
    """Whether a column of a website is meant: 网站…条, 其中通知公告栏…条."""
    whole = setting.list_of
    return in_list and near.endswith("栏") and whole is not None and whole.item == "channel_website"


def _is_of_channel(named: tuple[str, ...], noun: str, text: str, mention: Mention) -> bool:
    """Whether a number is of the channel named, whatever was posted there."""
    if not named:
        return False
    if mention.unit in ("期", "次", "期次") and named != ("website",) and len(named) == 1:
        return True
    if named == ("press",) and REPORTS.search(text):
        return True
    if "bulletin_board" in named and re.search("张贴|滚动", text):
        return True
    if noun.endswith("信息") and not _names_content(noun) and len(_ANY.sub("", noun)) <= _SHORT:
        return True
    return ends_with_channel(noun) or bool(re.search("转发|转载", text))


def _is_body(words: str) -> bool:
    return bool(BODY.search(words) or BY_BODY.search(words) or families(words) or TIME.search(words))


def _in_list(segment: str, near: str, setting: Setting) -> bool:
    if setting.parent is not None and (LISTED.match(segment) or setting.is_listed or segment == near):
        return (
            setting.is_listed
            or setting.previous is None
            or bool(LISTED.match(segment))
            or _names_content(near)
        )
    return bool(
        setting.previous
        and setting.previous.is_posted
        and _RUN.match(segment)
        and segment.lstrip("、和及以") == near
    )


def _may_be_content(mention: Mention, text: str, setting: Setting, in_list: bool, is_run: bool) -> bool:
    if mention.unit in CONTENT_UNITS or (not mention.unit and in_list and setting.listed_without_units):
        return True
    return mention.unit in LOOSE_UNITS and bool(
        STRONG.search(text)
        or (in_list and is_run)
        or _PUBLISHED.search(text)
        or (_names_content(text) and "预警" not in text)
    )


def _may_be_posted(
    label: Label, noun: str, mention: Mention, setting: Setting, in_list: bool, named: tuple[str, ...]
) -> bool:
    """Whether unit and words allow a number of things posted: by a verb, in a list, or as the total of a statement."""
    if mention.unit and mention.unit not in CHANNEL_UNITS | CONTENT_UNITS | LOOSE_UNITS:
        return False
    if not mention.unit and mention.exactness == "exact" and not (in_list and setting.listed_without_units):
        return False
    if VERB.search(label.text) or in_list:
        return True
    if named and mention.unit != "个" and (GENERIC.match(without_channels(noun)) or ends_with_channel(noun)):
        return True
    if mention.unit in ("期", "则", "条", "篇", "份") and _PUBLISHED.search(noun):
        return True
    if named == ("press",) and REPORTS.search(label.text):
        return True
    if mention.unit == "期" and named in (("other",), ("gazette",)):
        return True
    return bool(TOTAL.match(label.near) and VERB.search(setting.statement)) and not DECIDED.search(label.near)


def _names_content(words: str) -> bool:
    return any(pattern.search(words) for pattern in content_words().values())


def _generic(
    named: tuple[str, ...], segment: str, label: Label, mention: Mention, in_list: bool, setting: Setting
) -> Told | None:
    """A number of information as such: of a channel, of all, or a part of a list without a name of its own."""
    near, parent = label.near, setting.parent
    if named:
        return _through(named, label.text, mention)
    if mention.unit in ("次", "期", "个"):
        return None
    if in_list and parent and not TOTAL.match(near):
        if _SAME_ITEM.search(near) and (not parent.item.startswith("content_")):
            return Told(parent.item, label.text)
        if parent.item.startswith("channel_") and "其中" in segment and TIME.search(near):
            return Told(parent.item, label.text)
        words = VERB.sub("", near)
        if _names_content(words):
            return _content(words, label.text, mention, in_list)
        if not TIME.search(near) and not BODY.search(words):
            return Told("content_other", label.text)
    return Told("disclosed", label.text)


def _through(named: tuple[str, ...], text: str, mention: Mention) -> Told | None:
    if mention.unit and mention.unit not in CHANNEL_UNITS and not (mention.unit == "张" and "张贴" in text):
        return None
    item = channel_item(named, text)
    return None if item == "disclosed" and mention.unit in ("次", "期", "个") else Told(item, text)


def _content(bare: str, text: str, mention: Mention, in_list: bool) -> Told | None:
    matches = [
        (match.start(), order, content)
        for order, (content, words) in enumerate(content_words().items())
        if (match := words.search(bare))
    ]
    content = min(matches)[2] if matches else "other"
    if content == "letters":
        return Told("proposals_answered", text) if in_list or "公开" in text else None
    if content == "other" and not in_list and mention.unit == "个":
        return None
    return Told(f"content_{content}", text)
