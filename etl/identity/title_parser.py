"""The title of a report: found among a page's lines, and taken apart into who, which year, and what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from etl.identity import drafts, year_patterns
from etl.identity.agency_names import looks_like_agency, name_alone, without_other_matter, without_site
from etl.identity.regions import leading_regions, named
from etl.text.chinese_numerals import arabic_dates
from etl.text.comparable import plain

_EXTENSION = re.compile(
    r"\.(?:docx?|wps|pdf|ofd|rtf|s?html?|jhtml|mht(?:ml)?|txt|md|xlsx?|xls|ods|et|csv|zip)$", re.IGNORECASE
)
_INDEX_NUMBER = re.compile(r"[A-Za-z0-9]*\d{5,}[A-Za-z0-9]*[/-][\dA-Za-z/-]*\d{3,}")
_YEAR = re.compile(r"[(\[]?(?<!\d)20[0-4]\d(?!\d)(?:财?年度|财政年度|财?年)?[)\]]?")
_PHRASE = re.compile(
    r"(?:依法|主动|推进)?(?:(?:政府|政务|党政|行政)?信息公开|政务公开|(?:公开)?政府信息(?:公开)?|政府政务公开)"
    r"(?:暨政务公开)?(?:的)?(?:工作)?(?:的)?(?:年度|年)?(?:工作)?(?:情况)?(?:的)?(?:年度|年)?(?:工作)?(?:总结)?"
    r"(?:报告|年报|年度总结)(?:书|表)?"
)
# a heading or an HTML title that breaks off before 报告
_CUT_OFF = re.compile(r"(?:政府|政务)?信息公开(?:工作)?(?:年度?)?(?:情况)?(?:…|\.{2,})?$")
_BARE = re.compile(r"(?:年度工作报告|年度报告|工作年报|公开年报|年报|年度)$")
_ISSUE = re.compile(r"^\(?20[0-4]\d年\d{1,2}月(?:\d{1,2}日)?\)?(?:公布|发布|公开)?")
# 年某县某局: its figures stand on a line of their own, while 年陡镇 is a town
_HEAD = re.compile(
    r"^(?:年(?:度(?!工作|报告|年报|总结|政府|政务|信息|部门))?(?=[\u4e00-\u9fff]{1,8}[省市县区州旗盟][\u4e00-\u9fff]{2})|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? ?\d{1,2}:\d\d(?::\d\d)? ?(?:[AP]M|[上下]午)? ?|(?:一图读懂|一图看懂|图解|图说|解读|文字解读|政策解读)[:,]?|【[^】]*】|\[[^\]]*\]|附件\d*[:.、]?|(?:印发|转发|发布|公布|报送|上报)(?=《)|(?:信息|文件|公文|文章|报告|资料|内容|网页|稿件|新闻)?(?:名称|标题|题名|(?:题目|主题):):?|正文:?|[(]?\d{1,3}[).、_-]+|(?:20\d{6}|0\d)(?=[\u4e00-\u9fff])|《|关于|\*|#+|·|-)+"
)
_TAIL = re.compile(r"(?:关于(?:发布|公布|报送|印发|上报|呈报)?|的|《|:|,|-|—|_|本?年度|历?年来?|公布|发布)+$")
_NUMBER_BEHIND_HEAD = re.compile(r"(?<=文件)[\u4e00-\u9fff]{1,15}[\[(〔]20[0-4]\d[\])〕]第?\d{1,5}号?")
# a part of a zone stays in its name: 自由贸易试验区(某片区)管理委员会
_BRACKETS = re.compile(
    r"(?<!中国)\(([^()]*)(?<!片区)(?<![东西南北中园校]区)\)|(?<!中国)\(([^()]*)\)(?![\u4e00-\u9fff]{2})|〔[^〕]*〕|「([^」]*)」"
)
_SITE_TAIL = re.compile(
    r"(?:门户网站|政府门户网|官方网站|信息公开平台|政务公开|政府信息公开(?:网|专栏|平台)?|信息公开(?:网|专栏)?|政务网|政府网站?|网站|官网|网)$"
)
_SEPARATOR = re.compile(
    r"[|_>»]|--+|(?<!中国)—+|(?<!中国)–|(?<=[^\d])(?<!中国)-(?=[^\d])|(?<=网站)-|(?<=[务府开官]网)-"
)
_SENTENCE = re.compile(
    r"[。;!?>»]|根据|按照|当前位置|您的位置|编制本|如下|https?:|@|发布机构|信息来源|索引号|浏览|点击"
)
_PATH = re.compile(r"^(?:您?(?:的|当前|现在)?(?:所在)?位置|首页)[:>].*>")
# 某镇2021年度本级…, 某局机关…: its own report, without those of its villages or branches
_OWN_LEVEL = re.compile("(?:(?<=[镇乡局厅])|(?<=街道)|(?<=委员会))(?:机关本级|本级|机关)$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart. `printed` as printed; `agency` is plain text that names the agency, or empty.

    `decoy` is the word that makes it another document (指南, 解读); `certain_decoy`: no report bears it. `period` are
    the words that name a part of a year or several years (上半年, 2020-2024年).
    """

    printed: str
    agency: str
    year: year_patterns.Stated | None
    report: bool
    decoy: str = ""
    certain_decoy: bool = False
    period: str = ""


