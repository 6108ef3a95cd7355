"""What stands before and behind the words of a number, where these alone do not tell what it is."""

from __future__ import annotations

import re

from etl.stated.channels import families
from etl.stated.mentions import Mention
from etl.stated.posts.channel_postings import DISCLOSED
from etl.stated.posts.contents import content_of, names_content
from etl.stated.setting import Meaning
from etl.stated.subject_matter import is_of_others, is_other_meeting, is_other_training
from etl.stated.words import APPLIED_BY, SOCIAL, VERB

_INTERPRETED = re.compile(
    r"\((?!均|全|配|附|含|其中|包括)(?!(?:政策)?解读(?:类|信息)?[^)\d]{0,3}\d)(?![^)\d]{0,4}政策解读[^)\d]{0,3}\d)[^)\d]{0,8}解读"
)
_DIVIDES = re.compile(
    r"(?:,(?:同比|环比|较|比)[^,;。:]{2,20})?[,:(]*(?:其中|包括|包含|含|分别|按[^,;:。\d]{2,6}(?:分|看),?|:|\()|[:(]"
)
_COMPARED = re.compile(r"\((?:同比|环比|较|比|占|增|减|上年)[^()]*\)(?![,(:]*(?:其中|包括))")
_ALL_OF_THEM = re.compile(r"、?(?:总(?:数|量)|累计)(?:已?达到?|到|为)?|已?达到?")
_FOLLOWED = re.compile(r"粉丝|关注(?:用户|人数|量)|订阅")
_ALL_CAME_BY = re.compile(
    r",(?:均|都|全部|皆)(?:为|是|系|通过|由|以|来自)+[^,;。\d]{2,14}|\([^()\d,;]{2,8}\)"
)
_ONLY_SOCIAL = frozenset(f"channel_{family}" for family in SOCIAL)
_READ_ELSEWHERE = _ONLY_SOCIAL | {
    "channel_press",
    "interpretations",
    "online_interviews",
    "press_conferences",
}
_PROPOSAL = re.compile(r"(?:建议|提案)(?:共计?|合计)?$")
_MAIN_ONES = re.compile(r"[主独分]办件$")
_PUT_ONLINE = re.compile(r",?(?:均|都|全部|已)[^,;。\d]{0,12}公开")
_RESULTS = re.compile("(?:办理)?(?:结果|答复|复文)(?:共|均)?")
_SUMS = ("共", "共计", "合计", "总计")
# 办复代表建议9件，公开8件
_PUBLISHED = re.compile("(?:其中|已|均|全部|全文|主动|对外|结果|答复)*公开(?:答复|复文|办理结果)?")
_ALL_PUBLIC = re.compile(
    r"(?:、[^,;。\d]{2,10}\d+件)?(?:\([^()]*\))?(?:,除[^,;。\d]{2,10}外)?(?:,(?:(?:办理|答复)?(?:结果|情况|复文|函|件))?(?:均|都|全部|已)[^;。\d]{0,24}公[开布示](?:[完到]\w)?(?:答复|复文|办理|内容|全文|结果|情况|意见)*(?=[,;。\n]|$)|的?(?:办理)*(?:答复|复文|复函|结果|情况)+(?:均|都|全部|已|全文|一并|主动|向社会|对外|(?:在|通过|于)[^,;。\d]{2,12}?)*(?:公开|公布|上网)(?!率)|(?:实时|同步|全文)公[开布示])"
)
_MADE_KNOWN = ("公开", "公布", "公示", "上网")
# 代表建议106件，45件主办件已公开答复全文
_PROPOSALS = re.compile("建议|提案")
_PUBLIC_ONES = re.compile("(?:[主协会承]办件)?(?:已|均|全部|全面)*公开(?:答复|复文)")
# 36件代表建议的复文全部公开
_PUBLIC_PROPOSALS = re.compile(
    "[^,;。]{0,12}(?:建议|提案)[^,;。]{0,8}(?:复文|答复|办理结果)[^,;。]{0,12}公开"
)
# 举办培训班12期，培训果农300人
_TAUGHT_THEM = re.compile(r",(?:累计|共)?(培训[^,;。\d]+)")
# 撰写信息86篇，被市以上采用32篇
_WRITTEN = re.compile("(?:编[写发报]|撰写|采写|写作|提交|(?:发出|发送|提供)[^,]*通稿)[^,]*$")
_ADOPTED = re.compile(
    ",(?:其中)?(?:[被获][^,;。]{0,8}(?:采用|采纳|录用|刊用|转发)|[^,;。\\d]{2,14}(?:采用|录用|刊[登发载]|登载)\\d)"
)
_BY_MEDIA = re.compile("[,(:]*(?:其中|包括)?(?:在|被)?(?:国家|中央|省|市|县|区)[^,;。\\d]{0,6}媒体")
# 公开公告9篇…，9篇公告只在县政府网站公布
AGAIN = frozenset({"", "上述", "以上", "这", "该", "前述"})
_TOLD_BY_CONFERENCE = re.compile(
    ",(?:共|累计)?(?:(?:发布|通报|发放)(?:新闻|信息|消息|通稿)+|回?答记者(?:问|提问)|通报[^,]*(?:案例|案件))"
)
# 公开征求意见3次，征集意见19条
_GATHERED_VIEWS = re.compile("(?:共|累计)?征集(?:到|各类|公众|社会)*意见(?:建议)?")
_PLAYED = re.compile("(?:共|累计)?播放(?:次数)?")
_PASSED_ON = re.compile("(?:共|累计)?(?:转发|转载)(?:次数)?")
_SEEN = re.compile("阅读|点赞|播放|评论|浏览")
# 对20件文件进行解读，发布解读材料26条
_THEN_INTERPRETED = re.compile(r"[^,;。\d]{0,12}解读,[^;。\d]{0,10}(?:解读|图解)[^,;。\d]{0,6}\d")
_PUBLIC_RESULTS = re.compile(r"(?:答复|复文|复函|办理)(?:件|情况|结果|意见)?[^,;。\d]{0,12}公开")
_DISPOSED = re.compile(
    "^(?!.*主动公开(?:各类)?(?:政府|政务)?信息)(?:其中|包括)?(?:已|均|全部|向社会|对外|主动|可以|(?:经|通过|在)[^,]{2,6})*公开(?:各类|政府|政务)*(?:信息)?(?:共计?)?$"
)
_ONE_FIELD = re.compile("领域|专项|栏目")
_BOTH_PUBLIC = re.compile(
    r"[^,;。\d]{0,8}(?:建议|提案)[、和及]\d+件[^,;。\d]{0,10}(?:建议|提案)[^,;。\d]{0,12}公开"
)
# 公开民政信息152条，其中网站97条
_FIELD = re.compile("(?:公开|发布)[^、,]{2,6}信息$")
# 财政信息90条，其中
_OWN_FIELD = re.compile("(?:公开|发布)(?:各类)?([\u4e00-\u9fff]{2,4})信息$")
_FIRST_PART = 8
# 有关政策、数据和工作信息85条，其中
_OF_SEVERAL_SORTS = re.compile("、[^、,]{2,8}[和及与][^、,]{2,8}信息(?:共计?|合计|总计)?$")
_LECTURE = re.compile(r"培训|学堂|课堂|讲座|宣讲|夜校|党课|[培轮]训")
_RECEIVED = re.compile("收到|接到|流转|^(?!.*(?:受理|接听|接报)).*反映|接收(?!.*咨询)")
_HANDLED = "办结|办复|办理|答复|回复|回应|回访|处理|处置|解答|反馈|解决|办毕|落实"
_ALREADY = re.compile(_HANDLED)
# 收到留言12条、来信3封，除1件尚在办理外均已答复
_THEN_HANDLED = re.compile(
    rf"(?:[、,](?:其中)?(?:12345)?(?:(?!{_HANDLED})[^,;。\d]){{2,14}}[\d,.万]+[条件封个次宗余]+)*(?:\([^()]*\))?[,(、]?(?:除[^,;。]{{0,4}}\d+余?[条件封][^,;。\d]{{0,8}})?[^,;。\d]{{0,12}}(?:{_HANDLED})"
)
_NUMBER = re.compile("[约近逾超]?[\\d一二两三四五六七八九十百]")
# 收到留言9条，办结留言9条: stated by a number of its own
_HANDLED_ONES = re.compile(
    r"(?:(?:网民|网友|群众)?(?:留言|来信|信件|咨询|诉求|工单|来电)(?:总?数量?)?)(?=\d)"
)
# 在线访谈3期，网民留言26条
_ASKED = re.compile("(?:收到|参与)?(?:网民|网友|群众)?(?:留言|提问)(?:数量)?")
# 受理来信110件，接待来访263批: the business of an office for petitions
_VISITS = re.compile(
    "(?:、来电[\\d.,万]+[个次件])?[、,]?(?:接待|受理)?(?:群众)?(?:来访|上访|走访)(?:群众)?[\\d.,万]+批"
)
# 收到留言8条，已回复6条
_ALREADY_ALL = re.compile(f"(?:已|均|全部|按[期时]|及时|依法|共|有效)*(?:(?:{_HANDLED})并?)+")
_LETTERS = re.compile(
    "(?:收到|接到|接收|派发|流转|转来|转办).*(?:留言|来信|信件|咨询|诉求|工单|来电)(?:,其中[^,]*)?$"
)
# 归集行政处罚信息90条，公示80条
_GATHERED = re.compile(
    "(?:归集([^,]*)|(?:作出|办理|办结|实施)([^,]*(?:处罚|许可|审批)(?:决定|案件|事项)?)|(处罚案件))$"
)
_SHOWS = re.compile("(?:已|均|全部|并|对外|向社会|共)*公[示开]")
_APPLIED_IN = ("件", "份", "条", "宗", "个", "项")


