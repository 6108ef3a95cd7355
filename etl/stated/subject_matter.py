"""Trainings and meetings about something else than disclosure or the work as such."""

from __future__ import annotations

import re

from etl.stated.words import NOUN_END, TIME_BEFORE

# 举办新闻宣传培训班2期: about something else than disclosure
_TAUGHT = re.compile("(?:.*(?:举办|组织|开展|召开))?([^,]*?)(?:培训|轮训)")
_DISCLOSURE = re.compile("公开|信息|政务(?!服务)|解读|网站|新媒体|条例|预决算|公文")
_MET = re.compile(
    "(?:召开|举行|举办|组织)(.*?)(?:工作|推进|部署|专题|业务|调度|联席|协调|领导小组)*(?:会议|例会|会)$"
)
_ANYONE = re.compile(
    "[一二三四五六七八九十]是|其中|业务|分管|领导|包括|窗口|大厅|接受|参加|参与|全[省市县区州乡镇校局院系]|[线网][上下]|点对点|[一面]对[一面]|[跟轮]岗|以会代训|镇街|[各本该][类种项县区乡镇村级]?|[县区乡镇村科股]室?|系统|社区|街道|机关|单位|部门|局属|所属|直属|学校|专题|专项|专门|集中|学习|内部?|年度|定期|岗[位前]|相关|有关|工作|人员|干部|职工|骨干|专干|经办|联络员|管理员|[专兼]职|负责人?|政府|办公室|[公开政务]*办|同志|先后|多次|累计|再|还|[举组开召][办织展开]|的|了|[共约、()]|《[^》]*》"
)


def is_other_training(near: str) -> bool:
    """Whether the training that words tell has another subject than disclosure or the work as such."""
    taught = _TAUGHT.match(near)
    if taught is None or _DISCLOSURE.search(taught[1]):
        return False
    return len(_ANYONE.sub("", TIME_BEFORE.sub("", taught[1]))) > 1


def is_other_meeting(near: str) -> bool:
    """Whether a meeting was about something else than disclosure or the work as such: 召开水利工作会议2次."""
    met = _MET.search(near)
    if met is None or _DISCLOSURE.search(near):
        return False
    return len(_ANYONE.sub("", TIME_BEFORE.sub("", met[1]))) > 1


def is_of_others(near: str) -> bool:
    """Whether people were taught who do other work than disclosure: 培训社会体育指导员260人."""
    _, taught, who = near.rpartition("培训")
    if not taught or _DISCLOSURE.search(who):
        return False
    return len(_ANYONE.sub("", NOUN_END.sub("", who))) > 1
