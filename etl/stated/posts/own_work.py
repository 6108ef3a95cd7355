"""Whether what is counted is the body's work, not what it posted."""

from __future__ import annotations

import re

from etl.stated.channels import families
from etl.stated.posts.posting import HELD_WORK, Posting
from etl.stated.words import (
    DOES,
    GENERIC,
    STRONG,
    TIME_BEFORE,
    VERB,
)

_WORK = re.compile(
    "(?:电话|活动|措施|举措|承诺|事项|任务|机制|窗口|设施|设备|岗位|场所|车位|图书|读本|画册|教材|宣传片|展板|装备)$"
)
_TOPIC = re.compile("(?:政务|信息|村务|事务)公开")
# 全年完成政府信息公开90条
_DISCLOSURE_DONE = re.compile("完成(?:政府|政务)信息公开$")
_REVISED = re.compile(
    "(?:修订|调整|完善|优化|梳理|动态管理)(?:了|共)?$|(?:修订|调整|完善|优化|梳理|编制)[^,]{0,14}(?:清单|目录|指南|条目)(?:\\d+个?大?类)?$"
)
# 推送惠企政策90次, to those whom they concern
_POLICIES_SENT = re.compile("推送(?:[惠便][民企农])?政策$|政策(?:精准|定向|主动|点对点|个性化)*推送$")
# 通过大喇叭宣传防火知识90次
_TAUGHT = re.compile("(?:宣传|宣讲|普及|讲解)[^,]{0,8}(?:知识|常识|政策|法规)$")
_POSTED_AND = re.compile("(?:发布|公开|公布|新增)(?:并|和|及|、)$")
_BROADCAST_TALK = re.compile("(?:热线|直播|问政|访谈)(?:类)?节目|制作[^,]*节目$")
_ADVERTISES = re.compile("播[出放报][^,]*广告$")
_EVENT = re.compile(
    "(?:活动|[例谈证进度署报]会|培训班?|会议|讲座|宣讲|演练|督查|督导|检查|抽查|巡查|自查|评估|评查|测评|考核|调研|约谈|审查|审核|评议|普查|调查|代办|办事|调用|流转)$"
)
# 发布旅游线路6条
_ROADS = re.compile("(?:线路|路线|航线|专线|管线|生产线|道路|公路|河[道流]|街巷|民约|公约|举措|需求)$")
# 更新公开指南2次
_LIST_RENEWED = re.compile("(?:更新|修订)[^,]*(?:指南|目录|清单)$|(?:指南|目录|清单)各?(?:更新|修订)$")
# 规范性文件审查意见36份
_OPINION = re.compile("(?:审[查核]|法律|评审)意见书?$")
_RELEASE = re.compile("(?:新闻发布|直播)$")
# 专栏维护数量12个，新开设4个
_SET_UP = re.compile("(?:[开增新][设办辟通]|设[立置]|维护(?:总?数量?)?)$")
# 发送预警信息9000条, by text message
_SENT = re.compile("发送[^,]*(?:预警|提醒|提示|叫应)")
# 覆盖全县12个行政村
_REACHED = re.compile("(?:覆盖|惠及|遍布)[^,]{0,6}$")
# of applications: 公开7条
_GRANTED = re.compile("(?:均?已|全部|予以|同意|答复|依法)*公开")
_FORECAST = re.compile("(?:天气|气象)节目|预报(?:播[出报放]|节目(?:制作|播[出报放])?)?$|预警(?:信号|信息)?$")
# 编发监测通报4期
# 家长会通报2次
_TOLD_AT = re.compile("会议?(?:上)?(?:通报|公开|公布|宣布)(?:情况)?$")
_TO_INSPECTED = re.compile("(?:[编印下制]发|发出)[^,]{0,10}通报$")
# 曝光违法行为36起: what was found, and no 曝光典型案例6起
_EXPOSED = re.compile("曝光[^,]*(?:行为|问题|隐患|现象|事件|企业|单位|商户|人员|车辆)$")
_DEEDS = ("起", "处", "个", "件", "次", "宗", "户次", "家次")
_DECISIONS = re.compile("行政(?:许可|处罚|强制|征收|检查)(?:决定)?")
_DEALT_WITH = re.compile(
    "(?:已|均|全部|按[期时]|及时|共)*(?:签约|开工|竣工|投产|落地|立项|回复|答复|办结|办复|办理|处理|解决|受理|采纳|整改)(?:完成)?|(?:全年|共|及时)*转发[^,]*文件|[^,]*征集[^,]*(?:点子|线索|作品|项目|选题)”?"
)
# 新增规范性文件9件，废止6件
_PAPERS = re.compile("(?:文件|规章)$")
_REPEALED = re.compile("[,、](?:已|修[订改]|废止|失效|宣布|清理(?!并))")
LISTED_RESULT = re.compile("(?:案例|名单|指南|信息|决定书?|公告|公示|结果|报告)$")
_WEAK = re.compile("新增|更新|制作|出版|推出|上传|编印|编辑|展示")
_MATTER = re.compile(
    "信息|文件|规章|指南|目录|公告|通知|稿|动态|[日月周季年]报|简报|视频|图解|解读|预决算|预算|决算"
)
# lists of matters, and jobs on offer
_MATTERS = re.compile(
    "(?:权责|权力|责任)清单$|(?:服务|审批|政务|便民|办理|承诺)事项$|事项[^,]{0,8}目录$|岗位(?:信息)?$|服务承诺$|(?:措施|举措)$|(?:微信|网上|网络|电话)(?:举报|报警|投诉)$"
)
# 主动公开目录36项: what is on the list, not what was posted
_LISTS = re.compile("(?:目录|清单|事项)[”》]?(?:\\d+大?类)?$")
_COMPLAINT = re.compile("(?:投诉|举报|求助|信访|诉求|表扬)+(?:建议|件|事项)?$")
_FILM = re.compile("(?:宣传片|短片|微电影|纪录片|专题片|年鉴|汇编|丛书)》?$")
# 检查结果388家次, and no 曝光隐患单位12家次
_OF_BODIES = re.compile("(?:结果|信息|名[单录]|情况|公示)$")


