"""Which item a number is, from the words that belong to it."""

from __future__ import annotations

import functools
import re

from etl.stated.channels import families
from etl.stated.continuation import is_more_of
from etl.stated.label import Label, label_of
from etl.stated.mentions import Mention
from etl.stated.no_figure import is_negative, is_of_each
from etl.stated.posts.channel_postings import is_part_by_content
from etl.stated.posts.posted import posted
from etl.stated.setting import Meaning, Setting
from etl.stated.vocabulary import Wording, wordings
from etl.stated.words import (
    APPLICATION,
    APPLIED_BY,
    BY_BODY,
    DOES,
    PLAIN_WAY,
    SOCIAL,
    TIME_BEFORE,
    TOTAL,
    VERB,
    WAY,
)

_NOT_A_PART = re.compile(
    "体验区|专区|受理|窗口|出席|满意|逾期|超期|未|尚|负责|领导|占|率|增|减|反馈|采纳|平均|涉及|参加|覆盖"
)
_TOOK_PART = re.compile(
    "(?:参加|参训|参会|参与|到场|受众|覆盖)(?:各?(?:单位|部门|科室|村))*(?:人员|人数|干部|职工|学员)*(?:共|约|达|为)?$"
)
# 举办培训3期186人，其中县级1期62人
_LEVEL = re.compile("[省市县区镇乡州]级|线[上下]|集中|专题|局机关")
_TRAINING = re.compile("(?<!参加)(?:举办|组织|开展|召开)[^,;]*公开[^,;]{0,6}培训[^,;]{0,3},")
_TAKE_PART = re.compile("次?(?:参加|参训|参会|到场|到会|与会|参学|听课)")
# 对45名信息员开展业务培训
_TEACHES = re.compile("(?!参加|、)[^,;。]{0,12}(?:开展|进行|组织|举办)[^,;。]{0,12}(?:培训|轮训)")
# 选派6人参加市级培训
_ELSEWHERE = re.compile("参加(?:上级|[国省市县区])")
_PEOPLE = re.compile("(?:干部|职工|同志|全体|人员|骨干|[联信网专][络息格管]员|负责人)(?:等|共|共计)*$")
_NAMED = re.compile("[\u4e00-\u9fff]{3}")
# 工作人员1名专职、2名兼职
_ENGAGED = re.compile("(?:为|是)?(专职|兼职)(?![\u4e00-\u9fff])")
_ALL_ENGAGED = re.compile("(?:均|都|全部|皆)(?:为|是)[专兼]职$")
_ENGAGED_AS = {"专职": "staff_full_time", "兼职": "staff_part_time"}
# 组织机构信息5条、制定文件8份: a document among what is listed as public
_LISTED_PAPER = re.compile("(?:、|,?其中:?)[^,;:。]{0,12}(?:文件|规章)$")
_PRESS = re.compile(
    "(?:(?:发布|通气|吹风)会[、和及](?:接[待受])?(?:媒体|记者|集中)*采访(?:活动)?|”(?:系列|专场)*新闻发布(?:会|活动))$"
)
# 通过信函收到18件
_CAME_BY = re.compile("((?:通过|以)[^,]{2,8})收到$")
# 受理审批申请90件，网上申请80件
_OTHER_APPLICATION = re.compile(
    "^(?!.*公开[^,;。]{0,4}申请)(?!.*申请[^,;。]{0,4}公开).*(?:审批|许可|登记|低保|救助|补贴|资质|专利|援助|仲裁|执行|贷款|办证|认定|复议|鉴定|办税|发票|业务|提取|户籍|出入境|窗口受理)[^,;。]{0,4}申请"
)
# 关注人数9万，今年新增2万
_GREW = re.compile(
    "(?:其中)?(?:本年度?|今年|当年|全年|年内|较?[上去]年|20\\d\\d年)?(?:新增|净增|增加|增长|新增长)了?(?:关注|粉丝|用户)?(?:人数|量|数)?"
)
_NEXT = re.compile("[、,]")
# 公开征集了23条群众建议
_VIEWS = re.compile("(?:群众|公众|社会|市民|网[民友]|各类|各界|有效|合理化?|的)*(?:意见|建议)(?!征)")
# 发布包括通知公告在内的各类信息160条
_AMONG_THEM = re.compile("包[括含][^,;。]{1,60}在内的")
# 发布解读64条，网站刊登51篇次(图解19篇次、视频8篇次)
_IN_FORMS = re.compile(rf"\((?:其中|包括)?:?(?:{PLAIN_WAY.pattern})[共约]*[\d一二三四五六七八九十]")
_HELD_BY_OTHERS = re.compile("参加|出席|召开|举行|举办")
_POSTED_THERE = re.compile(f"(?:{VERB.pattern})(?:共|了)*$")
# 刊登规章等12件，部门文件5件: up to here nothing else was done
_PRINTED = re.compile(f"(?:刊登|刊载|登载|收录)(?:(?!{VERB.pattern}|发行|发放|赠[阅送]|印[发制刷])[^;。])*$")
_PLAIN_APPLICATION_UNITS = ("件", "条", "份", "个", "次", "起", "宗", "")