def _stripped(text: str) -> str:
    before = ""
    while before != text:
        before = text
        text = _TAIL.sub("", _HEAD.sub("", text)).strip("()[]<>《》“”\"'.、:,-—_ ")
    return text


def _agency(text: str) -> str:
    """The name in what is left of a title or a letterhead (某局文件); a name in brackets only where nothing else is left."""
    outside = _stripped(_BRACKETS.sub("", text)).removesuffix("文件")
    behind = _stripped(outside.rpartition(":")[2])  # 当前信息:某局…
    outside = behind if looks_like_agency(behind) or named(behind) else outside
    if outside and outside not in ("图片版", "文字版"):
        # X关于报送…的函: the name stands before.
        return without_site(_stripped(outside.split("关于")[0]) if outside.find("关于") > 1 else outside)
    for bracket in _BRACKETS.finditer(text):
        inner = _stripped(bracket[1] or bracket[2] or bracket[3] or "")
        if looks_like_agency(inner) or named(inner):
            return inner
    return ""


@lru_cache(maxsize=1024)
def parse(printed: str) -> Title:
    """Takes a title apart: a heading, an HTML title with the site's name, or a file's name."""
    text = year_patterns.in_full(_EXTENSION.sub("", plain(printed)).replace("资讯公开", "信息公开"))
    text = _INDEX_NUMBER.sub("", _ISSUE.sub("", _NUMBER_BEHIND_HEAD.sub("", text)))
    text = year_patterns.without_whole_year(text)
    period = year_patterns.other_period(text)
    text = text.replace(period, "".join(_YEAR.findall(period)[-1:])) if period else text
    segments = [part for part in _SEPARATOR.split(text) if part]
    phrased = [part for part in segments if _PHRASE.search(_YEAR.sub("", part))]
    # 政府信息公开年报|某局2022年政府信息公开工作年度报告: the name of a column says less than the title
    chosen = next((part for part in phrased if not _PHRASE.fullmatch(part)), "".join(phrased[:1]))
    chosen = chosen or next((part for part in segments if _CUT_OFF.search(_YEAR.sub("", part))), "")
    whole = chosen or text
    bare = _YEAR.sub("", whole)
    phrase = _PHRASE.search(bare) or _CUT_OFF.search(bare)
    complete = bool(phrase and _PHRASE.search(bare))
    year = year_patterns.of_title(whole) or year_patterns.of_title(text)
    whole = segments[0] + whole if segments and drafts.RETOLD.fullmatch(segments[0]) else whole
    if phrase is None:
        agency = _agency(_BARE.sub("", bare).removesuffix("报告"))
        agency = agency if looks_like_agency(agency) or named(agency) else ""
        decoy, certain = drafts.decoy(whole, agency)
        return Title(printed, agency, year, bool(_BARE.search(whole)) and not decoy, decoy, certain, period)
    before, after = bare[: phrase.start()], bare[phrase.end() :]
    if before.endswith("人民") and phrase[0].startswith("政府"):
        before += "政府"
    agency = _OWN_LEVEL.sub("", _agency(without_other_matter(before)))
    # 年度报告(2023年)-湘潭县教育局; else the site's name: 年度报告_湘潭县人民政府门户网站.
    others = [
        _agency(after),
        *(_stripped(_SITE_TAIL.sub("", part)) for part in segments if part is not chosen),
    ]
    agency = agency or next((other for other in others if looks_like_agency(other) or named(other)), "")
    decoy, certain = drafts.decoy(whole, agency)
    return Title(printed, agency, year, complete, decoy, certain and decoy != "工作总结", period)


