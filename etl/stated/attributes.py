"""Of which period and of whom a stated figure speaks, from the words before it."""

from __future__ import annotations

import functools
import re

from etl.stated.passage import LONGEST

_PART_OF_YEAR = re.compile(
    r"(?=[上下去前第一二三四其,;、(\d])(?:[上下]半年|(?:第?[一二三四1-4]|前[二三])季度|前(?:[一二三四五六七八九十]{1,2}|\d{1,2})个月|(?<!\d)(?!0?1月?[-—~至到]12月)\d{1,2}月?[-—~至到]\d{1,2}月|[上去]年(?!以来|度)|(?:其中|[,;、(]|^|(?<=\d年))\d{1,2}月份?(?=(?:新增|主动|公开|发布|推送|信息|政府|政务)*\d+[条篇件次期]$)|上一?年度(?!公开|年报|报告|的?年度)|前年)"
)
_COMPARED = re.compile(
    r"[比较与同](?:上一?年度?|去年|前年|20\d\d年度?)(?:同期)?(?:的[\d.,万余]+[条件篇次]?)?[^,;。:()\d]{0,6}(?:增|减|上升|下降|提高|多|少|持平)[^,;。:(]*"
)
_AS_AT = re.compile(r"截[至止](?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?底?|至?\d{4}年底|\d{4}年\d{1,2}月底")
_CUMULATIVE = re.compile(r"历年|(?<!今年)(?<!年初)(?<!本年度)(?<!一年)以来|截[至止]|总量达|开通至今")
_WHOLE_YEAR = re.compile(
    r"自?(2008(?=年5月1日)|20\d\d(?=年1月1日))年[15]月1日[起]?[至到—~-]+(?:\1年|当年)?(?:12月31日(?:止|期间)?|年?底)|(20\d\d)年1月?[-—~至到]12月(?!\d)|(?<!\d)1月?[-—~至到]12月(?!\d)"
)
_STOCKS = frozenset({"followers", "staff", "staff_full_time", "staff_part_time", "reading_points"})
_SINCE = re.compile(
    r"(?=[自2以历建开上运成两三四五六七八九十\d])(?:自\d{4}年[^,;。]{0,16}[至到]|自?\d{4}年[^,;。]{0,12}以来|(?<!今年)(?<!年初)(?<!本年度)(?<!一年)以来|历年|20\d\d年?[至到—-]20\d\d年度?(?=,|期?间|[^,;。]{0,6}(?:共|累计|合计))|(?:建成|开通|上线|运行|成立|开设|20\d\d年(?:\d{1,2}月)?)至今|十[一二三四五]五”?(?:期间|时期)|(?:[两三四五六七八九十]|(?<!\d)\d{1,2})年(?:[来间]|(?=累计|合计|共)))"
)
# 上半年公开61条、下半年公开70条，共公开131条
_BOTH_HALVES = re.compile(
    r"(?:上半年.*下半年|[一1]季度.*[四4]季度|(?<!\d)1月?[-—~至到]\d{1,2}月.*[-—~至到]12月)[^,;]*[,;](?:共|合计|总计)[^,]*$"
)
# 今年公开90条，去年为80条
_LAST_YEARS = re.compile(r"[,;(](?:去年|上年)(?:同期)?(?:为|是|仅|公开|发布)*[\d.万]+[条件篇次]?$")
# 本年公开90条，上年为80条，其中
_LAST_YEARS_BESIDE = re.compile(
    r"(?<=\d[条件篇次])[,;(](?:去年|上一?年)(?:同期)?(?:为|是|仅|公开|发布)*[\d.,万]+[条件篇次](?=[,;)].)"
)
_THIS_YEAR = re.compile(r"(?<!近)一年来|报告期|全年|年内|本年|当年|今年|年度|学年")
_YEAR = re.compile(
    r"(?<!\d)(20\d\d)年(?!\d{1,2}月|底|以来|[^,;。]{0,10}以来|[^,;。]{0,8}(?:指出|存在|提出)的?[^,;。]{0,4}(?:问题|不足))"
)
_ANY_YEAR = re.compile(r"20\d\d(?=年)")
# 2020年工作报告1条: the year of a document
_TITLE = re.compile(
    r"20\d\d年度?(?:(?!公开|发布|公布|新增)[^,;:。、\d]){0,14}(?:报告|年报|预算|决算|计划|总结|公报)(?:信息|情况)?(?=\d|共)|20\d\d年度?(?:(?!公开|发布|公布|新增)[^,;:。、\d]){0,16}(?:(?:政府|政务)?信息公开|政务公开|网站)(?:工作)?(?:年度)?(?:报告|年报|报表)|20\d\d年度?(?:部门|政府|财政|本级|单位|收支|总)*[预决]算(?!公开)"
)
# 《…规划(2021—2035年)》
_NAME_OF_PAPER = re.compile("《[^》]*》")
_AREA = re.compile(
    r"(?=[全各省县区旗市我本政])(?<!局属)(?<!所属)(?<!下属)(?<!组织)(?<!对)(?<!向)(?<!指导)(?<!督促)(?<!审核)(?<!接收)(?<!收到)(?<!抽查)(?<!通报)(?<!要求)(?<!公开)(?<!发布)(?<!公布)(?<!公示)(?<!推送)(?<!报道)(?<!宣传)(?<!展示)(?<!召开)(?<!举办)(?<!全国及)(?<!全国和)(?<!全国、)(?:全[省市县区乡镇州盟旗](?!上下|人民|政府(?!系统|各|信息|网站|机关)|长|一体化|统一|公共数据|性|面|(?:政务公开|信息公开)(?!工作人员|人员|机构)|[^,;。\d]{0,10}第[\d一二三四五六七八九十])|(?<=[省市县区州旗])政府系统|各(?:地|部门(?!二级)|单位|乡镇|街道|街镇|园区|委办局|镇|县|区|市|级(?:机关|部门|政府|行政))|县直各|市直各|全系统|市州|各村(?:\([^()]*\)|、?社区)?(?=利用|通过|依托|借助)|县\([市区、旗]+\)|[省市县区旗]政府及(?:其|各|所属)|我[省市县区旗](?!级|直|(?:人民)?政府|局|委|办(?!理|结|复)|府)|本[省市县区旗](?=各|主动|公开|共|累计|[到至]年底))"
)
_OTHERS = re.compile(
    r"\d+[个家所](?:行政村|村|社区|学校|中小学|医院|乡镇|街道|镇|部门|单位|预算部门|预算单位|市直|县直)(?!设|建)(?:\([^()]*\))?[^,;。()]*$|(?:[镇乡县市]、?[村乡镇县]|乡村)两级(?!政府网)|[市县乡镇]、[县乡镇村]、[乡镇村]三级|(?:村级|行政村)(?:公开|公示|公告|宣传|村务|微信)|村(?:\(居\)|居)?务公开栏|居务公开栏|(?<![^条件篇期次份张块]、)村公[开示告]栏|镇、村公[开示告]栏|村\(居\)务|(?<![^条件篇期次份张]、)社区(?:(?:\(村\))?(?:宣传|公示|公告|公开)栏|\(村\)(?:微信)?公众号)|各(?:村|社区|(?:学校|中小学|医院)[公宣]|学校校务)|\d+个(?:县|区|旗)(?:\([市区旗]\))?[^,;。\d]{0,8}局|村(?:\(社区\)|\(居\)|居)(?:公开|公示|张贴|公告)"
)
# 区政府网站、村务公开栏等: village boards among other ways
_SEVERAL_WAYS = re.compile("(?:网站?|公众号|平台|专栏|微[信博])”?(?:\\([^()]*\\))?[、,][^;。:]*栏")
_OF_CHANNEL = re.compile(r"[省市县区州旗盟](?:政府|局|委|厅)(?:门户|官方)?(?:网|公报|微信|微博|公众号)")
_OWN_SITE = re.compile(
    r"“[^”]{2,10}”(?:官方|政务)*(?:微信|微博|公众号|抖音|视频号|客户端)|(?<![在过用托助])[省市县区州旗盟](?:政府|局)(?:门户|官方)?网站(?:首发|公开|发布|上|共|推|更|刊|转)"
)
_OWN = re.compile(
    r"[省市县区旗镇乡院校局](?:长(?:信箱|热线|公开电话|电话|留言)|书记(?:信箱|留言)|政府办|信息公开办)|(?<!各)(?:学院|学校)(?=信息|网|官|主动|公开|共|通过|在)|[我本]校|[我本](?:局|委|办|院|厅|镇|乡|街道|单位|机关|中心|队|会|校|分局|处|站)|(?<!各)(?:[省市县区旗]政?府办|办公室|公开办)|(?<![\u4e00-\u9fff])[省市县区旗]政府(?!网|门户|公报|各|及)|[乡镇](?:便民|政府|政务)|(?<![\u4e00-\u9fff])局(?:门户|官方)?网站|(?<!各)(?<!县直)局(?!网|长)|[厅委校院]机关|管委会|公开(?:工作)?领导小组|自身"
)
_OF_THEM_THIS_YEAR = re.compile(
    r"(?:其中|包括|含)(?:\d{4}年|本年|当年|今年)|[,;](?:本年|当年|今年)度?(?=[新共又发公主增更推点访])|[,;](?:其中)?\d{4}年度?(?=[新共又发公主增])"
)
# 2008年5月1日至2020年底, and no school year: 2017年9月至2018年8月
_SPAN = re.compile(
    r"(?P<first>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?[^,;。\d]{0,4}[至到—~-]+(?P<last>20\d\d)年度?(?P<end>[底末]?)"
)

