"""What was posted: in total, through which channel, or of which content."""

from __future__ import annotations

import re

from etl.stated.channels import without_channels
from etl.stated.continuation import same_as_parent
from etl.stated.label import Label
from etl.stated.mentions import Mention
from etl.stated.posts.allowed import is_by_unknown_way, may_be_content, may_be_posted, may_be_total
from etl.stated.posts.channel_postings import (
    AND_ONE_KIND,
    DISCLOSED,
    content_of_column,
    is_beside_content,
    is_channel_or_content,
    is_of_channel,
    is_other_channel,
    through,
)
from etl.stated.posts.contents import content_of, is_its_field, is_paper, names_content, of_one_kind
from etl.stated.posts.plain_words import item_by_words_alone
from etl.stated.posts.posting import (
    Posting,
    is_aside,
    is_in_another_unit,
    posting,
)
from etl.stated.setting import Meaning, Setting
from etl.stated.words import (
    BODY,
    GENERIC,
    LISTED,
    LOOSE_UNITS,
    MIXED,
    SUMS_UP,
    TIME,
    TIME_BEFORE,
    TOTAL,
    VERB,
)  # fmt: skip

_SAME_ITEM = re.compile("原创|自行制作|自采|首发|转载|转发|电子化")
# 依托办税服务厅公开68条; what a platform of no known family posted is not taken
_PLACE = re.compile(
    "(?:在|通过|依托|利用|借助)(?!各|多)[\u4e00-\u9fff]{2,10}(?<![类种个])(平台|系统|厅|窗口|场所)(?:主动|滚动)?(?:公开|发布|推送|公示|更新|张贴)(?:各类|政府|政务)*(?:信息)?$"
)
_PREMISES = ("厅", "窗口", "场所")
_NO_WHOLE = ("content_", "channel_press", "channel_gazette")
_AGENCY = re.compile("^.{0,10}?(?:[局厅委办]|中心|政府)(?=通过|在|依托|利用|主动|共|累计|全年)")
_MANY = 3
# 线下阵地公开217次: of channels that it does not name
_FORM = re.compile("(?:图片|图文|文字|中文|英文|外文|(?:音|短?视)频)(?:信息|稿件|资料|类)*")
# 其次是项目类信息，共94条
_KIND_BEFORE = re.compile("(?:是|为)([^,;、]{2,8}类)(?:信息)?$")
_OF_BODIES = ("户次", "家次", "套", "宗")
_PIECES = frozenset({"条", "篇", "件", "则", "条次", "篇次", "件次"})
# 网站公开64条、会议公开26条
_AT_MEETINGS = re.compile("(?:各[类种])?会议(?:形式)?公开(?:信息)?")
_PAPER = re.compile(
    "(?:信息|公[告示]|文件|报告|目录|指南|名[单录册]|结果|案例?|情况|通[报知告]|[日月周季年]报|分析|提示|警示|[白蓝绿]皮书|预告|安排|材料|标准|方案|数据|价格"
    "|清单|明细|纪要|解读|意见|决定|规程|合格|公约|反馈|文书|公报)(?:及[^,]{2,6})?$"
)
# 按季度公开审计结果，全年公开14份
_OBJECT_BEFORE = re.compile("公[开布示]([^,;。]{2,12}),(?:全年|年内|共|累计)*公[开布示]$")
_SHOWN = re.compile("公示|曝光|^公告")
# 财政信息9条、村级公示12条
_SHOWN_THERE = re.compile("级公[示告]$")
_MADE_KNOWN = re.compile("公布|公开")
# 网站发布信息9条，主动公开信息30条
_OF_ITS_OWN = re.compile(
    "(?:新增|向社会|对外)*(?:主动|(?<=社会)|(?<=对外))公开(?:各类)?(?:政府|政务)?信息|(?:公开|发布)?信息总[量数]"
)
# 农事建议12条 is advice
_OF_DELEGATES = re.compile("人大|政协|代表|委员|提案|议案|复文|答复|办理|^建议")
_UNNAMED_WAY = re.compile("(?:阵地|渠道|途径|载体)$")
_PART_OF = re.compile("其中|包括|包含|含")
# 公开信息, 发布各类信息
_BY_NAME = re.compile("[;,]?([\u4e00-\u9fff]{4,8})(?:发布|推送)(?:各类|政务)*信息")
_PLAIN = re.compile(f"(?:共|累计|同步)*(?:{VERB.pattern})(?:共|各类|政府|政务)*(?:信息)?(?:共计?)?")


