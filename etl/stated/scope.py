"""Of which period and of whom a figure is, from its own words and what was stated before it."""

from __future__ import annotations

import itertools
import re

from etl.model.report import StatedFigure
from etl.stated.attributes import names_year, period_of, subject_of
from etl.stated.channels import families
from etl.stated.continuation import SUMS_ALL, rose_to
from etl.stated.memory import Memory
from etl.stated.setting import Meaning, Spot
from etl.stated.words import DIVIDED, VERB

_OWN_BY_NATURE = frozenset({"press_conferences", "online_interviews", "followers"})
_LISTED_ITEMS = ("content_", "interpretations")
_HELD_BY_BODIES = frozenset(
    {"reading_points", "staff", "staff_full_time", "staff_part_time", "training_sessions"}
)
_NO_PART = frozenset({"letters_answered", "training_sessions", "training_people", "meetings"})
_PART = re.compile(rf"[、,:;(]|其中|{DIVIDED}")
_ALL_YEARS = re.compile("累计|历年|以来|截[至止]")
_OTHER_YEARS = re.compile("历年|以来|截[至止]|至今")
_DIVIDES = re.compile("\\n?其中")
# 三年公开327条:2008年86条
_OF_YEAR = re.compile(r"[,、:;(]*(?:其中)?:?(20\d\d)年度?")
# 累计推送96篇，其中今年推送30篇
_OF_THEM_THIS_YEAR = re.compile(
    r"[,(](?:其中|包括|含)(?:本年度?|当年|今年|20\d\d年度?)(?!\d)[^,;。\d]{0,8}\d+[条篇件]"
)
_RISES = re.compile("(?:[上下]?[增升降减][长加少]?|提高)[至到为]")  # 由12万增至96万
_FIGURE_ASIDE = re.compile(r"\([^()]*\d[条件篇次个][^()]*\)")
# 公开全市工作会议、常务会议信息: whose matters these are says nothing of who published them
_LISTED_NOUNS = re.compile("(?<=公开|发布|公布)(?!栏|板|网|平台)[^,;:。]*、[^,;:。]*信息$")
# 工作动态信息, 公开动态信息: the noun among the words of a content
_NOUN = re.compile(f"(?:{VERB.pattern})|工作|信息|类|共计?|各|政府|政务|^(?:主动|全年|年内)+")
# archives and libraries are those of the place, whoever was spoken of before
_VENUES = re.compile("[^,;。]{0,6}(?:档案|图书|文化)馆[、和]")
_OF_ALL_LEVELS = re.compile("全[省市县区州盟旗]各级[^,;。]*网站")
_BY_CHANCE = 30
_TRAINED = re.compile(r"培训[^,;。:]*$")


def whose(words: str) -> str:
    """The words before a number that say whose it is: without whom a training was for and what was listed."""
    if "培训" in words:
        words = _TRAINED.sub("", words)
    return _LISTED_NOUNS.sub("", words) if "、" in words else words


def period_in(text: str, meaning: Meaning, spot: Spot, memory: Memory, year: int | None) -> str:
    """A part is of the period of the figure that it divides, unless its own sentence names a year."""
    if rose_to(spot.segment) or _is_part_of_years(meaning, spot, memory):
        return "year"
    if memory.is_listed and (of_year := _OF_YEAR.fullmatch(spot.segment)):
        return "year" if int(of_year[1]) == year else "other"
    if meaning.item == "training_people" and memory.previous and memory.previous.item == "training_sessions":
        return memory.previous_period
    if _goes_on_to_sum(meaning, spot, memory):
        return "cumulative"
    if "累计" in spot.segment.rpartition(",")[2] and _OF_THEM_THIS_YEAR.match(text, spot.mention.end):
        return "cumulative"
    if _RISES.match(text, spot.mention.end):
        return "other"
    words = _FIGURE_ASIDE.sub("", text[spot.start : spot.mention.end])
    divides = memory.parent is not None and memory.parent.item == "disclosed"
    by_channel = divides and meaning.item.startswith("channel_") and memory.parent_period == "cumulative"
    is_part = memory.is_listed or (by_channel and spot.segment.startswith(","))
    period = period_of(meaning.item, words, year, is_part)
    goes_on = memory.is_joined and meaning.item.startswith(_LISTED_ITEMS) and not VERB.search(spot.segment)
    goes_on = goes_on or (memory.is_joined and meaning.item.startswith("channel_"))
    is_same_unit = memory.parent is not None and memory.parent.unit == spot.mention.unit
    inherits = memory.is_listed and is_same_unit and (memory.continues or goes_on)
    is_untold = period == "year" and not names_year(words)
    if is_part and period == "cumulative" and _is_of_year(spot, memory):
        return "year"
    return memory.parent_period if inherits and is_untold else period


def _is_part_of_years(meaning: Meaning, spot: Spot, memory: Memory) -> bool:
    """Whether a sentence divides a figure of the year: 全年举办发布会9场。其中，防汛发布会累计举行6场."""
    previous = memory.previous
    is_same = previous is not None and previous.item == meaning.item and memory.previous_period == "year"
    divides = memory.continues and _DIVIDES.match(spot.segment) is not None
    return is_same and divides and not (_OTHER_YEARS.search(spot.segment) or names_year(spot.segment))


def _is_of_year(spot: Spot, memory: Memory) -> bool:
    """Whether a part divides a figure of the year, though one of all years stands before that: 累计公开…条，媒体报道9篇，其中央媒2篇."""
    return (
        memory.parent is not None and memory.parent_period == "year" and not _ALL_YEARS.search(spot.segment)
    )


