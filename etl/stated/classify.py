"""Which item a number is, from the words that belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.stated.mentions import Mention
from etl.stated.vocabulary import channel_words, content_words, wordings

_VERB = re.compile(
    r"公开|发布|公布|公示|更新|推送|刊登|刊发|刊播|刊载|上网|上线|上传|张贴|播发|编发|编印|编辑|出版|制作|转发|转载|报道|发文|推出|播出|新增|挂网|发稿|登载|登出|展示|首发|播放|播报|出刊|刊出|新推|新发|推文|图文|自编"
)
_PLAN = re.compile(
    r"下一步|力争|争取|不少于|不低于|计划(?:举办|召开|开展|组织|公开|发布)|拟(?:于|举办|公开)|将(?:建立|进一步|继续|力争)|目标(?!任务完成)"
)
_REPORTED = re.compile(r"据.{2,14}(?:通报|统计显示|介绍)")
_NEGATIVE = re.compile(
    r"日均|月均|人均|平均|分别(?:为|有)?$|(?:增加|减少|增长|下降|提高|上升|降低|多出|少于|减)了?$|报送|上报|(?<!媒体)(?<!报刊)(?<!报纸)采用|录用|制作、?获取|同意公开|公开招标|公开选|信访"
    r"|(?<!未)依申请公开(?!流程|指南|目录|类流程)|结转|维持|纠正|其他结果|予以公开|部分公开|不予公开|不掌握|行政复议|行政诉讼|起诉|应诉|胜诉|败诉"
    r"|收费(?:通知|标准|共|总)|收取|错别字|失效|链接|问卷|开放日|答复书|采访|事项清单|清单》?共"
)
_TABLE_TWO = re.compile(r"制发|印发|废止|现行有效|制定|出台|起草")
_DECIDED = re.compile(r"(?:行政许可|行政处罚|行政强制|处罚|许可|强制).{0,8}$")
_APPLICATION = re.compile(r"申请")
_NOT_COUNTED = re.compile(
    r"^(?:政务)?(?:新媒体|账号|栏目|平台|网站|单位|部门|乡镇|街道|社区|村|渠道|方面|类|制度|接口|数据集|微信号|微博号|短视频号|站点|县|市|区|工作日|子栏目|一级|二级|专题|环节|小组|机构|岗位|领域|事项|大类|层级|步骤|环节|附件|页面|端口)"
)
_NOT_COUNTED_END = re.compile(
    r"(?:账号|栏目|平台|单位|部门|接口|数据集|微信号|微博号|短视频号|站点|专题|机构|受理点|专区|网站|窗口|服务点|索引点|开设.{0,12}专栏|设.{0,6}公开栏)$"
)
_FREQUENCY = re.compile(r"每(?:[周月季年日天]|个?季度|半年).{0,6}$")
_CONNECTIVE = re.compile(
    r"^(?:[、,:;(]|其中|包括|包含|分为|含有?|即|和|及|以及|另有?|并|主要|内中|有|按类|是|——|-+|:)+"
)
_TOTAL = re.compile(r"^(?:以上)?(?:共计|合计|总计|共|累计|总数|总量|计|总共)+(?:为|达)?$")
_GENERIC = re.compile(
    r"^(?:(?:各类|各种|各项)[^、]{0,6}(?:信息|内容)$|各类|各项|各种|相关|有关|政务|政府|公共|本级|主要|重要|重点|最新|涉及|类别|以上|共计|合计|总计|总|共|累计|信息|资讯|内容|图文|推文|稿件|消息|文章|条目|数量|数|量|为|达|约|及|和|的|公开|发布|向社会|主动|社会|新闻信息|新闻稿件|作品|短视频|原创|等|政务类|公众|全部|部分|法定|次)*$"
)
_MIXED = re.compile(r"、.*等(?:各?类)?(?:政务|政府)?信息$|、.*等(?:内容)?$")
_PREPOSITION = re.compile(r"^(?:就|对|在|有|经|于|从|由|向|给|除|以|为|与|线下在|其|连续)$")
_CONTENT_UNITS = frozenset(
    ["条", "件", "篇", "份", "项", "个", "则", "部", "条次", "篇次", "件次", "幅", "辑"]
)
_CHANNEL_UNITS = frozenset(
    ["条", "件", "篇", "次", "期", "个", "份", "则", "部", "项", "幅", "条次", "篇次", "件次", "场次", "期次"]
)
_LISTED = re.compile(r"(?:[、,:;(·•●■-]|其中|包括|包含|含|分为|内中|——|和|及|从.{2,6}看|按.{1,8}[:看分])")
_WAY = re.compile(r"图解|图文|文字|音视频|视频|动漫|H5|发布会|媒体|访谈|专家|问答|简明|漫画|撰文")
_THAT_CHANNEL = re.compile(r"该(?:网|平台|号|账号|栏|系统)")
_REPORTS = re.compile(r"报道|采用|刊发|刊播|播发|见报|刊登|采写")
_TIME = re.compile(r"[上下]半年|季度|20\d\d年|全年|本年|当年|年度|今年|至今|累计")
_BODY = re.compile(r"[局委办厅镇乡]$|单位|部门|乡镇|街道|机关|[省市县区州](?:直|级|$|\()|我|本")
_BY_BODY = re.compile(
    r"(?:部门|单位|乡镇|街道|镇街|系统|机关|各[县市区州]|[县市区州]\(?[市区]?[、市区)]*)(?:合计|共)?$"
)
_APPLIED_BY = {
    "applications_in_person": re.compile("当面|现场|窗口|上门"),
    "applications_fax": re.compile("传真"),
    "applications_email": re.compile("电子(?:邮件|信箱|邮箱)|邮箱"),
    "applications_letter": re.compile("信函|邮寄|邮政|寄送|来信|挂号|信件"),
    "applications_network": re.compile("网络|网上|在线|网站|平台|互联网|系统"),
}
_LOOSE_UNITS = frozenset(["批", "期", "张", "起", "次"])
_STRONG = re.compile("公开|公布|公示")
_PLAIN_WAY = re.compile(
    r"(?:文字|图文|图解|图表|漫画|动漫|音频|短?视频|专家|领导|H5|简明问答|问答|撰文)(?:稿|类|解读|撰文|访谈|作品|形式)?"
)
_SOCIAL = frozenset({"wechat", "microblog", "new_media"})


@dataclass(frozen=True, slots=True)
class Told:
    """An item and the words that tell it."""

    item: str
    label: str


def is_rejected_whole(statement: str) -> bool:
    """Whether a statement speaks of plans, or of what another body reports."""
    return bool(_PLAN.search(statement) or _REPORTED.search(statement))


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
    if setting.interpreting and _WAY.search(near):
        return Told("interpretations", label)
    if setting.after_interpretations and _PLAIN_WAY.fullmatch(near):
        return Told("interpretations", label)
    if _FREQUENCY.search(segment) or _is_negative(near, label, after, mention):
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
    if _APPLICATION.search(label) and not re.search("申请公开(?:流程|指南)", label):
        return None
    return _posted(segment, near, label, mention, setting)


def _way_of_applying(label: str, mention: Mention) -> str:
    """The item of a number in a statement on applications that names only the way: 邮寄2件; empty for any other."""
    if mention.unit not in ("件", "条", "份", "个", "次", "起", "宗") or _VERB.search(label):
        return ""
    if re.search("答复|回复|办理|咨询|留言|投诉|诉求|信访|收到", label):
        return ""
    return next((item for item, words in _APPLIED_BY.items() if words.search(label)), "")


def _label(segment: str, after: str) -> tuple[str, str]:
    """(the words right before a number, the words that name it: these, else those behind it, else those before)."""
    parts = re.split(r"[,;:()\n。]", segment)
    near = _CONNECTIVE.sub("", parts[-1])
    if _PREPOSITION.match(near):
        return near, near
    core = _VERB.sub("", near)
    if re.search(r"[\u4e00-\u9fff]", _TOTAL.sub("", core)) and not re.fullmatch(
        r"(?:举办|召开|组织|开展|配备|配|落实|发布|设|设立|建成|制作|参加|全年|共|全市|全区|全县|我局|本局|年内)+",
        core,
    ):
        return near, near
    if re.match(r"[\u4e00-\u9fff“《]", after) and not re.match(r"(?:以上|左右|的?[，,])|参加$|次$", after):
        return near, near + after
    earlier = [part for part in parts[:-1] if part.strip("、")]
    return near, (_CONNECTIVE.sub("", earlier[-1]) + near) if earlier else near


def _is_negative(near: str, label: str, after: str, mention: Mention) -> bool:
    if _PREPOSITION.match(near) or _NEGATIVE.search(label):
        return True
    if re.search(r"办理.{0,4}(?:人大|政协|建议|提案|代表)", near) and not re.search("公开|信息|结果", near):
        return True
    if (
        _TABLE_TWO.search(label)
        and mention.unit != "期"
        and not re.search("公开|发布|公布|公示|解读|公报", label)
    ):
        return True
    if not near and re.match("事项|意见|措施|任务|举措|要求|职责", after):
        return True
    if (
        mention.unit in ("个", "家", "块", "处", "类", "大类")
        and _NOT_COUNTED.match(after)
        and "解读" not in after
    ):
        return True
    return bool(_NOT_COUNTED_END.search(near)) and mention.unit in ("个", "家", "块", "处", "张", "项")


def _posted(segment: str, near: str, label: str, mention: Mention, setting: Setting) -> Told | None:
    """What was posted: through which channel, or of which content, or in total."""
    parent = setting.parent
    in_list = parent is not None and (bool(_LISTED.match(segment)) or segment == near)
    verbs = list(_VERB.finditer(label))
    if re.search("刊[载登]", label) and parent and parent.item == "channel_gazette":
        return Told("channel_gazette", label)
    if not _may_be_posted(near, mention, setting, in_list, bool(verbs)):
        return None
    families = _families(near) or _families(segment)
    if not families and _THAT_CHANNEL.search(segment) and setting.family:
        families = [setting.family]
    tail = label[verbs[-1].end() :] if verbs else label
    if in_list and parent and parent.item == "disclosed" and not families and _BY_BODY.search(near):
        return Told("disclosed", label)
    if families and tail.endswith("信息") and not _names_content(tail):
        return _through(families, label, mention)
    if in_list and parent and parent.item == "channel_website" and near.endswith("栏"):
        return _content(near.removesuffix("栏"), label, mention, in_list)
    if families and (
        _is_only_channel(tail)
        or ("press" in families and _REPORTS.search(label))
        or (re.search("转发|转载", label))
    ):
        return _through(families, label, mention)
    bare = tail if in_list and near.endswith("类") else _without_channels(tail)
    if _GENERIC.match(bare) or _TOTAL.match(near) or _MIXED.search(tail):
        return _generic(families, near, label, mention, in_list, parent, segment)
    if mention.unit not in _CONTENT_UNITS and not (mention.unit in _LOOSE_UNITS and _STRONG.search(label)):
        return None
    return _content(bare, label, mention, in_list)


def _may_be_posted(near: str, mention: Mention, setting: Setting, in_list: bool, has_verb: bool) -> bool:
    """Whether unit and words allow a number of things posted: by a verb, in a list, or as the total of a statement."""
    if mention.unit and mention.unit not in _CHANNEL_UNITS | _CONTENT_UNITS | _LOOSE_UNITS:
        return False
    if not mention.unit and mention.exactness == "exact" and not (in_list and setting.listed_without_units):
        return False
    if has_verb or in_list:
        return True
    return bool(_TOTAL.match(near) and _VERB.search(setting.statement)) and not _DECIDED.search(near)


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
    if in_list and parent and not _TOTAL.match(near):
        if parent.item.startswith("channel_") and "其中" in segment and _TIME.search(near):
            return Told(parent.item, label)
        named = _VERB.sub("", near)
        if _names_content(named):
            return _content(named, label, mention, in_list)
        if not _TIME.search(near) and not _BODY.search(named):
            return Told("content_other", label)
    return Told("disclosed", label)


def _through(families: list[str], label: str, mention: Mention) -> Told | None:
    if mention.unit and mention.unit not in _CHANNEL_UNITS:
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
    if set(families) <= _SOCIAL:
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