def meaning_in_context(near: str, before: str, behind: str) -> Meaning | None:
    """A number that a bracket calls an interpretation, or that sums up the followers spoken of `before`.

    `near` are the words right before the number, `behind` what follows it in its statement.
    """
    if _INTERPRETED.match(behind):
        return Meaning("interpretations", near)
    if not before:
        return None
    if _ALREADY_ALL.fullmatch(near) and _LETTERS.search(before):
        return Meaning("letters_answered", near)
    if _SHOWS.fullmatch(near) and (gathered := _GATHERED.search(before)):
        return Meaning(f"content_{content_of(gathered[1] or gathered[2] or gathered[3])}", near)
    if _PROPOSALS.search(before) and (
        (near in _SUMS and _ALL_PUBLIC.match(behind))
        or (_RESULTS.fullmatch(near) and _PUT_ONLINE.match(behind))
        or _PUBLISHED.fullmatch(near)
        or ((near in ("", "其中") or _MAIN_ONES.search(near)) and _PUBLIC_RESULTS.match(behind))
    ):
        return Meaning("proposals_answered", near)
    if _ALL_OF_THEM.fullmatch(near) and _FOLLOWED.search(before):
        return Meaning("followers", near)
    return None


def meaning_from_behind(
    near: str, before: str, behind: str, mention: Mention, applying: bool
) -> Meaning | None:
    """A number of proposals whose answers are all said to be public, or of applications that all came by one way: 收到申请
    2件，均为网上提交."""
    if any(word in behind for word in _MADE_KNOWN) and _is_public(near, before, behind):
        return Meaning("proposals_answered", near)
    came_by = _ALL_CAME_BY.match(behind) if applying and mention.unit in _APPLIED_IN else None
    if came_by is None:
        return None
    return next((Meaning(item, near) for item, words in APPLIED_BY.items() if words.search(came_by[0])), None)