def classify(
    segment: str, after: str, after_belongs: bool, mention: Mention, setting: Setting
) -> Meaning | None:
    """The item of a number. `segment` are the words between the number before and it, `after` those behind it up to
    the next mark, which belong to it unless the next number follows (`after_belongs`)."""
    segment = _AMONG_THEM.sub("", segment)
    label = label_of(segment, after, after_belongs)
    if mention.unit in ("人", "名") and (people := _people(label, after, mention, setting)):
        return people
    if item := _item_by_place(segment, label.near, mention.unit, setting):
        return Meaning(item, label.text)
    is_listed = setting.is_listed and _LISTED_PAPER.match(segment + after * after_belongs) is not None
    is_part = setting.is_listed and setting.whole is not None and setting.whole.unit == mention.unit
    if (
        is_of_each(segment, mention.value)
        or ("我省" in segment and "省" not in (setting.agency or "省"))  # another body's, of all the province
        or _is_issued(label.near, setting)
        or is_negative(label, after, after_belongs, mention.unit, is_listed, is_part)
    ):
        return None
    previous = setting.previous
    if previous and previous.item in ("followers", "visits") and _GREW.fullmatch(label.near):
        return None
    if previous and is_more_of(previous.item, segment, label.near):
        return Meaning(previous.item, label.text)
    if (
        setting.applying
        and not _OTHER_APPLICATION.search(setting.statement)
        and (meaning := _way_of_applying(label, mention))
    ):
        return meaning
    meaning = _worded(label.text, mention, setting)
    if not meaning and label.longer != label.text:
        meaning = _worded(label.longer, mention, setting)
    if mention.unit[:1] in ("人", "名") and _TAKE_PART.match(after):
        return _trained(meaning, label, setting)
    if meaning:
        is_other = meaning.item.startswith("applications_") and _OTHER_APPLICATION.search(setting.statement)
        return None if is_other else meaning
    if APPLICATION.search(label.text) and not re.search(
        "申请公开(?:流程|指南)|申请.{0,8}(?:公示|公告|名单|结果)|公示[^,]*申请(?:人|对象|家庭)", label.text
    ):
        return None
    if mention.unit[:1] in ("人", "名") and _took_part(segment, label.near, previous):
        return Meaning("training_people", label.text)
    return _part(segment, label, mention, setting) or posted(segment, label, mention, setting)


def _item_by_place(segment: str, near: str, unit: str, setting: Setting) -> str:
    """The item of a number that goes on with what stands before it, or of a conference by name; empty for most."""
    if _is_printed_in_gazette(segment, near, unit, setting):
        return "channel_gazette"
    if _is_interpretation(near, setting):
        return "interpretations"
    return "press_conferences" if _PRESS.search(near) else ""


def _is_printed_in_gazette(segment: str, near: str, unit: str, setting: Setting) -> bool:
    """Whether a number is listed among what the gazette printed: 刊登规章等12件，部门文件5件."""
    previous = setting.previous
    if previous is None or (previous.item, previous.unit) != ("channel_gazette", unit):
        return False
    told = setting.statement[: len(setting.statement) - len(setting.behind)]
    is_next = near and _NEXT.match(segment) and not families(near)
    return bool(is_next and _PRINTED.search(told))


def _is_interpretation(near: str, setting: Setting) -> bool:
    """Whether words name a way of interpretation where interpretations are stated."""
    previous = setting.previous
    is_of_channel = previous is not None and (
        previous.item.startswith("channel_") or (previous.item == "followers" and setting.topic in SOCIAL)
    )
    if (
        "解读" in setting.statement
        and not is_of_channel
        and PLAIN_WAY.fullmatch(TIME_BEFORE.sub("", near).rstrip("仅只有共"))
    ):
        return True
    if previous and previous.item == "interpretations" and _IN_FORMS.match(setting.behind):
        return _POSTED_THERE.search(near) is not None
    if (
        setting.interpreting
        and WAY.search(near)
        and not _HELD_BY_OTHERS.match(near)
        and not (families(near) and VERB.search(near))
    ):
        return True
    return setting.after_interpretations and not is_of_channel and PLAIN_WAY.fullmatch(near) is not None


def _took_part(segment: str, near: str, previous: Meaning | None) -> bool:
    """Whether people are counted who took part in the training stated right before: 举办业务培训，参会人员60人."""
    if previous and previous.item == "training_sessions" and not TOTAL.sub("", segment.strip("、,(")):
        return True
    is_trained = (previous and previous.item == "training_sessions") or _TRAINING.search(segment)
    return bool(is_trained) and _TOOK_PART.match(near) is not None


