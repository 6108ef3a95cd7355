"""What was posted through a channel, whatever it was."""

from __future__ import annotations

import re

from etl.stated.channels import PRINTS_OURS, channel_item, ends_with_channel, families, without_channels
from etl.stated.posts.contents import names_content
from etl.stated.posts.posting import HELD_WORK, Posting
from etl.stated.setting import Meaning
from etl.stated.words import ADVERB, CHANNEL_UNITS, GENERIC, REPORTS, SOCIAL, VERB

# 平安信息: of one content or of all that a body of that field posts
_PIECES = ("条", "篇", "件", "")
# “社会救助”栏目发布信息9条
_INFORMATION_OF_COLUMN = re.compile("“([^”]+)”(?:栏目?|[板版]块)[^,]{0,10}$")
# 微信群推送政策9条
_POLICY = re.compile("(?:[惠便][民企农])*政策(?:信息)?")
_CHAT = re.compile("微信(?:工作)?群|QQ群")
_FIELD = re.compile("[^务、]{2}信息")
# 企业信息: all that was posted, or one content
_VAGUE = re.compile(
    "(?:企业|服务|宣传|便民|惠民|利民|为民|基层|本级|日常|综合|活动|提示|作品|和|涉[\u4e00-\u9fff]|本[\u4e00-\u9fff])+信息|.*[线网]上信息"
)
_OF_CHANNEL = re.compile("(?:网站|微博|微信|公众号|抖音号?|头条号?|^栏目)(?:政务|政府|各类)*信息$")
# 公众号发布疫情通报142期
_BULLETIN = re.compile("[\u4e00-\u9fff]{2}(?:通报|公告|通告|月报|日报|周报)$")
_WORK_OF_MEDIA = re.compile("(?:视频|短片|笔记|作品|推文|图文|文章|稿件|海报)$")
_OF_REPORTS = re.compile("新闻|报道|稿|宣传|刊")
_ARTICLES = ("新闻", "文章", "通讯", "消息", "特写")
_MEDIUM = re.compile("媒|报|台|社|纸|刊物|广播")
_IN_CATALOGUE = re.compile("信息公开目录(?:内|中|上)?(?:主动)?(?:公开|发布|上传|录入)$")
# 平台发布信息公开目录信息90条，其中: all that stands under the headings there
_IS_DIVIDED = re.compile(",?(?:其中|包括|包含)")
# 56条政务信息在公示栏和公众号公开
_INFORMATION_FIRST = re.compile("(?:政府|政务|各类)*信息(?:均|都|全部)?(?:在|通过)")
_COLUMN = re.compile(
    "(?:(?<!专)栏目?|(?<=”)专栏|[板版]块)(?:共?(?:发布|公开|更新)(?:各类|政府|政务)*(?:信息)?(?:共计?)?)?$"
)
_COLUMN_NAME = re.compile("(?:公开)?专栏$")
# 村(社区)栏目9条、基层政务公开栏目20条
_AMONG_COLUMNS = re.compile("(?:政务|信息|村务|事务)公开栏目$|专栏信息$")
# “工作动态”栏目发布9条
_NAMED_COLUMN = re.compile(
    "“([^”]{2,10})”(?:栏目|[板版]块)(?:共?(?:发布|公开|更新)(?:各类|政府|政务)*(?:信息)?(?:共计?)?)?$"
)
_BOARD = re.compile("^(?:公开|公示|宣传)栏$|(?:村|居|社区|镇|街道|线下|大厅|单位)[^,]{0,4}栏")
# 公示栏张贴补贴公示9份
_MATTER_SHOWN = re.compile("张贴[\u4e00-\u9fff]{2,10}公示$")
_SAID_TOO = re.compile(
    "(?:会议?|交流|走访|入户|宣讲)(?:、|以及|和|及)[^,;。:]*张贴[^,;。:]*(?:方式|形式|途径)"
)
_SHOWN_ON = re.compile("公[开示布](?!栏)")
# 公开栏公布事项46条
_AT_LARGE = frozenset({"事项", "公开事项", "内容", "公开内容"})
# 公众号发布航行提醒等信息9条
_AND_SO_ON = re.compile("等(?:方面|各类|有关|相关)*(?:政府|政务|工作|服务)?信息$")
_NEWS = re.compile("要闻|动态")
_NEWS_OR_NOTICE = re.compile("公告|通知|动态")
# 网站986条，公众号71条，其他16条: the other channels
_OTHERS = re.compile("[,、](?:及|和)?其[他它]")
# 网上公开97条，公开栏公开36条，会议公开19条
_BY_WAY = re.compile("[,、](?!其中)[\u4e00-\u9fff]{2,4}(?<!务)公开")
# 各类信息及动态类信息: of all that was posted
AND_ONE_KIND = re.compile(
    "各(?:[类种项]|政府|政务)+信息[及和、]|.*[及和、](?:其[他它])?各[类种项](?:政府|政务|相关)*信息$"
)
DISCLOSED = re.compile("(?:公开|发布)[^,]{0,6}信息(?:共|共计|总数|次数)?$")
# 手机短信发布预警信息9条: a clause of its own
_DOES = re.compile(f"^(?:{VERB.pattern})|(?:{VERB.pattern}).")
# 公开统计信息61条、通知公告9条: one content among others
_BESIDE = re.compile(r"([、,]|和|及)(?!其中|包括|含|共|主要|分别|按)([^,;。:、\d]{2,14})(?=\d)")
# “稳岗补贴”公示18批
_NAMED_NOTICE = re.compile("”(?:公示|公告|名单)$")
_ACCOUNT = re.compile("“[^”]{1,14}”")


