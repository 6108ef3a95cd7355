"""Which item a number is, from the words that belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.stated.mentions import Mention
from etl.stated.vocabulary import channel_words, content_words, wordings
from etl.stated.words import (
    APPLICATION,
    APPLIED_BY,
    BODY,
    BY_BODY,
    CHANNEL_UNITS,
    CONNECTIVE,
    CONTENT_UNITS,
    DECIDED,
    FREQUENCY,
    GENERIC,
    LISTED,
    LOOSE_UNITS,
    MIXED,
    NEGATIVE,
    NOT_COUNTED,
    NOT_COUNTED_END,
    PLAIN_WAY,
    PLAN,
    PREPOSITION,
    REPORTED,
    REPORTS,
    SOCIAL,
    STRONG,
    TABLE_TWO,
    THAT_CHANNEL,
    TIME,
    TOTAL,
    VERB,
    WAY,
)


@dataclass(frozen=True, slots=True)
class Told:
    """An item and the words that tell it."""

    item: str
    label: str


def is_rejected_whole(statement: str) -> bool:
    """Whether a statement speaks of plans, or of what another body reports."""
    return bool(PLAN.search(statement) or REPORTED.search(statement))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands: the `statement`, the `parent` whose parts may be listed, whether ways of interpretation
    are being listed or may follow, whether ways of applying are told, and the channel family that 该网 refers to."""

    statement: str
    parent: Told | None = None
    interpreting: bool = False
    after_interpretations: bool = False
    applying: bool = False
    listed_without_units: bool = False
    family: str = ""


def classify(segment: str, after: str, mention: Mention, setting: Setting) -> Told | None:
    """The item of a number. `segment` are the words between the number before and it, `after` those behind it up to
    the next mark."""
    near, label = _label(segment, after)
    if setting.interpreting and WAY.search(near):
        return Told("interpretations", label)
    if setting.after_interpretations and PLAIN_WAY.fullmatch(near):
        return Told("interpretations", label)
    if FREQUENCY.search(segment) or _is_negative(near, label, after, mention):
        return None
    if setting.applying and (item := _way_of_applying(label, mention)):
        return Told(item, label)
    for wording in wordings():
        if (
            mention.unit not in wording.units
            or not wording.label.search(label)
            or wording.unless.search(label)
        ):
            continue
        if wording.context and not wording.context.search(setting.statement):
            continue
        if wording.item == "letters_answered" and not re.search(
            "公开|网|信箱|留言|热线|咨询|诉求|电话|问政", label
        ):
            continue
        return Told(wording.item, label)
    if APPLICATION.search(label) and not re.search("申请公开(?:流程|指南)", label):
        return None
    return _posted(segment, near, label, mention, setting)


def _way_of_applying(label: str, mention: Mention) -> str:
    """The item of a number in a statement on applications that names only the way: 邮寄2件; empty for any other."""
    if mention.unit not in ("件", "条", "份", "个", "次", "起", "宗") or VERB.search(label):
        return ""
    if re.search("答复|回复|办理|咨询|留言|投诉|诉求|信访|收到", label):
        return ""
    return next((item for item, words in APPLIED_BY.items() if words.search(label)), "")


def _label(segment: str, after: str) -> tuple[str, str]:
    """(the words right before a number, the words that name it: these, else those behind it, else those before)."""
    parts = re.split(r"[,;:()\n。]", segment)
    near = CONNECTIVE.sub("", parts[-1])
    if PREPOSITION.match(near):
        return near, near
    core = VERB.sub("", near)
    if re.search(r"[\u4e00-\u9fff]", TOTAL.sub("", core)) and not re.fullmatch(
        r"(?:举办|召开|组织|开展|配备|配|落实|发布|设|设立|建成|制作|参加|全年|共|全市|全区|全县|我局|本局|年内)+",
        core,
    ):
        return near, near
    if re.match(r"[\u4e00-\u9fff“《]", after) and not re.match(r"(?:以上|左右|的?[，,])|参加$|次$", after):
        return near, near + after
    earlier = [part for part in parts[:-1] if part.strip("、")]
    return near, (CONNECTIVE.sub("", earlier[-1]) + near) if earlier else near


def _is_negative(near: str, label: str, after: str, mention: Mention) -> bool:
    if PREPOSITION.match(near) or NEGATIVE.search(label):
        return True
    if re.search(r"办理.{0,4}(?:人大|政协|建议|提案|代表)", near) and not re.search("公开|信息|结果", near):
        return True
    if (
        TABLE_TWO.search(label)
        and mention.unit != "期"
        and not re.search("公开|发布|公布|公示|解读|公报", label)
    ):
        return True
    if not near and re.match("事项|意见|措施|任务|举措|要求|职责", after):
        return True
    if (
        mention.unit in ("个", "家", "块", "处", "类", "大类")
        and NOT_COUNTED.match(after)
        and "解读" not in after
    ):
        return True
    return bool(NOT_COUNTED_END.search(near)) and mention.unit in ("个", "家", "块", "处", "张", "项")


