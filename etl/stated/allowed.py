"""Whether a number may count things posted, by its unit and its words."""

from __future__ import annotations

import re

from etl.stated.channel_postings import is_only_a_name
from etl.stated.channels import ends_with_channel, families, without_channels
from etl.stated.posting import HELD_WORK, Posting, is_told_by_content, names_content
from etl.stated.words import (
    ADVERB,
    CHANNEL_UNITS,
    CONTENT_UNITS,
    DECIDED,
    DOES,
    GENERIC,
    LOOSE_UNITS,
    NOUN_END,
    REPORTS,
    STRONG,
    TIME_BEFORE,
    TOTAL,
    VERB,
    VIDEO,
    YEAR_WORDS,
)

_WORK = re.compile(
    "(?:电话|活动|措施|举措|承诺|事项|任务|机制|窗口|设施|设备|岗位|场所|车位|图书|读本|画册|教材|宣传片|展板|装备)$"
)
_TOPIC = re.compile("(?:政务|信息|村务|事务)公开")
_REVISED = re.compile(
    "(?:修订|调整|完善|优化|梳理|动态管理)(?:了|共)?$|(?:修订|调整|完善|优化|梳理|编制)[^,]{0,14}(?:清单|目录|指南|条目)(?:\\d+个?大?类)?$"
)
_BROADCAST_TALK = re.compile("(?:热线|直播|问政|访谈)(?:类)?节目|制作[^,]*节目$")
_EVENT = re.compile(
    "(?:活动|[例谈证进度署报]会|培训班?|会议|讲座|演练|督查|督导|检查|抽查|巡查|自查|评估|评查|测评|考核|调研|约谈|审查|审核|评议|普查|代办|办事|调用|流转)$"
)
_RELEASE = re.compile("(?:新闻发布|直播)$")
# 专栏维护数量12个，新开设4个
_SET_UP = re.compile("(?:[开增新][设办辟通]|设[立置]|维护(?:总?数量?)?)$")
# 发送预警信息9000条, by text message
_SENT = re.compile("发送[^,]*(?:预警|提醒|提示|叫应)")
# 覆盖全县12个行政村
_REACHED = re.compile("(?:覆盖|惠及|遍布)[^,]{0,6}$")
# of applications: 公开7条
_GRANTED = re.compile("(?:均?已|全部|予以|同意|答复|依法)*公开")
_FORECAST = re.compile("预报(?:播[出报放]|节目)?$|预警(?:信号|信息)?$")
_FILMS = re.compile("(?:抖音|快手|微信)(?:短|微)?视频$")
_HALF = re.compile("线[上下](?:渠道|平台|方式|信息)*")
# 编发监测通报4期
_TO_INSPECTED = re.compile("(?:[编印下制]发|发出)[^,]{0,10}通报$")
_DECISIONS = re.compile("行政(?:许可|处罚|强制|征收|检查)(?:决定)?")
_DEALT_WITH = re.compile(
    "(?:已|均|全部|按[期时]|及时|共)*(?:回复|答复|办结|办复|办理|处理|解决|受理|采纳|整改)(?:完成)?|(?:全年|共|及时)*转发[^,]*文件"
)
# 新增规范性文件9件，废止6件
_PAPERS = re.compile("(?:文件|规章)$")
_REPEALED = re.compile("[,、](?:已|修[订改]|废止|失效|宣布|清理)")
_WEAK = re.compile("新增|更新|制作|出版|推出|上传|编印|编辑|展示")
_MATTER = re.compile(
    "信息|文件|规章|指南|目录|公告|通知|稿|动态|[日月周季年]报|简报|视频|图解|解读|预决算|预算|决算"
)
# kinds of information listed without a verb: 财政信息9条, 社会保险类51条
_LISTED_KIND = re.compile("[\u4e00-\u9fff]{2}”?(?:信息|类)$")
_LISTED_RESULT = re.compile("(?:案例|名单|指南|信息|决定书?|公告|公示|结果|报告)$")
# 收费目录1份、粮油价格52期，均通过县政府网公开。
_SAID_BEHIND = re.compile(
    r"\d[条件篇份期项宗个],?(?:均|全部|都|已)*(?:及时|依法)?(?:(?:通过|在|于)[^,;。\d]{2,16})?(?:公开|公布|公示|发布)[。;]?$"
    r"|\d[条件篇份期项宗个],(?:全年|共|累计|合计|总计)+(?:主动)?(?:公开|发布)(?:信息)?[\d,]+条[。;]?$"
)
# 季度通报4期, to those inspected
_INTERNAL = re.compile("(?:^|[印下]发|[季月]度|督查|考核)通报$")
# 编发工作动态12期, within the administration
_OWN_PAPER = re.compile("(?:编发|编印|印发|编写)[^,]*(?:动态|提示|参考|专报|摘要|值班信息)$")
# lists of matters, and jobs on offer
_MATTERS = re.compile(
    "(?:权责|权力|责任)清单$|(?:服务|审批|政务|便民|办理|承诺)事项$|事项[^,]{0,8}目录$|岗位(?:信息)?$|服务承诺$|(?:措施|举措)$|(?:微信|网上|网络|电话)(?:举报|报警|投诉)$"
)
# 主动公开目录36项: what is on the list, not what was posted
_LISTS = re.compile("(?:目录|清单|事项)[”》]?(?:\\d+大?类)?$")
_COMPLAINT = re.compile("(?:投诉|举报|求助|信访|诉求|表扬)+(?:建议)?$")
_FILM = re.compile("(?:宣传片|短片|微电影|纪录片|专题片|年鉴|汇编|丛书)》?$")
# 检查结果388家次, and no 曝光隐患单位12家次
_OF_BODIES = re.compile("(?:结果|信息|名[单录]|情况|公示)$")
_PIECES = ("条", "篇", "则")
_COUNT = re.compile(r"\d+[条篇件]")
_NOT_POSTED = re.compile(
    "申请|投诉|举报|咨询|诉求|案件|线索|建议|提案|工单|采集|录入|归集|登记|核查|收集|摸排|报送|短信"
)
_PUBLISHED = re.compile("(?:公告(?:、[^、]{1,8})?|月报|日报|周报|季报|动态信息|通报|通告|公报)$")
# 全市各部门通过网站主动公开信息: whoever did it, by whatever way; and no 超期公开, 审查发布信息
_BY_WHOM = re.compile(
    r"(?:^|[局委办室厅镇乡县市区州旗省校院所会社村处队站关司园户息务议至到身]|[级门位关统道心府业织构员日月年底末来间时然但是]|[台道式径体网页上下媒信博号栏屏报端等中、])”?$"
)
_BY_WAY = re.compile("通过|依托|利用|借助")
_ANY_WAY = re.compile("渠道|途径|方式|形式|载体|平台|媒体")
_MEANWHILE = re.compile(
    rf"(?:{ADVERB.pattern.rstrip('+$')}|{YEAR_WORDS}|仅|只|累计|历年|实际|属于|总|[共合总]计|直接|报告期内?|(?:截[至止])?目前|至今|(?:\d{{4}})?年度?内?|[上下]半年)+$"
)
_TO_OTHERS = re.compile("(?:发稿|投稿|供稿)(?:共|约)?$")