# 青岚县全年主动公开信息9条, in the report of its government
_GOVERNS = re.compile(r"(?:^|[省市州盟])([^省市县区州旗盟]{1,9}[省市县区州旗盟])人民政府(?:办公[室厅])?$")
_PUBLISHES = r"(?=20\d\d年|全年|[共累]计?|各级|主动公开|公开|发布|通过|依托|利用|在[^,。]{2,8}网)"


def period_of(item: str, sentence: str, year: int | None, is_part: bool = False) -> str:
    """`year`, `cumulative` or `other`, from the words of the sentence up to the figure. `year`: the report's year.
    A stock (followers, staff) is of the year unless its own clause or 以来 says otherwise."""
    sentence = _without_other_times(item, sentence[-LONGEST:])
    if plain := _plain_period(sentence):
        return plain
    part = list(_PART_OF_YEAR.finditer(sentence))
    years = list(_YEAR.finditer(_AS_AT.sub("", sentence))) if "20" in sentence else []
    whole = _THIS_YEAR.search(sentence[part[-1].end() :] if part else sentence)
    if (
        part
        and (not whole or (part[-1][0] in ("上年", "去年", "上一年") and whole.start() <= 1))
        and (
            ("," not in sentence[part[-1].end() :] and sentence[part[-1].start() - 1] in "比较为")
            or not (years and int(years[-1][1]) == year and part[-1][0] in ("上年", "去年"))
        )
    ):
        return "other"
    since = _end_of_years(sentence)
    is_of_year = year and re.search(rf"(?<!自){year}年(?:1月)?(?:以来|至今)", sentence)
    if since and not is_of_year and not _OF_THEM_THIS_YEAR.search(sentence[since:]):
        return "cumulative"
    if years and year is not None and int(years[-1][1]) != year:
        return "year" if re.search("今年|本年", sentence[years[-1].end() :]) else "other"
    if whole or years:
        return "year"
    if year and f"{year}年以来" in sentence:
        return "year"
    clause = sentence if is_part else re.split(r"(?<!\d),|,(?!\d{3})|[;:。]", sentence)[-1]
    return "cumulative" if _CUMULATIVE.search(sentence) or "累计" in clause else "year"


