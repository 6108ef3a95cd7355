"""Families of channels in the words of a figure."""

from __future__ import annotations

import functools
import re

from etl.stated.vocabulary import channel_words
from etl.stated.words import SOCIAL

_NAME = re.compile(
    "“[^”]{3,14}”(?=(?:系列)?(?:短|微)?(?:视频|专题片|宣传片))|(?:“[^”]{1,14}”、?)+(?=等(?:栏目|专栏|板块|专题|频道))|“(?![两双]微)[^”]{1,14}”(?=(?:政务|官方|同名)?(?:微信|公众号|微博|抖音|视频号|头条|客户端|APP|新媒体|网站|官网|专栏|栏目|频道|矩阵|账号|平台|官微))"
    "|(?:(?<=微信)|(?<=公众号)|(?<=微博)|(?<=抖音)|(?<=视频号)|(?<=客户端)|(?<=平台)|(?<=账号)|(?<=微信号))“[^”]{1,14}”"
)
_BEHIND = re.compile(r"(?:官方)?(?:平台|账号|矩阵|公众平台|等)*[》”\"'）)]*$")
_BESIDE = re.compile(
    r"[“”《》\"'()]|官方|政务(?=$|、)|政府(?=$|、)|局|本[县市区镇]|[省市县区](?=$|级)|平台|账号|渠道|矩阵|等"
)
# 县政府网站统计局页面: a body's name is no content
_PAGE_OF_BODY = re.compile("[\u4e00-\u9fff]{2,8}局(?:页面|频道|子站|网页|板块|栏目)")
_PRESS_TOGETHER = re.compile("等((?!新媒|自媒|融媒)[^,、;]{0,10})媒体")
# 青川新闻、《今日青川》等媒体
_PAPERS_TOGETHER = re.compile("(?:》|新闻|周刊)[”]?等媒体")
# 日报、省厅网站等刊发我局稿件9篇
PRINTS_OURS = re.compile("等(?:媒体|平台)?(?:刊[登发载播]|播发|报道|登载)我[局院委厅办市县区镇校]")
# 各种公开平台
_ALL_SORTS = re.compile(
    "(?:各种|各类|多种|多个)(?:媒体等|媒体(?=平台)|(?:(?!媒体|网站|微)[^,、;:]){0,8})(?:平台|载体|渠道)(?:载体|渠道)?"
)
# 公众号开设…专栏, 政府网微信公众号
_NOT_ITS_OWN = re.compile(
    "(?<=新媒体)[^、,和及与以]{0,10}平台|[网站台](?:官方|政务)?(?=微信|微博|公众号|抖音|头条|视频号|客户端)|(?:推出|开设|开辟|设[立置]|增设)[^,;。]{0,40}(?:专题|专栏|栏目)|(?:(?<=公众号)|(?<=微信)|(?<=微博)|(?<=客户端))[^,;。、和及与]{0,8}(?:专题|专栏|栏目|频道)"
)
# 中国水利网刊发稿件9篇: papers that are read online
_PRESS_ONLINE = re.compile("(?:人民|新华|光明|央视|央广|中新|新闻|法[制治])网(?<!园新闻网)(?<![院校]新闻网)")
_PRINTS = re.compile("中国(?!政府)[^网,、]{2,6}网(?=[^,;、]{0,6}(?:刊|发稿|报道|采用|登稿))")
# 会议、广播等形式
_WITH_MEETINGS = re.compile("会议[、和]|[、和]会议")
# 利用新媒体微信公众号: which of them
_NEW_MEDIUM = re.compile("(?:政务)?新媒体(?=(?:官方)?(?:微信|微博|公众号|抖音))")
# 新浪、腾讯、人民网微博: whose they are
_HOST = re.compile(
    "(?:新浪|腾讯|搜狐|网易|人民|新华)网?(?:(?:、|和|及)(?:新浪|腾讯|搜狐|网易|人民|新华)网?)*(?=[两三四]?大?(?:官方|政务)?微博)"
)
_SHORT_HEADING = 14
_OF_HEADING = re.compile("(?:信息)?(?:公开|发布|建设|运维|管理|运行)*(?:的)?(?:情况|方面)$")
# 中国水利报和部网站上发稿9篇: others print it
_SENT_IN = re.compile("(?:发稿|投稿|刊[发登载])(?:信息)?$")
_CONFINES = re.compile(
    "(?:数据|数字|数量|条数)[^,;。\\d]{0,6}[仅专只](?:指|含|包含|包括|统计|限|限于|反映|计算?)([^,;。\\d]{2,30})"
)
_BY_VERB = re.compile("刊发|刊播|播发|见报|张贴")


def last_family(words: str) -> str:
    """The channel family that words name last; empty where they name none."""
    named = families(words)
    return named[-1] if named else ""