def may_be_posted(posting: Posting) -> bool:
    """Whether unit and words allow a number of things posted: by a verb, in a list, or as the total of a statement."""
    if not posting.text or _is_half_of_all(posting) or _is_of_who_published(posting):
        return False
    if _is_for_others(posting) or is_only_a_name(posting) or _is_issue_of_something(posting):
        return False
    return _has_unit(posting) and not _is_of_work(posting) and _is_stated(posting)


def is_by_unknown_way(near: str) -> bool:
    """Whether something was published by a way of a kind that words do not tell: 通过惠民驿站公开信息9条."""
    return _BY_WAY.search(near) is not None and not (families(near) or _ANY_WAY.search(near))


def may_be_total(near: str) -> bool:
    """Whether nothing stands before the verb but who published, how and when."""
    verb = VERB.search(near)
    return verb is None or _BY_WHOM.search(_MEANWHILE.sub("", near[: verb.start()])) is not None


def may_be_content(posting: Posting) -> bool:
    """Whether unit and words allow a number of one content."""
    unit, text = posting.mention.unit, posting.text
    if unit in CONTENT_UNITS or (not unit and posting.in_list and posting.setting.listed_without_units):
        return True
    return unit in LOOSE_UNITS and bool(
        STRONG.search(text)
        or (
            posting.in_list
            and not posting.is_clause
            and (posting.is_run or _LISTED_RESULT.search(posting.noun))
        )
        or _PUBLISHED.search(text)
        or (names_content(text) and "预警" not in text and is_told_by_content(posting))
    )


