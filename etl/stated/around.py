"""What stands before and behind the words of a number, where these alone do not tell what it is."""

from __future__ import annotations

import re

from etl.stated.channels import families
from etl.stated.mentions import Mention
from etl.stated.posting import names_content
from etl.stated.setting import Told
from etl.stated.words import APPLIED_BY, SOCIAL

_INTERPRETED = re.compile(r"\((?!均|全|配|附|含|其中|包括)[^)]{0,8}解读")
_DIVIDES = re.compile(r"(?:,(?:同比|环比|较|比)[^,;。:]{2,20})?[,:(]*(?:其中|包括|包含|含|分别|:|\()|[:(]")
_ALL_OF_THEM = re.compile(r"、?(?:总(?:数|量)|累计)(?:已?达到?|到|为)?")
_FOLLOWED = re.compile(r"粉丝|关注(?:用户|人数|量)|订阅")
_ALL_CAME_BY = re.compile(r",(?:均|都|全部|皆)(?:为|是|系|通过|由|以)+[^,;。\d]{2,14}|\([^()\d,;]{2,8}\)")
_SOCIAL_ITEMS = frozenset(f"channel_{family}" for family in SOCIAL)
_PROPOSAL = re.compile(r"(?:建议|提案)$")
_ALL_PUBLIC = re.compile(
    r"(?:、[^,;。\d]{2,10}\d+件)?(?:,(?:均|都|全部|已)[^;。\d]{0,14}公开(?:[完到]\w)?(?=[,;。\n]|$)|的?(?:答复|复文|办理结果)公开)"
)
# 代表建议106件，45件主办件已公开答复全文
_PROPOSALS = re.compile("建议|提案")
_PUBLIC_ONES = re.compile("(?:[主协会承]办件)?(?:已|均|全部|全面)*公开(?:答复|复文)")
_DISPOSED = re.compile(
    "^(?:其中|包括)?(?:已|均|全部|向社会|对外|主动|可以|(?:经|通过|在)[^,]{2,6})*公开(?:各类|政府|政务)*(?:信息)?(?:共计?)?$"
)
_ONE_FIELD = re.compile("领域|专项")
_BOTH_PUBLIC = re.compile(
    r"[^,;。\d]{0,8}(?:建议|提案)[、和及]\d+件[^,;。\d]{0,10}(?:建议|提案)[^,;。\d]{0,12}公开"
)
# 公开民政信息152条，其中网站97条
_FIELD = re.compile("(?:公开|发布)[^、,]{2,6}信息$")
_FIRST_PART = 8
_LECTURE = re.compile(r"学堂|课堂|讲座|宣讲|夜校|党课|[培轮]训")
_APPLIED_IN = ("件", "份", "条", "宗", "个")


def told_at_once(near: str, before: str, behind: str) -> Told | None:
    """A number that a bracket calls an interpretation, or that sums up the followers spoken of `before`.

    `near` are the words right before the number, `behind` what follows it in its statement.
    """
    if _INTERPRETED.match(behind):
        return Told("interpretations", near)
    if _ALL_OF_THEM.fullmatch(near) and _FOLLOWED.search(before):
        return Told("followers", near)
    return None


def told_behind(near: str, before: str, behind: str, mention: Mention, applying: bool) -> Told | None:
    """A number of proposals whose answers are all said to be public, or of applications that all came by one way: 收到申请
    2件，均为网上提交."""
    if _PUBLIC_ONES.match(behind) and _PROPOSALS.search(before):
        return Told("proposals_answered", near)
    if (_PROPOSAL.search(near) and _ALL_PUBLIC.match(behind)) or _BOTH_PUBLIC.match(behind):
        return Told("proposals_answered", near)
    came_by = _ALL_CAME_BY.match(behind) if applying and mention.unit in _APPLIED_IN else None
    if came_by is None:
        return None
    return next((Told(item, near) for item, words in APPLIED_BY.items() if words.search(came_by[0])), None)


def is_of_something_else(
    told: Told, near: str, before: str, previous: Told | None, parent: Told | None
) -> bool:
    """Whether applications were answered by making the matter public, people were taught something else than disclosure, or a post was viewed and not the website."""
    if told.is_posted and parent is None and "申请" in before and _DISPOSED.search(near):
        return True
    if told.item == "training_people":
        return _LECTURE.search(before) is not None
    if told.item != "visits" or "网站" in near:
        return False
    return previous is not None and previous.item in _SOCIAL_ITEMS


def is_all_posted(told: Told, behind: str) -> bool:
    """Whether what an agency calls by its field (气象信息) is all that it posted: its parts follow."""
    is_field = (
        told.item == "content_other" and told.label.endswith("信息") and not _ONE_FIELD.search(told.label)
    )
    is_field = is_field and not names_content(told.label)
    divides = _DIVIDES.match(behind)
    if divides is None or not told.item.startswith("content_"):
        return False
    is_mixed = "等" in told.label or _FIELD.search(told.label)
    by_channel = is_mixed and bool(families(behind[divides.end() :][:_FIRST_PART]))
    return is_field or bool(by_channel)