@functools.lru_cache(maxsize=1024)
def families(words: str) -> tuple[str, ...]:
    """The channel families that words name, in the order in which they stand."""
    if "各" in words or "多" in words:
        words = _ALL_SORTS.sub("", words)
    if "新媒体" in words:
        words = _NEW_MEDIUM.sub("", words)
    if "微博" in words:
        words = _HOST.sub("", words)
    if "网" in words:
        words = _PRESS_ONLINE.sub("报社", words)
    by_family = {
        family: match for family, pattern in channel_words().items() if (match := pattern.search(words))
    }
    if len(by_family) > 1:
        by_family = {
            family: match for family, match in by_family.items() if not _BY_VERB.fullmatch(match[0])
        } or by_family
    if (
        len(by_family) > 1
        and "website" in by_family
        and not channel_words()["website"].search(_NOT_ITS_OWN.sub("", words))
    ):
        del by_family["website"]
    if "press" in by_family and "website" in by_family and by_family["website"][0] in ("专栏", "频道"):
        del by_family["website"]
    if (
        "website" in by_family
        and "bulletin_board" in by_family
        and re.search(r"网[^,、和及与]{0,8}公告栏", words)
    ):
        del by_family["bulletin_board"]
    if "press" in by_family and (together := _PRESS_TOGETHER.search(words)):
        return _with_media(by_family, together[1], words)
    if "other" in by_family and re.search("等其[他它](?:方式|渠道|形式|途径)", words):
        return ("other",)
    return _in_order(by_family)


def _with_media(by_family: dict[str, re.Match[str]], kind: str, words: str) -> tuple[str, ...]:
    """The families where 等…媒体 ends a list; `kind` is what stands between, empty if all that is named are media."""
    if len(by_family) == 1 and not kind and _PAPERS_TOGETHER.search(words):
        return ("press",)
    if by_family["press"][0] == "媒体" and not kind:
        del by_family["press"]
        return _in_order(by_family)
    if not SOCIAL.isdisjoint(by_family) and not kind:  # 报刊、公众号等媒体
        return _in_order(by_family)
    return ("press", "website") if re.search("[、和](?:互联网|网络|网站)等", words) else ("press",)


def _in_order(by_family: dict[str, re.Match[str]]) -> tuple[str, ...]:
    return tuple(sorted(by_family, key=lambda family: by_family[family].start()))


def channel_item(named: tuple[str, ...], words: str) -> str:
    """One family as it is, several social media as new media, families of different kinds as the total."""
    if (
        not named
        or re.search("主渠道|线上线下", words)
        or (named == ("press",) and _WITH_MEETINGS.search(words))
    ):
        return "disclosed"
    if len(named) == 1:
        return f"channel_{named[0]}"
    if set(named) <= SOCIAL:
        return "channel_new_media"
    if "press" in named and "我" in words and PRINTS_OURS.search(words):
        return "channel_press"
    if named[0] == "press" and set(named) == {"press", "website"} and _SENT_IN.search(words):
        return "channel_press"
    if set(named) <= {"press", "new_media"}:
        return f"channel_{named[0]}"
    return "disclosed"


def channel_of_heading(words: str) -> str:
    """The channel family that a heading is; empty for other headings and for whole sentences."""
    if "," in words:
        return ""
    words = _OF_HEADING.sub("", words)
    is_short = len(words) <= _SHORT_HEADING and not re.search("(?:公开|信息|发布)平台$", words)
    is_channel = is_short and ends_with_channel(words)
    return last_family(words) if is_channel else ""


def channel_of_scope(statement: str) -> str:
    """The channel family to which a sentence confines the numbers of a text (本节数据仅指在公开平台上发布的信息); empty for others."""
    confined = (
        _CONFINES.search(statement) if "仅" in statement or "专" in statement or "只" in statement else None
    )
    named = families(confined[1]) if confined else ()
    return named[0] if len(named) == 1 else ""


def without_names(words: str) -> str:
    """Words without the names of accounts, whatever they speak of: “星渚教育”公众号."""
    words = _PRINTS.sub("媒体", words) if "中国" in words else words
    return _NAME.sub("", words) if "“" in words else words


@functools.lru_cache(maxsize=1024)
def ends_with_channel(words: str) -> bool:
    """Whether words end with a channel: 省局政务网, 区级媒体, 等其他渠道."""
    at_end = _channel_at_end()
    return at_end.search(words) is not None or at_end.search(_BEHIND.sub("", words)) is not None


def without_channels(words: str) -> str:
    """Words without channels and what goes with them."""
    return _BESIDE.sub("", _any_channel().sub("", _PAGE_OF_BODY.sub("", words)))


def behind_channel(words: str) -> str:
    """What stands behind the last channel that words name."""
    return words[max((match.end() for match in _any_channel().finditer(words)), default=0) :]


@functools.cache
def _any_channel() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in channel_words().values()))


@functools.cache
def _channel_at_end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_any_channel().pattern})(?:平台|账号|号|矩阵|上|头条|[省市县区镇乡]级|页面|子站|版块|板块|栏目|头版|台|中心|站|社|类|端|群|”号)*$"
    )
