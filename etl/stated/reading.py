"""Reads the stated figures of a section: which number is which item, of which period, of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from etl.model.report import StatedFigure
from etl.stated.around import is_all_posted, is_of_something_else, told_at_once, told_behind
from etl.stated.attributes import is_future, names_year, period_of, subject_of
from etl.stated.channels import last_family
from etl.stated.classify import classify
from etl.stated.distribution import distributed
from etl.stated.memory import Memory
from etl.stated.mentions import Mention, mentions
from etl.stated.passage import Passage, prepare, sentences
from etl.stated.posting import HELD_WORK
from etl.stated.setting import Told
from etl.stated.totals import Total, Totals
from etl.stated.words import (
    CHANNEL_UNITS,
    CONTENT_UNITS,
    DIVIDED,
    VERB,
)

_OWN_BY_NATURE = frozenset({"press_conferences", "online_interviews", "followers"})
_PART = re.compile(rf"[、,:;]|其中|{DIVIDED}")
_CLAUSE = re.compile(r"[,;:()\n]")
_ASIDE = re.compile(r"^\([^()]*\)|\([^()]{1,3}\)|\([^()\d:]{1,16}\)(?=[\u4e00-\u9fff]{0,4}$)")
_FIGURE_ASIDE = re.compile(r"\([^()]*\d[条件篇次个][^()]*\)")
_GOES_ON = re.compile(r"(?:、|,?其中|和|及)")
_DISCLOSES = re.compile(r"公开|发布|公布|公示")
_TIME = re.compile(r"年|季度|月|同期|累计|至今|新增")
_TIME_ONLY = re.compile(
    r"(?:其中)?(?:比|较)?(?:20\d\d年度?|上一?年度?|去年|本年度?|今年|当年|全年|年内|同期|[上下]半年|第?[一二三四1-4]季度|(?:\d{1,2}月?[-—~至到])?\d{1,2}月"
    r"|的|为|达|有|新增|其中|又|再|还|则|共|(?:公开|发布)信息|公开|发布|登载|刊登|推送|上线|更新)*"
)
_ROSE_TO = re.compile(r"(?:下降|上升|增加|减少|增长|提高|降|升|增|减)(?:至|到|为)(?:20\d\d年|今年|本年)?的?")
_COMPARES = re.compile(r"(?:增加|减少|增长|下降|上升|多|少|增|减)了?$")
_TRAINED = re.compile(r"培训[^,;。:]*$")
_NUMBERING = re.compile(r"\n?(?:\d{1,2}[.、)](?!\d)|\(?[一二三四五六七八九十\d]{1,3}[)、])")
_NUMBER = re.compile(r"\d|[一二两兩三四五六七八九十百千万萬](?!是|、|）|\))")
_COUNTED = re.compile(
    r"(?<!\d)(?!(?:19|20)\d\d年)\d|[一二两三四五六七八九十百千万](?:余|多|来)?[条件篇期场次名人份处封起批项部则]|[一二两三四五六七八九十百千]万"
)
_POSTED_UNITS = CHANNEL_UNITS | CONTENT_UNITS
# 动态30条 behind another number that is no figure
_STILL = re.compile("(?:信息|动态|公告|公示|要闻)$")
# 12大类272项: matters on a list
_OF_KINDS = re.compile(r"\d+个?大?类$")
_MARKS = re.compile(r"[,;:。()、!?\n\d]")


class _Spot(NamedTuple):
    """A number in the text: its statement begins at `start` and ends at `end`, its words at `words`; `segment` are
    these without asides. `is_joint`: it opens a statement that a semicolon joins to the one before."""

    mention: Mention
    start: int
    end: int
    words: int
    segment: str
    is_joint: bool

    @property
    def goes_on(self) -> bool:
        """Whether it is listed with the number before."""
        return self.segment.startswith((",", "、", "其中", "("))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a section states: its `figures`, those of them that are listed as a part of another (`parts`), and the
    `totals` of which parts are listed."""

    figures: tuple[StatedFigure, ...]
    parts: frozenset[StatedFigure]
    totals: tuple[Total, ...]


def read_section(section: str, printed: str, year: int | None) -> Reading:
    """Every figure of a section's text. `year` is the report's."""
    if not _NUMBER.search(printed):
        return Reading((), frozenset(), ())
    passage = prepare(printed)
    reader = _Reader(passage, section, year)
    figures = [
        figure for start, end, new in sentences(passage.text) for figure in reader.read(start, end, new)
    ]
    totals = tuple(total for total in reader.totals.found if total.parts)
    return Reading(tuple(dict.fromkeys(figures)), frozenset(reader.parts), totals)