def is_only_a_name(one: Posting) -> bool:
    """Whether a number is stated by a name alone, which may be any account: 在“龙游发布”推送15条, “龙游通”(86条)."""
    if one.named or "“" not in one.text:
        return False
    parent = one.setting.parent
    if _NAMED_NOTICE.search(one.near) or _is_next_column(one):
        return False
    if not one.near:
        in_channels = parent is not None and parent.item.startswith("channel_")
        return in_channels and _ACCOUNT.fullmatch(one.text) is not None
    if "“" not in one.near:  # 发布9条“工作动态”信息
        return False
    around = ADVERB.sub("", VERB.sub("", _ACCOUNT.sub("", one.near)))
    return (around in ("", "经", "于") or around.endswith(("在", "通过"))) and not _ACCOUNT.fullmatch(
        one.near
    )


def _is_next_column(one: Posting) -> bool:
    """Whether a name is that of a column of some content, behind another one: “公告”栏目发布9条，“要闻”发布6条."""
    previous, name = one.setting.previous, _ACCOUNT.match(one.near)
    is_among = (
        previous is not None and previous.item.startswith("content_") and one.segment.startswith((",", "、"))
    )
    return is_among and name is not None and names_content(name[0]) and "栏目" in one.setting.statement


def is_beside_content(one: Posting) -> bool:
    """Whether another content is stated right behind a number, so that it is not of all that was posted."""
    beside = _BESIDE.match(one.setting.behind)
    if beside is None or families(beside[2]) or _DOES.search(beside[2]) or HELD_WORK.match(beside[2]):
        return False
    return beside[1] != "," or beside[2].endswith("信息") or names_content(beside[2])


def is_of_channel(one: Posting) -> bool:
    """Whether a number is of the channel named, whatever was posted there."""
    named, noun = one.named, one.noun
    if not named:
        return False
    if one.mention.unit in ("期", "次", "期次") and named != ("website",) and len(named) == 1:
        return not (named[0] in SOCIAL and _BULLETIN.search(noun))
    if named == ("gazette",) or (not one.near and _INFORMATION_FIRST.match(one.text)):
        return True
    if (named == ("press",) and _is_report(one)) or ("press" in named and PRINTS_OURS.search(one.near)):
        return True
    if named == ("other",) and re.search("(?:档案|图书)馆", one.text) and not _NEWS_OR_NOTICE.search(noun):
        return True
    if set(named) <= {*SOCIAL, "bulletin_board"} and _WORK_OF_MEDIA.search(noun):
        return True
    if "bulletin_board" in named and one.mention.unit != "项" and re.search("张贴|滚动|播放", one.text):
        return not _MATTER_SHOWN.search(one.near)
    if _is_of_anything(one):
        return True
    if noun.endswith("目录") and _IN_CATALOGUE.search(one.near):
        return True
    if noun == "目录信息" and named == ("website",) and _IS_DIVIDED.match(one.setting.behind):
        return True
    return (
        len(noun) == 1
        or ends_with_channel(noun)
        or bool(re.search("转发|转载", one.text) and not _NEWS.search(noun))
    )


def _is_of_anything(one: Posting) -> bool:
    """Whether the noun is of whatever a channel posts: 政务信息, 事项 of a board, 稿件 of a website, 航行提醒等信息."""
    noun = one.noun
    if (
        noun in _AT_LARGE
        or _OF_CHANNEL.search(noun)
        or (one.named == ("website",) and noun.endswith(("稿件", "文章")))
    ):
        return True
    if _is_one_and_so_on(one) and not names_content(noun):
        return True
    if not noun.endswith("信息"):
        return False
    is_channel = "”" not in noun and ends_with_channel(noun.removesuffix("信息"))
    return is_channel or AND_ONE_KIND.match(noun) is not None or GENERIC.match(noun) is not None


def _is_one_and_so_on(one: Posting) -> bool:
    """Whether a channel posted one thing and others, outside a list of parts."""
    is_one = "、" not in one.noun and not one.setting.is_listed
    return bool(one.named) and is_one and _AND_SO_ON.search(one.noun) is not None