def _has_unit(posting: Posting) -> bool:
    unit, setting = posting.mention.unit, posting.setting
    if unit:
        is_account = (
            unit in ("个", "家")
            and ends_with_channel(NOUN_END.sub("", VIDEO.sub("", posting.near)))
            and not _FILMS.search(posting.near)
            and not _is_more_posts(posting)
        )
        return unit in CHANNEL_UNITS | CONTENT_UNITS | LOOSE_UNITS and not is_account
    return posting.mention.exactness != "exact" or (posting.in_list and setting.listed_without_units)


def _is_more_posts(one: Posting) -> bool:
    """Whether posts in pieces (抖音96个) are listed with those of another channel: 微博发布872篇、抖音96个."""
    previous = one.setting.previous
    if previous is None or not previous.item.startswith("channel_"):
        return False
    return previous.unit == one.mention.unit or (one.is_run and previous.unit in _PIECES)


def _is_of_work(posting: Posting) -> bool:
    """Whether what is counted is the body's work, not what it posted: 推出便民措施, 更新执法车辆, 受理申请."""
    near, noun, unit = posting.near, posting.noun or posting.near, posting.mention.unit
    if _is_of_table_two(posting) or _is_counted_work(unit, near, noun) or _is_application(posting):
        return True
    if posting.mention.printed.endswith(("期", "次")) and _FORECAST.search(noun):
        return True
    if _BROADCAST_TALK.search(posting.text) or (_SENT.search(near) and not posting.named):
        return True
    if DOES.match(TIME_BEFORE.sub("", near)) and not VERB.search(_TOPIC.sub("", near)):
        return True
    is_listed_kind = posting.in_list and unit == "条"  # 政府会议8条
    is_held = HELD_WORK.search(near) and not VERB.search(near)
    if (is_held and not (is_listed_kind and _LISTED_RESULT.search(near))) or (
        _EVENT.search(posting.noun) and not is_listed_kind
    ):
        return True
    if (posting.in_list and not posting.is_clause) or posting.named:
        return False
    weak = _WEAK.search(posting.text) and not STRONG.search(posting.text)
    return bool(_WORK.search(noun) or (weak and not _MATTER.search(noun) and not GENERIC.match(noun)))


def _is_of_table_two(one: Posting) -> bool:
    """Whether decisions are counted beside the documents issued: 公开规范性文件9件，行政许可8件."""
    previous = one.setting.previous
    if _REPEALED.match(one.setting.behind) and _PAPERS.search(one.near) and not STRONG.search(one.near):
        return True
    return (
        previous is not None
        and previous.item == "content_policy_documents"
        and one.segment.startswith(",")
        and not one.setting.is_listed
        and _DECISIONS.fullmatch(one.near) is not None
    )


