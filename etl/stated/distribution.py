"""Numbers that belong to several names in turn: 网站、公众号分别公开182条、95条; 2019年、2020年分别为120条、135条."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.stated.channels import families
from etl.stated.mentions import Mention
from etl.stated.words import PLAIN_WAY

_BETWEEN = re.compile(r"[、,]?(?:和|及|以及)?")
_NAMES = re.compile(r"[、和及与]|以及")
# “和美青川”公众号
_QUOTED = re.compile("“[^”]{1,14}”")
_SIDE_BY_SIDE = re.compile("(?<=微博)(?=微信)|(?<=微信)(?=微博)")
_COUNTED = re.compile(
    r"等?[一二两三四五六七八九\d](?:大|个|条|种)?(?:类|途径|渠道|方式|平台|载体|形式|方面|端|账号).{0,4}$|两端$"
)
# 完善公开指南和目录各1份
_REVISED = re.compile("(?:完善|修订|修编|编制|梳理)[^,]*(?:指南|目录|清单|制度)$")
# 向图书馆、档案馆报送信息各9条
_HANDED_ON = re.compile("(?:报送|上报|移交|送交|呈送|寄送|赠[阅送])[^,公发]*$")
_FOLLOWERS = re.compile("粉丝(?:数|量)?$|关注(?:人数|用户|量)$")
_ANSWERED = re.compile("答复|回复|办理|受理|接听")
# 网站、微博公开信息120条、80条
_BARE = re.compile(r"\d[余多]?[条篇件次][、,和及]{1,2}\d")
_EACH = re.compile("分别|依次|各")
# 2019、2020两年
_YEARS = re.compile(r"(20\d\d)(?=年|[、和与及]20\d\d|[两三四五]年)")
_LEADING = re.compile(r"^.*?(?:经由|经|通过|在|利用|依托|借助|制作|编发)")


def distributed(text: str, start: int, numbers: Sequence[Mention]) -> dict[int, list[tuple[str, str]]]:
    """(label, year) of each number, by its place among the numbers found; year empty where the words tell none."""
    shared: dict[int, list[tuple[str, str]]] = {}
    if not numbers or not (
        _EACH.search(text, start, numbers[-1].start) or _BARE.search(text, start, numbers[-1].end)
    ):
        return shared
    names_before: list[str] = []
    for first, mention in enumerate(numbers):
        begin = numbers[first - 1].end if first else start
        segment = text[begin : mention.begin]
        run = _run(text, numbers, first)
        whose = _whose(segment, len(run))
        if whose is None:
            continue
        clause, done, is_each = whose
        if _REVISED.search(clause) or _HANDED_ON.search(clause):
            shared.update((number, []) for number in run)
            continue
        followers = _FOLLOWERS.search(clause)
        if not (mention.unit or followers):
            continue
        verb = followers[0] if followers else done
        if by_year := _by_year(clause, verb, run):
            shared.update(by_year)
            continue
        names = _names(clause)
        if len(names) != len(run):
            names = [part for name in names for part in _SIDE_BY_SIDE.split(name)]
        if len(run) == len(names_before) != len(names):
            names = names_before
        answered = _ANSWERED.search(clause)
        labels = [
            (f"{answered[0]}{name}" if answered else _labelled(name, clause, verb), "") for name in names
        ]
        if len(run) > 1 and len(run) == len(names):
            names_before = names
            shared.update((number, [label]) for number, label in zip(run, labels, strict=True))
        elif len(run) > 1 and not is_each:
            shared.update((number, [(followers[0], "")] if followers else []) for number in run)
        elif len(run) == 1 and is_each and len(names) > 1:
            shared[first] = labels
    return shared


def _labelled(name: str, clause: str, verb: str) -> str:
    """A name with what was done: 图文、视频解读分别为9条、3条 are two ways of interpretation."""
    kind = "解读" if "解读" in clause and PLAIN_WAY.search(name) else ""
    return f"{kind}{name}{verb or '公开'}"


def _whose(segment: str, numbers: int) -> tuple[str, str, bool] | None:
    """The words before 分别 or 各, what was done, and whether it is 各: one of so many numbers for each. None where a segment
    says neither."""
    each = re.search(
        r"(?P<apart>分别|依次)(?:为|有)?(?P<verb>[^,;:。]{0,12}(?<!各))$|各(?:为|有)?(?P<each>[^,;:。类项种级]{0,8})$",
        segment,
    )
    if not each:
        names = _names(segment)
        return (segment, "", False) if 1 < numbers == len(names) and _are_channels(names) else None
    clause = re.split(r"[;。\n]", segment[: each.start()])[-1]
    if each["apart"] or numbers > 1:
        return clause, each["verb"] or each["each"] or "", not each["apart"]
    if each["each"] and not _are_channels(_names(clause)):
        return None
    clause, _, done = clause.partition("分别")
    return clause, each["each"] or done, True


def _by_year(clause: str, verb: str, run: list[int]) -> dict[int, list[tuple[str, str]]]:
    """The numbers of a run where years stand before them: 2019年、2020年分别为120条、135条."""
    years = _YEARS.findall(clause)
    if len(run) == 1 or len(years) != len(run):
        return {}
    label = re.split(r"[,:]|20\d\d(?:年度?)?|[两三四五]年", clause)[-1] + verb
    return {number: [(label, year)] for number, year in zip(run, years, strict=True)}


def _names(clause: str) -> list[str]:
    """The names before 分别 or 各: 报刊、网站两个渠道, 分别."""
    parts = [part for part in re.split(r"[,:]", clause) if part]
    while len(parts) > 1 and not _NAMES.search(parts[-1]):
        parts.pop()
    listed = _COUNTED.sub("", parts[-1]) if parts else ""
    listed = _QUOTED.sub(lambda name: _NAMES.sub("", name[0]), listed)
    return [_LEADING.sub("", name) for name in _NAMES.split(listed) if name]


def _are_channels(names: Sequence[str]) -> bool:
    """Whether each name is a channel of a family of its own: 在网站、公众号各公开95条."""
    named = [families(name) for name in names]
    return all(len(one) == 1 for one in named) and len(set(named)) == len(named)


def _run(text: str, numbers: Sequence[Mention], first: int) -> list[int]:
    """The numbers from `first` on that follow each other with nothing but a comma or 和 between."""
    run = [first]
    while run[-1] + 1 < len(numbers) and _BETWEEN.fullmatch(
        text[numbers[run[-1]].end : numbers[run[-1] + 1].begin]
    ):
        run.append(run[-1] + 1)
    return run
