"""The words that name a number: those before it, those behind it, and the noun among them."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from etl.stated.words import (
    ADVERB,
    ASIDE_OF,
    BEGINS,
    CONNECTIVE,
    FEW,
    HELD,
    MADE_PUBLIC,
    NOUN_END,
    PREPOSITION,
    TIME_BEFORE,
    TOTAL,
    VERB,
)

# 工作动态信息共90条
_IN_ALL = re.compile(
    "(?<=[\u4e00-\u9fff”》]{3})(?<![总合公])(?<!平台)(?<!渠道)(?<!载体)(?<!途径)(?<!方面)(?<!账号)(?<!栏目)共计?$"
    "|(?<=[\u4e00-\u9fff”》]{3})(?<![行作成])(?<!分别)(?<!同期)为$"
)
# 推送量由上年的260条降至198条
_FROM = re.compile(r"[由从](?:上一?年度?|去年|20\d\d年度?)(?:同期)?的?$")
# 由120条增加到156条
_ROSE = re.compile("(?:[上下]?[增升降减][长加少]?|提高)[到至为]")
# 网站占312条次
_SHARE = re.compile(r"占$")
# 公开信息数较上年增长8%，达到175条
_THAN = re.compile(
    r"(?:同比|[较比](?:上年|去年|上一年度?|20\d\d年)(?:度|同期)?)(?:增长|增加|下降|减少|上升|提高)[^,]*$"
)
# 全年85条主动公开信息中
_AMONG = re.compile("((?:主动公开|公开|发布)?的?(?:政府|政务)?信息)(?:中|集中)")
# 其中20篇为原创
_IS = re.compile("^(?:为|是|系|属于?)(?=[\u4e00-\u9fff]{2})")
# 共90条政府信息在网站公开
_INFORMATION_IS = re.compile(
    r"(?:政府|政务|各类)*信息(?:均|都|全部|已|主动|及时|依法)*(?:在|通过|经|向)[^,;。\d]*(?:公开|发布|公布)"
)
# 公布与审计相关的政府信息
_ABOUT = re.compile("与[^,;、]{2,8}[相有]关的(?=(?:政府|政务)信息$)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MARKS = re.compile(r"[,;:。()!?\n\d、](?<!专、)")  # 专、兼职 is one word
# 3名专职和2名兼职人员: each number before its noun
_NOUN_OF_EACH = re.compile(
    "([\u4e00-\u9fff]{2,12}?)(?=(?:以及|和|及|与)[约近]?[\\d一二两三四五六七八九十百千]+[余多]?[条件篇名人个项份期次部场]{1,2}[\u4e00-\u9fff]{2})"
)
# 发布58条公告、216条动态: each number before its noun here too
JOINS = re.compile(
    "以及|[和及与]|、(?=[约近]?[\\d一二两三四五六七八九十百千]+[余多]?[条件篇名人个项份期次部场]{1,2}[\u4e00-\u9fff]{2})"
)
_TOOK_IN = re.compile("收到|接到|接收|受理|办理|办结|答复|回复|处理|接待")
_MARK = re.compile(r"[,;:()\n。]")
_LONGEST = 400  # characters of the words before a number


class Label(NamedTuple):
    """`near` are the words right before a number, `text` the words that name it, `longer` these with those behind it
    (empty where the words behind belong to the next number)."""

    near: str
    text: str
    longer: str


def words_behind(near: str, behind: str) -> tuple[str, bool]:
    """The words behind a number up to the next mark, and whether they belong to it, not to the next number. `near` are the
    words right before it, `behind` is what follows it in its statement."""
    after = _MARKS.split(behind, maxsplit=1)[0]
    if not behind[len(after) :][:1].isdigit():
        each = _NOUN_OF_EACH.match(after)  # 九条动态和六篇解读
        return (each[1], True) if each else (after, True)
    bare = NOUN_END.sub("", near)
    is_done = any(verb.end() == len(bare) for verb in VERB.finditer(bare))  # 网站发布9条动态和12条公告
    core = TIME_BEFORE.sub("", VERB.sub("", near)).rstrip("了")
    core = _TOOK_IN.sub("", core)
    is_bare = is_done or HELD.fullmatch(core) or not _CHINESE.search(TOTAL.sub("", core))
    of_each = _NOUN_OF_EACH.match(behind) if is_bare else None
    return (of_each[1], True) if of_each else (after, False)


@functools.lru_cache(maxsize=1024)
def label_of(segment: str, after: str, after_belongs: bool) -> Label:
    """`segment` are the words between the number before and this one, `after` those behind it up to the next mark."""
    parts = _MARK.split(segment[-_LONGEST:])
    near = ASIDE_OF.sub("", CONNECTIVE.sub("", parts[-1]))
    near = _IN_ALL.sub("", _SHARE.sub("", _FROM.sub("", near)))
    if near.endswith(("由", "从")) and _ROSE.match(after):
        near = near[:-1]
    if among := _AMONG.match(after):
        return Label(near, near + among[1], near + among[1])
    behind = _IS.sub("", after) if after_belongs and BEGINS.match(after) else ""
    longer = near + behind
    if PREPOSITION.match(near):
        return Label(near, near, longer)
    if after_belongs and (made_public := MADE_PUBLIC.match(after)):
        return Label(near, near + made_public[0], longer)
    core = TIME_BEFORE.sub("", VERB.sub("", near))
    if behind and near.endswith(("等领域", "等方面")):  # 公布欺诈、传销等领域9件典型案例
        verb = VERB.search(near)
        return Label(near, (verb[0] if verb else "") + behind, longer)
    if _CHINESE.search(TOTAL.sub("", core)) and not HELD.fullmatch(core.removesuffix("的")):
        return Label(near, near, longer)
    if behind:
        return Label("", behind, behind) if _INFORMATION_IS.match(behind) else Label(near, longer, longer)
    earlier = [part for part in parts[:-1] if part.strip("、")]
    told_before = _THAN.sub("", FEW.sub("", CONNECTIVE.sub("", earlier[-1]))) if earlier else ""
    return Label(near, told_before + near, longer)


def noun_of(words: str) -> tuple[str, str]:
    """(what was posted, else empty; what stands before the last verb where that one ends the words).

    全年发布工作动态共 has the noun 工作动态; 抽查结果公示 has none, and 抽查结果 before it.
    """
    words = _ABOUT.sub("", NOUN_END.sub("", words))
    verbs = list(VERB.finditer(words))
    while (
        len(verbs) > 1
        and (
            words.startswith("、", verbs[-1].end())  # 发布图文、视频信息
            or ("等" in words[verbs[-1].end() :] and "、" in words[verbs[-2].end() : verbs[-1].start()])
        )
    ):
        verbs.pop()  # 公开文件、名单公示等信息
    if not verbs:
        return words, ""
    tail = words[verbs[-1].end() :]
    if tail:
        return (words if tail == "类" else tail), ""
    while len(verbs) > 1 and verbs[-2].end() == verbs[-1].start():
        verbs.pop()
    head = words[verbs[-2].end() if len(verbs) > 1 else 0 : verbs[-1].start()]
    return "", TIME_BEFORE.sub("", ADVERB.sub("", head))
