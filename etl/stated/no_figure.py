"""Numbers and whole statements that are no figures, by their words."""

from __future__ import annotations

import functools
import re

from etl.stated.label import Label
from etl.stated.words import (
    FREQUENCY,
    NEGATIVE,
    NOT_COUNTED,
    NOT_COUNTED_END,
    PLAN,
    PREPOSITION,
    REPORTED,
    TABLE_TWO,
)

_STAFF = re.compile("(?:同志)?(?:专门负责|专职|兼职)")
_PROPOSALS = re.compile("(?:办理|答复|承办|办复).{0,4}(?:人大|政协|建议|提案|代表)")
_MATTERS = re.compile("[^,;:。、]{1,8}事项")
# 12项惠民资金
_FUNDS = re.compile("[\u4e00-\u9fff]{0,4}(?:资金|补贴|政策|制度|改革|机制)")
_WORK = re.compile("事项|意见|措施|任务|举措|要求|职责")
# 42项中有6项
_AMONG = re.compile("中(?:有|$)")
# 各村明确信息员1名: so many in each of them
_FEW = 4
_EACH = re.compile("[各每均都]")
_EACH_HAS = re.compile(
    r"各(?:行政)?(?:[村镇乡县区]|社区|街道|单位|部门|科室|乡镇|学校)(?:\([^()]*\))?(?:明确|确定|配备|指定|落实|安排|选派)[^,;:。\d]{0,10}$"
)
# 简报26期报县委办, 1200条历史信息已迁移
_SENT_ON = re.compile("历史|(?:上?报送?|呈送?|送)(?:[省市县区州党]|上级|领导)")
_HANDLED = re.compile("(?:主|协|会|承|来|信|交|转)办件")
# 8个乡镇设立了查阅点: those that have one
_HAS_POINT = re.compile("(?!查阅)[^,;。阅]{1,16}?(?:设|建|开辟|配)[^,;。]*查阅")
# 抽查的120篇解读材料中
_SAMPLED = re.compile("(?:抽查|抽检|抽取|检查)(?:的|了)$")
# 抽查的120篇解读材料中，图解仅31篇
_AMONG_NONE = re.compile(r"[^,;:。]{0,8}(?:材料|信息|稿件|文件|解读|栏目|链接)中,")
_WARNED = re.compile("[^,;:。]{0,8}(?:预警|预报)")
# 公开46条，与要求(每年不少于60条)有差距
_ASKED = re.compile(r"\([^()]*不[少低]于[^()]*\)|每[^,;。]{0,10}不[少低]于\d+[条件篇期次场]")
_TITLE = re.compile("《[^》]*》|(?:政务|信息)公开(?=工作|制度|方案|办法|机制)")


def is_rejected_whole(statement: str) -> bool:
    """Whether a statement speaks of plans, or of what another body reports."""
    if "不" in statement and ("(" in statement or "每" in statement):
        statement = _ASKED.sub("", statement)
    return bool(PLAN.search(statement) or REPORTED.search(statement))


def is_of_none(segment: str) -> bool:
    """Whether a number stands right behind one that is no figure, or among what that one counts."""
    return not segment or _AMONG_NONE.match(segment) is not None


def is_of_each(segment: str, value: float) -> bool:
    """Whether a number is so many in each place or time."""
    if not _EACH.search(segment):
        return False
    return FREQUENCY.search(segment) is not None or (value < _FEW and _EACH_HAS.search(segment) is not None)


@functools.lru_cache(maxsize=1024)
def is_negative(
    label: Label, after: str, after_belongs: bool, unit: str, is_listed: bool, is_part: bool
) -> bool:
    """Whether the words of a number say that it is none: plans, papers issued, places that have something, shares."""
    near, text = label.near, label.text
    asked = after_belongs and re.match(r"[^,;。]{0,14}(?:征[求集]|解读)", after)
    who = unit in ("人", "名") and _STAFF.match(after)
    if (PREPOSITION.match(near) and not asked and not who) or NEGATIVE.search(
        label.longer if asked else text
    ):
        return True
    if _SAMPLED.search(near):
        return True
    if _PROPOSALS.search(near) and not re.search("公开|信息|结果", near):
        return True
    if (
        TABLE_TWO.search(text)
        and not is_listed
        and unit != "期"
        and not re.search("公开(?!件)|发布|公布|公示|解读|读懂|图解|公报", _TITLE.sub("", text))
    ):
        return True
    if unit in ("次", "期") and _WARNED.match(after):
        return True
    if unit in ("个", "家", "所") and _HAS_POINT.match(after):
        return True
    if unit == "项" and not near and _FUNDS.match(after):
        return True
    if not asked and unit in ("项", "个") and (_MATTERS.match(after) or _AMONG.match(after)):
        return True
    if _SENT_ON.match(after):
        return True
    if not near and (_WORK.match(after) or _HANDLED.match(after)):
        return True
    if (
        unit in ("个", "家", "块", "处", "类", "大类", "项")
        and NOT_COUNTED.match(after)
        and not re.search("解读|查阅|征[求集]", after)
    ):
        return True
    return (
        not is_part
        and unit in ("个", "家", "块", "处", "张", "项", "幅")
        and NOT_COUNTED_END.search(near) is not None
    )