def _is_issued(near: str, setting: Setting) -> bool:
    """Whether papers were issued (全年发文9件), not posts of an account."""
    return near.endswith("发文") and not (families(near) or setting.topic in SOCIAL)


def _people(label: Label, after: str, mention: Mention, setting: Setting) -> Meaning | None:
    """People whom the words behind their number tell: 1名专职, 45名信息员开展业务培训."""
    if _ALL_ENGAGED.search(after):
        return _worded(label.near + _ALL_ENGAGED.sub("", after), mention, setting)
    if engaged := _ENGAGED.match(after):
        return Meaning(_ENGAGED_AS[engaged[1]], label.longer or label.text)
    return _taught(label, mention, setting)


def _taught(label: Label, mention: Mention, setting: Setting) -> Meaning | None:
    """People who were taught, as the words behind them say: 对45名信息员开展业务培训."""
    teaches = _TEACHES.match(setting.behind)
    meaning = _worded(label.near + teaches[0], mention, setting) if teaches else None
    return Meaning("training_people", label.near) if meaning and meaning.item == "training_people" else None


def _trained(meaning: Meaning | None, label: Label, setting: Setting) -> Meaning | None:
    """People who took part: in the training stated before, else in nothing that is an item."""
    if _ELSEWHERE.search(label.longer):
        return None
    if meaning and meaning.item == "training_people":
        return meaning
    trained = setting.previous is not None and setting.previous.item == "training_sessions"
    return (
        Meaning("training_people", label.longer)
        if trained
        and (BY_BODY.search(label.near) or _PEOPLE.search(label.near) or not _NAMED.search(label.near))
        else None
    )


def _worded(text: str, mention: Mention, setting: Setting) -> Meaning | None:
    """An item outside channels and contents, by its words and units."""
    text = text.removesuffix("建议") if mention.unit == "次" and text.endswith("意见建议") else text
    counted, any_label = _counted_in(mention.unit)
    if not any_label.search(text):
        return None
    for wording in counted:
        if not wording.label.search(text) or wording.unless.search(text):
            continue
        if wording.context and not wording.context.search(setting.statement):
            continue
        if wording.item == "consultations" and _VIEWS.match(setting.behind):
            continue
        return Meaning(wording.item, text, mention.unit)
    return None


@functools.cache
def _counted_in(unit: str) -> tuple[tuple[Wording, ...], re.Pattern[str]]:
    """The wordings of a unit, and the label of any; 件次 counts what 件 counts, 人次 counts no people."""
    units = {unit, unit[0]} if unit[1:] == "次" and unit[0] != "人" else {unit}
    counted = tuple(wording for wording in wordings() if units & wording.units)
    return counted, re.compile("|".join(wording.label.pattern for wording in counted) or "(?!)")


def _part(segment: str, label: Label, mention: Mention, setting: Setting) -> Meaning | None:
    """A part of a figure that is no number of things posted is of the same item: 报道80篇, 其中省级12篇."""
    whole = setting.whole
    if whole and whole.item == "training_people" and setting.is_listed and _LEVEL.fullmatch(label.near):
        return Meaning("training_sessions", label.text) if mention.unit in ("期", "次", "场", "班") else None
    if (
        not whole
        or whole.item.startswith("applications_")
        or whole.item == "followers"
        or not setting.is_listed
        or not _counts_alike(whole, mention.unit)
    ):
        return None
    near = label.near or label.text
    is_post = near.endswith("信息") and families(near)
    if not near or is_post or _NOT_A_PART.search(near) or len(near) > 14:
        return None
    if whole.item.startswith("channel_") and is_part_by_content(near, setting.previous):
        return None
    if whole.item.startswith("channel_") and not {whole.item}.issuperset(
        map("channel_{}".format, families(label.near))
    ):
        return None
    return Meaning(whole.item, label.text, whole.unit)


def _counts_alike(whole: Meaning, unit: str) -> bool:
    """Whether a unit counts what that of the whole counts: enquiries in 次 are those of as many 人次."""
    is_enquiry = whole.item == "letters_answered" and {whole.unit, unit} == {"次", "人次"}
    return is_enquiry or unit[:1] in (whole.unit[:1], "")


def _way_of_applying(label: Label, mention: Mention) -> Meaning | None:
    """A number in a statement on applications that names only the way: 邮寄2件; None for any other."""
    if mention.unit not in _PLAIN_APPLICATION_UNITS:
        return None
    near = _CAME_BY.sub(r"\1", label.near) if label.near.endswith("收到") else label.near
    for text in (near, label.longer):
        if (
            VERB.search(text)
            or re.search("答复|回复|办理|咨询|留言|投诉|诉求|信访|收到|处理|点击|访[问谈]|浏览", text)
            or DOES.match(text)
        ):
            continue
        ways = [item for item, words in APPLIED_BY.items() if words.search(text)]
        if len(ways) == 1:
            return Meaning(ways[0], text)
    return None
