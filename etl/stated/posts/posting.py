"""Whether a number counts things posted, and what its words say of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from etl.stated.channels import behind_channel, ends_with_channel, families, without_channels, without_names
from etl.stated.label import Label, noun_of
from etl.stated.mentions import Mention
from etl.stated.posts.contents import any_content, names_content
from etl.stated.setting import Meaning, Setting
from etl.stated.words import (
    ADVERB,
    BODY,
    BY_BODY,
    GENERIC,
    LISTED,
    NOUN_END,
    SOCIAL,
    THAT_CHANNEL,
    TIME,
    TIME_BEFORE,
    TOTAL,
    VERB,
)

_OWN_TOTAL = re.compile(
    "主动公开|共|总计|公开总量|[我本]|全[市县区局省州系]|各(?![类项种])|部门|单位|基层|下属|所属|直属|[县区乡镇村]级|[分县区]局|合计"
)
# 通过县政府网站专栏，主动公开
_BY_WAY_OF = re.compile(
    f"(?:通过|依托|利用|借助|[在经])(?:(?!{VERB.pattern})[^,;:。])*(?:网站?|平台|系统|栏目?|公众号|微[信博]群?|上|新媒体|客户端|一端”?|视频号|抖音号?|头条号?|媒体|[报期]刊|电视台?|屏|[公日]报》?|其[他它](?:方式|渠道)|馆)(?:(?:进行|开展|实施)[^,;:。]{{0,8}}(?:公开|发布))?,[^,;:。]*$"
)
# 以县政府网站为主渠道，全年公开
_MAINLY = re.compile(
    "为(?:[^,;。]{0,8}的?)?(?:主渠道|主阵地|主平台)[^,;。]{0,2},|为(?:主要(?:渠道|载体|平台|阵地)|主|辅),"
)
# 微信平台为辅，公开信息9条
_SECONDLY = re.compile("为(?:主|辅),(?:主动)?(?:公开|发布)(?:各类|政府)*信息$")
# 转发主流媒体信息，全年发布信息9条: from where, not by what way
_COPIED_FROM = re.compile("(?:转发|转载)[^,;。]{0,12}媒体[^,;。]*,")
# 网站为主，公开90条；微信为辅，推送30条: each has a number of its own
_ROLE = re.compile("为[主辅],")
_MAIN_OF_TWO = re.compile("为主[^;。]*?\\d+[条篇件][^。]{2,20}为辅[^。]{0,12}\\d")
# 社会救助公示信息
_SHOWN = re.compile("(.{2,20})公示信息(?:共|共计)?$")
# 公众号发布推文96条、推送短视频20条、刊发稿件12篇
_FORM = re.compile(f"(?:{VERB.pattern})*(?:(?:短|微)?视频|稿件|文章)")
# 常务会议议题公开36条: heads of nouns that are neither publisher nor channel
_MATTER = re.compile(
    "(?:议题|事项|结果|名单|情况|方案|决定|清单|标准|案例|价格|简介|流程|进度|进展|名录|指标|明细|批文|成果)$"
)
# 行政处罚结果在县政府网站公布9条
_OBJECT_FIRST = re.compile(
    "([^,在经于]{2,14}(?:信息|结果|公告|名单|情况|报告|决定书?|[预决]算))(?:均|都|全部|同步)?(?:在|通过)[^,]{3,}(?:公示|公布|公开|发布)$"
)
_PLAIN_OBJECT = re.compile(".{0,4}?(?<![\u4e00-\u9fff]{4})(?:各类|各项|政府|政务|图文)*信息(?:在|通过)")
# 成交公示41宗
_SHOWN_MATTER = re.compile(
    "^(?!.*(?:完成|开展|进行|渠道|途径|方式|形式|载体)).*(?:公示|公布|曝光)(?:共|共计)?$"
)
_RESULT = re.compile("(?:行情|情况|进度|进展|名册|结果|名单|报告|信息)$")
# 公开信息网92条、号236条、栏12期
# 发挥新媒体的优势，借助公众号: what for, not where
_MADE_USE_OF = re.compile("发挥[^,;:。]{2,40}(?:优势|作用|效应|效能|功能),")
_SHORT_NAMES = {"号": ("wechat",), "栏": ("bulletin_board",), "屏": ("bulletin_board",)}
# 保障性住房信息公开18条
_KIND_OF_INFORMATION = re.compile("(?![全各我本])[\u4e00-\u9fff]{2,10}(?<!政府)(?<!政务)信息$")
_REST = re.compile("其余|剩余|余下|另外|另有?")
_NEXT = re.compile("[、,]|和|及|以及")
_RUN = re.compile("、|和|及|以及")
HELD_WORK = re.compile(
    "(?=[召举开参做走组受办处接整收调查立拍摄录签新引审])(?:召开|举办|举行|开展|参加|参与|做客|走进|(?:(?<![\\s\\S])|(?<=先后)|(?<=全年)|(?<=年内)|(?<=共)|(?<=牵头)|(?<=积极))组织(?!机构|架构|领导)|受理|(?<![许可审批权业务])办理(?!结果|情况)|处理(?!结果|情况)|接收|接待|走访|(?<!审计)整改(?!类|信息|结果|情况|公告|报告|通报|评估)|收到|接到|(?<!人民)调解|查处|立案|办结|拍摄|摄制|录制|新?签约|新?引进|新开工|审理(?!结果|情况|信息))"
)
# 发布政策解读9个，规范性文件12个
_NEXT_PAPERS = re.compile(",(?:行政)?(?:规范性|政策性?)文件")
_PUBLISHED_TOO = ("interpretations", "proposals_answered", "consultations", "responses")
_DISCLOSES = re.compile("公开|发布|公布|公示")
_POSTS = re.compile("(?:信息|稿件|图文|消息|文章)$")
# 电视台播出新闻9条，公开政府信息30条
_NOT_PRINTED = re.compile("公开(?:各类|政府|政务)*信息|政[府务]信息")
_SUM_OF_YEAR = re.compile(
    "(?:(?:全年|本年度?|年内)?公开信息|(?:全年|本年度?|年内)(?:主动)?公开(?:各类|政府|政务)*信息(?:共计|总计|合计))$"
)
# 公开栏每季更新，全年共更新9期
_RENEWED = re.compile("(?:共|累计)(?:更新|张贴|更换)$")
# 《青川农业》杂志改版，全年刊登文章90篇
_PRINTS = re.compile("刊[登发载](?:文章|稿件|作品)")
_MAGAZINE = re.compile("》(?:杂志|期刊|内刊|会刊)")
# 推送医保政策等图文信息
_AND_MORE = re.compile("^[^,]{2,12}等(?=(?:各类|相关|图文|政务)*信息)")
_FIRST_PART = re.compile(r"\d")
_NOUN_OF_VERB = re.compile(
    "(?:公示|公告|公开|更新|报道|转[载发]|原创|图文|推文|自编|制作|新增)(?:公告|公示|类|信息|指南|目录|年报)*"
)
# 电视台、电台等发布微信推文30篇: what was posted, whoever did
_POSTS_OF = re.compile(
    "(?:发布|推送|推出|发送|更新)了?((?:微信|微博|抖音)(?:推文|图文|文章|消息|博文|作品)?)(?:共计?|累计)?$"
)
# 全年共发布推文30篇
_OF_ACCOUNT = re.compile("推送|推文|博文")
_BEFORE_VERB = re.compile("^(?:主动|及时|依法|集中|统一|同步|同时|通过.{2,8}?(?=公开|发布|播发|公示))+")


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

    @property
    def is_clause(self) -> bool:
        """Whether it has a verb of its own (公开信息9条，推出举措6条), so that it is no part of the figure before it."""
        is_listed = self.setting.is_listed or not self.segment.startswith(",")
        return not is_listed and VERB.match(_BEFORE_VERB.sub("", TIME_BEFORE.sub("", self.near))) is not None


def starts_clause(words: str) -> bool:
    """Whether words before a number begin with what a body did, so that a list of parts ends: 其中图解9条，召开发布会2场."""
    if not words.startswith(",") or words[1:2] in ("共", "合", "总"):
        return False
    bare = _BEFORE_VERB.sub("", TIME_BEFORE.sub("", words[1:]))
    if _NOUN_OF_VERB.fullmatch(bare):
        return False
    return VERB.match(bare) is not None or HELD_WORK.match(bare) is not None


def posting(segment: str, label: Label, mention: Mention, setting: Setting) -> Posting:
    """What the words of a number say of things posted."""
    in_list = _in_list(segment, label.near, setting)
    noun = _noun(label, in_list)
    named = _channels(segment, label, noun, setting) or (
        families(label.longer) if _REST.fullmatch(label.near) else ()
    )
    is_run = _RUN.match(segment) is not None
    return Posting(segment, label.near, label.text, noun, named, mention, setting, in_list, is_run)


def is_aside(one: Posting) -> bool:
    """Whether a number stands beside a figure, not among its parts, and nothing says that it was published: 公开信息90条，
    退回2条."""
    previous = one.setting.previous
    is_among = previous is not None and previous.item.startswith("content_")
    is_beside = one.segment.startswith(",") and not one.setting.is_listed and not is_among
    return is_beside and VERB.search(one.near) is None


def is_in_another_unit(one: Posting) -> bool:
    """Whether a number behind a comma counts other things than the list that it might be a part of: 公开信息90条，其中…，
    查获假烟6件."""
    whole, previous = one.setting.list_of, one.setting.previous
    if previous and previous.item.startswith("content_") and previous.unit == one.mention.unit:
        return False
    units = {whole.unit, one.mention.unit} if whole else set()
    return len(units) > 1 and "" not in units and one.segment.startswith(",") and not VERB.search(one.near)


def is_told_by_content(one: Posting) -> bool:
    """Whether a number has a verb, or a noun that ends with a content: 人事任免3批, and no 渔政执法巡航9次."""
    noun = one.noun
    if VERB.search(one.text) or one.is_run or _RESULT.search(noun):
        return True
    return any(found.end() >= len(noun) - 1 for found in any_content().finditer(noun))


def _noun(label: Label, in_list: bool) -> str:
    text = label.text
    noun, before = noun_of(without_names(text))
    first = _OBJECT_FIRST.match(TIME_BEFORE.sub("", label.near))
    if first and not _is_body(first[1]) and (names_content(first[1]) or not _PLAIN_OBJECT.match(label.near)):
        return first[1]
    if noun == "信息" and (shown := _SHOWN.search(text)) and names_content(VERB.split(shown[1])[-1]):
        return VERB.split(shown[1])[-1]
    if noun or not before:
        return noun
    behind = label.longer[len(label.near) :]
    if (GENERIC.match(behind) and _POSTS.search(behind)) or names_content(behind):
        return behind
    if families(before) and GENERIC.match(behind_channel(before)):
        return ""
    is_matter = _MATTER.search(before) or names_content(without_channels(before))
    is_shown = (_SHOWN_MATTER.match(text) or _KIND_OF_INFORMATION.match(before)) and not GENERIC.match(before)
    return before if is_matter or ((in_list or is_shown) and not _is_body(before)) else ""


def _is_body(words: str) -> bool:
    return bool(BODY.search(words) or BY_BODY.search(words) or families(words) or TIME.search(words))


def _channels(segment: str, label: Label, noun: str, setting: Setting) -> tuple[str, ...]:
    """The channel families that the words of a number name or, where these name none, refer to."""
    if "为" in segment and _ROLE.search(segment) and _MAIN_OF_TWO.search(setting.statement):
        return families(segment)
    if _SECONDLY.search(segment):
        return ()
    named = _named(label.near or label.text) or _SHORT_NAMES.get(label.near, ())
    if not named and label.text == label.longer != label.near and ends_with_channel(noun):  # 发布9条微信
        named = families(noun)
    if (
        not named
        and not _MAINLY.search(segment)
        and ("主动公开" not in label.near or _BY_WAY_OF.search(without_names(segment)))
    ):
        words = _COPIED_FROM.sub("", segment)
        named = (families(_MADE_USE_OF.sub("", words)) if "发挥" in words else ()) or families(words)
    if setting.topic in SOCIAL and _NEXT.match(segment) and _FORM.fullmatch(label.near):
        return (setting.topic,)
    if named:
        return named
    if setting.topic and _is_sum_beside(label.near, setting):
        return ()
    return _referred_to(segment, label, noun, setting)


def _referred_to(segment: str, label: Label, noun: str, setting: Setting) -> tuple[str, ...]:
    """The channel that the words of a number refer to without naming it."""
    is_copied = label.near.startswith(("转发", "转载")) and (
        setting.topic in SOCIAL or (noun.endswith("信息") and not names_content(noun))
    )
    if setting.topic and is_copied and not setting.is_listed:
        return (setting.topic,)
    if _PRINTS.search(label.near) and _MAGAZINE.search(setting.statement):
        return ("other",)
    is_among = setting.is_listed and setting.previous and setting.previous.item.startswith("content_")
    if label.near.endswith("报道") and not is_among:
        return ("press",)
    if setting.topic and TOTAL.match(label.near) and families(setting.statement) == (setting.topic,):
        return (setting.topic,)
    if _is_divided_by_others(setting):
        return ()
    if THAT_CHANNEL.search(segment) and setting.family:
        return (setting.family,)
    if setting.heading and not setting.is_listed and GENERIC.match(noun) and VERB.search(label.text):
        return (setting.heading,)
    if setting.topic and not setting.is_listed and GENERIC.match(noun) and VERB.search(label.text):
        elsewhere = _OWN_TOTAL.search(NOUN_END.sub("", label.near)) and not _RENEWED.search(label.near)
        elsewhere = elsewhere and not (setting.topic in SOCIAL and _OF_ACCOUNT.search(label.text))
        beside_print = setting.topic in ("press", "gazette") and _NOT_PRINTED.search(label.near)
        words = _AND_MORE.sub("", VERB.sub("", TIME_BEFORE.sub("", label.near)))
        is_plain = GENERIC.match(ADVERB.sub("", words))
        return (setting.topic,) if is_plain and not (elsewhere or beside_print) else ()
    return ()


def _is_divided_by_others(setting: Setting) -> bool:
    """Whether other channels than the one spoken of divide a number: 设公开栏2个；公开信息90条，其中网站60条、公开栏30条."""
    if not setting.topic or "其中" not in setting.behind[:4]:
        return False
    first = families(_FIRST_PART.split(setting.behind, maxsplit=1)[0])
    return bool(first) and setting.topic not in first


def _is_sum_beside(near: str, setting: Setting) -> bool:
    """Whether a total is stated behind a channel's figure: 电视台播放新闻9条，全年公开信息共计30条."""
    is_behind = setting.previous is not None and setting.previous.item == f"channel_{setting.topic}"
    return is_behind and _SUM_OF_YEAR.match(near) is not None


def _named(words: str) -> tuple[str, ...]:
    """The families that words name: before the last verb, through which something was posted, else what was posted."""
    words = without_names(words)
    if posts := _POSTS_OF.search(words):
        return families(posts[1])
    verbs = list(VERB.finditer(words))
    return (families(words[: verbs[-1].start()]) if verbs else ()) or families(words)


def _is_published(previous: Meaning, near: str, setting: Setting) -> bool:
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
    is_next = _RUN.match(segment) or _NEXT_PAPERS.fullmatch(segment)
    follows = previous is not None and _is_published(previous, near, setting) and is_next is not None
    return follows and segment.lstrip("、和及以,") == near