def _goes_on_to_sum(meaning: Meaning, spot: Spot, memory: Memory) -> bool:
    """Whether a figure of the year is followed by that of all years: 本年度公开162条，累计公开1,248条."""
    of_year = (
        memory.parent is not None and memory.parent.item == meaning.item and memory.parent_period == "year"
    )
    previous = memory.previous
    is_same = previous is not None and previous.item == meaning.item and memory.previous_period == "year"
    return (of_year or is_same) and SUMS_ALL.match(spot.segment) is not None


def with_parts_of_areas(figures: list[StatedFigure], listed: list[StatedFigure]) -> list[StatedFigure]:
    """The figures, where channels right behind the total of an area that make up all of it are the area's as well: 全县公开
    900条。政府网站600条，微信300条. Those `listed` as parts are known to be."""
    whole: list[StatedFigure] = []
    for at, figure in enumerate(figures):
        if figure.item == "disclosed" and figure.subject == "area":
            behind = itertools.dropwhile(
                lambda one: one.item == "disclosed" and one in listed, figures[at + 1 :]
            )
            parts = list(itertools.takewhile(lambda one: one.item.startswith("channel_"), behind))
            if len(parts) > 1 and sum(part.value for part in parts) == figure.value:
                whole += (part for part in parts if part not in listed)
    return [one._replace(subject="area") if one in whole else one for one in figures]


def with_parts_of_years(figures: list[StatedFigure]) -> list[StatedFigure]:
    """The figures, where those right behind the total of several years that make up all of it are of these years as well:
    新增公开9条，年末累计90条，其中公告60条、动态30条."""
    whole = list(figures)
    for at, figure in enumerate(figures):
        if figure.period != "cumulative" or not Meaning(figure.item, "").is_posted:
            continue
        parts = list(itertools.takewhile(lambda one: one.item.startswith("content_"), figures[at + 1 :]))
        if len(parts) > 1 and sum(part.value for part in parts) == figure.value:
            whole[at + 1 : at + 1 + len(parts)] = [one._replace(period="cumulative") for one in parts]
    return whole


def once_each(figures: list[StatedFigure], listed: list[StatedFigure]) -> list[StatedFigure]:
    """The figures, a total of the year that is told again in the same section once: 公开信息90条。…全年共公开90条. Those
    `listed` as parts may be of different bodies."""
    told: dict[tuple[float, str], set[str]] = {}  # the periods in which a total was stated
    once: list[StatedFigure] = []
    for figure in dict.fromkeys(figures):
        if figure not in listed and _is_content_again(figure, once):
            continue
        if figure.item == "disclosed":
            periods = told.setdefault((figure.value, figure.subject), set())
            is_of_year = figure.period == "year" and "year" in periods and figure not in listed
            if is_of_year or (periods and figure.label == "主动公开"):  # 累计公开信息80条，主动公开80条
                continue
            periods.add(figure.period)
        once.append(figure)
    return once


def _is_content_again(figure: StatedFigure, before: list[StatedFigure]) -> bool:
    """Whether a content stated by itself is one told `before`: 其中工作动态信息90条。…公开动态信息90条. Small numbers may well be
    the same by chance, and so may those of different channels."""
    if not figure.item.startswith("content_") or figure.value < _BY_CHANCE or families(figure.label):
        return False
    noun = _NOUN.sub("", figure.label)
    same = figure._replace(label="", quote="", position=0)
    return any(
        one._replace(label="", quote="", position=0) == same
        and bool(noun)
        and not families(one.label)
        and _NOUN.sub("", one.label) == noun
        for one in before
    )


def _goes_on_with_new_media(spot: Spot, memory: Memory) -> bool:
    """Whether followers are those of the new media whose posts stand right before: 全县新媒体发布信息9万条，粉丝合计30万."""
    previous = memory.previous
    return previous is not None and previous.item == "channel_new_media" and spot.segment.startswith(",")


def subject_in(meaning: Meaning, spot: Spot, memory: Memory) -> str:
    """An agency's own site, gazette and conferences are its own, whoever the sentence began with."""
    if meaning.item == "visits":
        return "area" if _OF_ALL_LEVELS.search(spot.segment) else "own"
    if meaning.item == "reading_points" and memory.has_area and _VENUES.match(spot.segment):
        return "area"
    if meaning.item == "training_people" and memory.previous and memory.previous.item == "training_sessions":
        return memory.previous_subject
    part = memory.parent_subject == "area" and memory.parent is not None
    part = part and meaning.item not in _NO_PART
    is_part = part and memory.is_listed and _PART.match(";" * spot.is_joint + spot.segment) is not None
    by_name = "《" in spot.segment or (memory.parent and memory.parent.item == "channel_gazette")
    of_gazette = meaning.item == "channel_gazette" and (
        spot.mention.unit == "期" or (by_name and not is_part)
    )
    if meaning.item in _OWN_BY_NATURE or of_gazette:
        is_same = memory.previous is not None and memory.previous.item == meaning.item
        rose = is_same and rose_to(spot.segment)
        goes_on = rose or (meaning.item == "followers" and _goes_on_with_new_media(spot, memory))
        whole = (memory.previous_subject if goes_on else memory.whole_subject if is_same else "") or "own"
        return subject_of(spot.segment.replace("其中", ","), whole)[0]
    if is_part or (memory.whole_subject == "area" and meaning.item in _HELD_BY_BODIES):
        return "area"
    goes_on = memory.previous_subject == "area" or meaning.item.startswith("content_")
    if memory.previous and goes_on and spot.segment.startswith("、"):
        return subject_of(spot.segment, memory.previous_subject)[0]
    return memory.clause_subject