def posted(segment: str, label: Label, mention: Mention, setting: Setting) -> Meaning | None:
    """The figure of a number of things posted; None for any other number."""
    one = posting(segment, label, mention, setting)
    if _AT_MEETINGS.fullmatch(one.near) and not _is_among_contents(one):
        previous = one.setting.previous
        is_way = one.in_list or (previous is not None and previous.item.startswith("channel_"))
        return Meaning("channel_other", one.text) if is_way else None
    if item := same_as_parent(one):
        return Meaning(item, one.text)
    if not may_be_posted(one):
        return None
    if item := item_by_words_alone(one):
        return Meaning(item, one.text)
    if column := content_of_column(one):
        return _content(column, one)
    if is_of_channel(one) or _is_all_of_its_field(one):
        return through(one) if one.named else Meaning("disclosed", one.text)
    if is_channel_or_content(one):
        return Meaning("content_other", one.text, in_doubt=True)
    if not one.named and (place := _PLACE.search(one.near)):
        return Meaning("channel_other", one.text) if place[1] in _PREMISES else None
    bare = one.noun if one.in_list and one.near.endswith("类") else without_channels(one.noun)
    in_doubt = bool(one.named)  # 公示栏公开低保、医疗救助等信息9条
    if kind := of_one_kind(one.noun, in_doubt):
        return Meaning(f"content_{kind}", one.text, in_doubt=in_doubt) if may_be_content(one) else None
    if TOTAL.match(one.near) and (
        before := _KIND_BEFORE.search(one.segment.removesuffix(one.near).rstrip(","))
    ):
        return _content(before[1], one)
    if (
        GENERIC.match(bare)
        or AND_ONE_KIND.match(bare)
        or TOTAL.match(one.near)
        or MIXED.search(one.noun)
        or _is_of_many(one)
    ):
        return _generic(one)
    return _content(bare, one) if may_be_content(one) else None


def _is_among_contents(one: Posting) -> bool:
    """Whether a content is stated right before: 规划计划9条、会议公开6条 are of what was posted, not where."""
    return one.setting.previous is not None and one.setting.previous.item.startswith("content_")


def _is_of_many(one: Posting) -> bool:
    """Whether so many kinds are named together that the number is of all that was posted."""
    ends = {part[-2:] for part in one.noun.removesuffix("信息").split("、")}
    return not one.in_list and one.noun.count("、") >= _MANY and len(ends) > 1


def _is_all_of_its_field(one: Posting) -> bool:
    """Whether an agency posted what it calls by its field (统计信息61条 of a bureau of statistics), and no content is stated
    beside it."""
    if (one.in_list and not one.named) or not is_its_field(one.noun, one.setting.agency):
        return False
    return not is_beside_content(one)


def _generic(one: Posting) -> Meaning | None:
    """A number of information as such: of a channel, of all, or a part of a list without a name of its own."""
    near, parent = one.near, one.setting.parent
    if one.named:
        return through(one)
    if parent is None and one.segment == near and VERB.fullmatch(near):  # 3.农业动态。发布88条。
        return None
    if one.mention.unit not in _PIECES and (object_ := _OBJECT_BEFORE.search(one.segment)):
        return _content(object_[1], one) if _PAPER.search(object_[1]) else None
    if is_by_unknown_way(near):
        return None
    if one.mention.unit in _OF_BODIES:
        return None
    if one.mention.unit in LOOSE_UNITS | {"个"} and not DISCLOSED.search(one.text):
        return None
    if parent and one.segment.startswith(",") and _adds_to(one, parent):
        return Meaning(parent.item, one.text)
    is_part = one.is_run or (one.in_list and _PART_OF.search(one.segment) is not None)
    if not is_part and _OF_ITS_OWN.match(TIME_BEFORE.sub("", near)):
        return Meaning("disclosed", one.text)
    if one.in_list and parent and not TOTAL.match(near) and not SUMS_UP.match(near):
        return _generic_part(one, parent)
    return Meaning("disclosed", one.text) if may_be_total(near) else None


def _adds_to(one: Posting, parent: Meaning) -> bool:
    """Whether a number is what was new of the one before, told by the same words: 平台累计公开政府信息90条，2022年新增公开政府信息12条."""
    new, _, noun = TIME_BEFORE.sub("", one.near).partition("新增")
    return not new and bool(noun) and parent.label.endswith(noun)