def _is_counted_work(unit: str, near: str, noun: str) -> bool:
    """Whether words with such a unit count work: 出版丛书3部, 新开设专栏4个."""
    if (unit in ("部", "套") and _FILM.search(noun) and "播" not in near) or (
        unit != "条" and _MATTERS.search(noun)
    ):
        return True
    if (unit == "项" and _LISTS.search(noun)) or (unit in ("个", "部") and noun.endswith("电话")):
        return True
    if unit != "条" and _COMPLAINT.search(noun):
        return True
    if unit in ("户次", "家次") and not _OF_BODIES.search(noun):
        return True
    if unit in ("次", "场", "期") and _RELEASE.search(near):
        return True
    if unit in ("次", "期", "份") and _TO_INSPECTED.search(near):
        return True
    if _DEALT_WITH.fullmatch(near):
        return True
    return bool((unit == "个" and _SET_UP.search(near)) or _REACHED.search(near) or _REVISED.search(near))


def _is_application(posting: Posting) -> bool:
    """Whether applications are counted: 收到8件, 公开7条."""
    if not posting.setting.applying:
        return False
    near = posting.near
    if posting.setting.parent is None and _GRANTED.fullmatch(near):
        return True
    return posting.mention.unit in ("件", "份", "") and not (families(near) or "主动" in near)


def _is_stated(posting: Posting) -> bool:
    near, text, noun, named, unit = (
        posting.near,
        posting.text,
        posting.noun,
        posting.named,
        posting.mention.unit,
    )
    if VERB.search(text) or (posting.in_list and (near or posting.is_run or posting.setting.is_listed)):
        return True
    is_decided = unit == "件" and DECIDED.search(near)
    if (
        names_content(noun)
        and _SAID_BEHIND.search(posting.setting.statement)
        and not (is_decided or HELD_WORK.search(near))
    ):
        return True
    is_handled = unit == "件" and HELD_WORK.search(posting.setting.statement)
    if is_handled and not VERB.search(posting.setting.statement):
        return False
    if named and unit != "个" and (GENERIC.match(without_channels(noun)) or ends_with_channel(noun)):
        return True
    if unit in ("期", "则", "条", "篇", "份") and _PUBLISHED.search(noun) and not _INTERNAL.search(noun):
        return True
    if named == ("press",) and REPORTS.search(text):
        return True
    if unit in ("条", "篇") and _LISTED_KIND.search(noun) and not _is_dealt_with(posting):
        return True
    if unit == "期" and named in (("other",), ("gazette",)):
        return True
    return bool(TOTAL.match(near) and VERB.search(posting.setting.statement)) and not DECIDED.search(near)


def _is_dealt_with(posting: Posting) -> bool:
    """Whether kinds are listed of what was received or collected, not posted."""
    opening = _COUNT.split(posting.setting.statement, maxsplit=1)[0]
    return bool(
        _NOT_POSTED.search(opening) or (posting.near.endswith("类") and _NOT_POSTED.search(posting.near))
    )


def _is_half_of_all(one: Posting) -> bool:
    """Whether a part is stated to have been posted online or elsewhere, through whatever channels: 线上90条、线下30条."""
    return one.in_list and _HALF.fullmatch(VERB.sub("", one.near)) is not None


def _is_of_who_published(one: Posting) -> bool:
    """Whether bodies are counted that published something: 81个预算单位全部公开预决算."""
    behind = one.text[len(one.near) :]
    return one.mention.unit in ("个", "家", "所") and not VERB.search(one.near) and bool(VERB.search(behind))


def _is_for_others(one: Posting) -> bool:
    """Whether articles went to a medium that the words do not tell: 在柏原新闻发稿20篇."""
    return not one.named and _TO_OTHERS.search(one.near) is not None


def _is_issue_of_something(one: Posting) -> bool:
    """Whether issues are counted of what stands elsewhere: 公开抽检信息，已公布6期."""
    if one.mention.unit == "期" and not one.named and _OWN_PAPER.search(one.near):
        return True
    made_known = one.mention.unit == "期" and not one.noun and re.search("公布|公示|通报", one.near)
    return bool(made_known) and not families(one.segment)