def stated_figures(section: str, printed: str, year: int | None) -> tuple[StatedFigure, ...]:
    """The figures of `read_section`."""
    return read_section(section, printed, year).figures


class _Reader:
    """Goes through the statements of a passage."""

    def __init__(self, passage: Passage, section: str, year: int | None) -> None:
        self._passage = passage
        self._section = section
        self._year = year
        self._memory = Memory(section, refers="该" in passage.text)
        self._first: StatedFigure | None = None
        self._words_before = ""  # of the number before, if it is no figure
        self.parts: list[StatedFigure] = []
        self.totals = Totals()

    def read(self, start: int, end: int, new: bool) -> Iterator[StatedFigure]:
        """The figures of one statement, text[start:end]; `new` unless a semicolon joins it to the one before."""
        text, memory = self._passage.text, self._memory
        statement = text[start:end]
        memory.begin(statement, new)
        self.totals.begin(new, memory.continues)
        if memory.is_skipped or not _COUNTED.search(statement):
            memory.end(statement, statement)
            return
        numbering = _NUMBERING.match(statement)
        since = words = start = start + (numbering.end() if numbering else 0)
        found = list(mentions(text, start, end))
        shared = distributed(text, start, found)
        told: Told | None = Told("", "")
        for number, mention in enumerate(found):
            printed = text[words : mention.begin]
            spot = _Spot(
                mention, start, end, words, _ASIDE.sub("", printed).lstrip(")"), number == 0 and not new
            )
            memory.clause_subject, memory.subject = subject_of(
                _TRAINED.sub("", text[since : mention.begin]), memory.subject
            )
            memory.pass_words(printed)
            self.totals.pass_words(printed)
            if number in shared:
                yield from self._shared(spot, shared[number])
                since, words = mention.start, mention.end
                continue
            before = told
            told, behind = self._told(spot, rejected=told is None)
            self._words_before = "" if told else self._words_before * spot.goes_on + spot.segment
            self.totals.number(mention, told, spot.segment, text[start:end], start)
            if told:
                figure = self._figure(told, spot)
                if memory.is_listed:
                    self.parts.append(figure)
                yield self._of_same_channel(figure) if number == 0 else figure
                memory.remember(told, figure)
            elif _COMPARES.search(spot.segment):
                told = before
            memory.remember_channel(spot.segment, told)
            since, words = mention.start, mention.end + behind
        memory.end(statement, text[words:end])

    def _shared(self, spot: _Spot, labels: list[tuple[str, str]]) -> Iterator[StatedFigure]:
        items = set()
        for label, period in labels:
            told = classify(label, "", False, spot.mention, self._memory.setting(""))
            if told and told.item not in items:
                items.add(told.item)
                yield self._figure(told, spot, period)

    def _told(self, spot: _Spot, rejected: bool) -> tuple[Told | None, int]:
        """What a number is told to be, and how many of the characters behind it say so. After a number that is no
        figure (`rejected`), those listed with it are none either."""
        text, mention, memory = self._passage.text, spot.mention, self._memory
        if is_future(text[spot.start : mention.start], self._year):
            return None, 0
        if not spot.segment and _OF_KINDS.search(text, spot.start, mention.begin):
            return None, 0
        near = _CLAUSE.split(spot.segment)[-1]
        behind = text[mention.end : spot.end]
        if known := told_at_once(near, self._words_before, behind) or self._same(near, spot, rejected):
            return known, 0
        after = _MARKS.split(behind, maxsplit=1)[0]
        belongs = not behind[len(after) :][:1].isdigit()
        setting = memory.setting(behind[:1])
        told = classify(spot.segment, after, belongs, mention, setting)
        if not told and (known := told_behind(near, behind, mention, setting.applying)):
            return known, 0
        if told and is_of_something_else(told, near, self._words_before, memory.previous):
            return None, 0
        if told and memory.parent is None and is_all_posted(told, behind):
            told = replace(told, item="disclosed")
        is_listed = memory.is_listed and memory.parent is not None
        goes_on = (
            rejected
            and not is_listed
            and _GOES_ON.match(spot.segment)
            and not _DISCLOSES.search(spot.segment)
            and not (
                mention.unit == "条" and memory.previous and memory.previous.is_posted and _STILL.search(near)
            )
        )
        if told and rejected and not is_listed and self._is_more_work(told, spot):
            return None, 0
        if told and goes_on and (told.is_posted or told.item == "proposals_answered"):
            return None, 0
        return told, len(after) if told and after and told.label.endswith(after) else 0

    def _is_more_work(self, told: Told, spot: _Spot) -> bool:
        """Whether a noun behind a comma goes on with what was held or handled: 办理案件137件，援助案件41件."""
        bare = spot.segment.startswith(",") and not VERB.search(spot.segment)
        return told.item == "content_other" and bare and HELD_WORK.search(self._words_before) is not None

    def _same(self, near: str, spot: _Spot, rejected: bool) -> Told | None:
        """The figure before, in another unit (12期36条) or of another time (上半年96条，下半年134条)."""
        mention, memory = spot.mention, self._memory
        previous = memory.previous
        if (
            not spot.segment
            and not rejected
            and previous
            and previous.is_posted
            and mention.unit in _POSTED_UNITS - {previous.unit}
        ):
            return previous
        if previous and _ROSE_TO.fullmatch(spot.segment) and mention.unit in ("", previous.unit):
            return replace(previous, label=near)
        if not (near.strip("、") and _TIME_ONLY.fullmatch(near) and _TIME.search(near)):
            return None
        for earlier in (previous, memory.parent):
            if not earlier or (VERB.search(near) and not earlier.is_posted):
                continue
            if earlier.unit == mention.unit or not (earlier.unit and mention.unit):
                return replace(earlier, label=near)
        return None

    def _of_same_channel(self, figure: StatedFigure) -> StatedFigure:
        """The first figure of a statement; one without a channel goes on with the channel that the statement before
        spoke of, where the two are of different periods: 网站开通以来累计…条。2021年新发布…条."""
        before, self._first = self._first, figure
        if (
            figure.item == "disclosed"
            and before
            and before.item.startswith("channel_")
            and before.period != figure.period
            and figure.subject == before.subject
            and not last_family(figure.label)
            and not re.search("主动公开|[各我本全]", figure.label)
        ):
            self._first = figure._replace(item=before.item)
        return self._first

    def _figure(self, told: Told, spot: _Spot, period: str = "") -> StatedFigure:
        mention = spot.mention
        label = re.sub(r"^[、,:的—()。;-]+|[、,:的—()。;-]+$", "", told.label)
        quote, position = self._passage.quote(*self._span(label, spot))
        return StatedFigure(
            told.item,
            mention.value,
            mention.unit,
            period or self._period_of(told, spot),
            mention.exactness,
            self._subject_of(told, spot),
            label or told.item,
            self._section,
            quote,
            position,
        )

    def _period_of(self, told: Told, spot: _Spot) -> str:
        """A part is of the period of the figure that it divides, unless its own sentence names a year."""
        if _ROSE_TO.fullmatch(spot.segment):
            return "year"
        memory = self._memory
        words = _FIGURE_ASIDE.sub("", self._passage.text[spot.start : spot.mention.end])
        by_channel = told.item.startswith("channel_") and memory.parent_period == "cumulative"
        is_part = memory.is_listed or (by_channel and spot.segment.startswith(","))
        period = period_of(told.item, words, self._year, is_part)
        inherits = memory.is_listed and memory.continues and memory.parent_period == "cumulative"
        return "cumulative" if inherits and not names_year(words) else period

    def _span(self, label: str, spot: _Spot) -> tuple[int, int]:
        """From the label to the number, or from the number to the label behind it."""
        text, mention = self._passage.text, spot.mention
        before = text.rfind(label, spot.words, mention.start) if label else -1
        if before >= 0:
            return before, mention.end
        after = text.find(label, mention.end, mention.end + len(label) + 12) if label else -1
        return mention.start, after + len(label) if after >= 0 else mention.end

    def _subject_of(self, told: Told, spot: _Spot) -> str:
        """An agency's own site, gazette and conferences are its own, whoever the sentence began with."""
        memory = self._memory
        if told.item == "visits":
            return "own"
        of_gazette = told.item == "channel_gazette" and memory.parent and memory.parent.item == told.item
        if (
            told.item in _OWN_BY_NATURE
            or of_gazette
            or (told.item, spot.mention.unit) == ("channel_gazette", "期")
        ):
            return subject_of(spot.segment, "own")[0]
        part = memory.parent_subject == "area" and memory.parent is not None
        if part and memory.is_listed and _PART.match(";" * spot.is_joint + spot.segment):
            return "area"
        return memory.clause_subject