def _generic_part(one: Posting, parent: Meaning) -> Meaning | None:
    """A part of a figure that has no name of its own."""
    near, is_of_channel = one.near, parent.item.startswith("channel_")
    if one.is_clause and MIXED.search(one.noun):  # 网站公开报告9篇，上传动态、公告等90篇
        is_on_board = one.setting.topic == "bulletin_board"  # 设公示栏20块，公示线路、票价等90条
        return None if is_on_board else _in_between(one) or Meaning("disclosed", one.text)
    is_form = _SAME_ITEM.search(near) or _FORM.fullmatch(near)
    is_same = is_form and not parent.item.startswith("content_")
    is_of_time = is_of_channel and _PART_OF.search(one.segment) and TIME.search(near)
    if is_same or is_of_time:
        return Meaning(parent.item, one.text)
    if _PLAIN.fullmatch(near):
        return _plain_part(one, parent)
    previous = one.setting.previous
    if one.is_run and _SHOWN_THERE.search(near) and previous and previous.item.startswith("content_"):
        return Meaning("content_notices", one.text)
    words = VERB.sub("", _AGENCY.sub("", near))
    if _is_by_name(one):
        return Meaning("disclosed", one.text)
    if names_content(words):
        return _content(words, one)
    if words.endswith("等"):
        return None
    if TIME.search(near):
        return Meaning("disclosed" if parent.item.startswith("content_") else parent.item, one.text)
    return Meaning("disclosed" if BODY.search(words) else "content_other", one.text)


def _plain_part(one: Posting, parent: Meaning) -> Meaning | None:
    """A part that is stated by a verb alone: 公众号发布90条，其中公开政务信息30条."""
    near = one.near
    if (
        parent.item.startswith("channel_")
        and one.setting.is_listed
        and one.segment.removesuffix(near) in (",其中", "其中")
    ):
        return Meaning(parent.item, one.text)
    is_total = parent.item.startswith(_NO_WHOLE) or near == "公开信息"
    if is_total and not one.setting.is_listed:
        return Meaning("disclosed", one.text)
    if near.startswith("累计") and parent.item == "disclosed":
        return Meaning(parent.item, one.text)
    whole = one.setting.list_of
    if near.startswith("共"):
        return Meaning(whole.item if whole else parent.item, one.text)
    return _in_between(one)


def _is_by_name(one: Posting) -> bool:
    """Whether a clause opens with the name of the body, though shortened: 青川教育发布信息9条 of 青川县教育局."""
    name = _BY_NAME.fullmatch(one.segment)
    return name is not None and set(name[1]) <= set(one.setting.agency)


def _in_between(one: Posting) -> Meaning | None:
    """A number stated by nothing of its own within a list: of the channel that was named since, if any (账号12个，发布300条)."""
    parent, topic = one.setting.parent, one.setting.topic
    is_since = bool(topic) and parent is not None and parent.item != f"channel_{topic}"
    return Meaning(f"channel_{topic}", one.text) if is_since else None


def _content(bare: str, one: Posting) -> Meaning | None:
    if _UNNAMED_WAY.search(bare):
        return None
    content = content_of(bare)
    if content == "policy_documents" and "意见征集" in bare:  # 政策文件意见征集公告9条
        return None
    if is_other_channel(one, content):
        whole = one.setting.list_of
        is_of_media = whole is not None and whole.item == "channel_new_media"
        return Meaning("channel_new_media" if is_of_media else "channel_other", one.text)
    if content == "letters":
        if re.search("征[集求]|收[集到]|意见", bare):
            return None
        if not _OF_DELEGATES.search(bare):
            return Meaning("content_other", one.text)
        is_part = one.setting.is_listed or LISTED.match(one.segment)
        return Meaning("proposals_answered", one.text) if is_part or "公开" in one.text else None
    if (
        content == "other"
        and (bare.endswith("等") or is_aside(one) or is_in_another_unit(one))
        and not (names_content(bare) or _PAPER.search(bare))
    ):
        return None
    if content == "other" and (one.is_clause or not one.in_list) and not _is_known_to_be_public(bare, one):
        return None
    if is_paper(bare) and (of := one.setting.list_of) and of.item == "content_policy_documents":
        content = "policy_documents"
    return Meaning(f"content_{content}", one.text)


def _is_known_to_be_public(noun: str, one: Posting) -> bool:
    """Whether what stands in no list and is of no known content is a thing that is made public, by its unit, noun or verb:
    抽检结果6次, and no 骨干集训3期."""
    if one.mention.unit == "个":
        return False
    return (
        one.mention.unit in _PIECES
        or (one.mention.unit == "份" and _MADE_KNOWN.search(one.near) is not None)
        or names_content(noun)
        or bool(_PAPER.search(noun) or _SHOWN.search(one.near))
    )