def _titlelike(line: str) -> bool:
    return 0 < len(line) <= 60 and not _SENTENCE.search(line)


def _score(title: Title, like: Title | None) -> int:
    """How well a title reads; `like` is the HTML title, which tells it from titles of other reports."""
    if not title.report:
        return 0 if title.year and title.agency else -1
    is_year = _YEAR_ALONE.fullmatch(arabic_dates(plain(title.printed)))
    score = 2 * bool(title.year and not is_year) + ("报告" in title.printed) - 3 * title.certain_decoy
    if title.agency:
        score += 3 if looks_like_agency(title.agency) or named(title.agency) else 1
        score += bool(leading_regions(title.agency)[0])
    if like and like.agency and like.report:
        score += 3 * (like.agency.endswith(title.agency) and bool(title.agency))
        score += 2 * bool(like.year and title.year and like.year.value == title.year.value)
    return score


def _candidates(lines: Sequence[str], like: Title | None) -> Iterator[tuple[int, Title, int]]:
    """Every title that one to six of the first lines make together, each with its score and the line behind it."""
    # lines too long for a title are left out before the costlier tests
    flat = [plain(line) if len(line) < 120 else "" for line in lines]
    for start, first in enumerate(flat):
        if not _titlelike(first) or not _stripped(first) or (":" in first and "公开" not in first):
            continue
        for count in range(1, 7):
            if start + count > len(flat) or not _titlelike(flat[start + count - 1]):
                break
            if count > 1 and _LABEL.match(flat[start + count - 1]):
                break
            joined = "".join(flat[start : start + count])
            if len(joined) > 90:
                break
            after = flat[start + count] if start + count < len(flat) else ""
            if not _complete(joined, count, after):
                continue
            title = parse("".join(line.strip() for line in lines[start : start + count]))
            if count == 1 or _one_name(joined, first, flat[start + count - 1]):
                yield _score(title, like) * 20 - 2 * count - start // 8, title, start + count
            break


def _complete(joined: str, count: int, after: str) -> bool:
    """Whether the lines so far make a title that the next line does not continue."""
    bare = _YEAR.sub("", joined)
    if _PHRASE.search(bare):
        return True
    if _CUT_OFF.search(bare) and bare != joined and len(bare) > 6:
        return not re.match(r"工作|年度|年报|情况|报告", after)
    is_continued = not bare and _PHRASE.search(after)  # 2022年度 above 政府信息公开工作年度报告
    return count == 1 and bare != joined and bool(_BARE.search(joined)) and not is_continued


def _one_name(joined: str, first: str, last: str) -> bool:
    """Whether the joined lines name one agency: not 湘潭县人民政府 (the site's name) above 统计局2020年…"""
    if not looks_like_agency(first):
        return True
    own = parse(last).agency
    return not own or own.startswith("办公")


_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,15}[\[(〔]20[0-4]\d[\])〕]第?\d{1,5}号?")
_DATE = re.compile(r"20[0-4]\d[年./-]\d{1,2}[月./-]\d{1,2}日?(?:\d\d:\d\d(?::\d\d)?)?")
LINES_BELOW = 2
"""Lines below a title that may name its year and its body."""
_LONGEST_BELOW = 40
_YEAR_ALONE = re.compile(r"20[0-4]\d(?:年度?)?")
_LABEL = re.compile(r"[^:]{2,6}:")
_FORM = re.compile(r"年度报告(?:的)?(?:格式|模板|样表|样式|范本|样本|模版)(?:[(\[].*)?$")
_ABOUT = re.compile(r"(?:^|[:《])关于.+(?:函|通知|通报|方案|要点|说明|批复|意见)$")


