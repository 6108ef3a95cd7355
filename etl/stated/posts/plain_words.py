"""Numbers of things posted whose words tell the item by themselves."""

from __future__ import annotations

import re

from etl.stated.posts.contents import content_of
from etl.stated.posts.posting import Posting

# 制作信息362条，其中主动公开类96条
_OPEN_ONES = re.compile(
    "(?:属于?)?主动公开(?:(?:类|的|信息类)(?:信息|文件|公文)?|(?:政府)?信息总?数量?)?(?:共|为|有)?"
)
# 制作信息30条，其中主动公开文件9条，全文电子化主动公开9条
_OPEN_PAPERS = re.compile("(?:全文电子化)?主动公开(?:文件|公文|信息)?")
_MADE = re.compile("(?:制作|获取|形成|产生)[^,;。]*信息[^,;。]*\\d+[条件],其中")
# 公开公文类信息9件，主动公开6件
_OF_THEM = re.compile(",(?:其中)?(?:已|均)?主动公开")
_ISSUED = re.compile(
    "(?:[印制下]发|制定)[^,;。]*(?:文件|公文)[^,;。]*[件份个],(?:其中)?(?:已|均)?主动公开\\d"
)
# 决策公开、政策解读、回应关切合计9条: of the first of these
_KINDS_TOGETHER = re.compile("[^、,]{2,6}公开(?:、[^、,]{2,8})+(?:合计|共计|总计)")
_NOTICES = re.compile("公示(?:类|信息)+共?")


def item_by_words_alone(one: Posting) -> str:
    """The item that the words right before a number tell by themselves; empty for most."""
    previous = one.setting.previous
    are_papers = (previous and previous.item == "content_policy_documents") or (
        previous is None and _ISSUED.search(one.setting.statement)
    )
    if are_papers and _OF_THEM.fullmatch(one.segment):
        return "content_policy_documents"
    if _is_of_notices(one):
        return "content_notices"
    if one.in_list and _KINDS_TOGETHER.fullmatch(one.near):
        return f"content_{content_of(one.near.partition('、')[0])}"
    is_open = _OPEN_ONES.fullmatch(one.near) or (
        _OPEN_PAPERS.fullmatch(one.near) and _MADE.search(one.setting.statement)
    )
    return "disclosed" if is_open else ""


def _is_of_notices(one: Posting) -> bool:
    """Whether notices are counted among other contents (公告9条、公示6条), and nothing was done: 公示信息9条."""
    previous = one.setting.previous
    if one.near != "公示" or previous is None:
        return one.setting.is_listed and _NOTICES.fullmatch(one.near) is not None
    return one.is_run or (one.segment == ",公示" and previous.item.startswith("content_"))