def _end_of_years(sentence: str) -> int:
    """Where the words end that tell of several years together: 2021年至2023年三年间, 历年; 0 where none do."""
    several = [one.end() for one in _SINCE.finditer(sentence)]
    for span in _SPAN.finditer(sentence) if "20" in sentence else ():
        if int(span["last"]) - int(span["first"]) > (0 if span["end"] else 1):
            several.append(span.end())
    return max(several, default=0)


def _without_other_times(item: str, sentence: str) -> str:
    """The words that may tell a period: without titles of papers, comparisons and what was carried over."""
    sentence = _NAME_OF_PAPER.sub("", sentence) if "》" in sentence else sentence
    if "月" in sentence:
        sentence = _WHOLE_YEAR.sub(lambda match: f"{match[1] or match[2] or '本'}年度", sentence)
    if item in _STOCKS and not _SINCE.search(sentence):
        sentence = re.split("[,;:。]", sentence)[-1].replace("总量达", "")
    if "比" in sentence or "较" in sentence:
        sentence = _COMPARED.sub("", sentence)
    if "20" in sentence:
        sentence = _TITLE.sub("", sentence)
    if "上" in sentence or "去" in sentence:
        sentence = _LAST_YEARS_BESIDE.sub("", sentence)
    if "结转" in sentence:
        sentence = re.sub("上一?年度?结转[^,;。()]*", "", sentence)
    return sentence


def _plain_period(sentence: str) -> str:
    """The period of last year's figure beside this one's, and of the sum of both halves; else empty."""
    if _LAST_YEARS.search(sentence):
        return "other"
    return "year" if re.search("下半年|季度|12月", sentence) and _BOTH_HALVES.search(sentence) else ""


@functools.lru_cache(maxsize=64)
def place_of(agency: str) -> re.Pattern[str] | None:
    """Where a place stands as who published, of which the agency is the government; None for other agencies."""
    governs = _GOVERNS.search(agency)
    return (
        re.compile(rf"(?:(?<![“《\u4e00-\u9fff])|(?<=[年度])){governs[1]}{_PUBLISHES}") if governs else None
    )


def names_year(words: str) -> bool:
    """Whether words name a year, this one or another."""
    return bool(_THIS_YEAR.search(words) or _YEAR.search(words) or _PART_OF_YEAR.search(words))


def is_future(sentence: str, year: int | None) -> bool:
    """Whether the words before a figure speak of a year after the report's."""
    if year is None or not any(int(later) > year for later in _ANY_YEAR.findall(sentence)):
        return False
    years = _YEAR.findall(_AS_AT.sub("", _NAME_OF_PAPER.sub("", sentence)))
    return bool(years) and int(years[-1]) > year


@functools.lru_cache(maxsize=1024)
def subject_of(clause: str, before: str) -> tuple[str, str]:
    """(`own` or `area` of a figure, what holds after it): what the last of such words in the clause says, else what held
    before. Other bodies that a clause counts (12个行政村公开栏) hold for that clause only."""
    area = [match.start() for match in _AREA.finditer(clause)]
    own = [match.start() for match in _OWN.finditer(_OF_CHANNEL.sub("", clause))]
    if area or own:
        before = "area" if max(area, default=-1) >= max(own, default=-1) else "own"
    if _OTHERS.search(clause) and not _SEVERAL_WAYS.search(clause):
        return "area", before
    return "own" if not area and not own and _OWN_SITE.search(clause) else before, before