def _other_document(lines: Sequence[str]) -> Title | None:
    """A letter or a notice about the reports, or their form, by one of its first lines: 关于…的通知, …年度报告格式."""
    short = ((line, plain(line)) for line in lines[:3] if len(line) < 120)
    titles = (parse(line) for line, text in short if _ABOUT.search(text) or _FORM.search(text))
    return next((title for title in titles if title.certain_decoy), None)


def title_at_end(lines: Sequence[str], below: Sequence[str] = ()) -> tuple[int, Title] | None:
    """The title of a report, with its body or its year, that the last of these lines ends: (its first line, the title).

    `below` are the lines behind, of which a cover may name the body or the year. None where the lines end in no title,
    or in that of another document or of a draft.
    """
    dates = [at for at, line in enumerate(lines) if is_date(line)]
    begin = max(dates, default=-1) + 1  # a date ends the report above
    own = [at for at in range(begin, len(lines)) if not _DOCUMENT_NUMBER.fullmatch(plain(lines[at]))]
    texts = [lines[at] for at in own]
    endings = {"".join(text.strip() for text in texts[nth:]): own[nth] for nth in range(len(own))}
    titles = [
        (score, endings[title.printed], whole)
        for score, title, _ in _candidates(texts, None)
        if title.printed in endings and title.report and not title.decoy
        if (whole := _with_lines_below(title, below)).year or whole.agency
    ]
    if not titles:
        return None
    _, start, best = max(titles, key=lambda scored: scored[0])
    return start, best


_BESIDE = r"(?:[上下前后]一?[篇条则页个]|相关(?:链接|文章|文档|阅读|信息|稿件)|延伸阅读|推荐阅读)(?:文章|信息|新闻)?"
_NEIGHBOUR = re.compile(rf"^(?:[<《【\[(]+{_BESIDE}[】\])>》]+:?|{_BESIDE}(?::|$))")
"""How a line begins that links to another document, or that stands above such links."""


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(line) <= _LONGEST_BELOW and bool(_DATE.fullmatch(arabic_dates(plain(line))))


def _stands_between(line: str) -> bool:
    """Whether a plain line is only the number or the date of a document."""
    return bool(_DOCUMENT_NUMBER.fullmatch(line)) or is_date(line)


def _own_lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the number of the document (某民字〔2024〕3号), which stands between the letterhead and the title,
    a date, and links to the documents before and after (上一篇:某局…年度报告)."""
    of_neighbour = False
    for line in lines:
        text = plain(line) if len(line) < 120 else ""
        match = _NEIGHBOUR.match(text)
        if not (match or of_neighbour or _stands_between(text)):
            yield _without_path(line) if ">" in line or "＞" in line else line
        of_neighbour = match is not None and match.end() == len(text)


def _without_path(line: str) -> str:
    """The last part of a line that says where on the site the page is: 当前位置:首页>年报>…"""
    text = plain(line)
    return text[match.end() :] if (match := _PATH.match(text)) else line


def of_lines(lines: Sequence[str], like: Title | None = None) -> Title | None:
    """The title among the first lines of a page; the earliest of equals. `like`: the HTML title."""
    lines = list(_own_lines(lines))
    candidates = [one for one in _candidates(lines, like) if one[0] > -10]
    if not candidates:
        return _other_document(lines)
    _, title, end = max(candidates, key=lambda candidate: candidate[0])
    title = _with_lines_below(title, lines[end : end + LINES_BELOW])
    if title.year or looks_like_agency(title.agency):
        return title
    return _other_document(lines) or title


def _with_lines_below(title: Title, below: Sequence[str]) -> Title:
    """The title of a cover that names its year or its body on a line of its own below: （2021年度）."""
    texts = [arabic_dates(plain(line[:_LONGEST_BELOW])).strip("()[]") for line in below]
    if sum(_YEAR_ALONE.fullmatch(text) is not None for text in texts) > 1:
        return title  # the years of a list
    for line, text in zip(below, texts, strict=True):
        if title.report and not title.year and _YEAR_ALONE.fullmatch(text):
            title = replace(title, printed=title.printed + line.strip(), year=year_patterns.of_title(text))
        elif title.report and not title.agency and (name := name_alone(line)):
            title = replace(title, printed=title.printed + line.strip(), agency=name)
        else:
            break
    return title