def _posted(segment: str, near: str, label: str, mention: Mention, setting: Setting) -> Told | None:
    """What was posted: through which channel, or of which content, or in total."""
    parent = setting.parent
    in_list = parent is not None and (bool(LISTED.match(segment)) or segment == near)
    verbs = list(VERB.finditer(label))
    if re.search("刊[载登]", label) and parent and parent.item == "channel_gazette":
        return Told("channel_gazette", label)
    if not _may_be_posted(near, mention, setting, in_list, bool(verbs)):
        return None
    families = _families(near) or _families(segment)
    if not families and THAT_CHANNEL.search(segment) and setting.family:
        families = [setting.family]
    tail = label[verbs[-1].end() :] if verbs else label
    if in_list and parent and parent.item == "disclosed" and not families and BY_BODY.search(near):
        return Told("disclosed", label)
    if families and tail.endswith("信息") and not _names_content(tail):
        return _through(families, label, mention)
    if in_list and parent and parent.item == "channel_website" and near.endswith("栏"):
        return _content(near.removesuffix("栏"), label, mention, in_list)
    if families and (
        _is_only_channel(tail)
        or ("press" in families and REPORTS.search(label))
        or (re.search("转发|转载", label))
    ):
        return _through(families, label, mention)
    bare = tail if in_list and near.endswith("类") else _without_channels(tail)
    if GENERIC.match(bare) or TOTAL.match(near) or MIXED.search(tail):
        return _generic(families, near, label, mention, in_list, parent, segment)
    if mention.unit not in CONTENT_UNITS and not (mention.unit in LOOSE_UNITS and STRONG.search(label)):
        return None
    return _content(bare, label, mention, in_list)


def _may_be_posted(near: str, mention: Mention, setting: Setting, in_list: bool, has_verb: bool) -> bool:
    """Whether unit and words allow a number of things posted: by a verb, in a list, or as the total of a statement."""
    if mention.unit and mention.unit not in CHANNEL_UNITS | CONTENT_UNITS | LOOSE_UNITS:
        return False
    if not mention.unit and mention.exactness == "exact" and not (in_list and setting.listed_without_units):
        return False
    if has_verb or in_list:
        return True
    return bool(TOTAL.match(near) and VERB.search(setting.statement)) and not DECIDED.search(near)


def _names_content(words: str) -> bool:
    return any(pattern.search(words) for pattern in content_words().values())


def _generic(
    families: list[str],
    near: str,
    label: str,
    mention: Mention,
    in_list: bool,
    parent: Told | None,
    segment: str,
) -> Told | None:
    """A number of information as such: of a channel, of all, or a part of a list without a name of its own."""
    if families:
        return _through(families, label, mention)
    if mention.unit in ("次", "期", "个"):
        return None
    if in_list and parent and not TOTAL.match(near):
        if parent.item.startswith("channel_") and "其中" in segment and TIME.search(near):
            return Told(parent.item, label)
        named = VERB.sub("", near)
        if _names_content(named):
            return _content(named, label, mention, in_list)
        if not TIME.search(near) and not BODY.search(named):
            return Told("content_other", label)
    return Told("disclosed", label)


def _through(families: list[str], label: str, mention: Mention) -> Told | None:
    if mention.unit and mention.unit not in CHANNEL_UNITS:
        return None
    item = _channel(families, label)
    return None if item == "disclosed" and mention.unit in ("次", "期", "个") else Told(item, label)


def _is_only_channel(tail: str) -> bool:
    """Whether the words before a number end with a channel: 省局政务网, 区级媒体, 等其他渠道."""
    words = tail.rstrip("》”\"'）)")
    return any(
        match.end() == len(words) for pattern in channel_words().values() for match in pattern.finditer(words)
    )


def _content(bare: str, label: str, mention: Mention, in_list: bool) -> Told | None:
    matches = [
        (match.start(), order, content)
        for order, (content, words) in enumerate(content_words().items())
        if (match := words.search(bare))
    ]
    content = min(matches)[2] if matches else "other"
    if content == "letters":
        return Told("proposals_answered", label) if in_list or "公开" in label else None
    if content == "other" and not in_list and mention.unit == "个":
        return None
    return Told(f"content_{content}", label)


def last_family(words: str) -> str:
    """The channel family that words name last; empty where they name none."""
    families = _families(words)
    return families[-1] if families else ""


def _families(words: str) -> list[str]:
    """The channel families that words name, in the order in which they stand."""
    found = {
        family: match.start()
        for family, pattern in channel_words().items()
        if (match := pattern.search(words))
    }
    if "website" in found and "bulletin_board" in found and re.search(r"网[^,、]{0,8}公告栏", words):
        del found["bulletin_board"]
    if (
        "press" in found
        and re.fullmatch(r".*?(?:新|融|自)媒体.*", words)
        and not re.search("报|电视|广播|央", words)
    ):
        del found["press"]
    if "other" in found and re.search("等其[他它](?:方式|渠道|形式|途径)", words):
        return ["other"]
    return sorted(found, key=found.__getitem__)


def _channel(families: list[str], words: str) -> str:
    """One family as it is, several social media as new media, families of different kinds as the total."""
    if not families or "主渠道" in words:
        return "disclosed"
    if len(families) == 1:
        return f"channel_{families[0]}"
    if set(families) <= SOCIAL:
        return "channel_new_media"
    if set(families) <= {"press", "new_media"}:
        return f"channel_{families[0]}"
    return "disclosed"


def _without_channels(words: str) -> str:
    for pattern in channel_words().values():
        words = pattern.sub("", words)
    return re.sub(
        r"[“”《》\"'()]|官方|政务(?=$|、)|政府(?=$|、)|局|本[县市区镇]|[省市县区](?=$|级)|平台|账号|渠道|等",
        "",
        words,
    )
