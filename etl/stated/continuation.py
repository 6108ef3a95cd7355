"""Numbers that go on with what was stated before them: with a figure, or with a number that is none."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.stated.channels import families
from etl.stated.posts.allowed import may_be_posted
from etl.stated.posts.contents import names_content
from etl.stated.posts.posting import HELD_WORK, Posting
from etl.stated.setting import Meaning, Spot
from etl.stated.words import (
    ADVERB,
    BY_BODY,
    CHANNEL_UNITS,
    CONTENT_UNITS,
    FREQUENCY,
    LOOSE_UNITS,
    SUMS_UP,
    VERB,
)

_POSTED_UNITS = CHANNEL_UNITS | CONTENT_UNITS
_PIECES = frozenset({"条", "篇", "件", "则", "份", "次", "幅"})
# what a heading may announce that says no more than 公开情况
_OF_HEADING = _PIECES - {"次", "幅"} | {""}
_TIME = re.compile(r"年|季度|月|同期|累计|至今|新增")
_TIME_ONLY = re.compile(
    r"(?:其中|包括|包含|含)?(?:(?:信息|公开)?(?:数量|总量)(?=[比较]))?(?:[比较与和同]|同比(?=[去上前2]))?(?:(?:20\d\d[-—~至])?20\d\d学年|20\d\d年度?|上一?年度?|去年|前年|本年度?|今年|当年|一年来|[两三四五六]年[来间]?|全年|年内|同期|[上下]半年|第?[一二三四1-4]季度|(?:\d{1,2}月?[-—~至到])?\d{1,2}月份?"
    r"|的|为|达|有|新增|其中|又|再|还|则|共|仅|只|(?:公开|发布)(?:各类|政府|政务)*信息|已|公开|公布|公示|发布|登载|刊登|推送|上线|更新|合计|共计|总计|累计(?=已?公[布示]$)|累计数|总数|数量)*"
)
# 上半年公示96条；下半年，公示134条
_PART_OF_YEAR = re.compile("([上下]半年|第?[一二三四1-4]季度),([^,;。]+)")
# 公开文件9件，历年累计60条
_OF_ALL_YEARS = re.compile(",历年来?累计(?:公开)?(?:共|达)?")
# 新增公开9条，年末网上累计60条
SUMS_ALL = re.compile("[,、](?:年末|年底|历年|网上|至今|目前)*累计(?:已?公开|已?发布|达|为|有)?")
_ALL_PUBLISHED = re.compile("公开(?:信息)?总[量数]")
_ROSE_TO = re.compile(r"(?:下降|上升|增加|减少|增长|提高|降|升|增|减)(?:至|到|为)(?:20\d\d年|今年|本年)?的?")
_SUMS = ("共", "共计", "合计", "总计", "共有")
# 12期, 共计文章36篇
_ALL_IN_ALL = re.compile("[,、]?(?:共计?|合计|总计)?(?:发布|推送|刊登|刊载)?(?:图文|文章|推文|信息|稿件)*")
# 省厅网站采用21篇，市局网站转发37篇
_TAKEN_UP = re.compile("(?:采用|采纳|录用|刊用|转发|转载)(?:我[^,]{1,4})?(?:信息|稿件)*$")
# 报县委宣传部稿件36篇，刊用11篇
# 省厅网站转发我局文字解读9期、图文解读6期
_OURS_TAKEN_UP = re.compile("(?:转载|转发|采用|刊用)我[局委办厅市县区镇校院]")
# 收到来信90件，其中市长信箱36件
_RECEIVED = re.compile("(?:收到|接到|接收)[^,;。]*(?:来信|留言|信件|来电|咨询|诉求|工单)")
_DEALT_WITH = re.compile("办|答复|回复|回应|处理|处置|解答|反馈|解决|受理|接听|接待")
_SENT = re.compile("报送|上报|报(?:[省市县区州]|上级)")
# 办理人大建议5件，政协提案7件
_PROPOSALS_HANDLED = re.compile("(?:办理|承办|办复|收到|答复)[^,;。]*(?:建议|提案)")
_GOES_ON = re.compile(r"(?:、|,?其中|和|及)")
_DISCLOSES = re.compile(r"公开(?!目录|指南)|发布|公布|公示")
# 投稿12篇，其中在《青川日报》刊发5篇
_PRINTED_IN = re.compile("在[^,;。]{2,14}(?:刊[发登播载]|播发|见报)")
# 动态30条 behind another number that is no figure
_STILL = re.compile("(?:信息|动态|公告|公示|要闻)$")
_MORE_LETTERS = re.compile(
    "(?:、|和|及|以及)[^、,;:]{0,12}(?:热线|信箱|来电|来信|电话|留言板?|平台|邮箱|咨询|工单)|,[^、,;:]{2,16}(?:咨询|工单|留言)”?"
)
# 12345工单9件，12315工单8件
_OTHER_HOTLINE = re.compile(r"12(?:315|331|365|318)")
_MORE_PROPOSALS = re.compile("(?:政协|人大|代表|委员)+(?:建议|提案|议案)")
_MORE_MEETINGS = re.compile(
    "(?:、|和|及)(?:联络员|信息员|部署|推进|调度|协调|领导小组|专题)(?:工作)?(?:会议|例会|会)"
)
_ANSWERED = re.compile("(?:(?:已|均|全部)*公开|书面|电话|当面|网上|现场|当场)(?:答复|回复|反馈)")
# 媒体报道420篇，中央级16篇、省级74篇
_LEVEL = re.compile(
    "(?:国家|中央|部|省|市|县|区|州|地市|盟|旗|本地|当地)(?:部委|[、及和]|省|市|县|区)*(?:级|级以上|以上)?(?:媒体|主流媒体|报刊)?"
)
_BUREAU = re.compile("[\u4e00-\u9fff]{2,8}(?:[局委厅镇乡]|街道)")
_BODIES = re.compile("(?:部门|单位|乡镇|街道|机关|本级)(?:公开|发布)?$")
_COPIED = re.compile(
    "(?:直接|照搬|简单|单纯|均为|自[采产]|本地)*(?:上级|各级)?(?:原创|自采|首发|转载|转发|自[主行](?:编[辑写]|采[编写]|创作|制作)|自编)(?:类|的|性)?(?:上级|各级|国家|中央|国务院|国办|(?:人民)?政府(?:网站?)?|办公厅|[省市县区]级?|和|及|、)*(?:部门|单位)?(?:信息|稿件|内容)?"
)
_BY_WAY = re.compile("通过|依托|利用|借助|在")
_SHORTEST_WAY = 4
_PRINTED = ("件", "份")
_PERIODICAL = re.compile("《[^》]{2,10}》")
_ACCOUNTS = re.compile("(?:[主子]账?号|账号)$")
_NEWSPAPER = re.compile("[日晚早时县市区省]报|媒体|电视|电台|广播")
_ISSUED = re.compile("(?:[印编][发印制]|出刊|出版|发行|共|增刊|专刊|合刊)$")
_ACCOUNT = re.compile("“[^”]{1,14}(?<!信箱)(?<!热线)(?<!电话)(?<!留言板)”")


def is_more_of(item: str, segment: str, near: str) -> bool:
    """Whether a number goes on with letters or proposals stated before it: 建议6件，政协提案9件."""
    if item == "letters_answered" and not _OTHER_HOTLINE.search(segment):
        return bool(_MORE_LETTERS.fullmatch(segment) or _ANSWERED.fullmatch(near))
    if item == "meetings":
        return _MORE_MEETINGS.fullmatch(segment) is not None
    if item == "interpretations" and segment.startswith(("、", ",")):
        return near in ("原创", "自制", "转载", "转发")
    return item == "proposals_answered" and _MORE_PROPOSALS.fullmatch(near) is not None


def same_again(
    near: str, spot: Spot, previous: Meaning | None, parent: Meaning | None, rejected: bool
) -> Meaning | None:
    """The figure before, in another unit (12期36条) or of another time (上半年96条，下半年134条). After a number that is no
    figure (`rejected`) only another time tells one."""
    unit, segment = spot.mention.unit, spot.segment
    if previous and not rejected and not spot.is_joint and _in_other_units(previous, unit, segment):
        return previous
    if previous and rose_to(segment) and (unit in ("", previous.unit) or not previous.unit):
        return replace(previous, label=near)
    of_posts = parent is not None and parent.is_posted and unit in _PIECES - {"次", "份"}
    if previous and not (rejected or of_posts) and unit == previous.unit and _is_sum(previous, near):
        return previous
    is_of_content = parent is not None and parent.item.startswith("content_")
    if parent and is_of_content and {parent.unit, unit} <= _PIECES and _OF_ALL_YEARS.fullmatch(segment):
        return replace(parent, label=near)
    if previous and previous.is_posted and unit == previous.unit and SUMS_ALL.fullmatch(segment):
        return replace(previous, label=near)
    if part := _PART_OF_YEAR.fullmatch(segment):
        near = part[1] + part[2]
    if not (_TIME.search(near) and _TIME_ONLY.fullmatch(near)):
        return None
    named = families(segment)
    for earlier in (previous, parent):
        if (
            not earlier
            or (earlier.item == "disclosed" and not earlier.unit and unit not in _OF_HEADING)
            or (earlier is not previous and previous and previous.item in ("followers", "visits"))
            or (named and earlier.item == "disclosed")
            or (earlier.item.startswith("channel_") and _ALL_PUBLISHED.search(near))
            or (earlier.item.startswith("content_") and (SUMS_UP.match(near) or near.endswith("共")))
            or (
                VERB.search(near.replace("新增", "") if earlier.item == "visits" else near)
                and not earlier.is_posted
            )
        ):
            continue
        if earlier.unit == unit or not (earlier.unit and unit):
            return replace(earlier, label=near)
    return None


def _is_sum(previous: Meaning, near: str) -> bool:
    """Whether a number sums up those before it, which count no posts: 大厅查阅点1处、档案室查阅点1处，共2处."""
    return not previous.is_posted and near in _SUMS


def _in_other_units(previous: Meaning, unit: str, segment: str) -> bool:
    if not previous.is_posted or unit == previous.unit:
        return False
    if (previous.unit, segment) == ("批", "") and unit in LOOSE_UNITS:  # 3批12起
        return True
    if unit not in _POSTED_UNITS:
        return False
    if (previous.unit, unit) == ("期", "份"):
        return False
    if segment in ("", "("):
        return True
    in_issues = previous.unit == "期" and previous.item.startswith("channel_") and unit in _PIECES
    return in_issues and _ALL_IN_ALL.fullmatch(segment) is not None


def rose_to(segment: str) -> bool:
    """Whether the words of a number say that the figure before it rose or fell to it."""
    return _ROSE_TO.fullmatch(segment) is not None


def is_taken_up_too(near: str, before: str) -> bool:
    """Whether another body took up what it was sent, as the one of the number `before` did."""
    return bool((_TAKEN_UP.search(before) or _SENT.search(before)) and _TAKEN_UP.search(near))


def goes_on_with_none(meaning: Meaning, near: str, spot: Spot, before: str, previous: Meaning | None) -> bool:
    """Whether a number is listed with the one before, which is no figure: 办理案件137件，援助案件41件. `before` are the
    words of that one, `previous` is the last figure."""
    bare = spot.segment.startswith(",") and not VERB.search(spot.segment)
    if meaning.item == "proposals_answered" and bare and _PROPOSALS_HANDLED.search(before):
        return True
    if meaning.item == "interpretations" and _OURS_TAKEN_UP.search(before) and _GOES_ON.match(spot.segment):
        return True
    if meaning.item == "letters_answered" and _RECEIVED.search(before):
        return _DEALT_WITH.search(before + spot.segment) is None
    if meaning.item == "content_other" and bare and HELD_WORK.search(before):
        return True
    if spot.mention.unit == "项" and near.endswith("指南") and "事项" in before:  # 权力事项9项、办事指南12项
        return True
    if FREQUENCY.search(before) and spot.segment.endswith(("和", "、", "及")):
        return True
    if meaning.is_posted and near in _SUMS and before and not VERB.search(before):
        return True
    if not (meaning.is_posted or meaning.item == "proposals_answered"):
        return False
    still = spot.mention.unit == "条" and previous is not None and previous.is_posted and _STILL.search(near)
    in_issues = spot.mention.unit in (
        "期",
        "次",
    )  # weather forecasts and the like, and what is listed with them
    is_printed = meaning.item == "channel_press" and _PRINTED_IN.search(spot.segment)
    discloses = _DISCLOSES.search(spot.segment) or (_DISCLOSES.search(before) and not in_issues) or is_printed
    return bool(_GOES_ON.match(spot.segment) and not discloses and not still)


def same_as_parent(one: Posting) -> str:
    """The item of the figure that a number divides, where its words tell no item of their own; empty if none."""
    parent = one.setting.parent
    if parent and one.setting.by_body and one.mention.unit == parent.unit and not VERB.search(one.near):
        return parent.item
    if parent is None or (HELD_WORK.search(one.near) and not VERB.search(one.near)):
        return ""
    if parent.item == "channel_press" and _LEVEL.fullmatch(one.near):
        return parent.item
    if (
        parent.item == "channel_gazette"
        and not _NEWSPAPER.search(one.near)
        and (
            re.search("刊[载登]|(?:刊发|发布|公布)(?=[^,]{0,14}(?:文件|规章))|登载|收录", one.text)
            or (one.mention.unit == "期" and not one.named and _ISSUED.search(one.near))
            or (
                one.mention.unit in _PRINTED
                and (one.is_run or one.setting.is_listed)
                and _is_of_papers(one, parent)
            )
        )
    ):
        return parent.item
    previous = one.setting.previous
    is_beside = one.is_run and previous is not None and previous.item == parent.item
    if is_beside and one.mention.unit == parent.unit and parent.unit in ("期", "次") and not one.named:
        return parent.item if parent.item.startswith("channel_") else ""
    is_next = one.is_run or one.segment.startswith(",")
    if (
        parent.item == "channel_other"
        and is_next
        and one.mention.unit == "期"
        and _PERIODICAL.fullmatch(one.near)
    ):
        return parent.item
    if parent.item == "channel_new_media" and _ACCOUNTS.search(one.near):
        return parent.item
    is_among = previous is not None and previous.item.startswith("content_")
    if is_among and (one.is_run or (one.in_list and one.near.endswith("机构信息"))):
        return ""
    if parent.item.startswith("channel_"):
        return _part_of_channel(one, parent)
    is_part = one.in_list and (one.setting.is_listed or parent.item == "disclosed") and not one.named
    is_part = is_part and one.mention.unit in (parent.unit, "", *("条" if not parent.unit else ""))
    return parent.item if is_part and _is_by_body(one.near) and may_be_posted(one) else ""


def _part_of_channel(one: Posting, parent: Meaning) -> str:
    """The item of a part of what a channel posted, told by its way, account or body, not by its content; empty for others."""
    if one.in_list and _is_way_named(one.near, parent.label) and not one.named:
        return parent.item
    if one.in_list and _COPIED.fullmatch(one.near or one.text):
        return parent.item
    divided = one.setting.list_of or (parent if one.in_list and _BUREAU.fullmatch(one.near) else None)
    if (
        divided
        and (divided.item == parent.item and not one.named)
        and one.mention.unit in (parent.unit, "")
        and (_BODIES.search(one.near) or _is_by_body(one.near))
    ):
        return parent.item
    is_column = parent.item == "channel_website" and names_content(one.near)
    return parent.item if _ACCOUNT.fullmatch(one.near) and not (one.named or is_column) else ""


def _is_way_named(near: str, label: str) -> bool:
    """Whether a part is told by a way that the words of the whole name: 通过公开目录、网站公开90条，其中公开目录30条."""
    verbs = list(VERB.finditer(label))
    ways = label[: verbs[-1].start()] if verbs else ""
    return len(near) >= _SHORTEST_WAY and near in ways and _BY_WAY.search(ways) is not None


def _is_of_papers(one: Posting, parent: Meaning) -> bool:
    """Whether papers are counted right behind what a gazette printed: 公报12期、文件36件，其中部门文件9件."""
    previous = one.setting.previous
    return previous is not None and previous.item == parent.item and (one.is_run or previous.unit in _PRINTED)


def _is_by_body(near: str) -> bool:
    """Whether a part is stated by who published it: 各乡镇公开."""
    who = re.sub(r"(?:政府|政务|各类)*信息$", "", VERB.sub("", near))
    return not families(near) and bool(BY_BODY.search(ADVERB.sub("", who)))