def is_channel_or_content(one: Posting) -> bool:
    """Whether words leave it open if all is counted that was posted, in a channel or at all, or one content: 网站发布企业信息
    9条, 全年公开平安信息30条."""
    if one.mention.unit not in CHANNEL_UNITS - {"期", "次"}:
        return False
    if GENERIC.match(without_channels(one.noun)):
        return False
    if _is_one_and_so_on(one):
        return True
    if not SOCIAL.isdisjoint(one.named) and (_POLICY.fullmatch(one.noun) or _CHAT.search(one.near)):
        return True
    if names_content(one.noun):
        is_short = bool(one.named) and _FIELD.fullmatch(one.noun) is not None  # 财政信息 of a 财政局
        return is_short and set(one.noun[:2]) <= set(one.setting.agency)
    if not one.named:
        is_part = one.in_list and (one.setting.is_listed or one.is_clause or not VERB.search(one.near))
        is_field = one.near.endswith(one.noun) and _FIELD.fullmatch(one.noun) is not None
        return is_field and not (is_part or is_beside_content(one))
    return not one.setting.agency or _VAGUE.fullmatch(one.noun) is not None


def is_part_by_content(near: str, previous: Meaning | None) -> bool:
    """Whether a part of what a channel posted is told by its content: 规划计划9条, and no 民生新闻9条."""
    is_among = previous is not None and previous.item.startswith("content_")
    return is_among or (names_content(near) and not _OF_REPORTS.search(near))


def _is_report(one: Posting) -> bool:
    """Whether a medium reported, and no body posted contents of its own: 刊发工作动态9条、执法信息6条."""
    if not _MEDIUM.search(one.text) and is_beside_content(one):
        return False
    return REPORTS.search(one.text) is not None or one.noun.endswith(_ARTICLES)


def _is_column_of_website(one: Posting) -> bool:
    """网站…条, 其中通知公告栏…条."""
    whole = one.setting.list_of
    return (
        one.in_list
        and _COLUMN.search(one.near) is not None
        and not _BOARD.search(one.near)
        and one.mention.unit not in ("期", "次")
        and whole is not None
        and whole.item == "channel_website"
    )


def content_of_column(one: Posting) -> str:
    """The content that a part is stated by where it is that of a column; empty for any other part."""
    if (
        "”" in one.near
        and not one.named
        and (column := _NAMED_COLUMN.search(one.near))
        and names_content(column[1])
    ):
        return column[1]
    if _is_column_of_website(one) or _is_column_of_content(one):
        return _COLUMN.sub("", _COLUMN_NAME.sub("", one.near))
    return ""


def _is_column_of_content(one: Posting) -> bool:
    """Whether a part of all that was posted is stated by the column of its content: 其中预算公开专栏9条、工作动态8条."""
    of, previous = one.setting.list_of, one.setting.previous
    if one.in_list and _AMONG_COLUMNS.search(one.near) and previous and previous.item.startswith("content_"):
        return of is not None and of.item == "disclosed"
    bare = _COLUMN_NAME.sub("", one.near)
    return (
        one.in_list
        and of is not None
        and of.item == "disclosed"
        and bare != one.near
        and names_content(bare)
        and not families(bare)
    )


def is_other_channel(one: Posting, content: str) -> bool:
    """Whether a number is listed with those of channels and names none that is known, nor a content."""
    previous = one.setting.previous
    if previous is None or not previous.item.startswith("channel_"):
        return False
    is_way = previous.label.endswith("公开") and content == "other" and _BY_WAY.fullmatch(one.segment)
    return bool(is_way or _OTHERS.fullmatch(one.segment))


def through(one: Posting) -> Meaning | None:
    unit, text = one.mention.unit, one.text
    if one.named == ("other",) and unit == "份" and re.search("[编印][印制发]|手册", text):
        return None
    if unit not in _PIECES and not one.near:  # 90份表示用过网站
        return None
    if unit and unit not in CHANNEL_UNITS and not (unit == "张" and "张贴" in text):
        return None
    item = channel_item(one.named, text)
    is_times = item == "disclosed" and unit in ("次", "期", "个") and not DISCLOSED.search(text)
    in_doubt = _is_perhaps_content(one) or _is_put_up_or_said(one)
    return None if is_times else Meaning(item, text, in_doubt=in_doubt)


def _is_put_up_or_said(one: Posting) -> bool:
    """Whether a board is but one way among others than channels: 通过面对面交流、召开会议、张贴等方式公开信息9条."""
    return one.named == ("bulletin_board",) and _SAID_TOO.search(one.segment) is not None


def _is_perhaps_content(one: Posting) -> bool:
    """Whether issues of one content are counted, of an account that posts more (公众号发布价格数据12期), or what stands in the
    column of a content."""
    column = _INFORMATION_OF_COLUMN.search(one.near)
    if column and names_content(column[1]) and not one.setting.is_listed:
        return True
    on_board = one.named == ("bulletin_board",) and _SHOWN_ON.search(one.near)  # 公示栏公开财务收支4次
    is_series = one.mention.unit in ("期", "次") and (on_board or not SOCIAL.isdisjoint(one.named))
    return bool(is_series) and names_content(one.noun) and not ends_with_channel(one.noun)