def _is_public(near: str, before: str, behind: str) -> bool:
    """Whether a number of proposals is followed by words that say that all their answers are public."""
    is_of_all = _PROPOSAL.search(near) is not None
    if _PROPOSALS.search(before):
        if _PUBLIC_ONES.match(behind):
            return True
        is_of_all = is_of_all or _MAIN_ONES.search(near) is not None
    if (is_of_all and _ALL_PUBLIC.match(behind)) or _BOTH_PUBLIC.match(behind):
        return True
    return not near and _PUBLIC_PROPOSALS.match(behind) is not None


def is_of_something_else(
    meaning: Meaning, near: str, before: str, behind: str, previous: Meaning | None, parent: Meaning | None
) -> bool:
    """Whether applications were answered by making the matter public, people were taught something else than disclosure,
    petitions came in, or a post was viewed and not the website."""
    if meaning.item == "consultations" and previous and previous.item == "consultations":
        return _GATHERED_VIEWS.fullmatch(near) is not None
    if _is_viewed(meaning, near, before, previous):
        return True
    if meaning.item == "interpretations":
        return _THEN_INTERPRETED.match(behind) is not None
    if meaning.is_posted and parent is None and "申请" in before and _DISPOSED.search(near):
        return True
    if meaning.item == "training_people":
        return _LECTURE.search(before) is not None or is_of_others(near) or is_other_training(near)
    if meaning.item == "letters_answered":
        asks = previous is not None and previous.item == "online_interviews" and _ASKED.fullmatch(near)
        return bool(asks or ("来信" in near and _VISITS.match(behind)))
    if meaning.item == "complaints":
        return behind.startswith(("(非信息公开", "(非政府信息公开", "(非政务公开"))
    if meaning.item == "meetings":
        return is_other_meeting(near)
    if meaning.item == "training_sessions":
        return is_other_training(near if "训" in near else meaning.label)
    if meaning.item != "visits" or "网站" in near:
        return False
    where = _ONLY_SOCIAL if "访问" in near else _READ_ELSEWHERE
    return previous is not None and previous.item in where