def is_of_work(posting: Posting) -> bool:
    """Whether what is counted is the body's work, not what it posted: 推出便民措施, 更新执法车辆, 受理申请."""
    near, noun, unit = posting.near, posting.noun or posting.near, posting.mention.unit
    if _is_of_table_two(posting) or _is_counted_work(unit, near, noun) or _is_application(posting):
        return True
    if posting.mention.printed.endswith(("期", "次")) and _FORECAST.search(noun):
        return True
    is_opinion = _OPINION.search(near) and not STRONG.search(near)
    if is_opinion and not (posting.is_run or posting.setting.is_listed):
        return True
    if (
        _BROADCAST_TALK.search(posting.text)
        or (_ADVERTISES.search(near) and not posting.named)
        or (_SENT.search(near) and not posting.named)
    ):
        return True
    is_printed = posting.named in (("other",), ("gazette",)) and unit == "期"  # 印发《教育简报》36期
    is_done = _DISCLOSURE_DONE.search(near) is not None
    if DOES.match(TIME_BEFORE.sub("", near)) and not (
        is_printed or is_done or VERB.search(_TOPIC.sub("", near))
    ):
        return True
    is_listed_kind = posting.in_list and unit == "条"  # 政府会议8条
    is_held = HELD_WORK.search(near) and not VERB.search(near)
    is_paper = is_listed_kind or (posting.is_run and unit == "份")  # 处罚9条、投诉处理公告6份
    if (is_held and not (is_paper and LISTED_RESULT.search(near))) or (
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
    if (unit == "项" and _LISTS.search(noun)) or (unit in ("个", "部") and noun.endswith(("电话", "热线"))):
        return True
    if unit != "条" and _COMPLAINT.search(noun) and not near.endswith("公示"):
        return True
    if unit in ("户次", "家次") and not _OF_BODIES.search(noun):
        return True
    if (unit == "条" and _ROADS.search(noun)) or (unit == "次" and _LIST_RENEWED.search(near)):
        return True
    if unit == "次" and (_POLICIES_SENT.search(near) or _TAUGHT.search(near)):
        return True
    if unit in ("次", "场", "期") and _RELEASE.search(near):
        return True
    if unit in ("次", "期", "份") and (_TO_INSPECTED.search(near) or _TOLD_AT.search(near)):
        return True
    if _DEALT_WITH.fullmatch(near) or (unit in _DEEDS and _EXPOSED.search(near)):
        return True
    return bool((unit == "个" and _SET_UP.search(near)) or _REACHED.search(near) or _is_only_revised(near))


def _is_only_revised(near: str) -> bool:
    """Whether a list was revised, and nothing posted with it: 发布并修订公开条目317条."""
    revised = _REVISED.search(near)
    return revised is not None and not _POSTED_AND.search(near[: revised.start()])


def _is_application(posting: Posting) -> bool:
    """Whether applications are counted: 收到8件, 公开7条."""
    if not posting.setting.applying:
        return False
    near = posting.near
    if posting.setting.parent is None and _GRANTED.fullmatch(near):
        return True
    return posting.mention.unit in ("件", "份", "") and not (families(near) or "主动" in near)