def is_told_by_conference(near: str, segment: str, previous: Meaning | None) -> bool:
    """Whether what is counted was told at the press conferences stated right before, and by no channel that the words
    since then (`segment`) name."""
    is_behind = previous is not None and previous.item == "press_conferences"
    return is_behind and _TOLD_BY_CONFERENCE.fullmatch("," + near) is not None and not families(segment)


def _is_viewed(meaning: Meaning, near: str, before: str, previous: Meaning | None) -> bool:
    """Whether posts were played or passed on by those who saw them: 发布短视频26个，播放90万次，点赞9000次，转发860次."""
    if not meaning.is_posted:
        return False
    is_of_films = previous is not None and previous.item in _ONLY_SOCIAL and _PLAYED.fullmatch(near)
    return bool(is_of_films or (_PASSED_ON.fullmatch(near) and _SEEN.search(before)))


def is_only_received(meaning: Meaning, near: str, printed: str, behind: str) -> bool:
    """Whether letters came in, and nothing says that they were dealt with, or not all were: 收到来信4件, 收到来信4件，回复3件.
    `printed` is the number as it stands."""
    if meaning.item != "letters_answered" or not _RECEIVED.search(near) or _ALREADY.search(near):
        return False
    handled = _THEN_HANDLED.match(behind)
    if handled is None:
        return True
    rest = behind[handled.end() :]
    return _HANDLED_ONES.match(rest) is not None or (
        _NUMBER.match(rest) is not None and not rest.startswith(printed)
    )


def is_by_media(meaning: Meaning, behind: str) -> bool:
    """Whether the parts of what was published are those of media by their level: 刊登46篇，其中国家级媒体8篇."""
    if meaning.item != "disclosed" or not _BY_MEDIA.match(behind):
        return False
    if families(meaning.label) or DISCLOSED.search(meaning.label):
        return False
    return families(behind.partition("。")[0]) == ("press",)


def is_told_again(meaning: Meaning, printed: str, before: str) -> bool:
    """Whether a number that its words follow was `printed` in what stands `before` it already: 公开公告9篇…，9篇公告只在县政府网站公布."""
    whole = rf"(?<![\d.,]){re.escape(printed)}(?![.,]?\d)"
    return meaning.is_posted and re.search(whole, before) is not None


def is_for_others(meaning: Meaning, near: str, behind: str) -> bool:
    """Whether what was written was written for others, who took some of it up, or others than staff were taught."""
    if meaning.item == "training_sessions" and (taught := _TAUGHT_THEM.match(behind)):
        return is_of_others(taught[1])
    return meaning.is_posted and bool(_WRITTEN.search(near) and _ADOPTED.match(behind)) and not families(near)


def is_all_posted(meaning: Meaning, behind: str, agency: str) -> bool:
    """Whether what an `agency` calls by its field (气象信息, 财政信息 of a bureau of finance) is all that it posted: its parts
    follow."""
    is_field = (
        meaning.item == "content_other"
        and meaning.label.endswith("信息")
        and not _ONE_FIELD.search(meaning.label)
    )
    is_field = is_field and not names_content(meaning.label)
    divides = None if _COMPARED.match(behind) else _DIVIDES.match(behind)
    if divides is None or not meaning.item.startswith("content_"):
        return False
    if _OF_SEVERAL_SORTS.search(meaning.label) and VERB.search(meaning.label):
        return True
    named = _OWN_FIELD.search(meaning.label)
    is_field = is_field or (named is not None and named[1] in agency and not families(meaning.label))
    is_mixed = "等" in meaning.label or _FIELD.search(meaning.label)
    by_channel = is_mixed and bool(families(behind[divides.end() :][:_FIRST_PART]))
    return is_field or bool(by_channel)
