"""Reads the stated figures of a section: which number is which item, of which period, of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.model.report import StatedFigure
from etl.stated.attributes import is_future, place_of, subject_of
from etl.stated.channels import channel_item, families, last_family
from etl.stated.classify import classify
from etl.stated.continuation import goes_on_with_none, is_taken_up_too, same_again
from etl.stated.distribution import distributed
from etl.stated.label import JOINS, words_behind
from etl.stated.memory import Memory
from etl.stated.mentions import mentions
from etl.stated.neighbouring_words import (
    AGAIN,
    is_all_posted,
    is_by_media,
    is_for_others,
    is_of_something_else,
    is_only_received,
    is_told_again,
    is_told_by_conference,
    meaning_from_behind,
    meaning_in_context,
)
from etl.stated.no_figure import is_of_none
from etl.stated.passage import Passage, prepare, sentences, without_asides
from etl.stated.scope import once_each, period_in, subject_in, whose, with_parts_of_areas, with_parts_of_years
from etl.stated.setting import Meaning, Spot
from etl.stated.totals import Total, Totals
from etl.stated.words import BY_BODY, SUMS_UP, VERB

_CLAUSE = re.compile(r"[,;:()\n]")
# 我局公开信息9条, whatever the channel spoken of before
_WHOEVER = re.compile("主动公开|公开(?:信息)?总[量数]|各(?![类项种])|[我本全]|机关|办公室|中心")
_YEAR_BEFORE = re.compile("(?:20\\d\\d年度?|全年|本年度?|年内)+")
_DIVIDES = re.compile("[,(]?其中")
_PART = re.compile(",?(?:其中|包括|含)|、")
# what a sentence before may have stated
_SENTENCE = 120
_COMPARES = re.compile(r"(?:增加|减少|增长|下降|上升|多|少|增|减)了?$")
# 各县区、市直部门186人参加
_ATTENDED = re.compile("参加|参训|参会")
_NUMBERING = re.compile(
    r"\n?(?:[一二三四五六七八九十]是(?=[^,;。:\d]{2,16}\d)|\d{1,2}[.、)](?!\d)|\(?[一二三四五六七八九十\d]{1,3}[)、])"
)
# begins with a class of characters, so that all others are passed at once; holds for printed text as well
_COUNTED = re.compile(
    r"[\d一二两兩三四五六七八九十百千万萬](?:(?<=\d)(?<!\d\d)(?!(?<=1)9\d\d年|(?<=2)0\d\d年)"
    r"|(?<!\d)\s*(?:(?:余|餘|多|来|來)?\s*[条條件篇期场場次名人份处處封起批项項部则則]|[万萬]))"
)
# 12大类272项: matters on a list
_OF_KINDS = re.compile(r"\d+个?大?类$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a section states: its `figures`, those of them that are listed as a part of another (`parts`), and the
    `totals` of which parts are listed."""

    figures: tuple[StatedFigure, ...]
    parts: frozenset[StatedFigure]
    totals: tuple[Total, ...]


def read_section(section: str, printed: str, year: int | None, agency: str = "") -> Reading:
    """Every figure of a section's text. `year` is the report's, `agency` the name of the body that filed it, which tells
    its field (统计信息 of a bureau of statistics is all that it posted); empty if unknown."""
    if not _COUNTED.search(printed):
        return Reading((), frozenset(), ())
    passage = prepare(printed)
    reader = _Reader(passage, section, year, agency)
    figures = [
        figure for start, end, new in sentences(passage.text) for figure in reader.read(start, end, new)
    ]
    figures = once_each(with_parts_of_areas(with_parts_of_years(figures), reader.parts), reader.parts)
    totals = tuple(total for total in reader.totals.found if total.parts)
    return Reading(tuple(figures), frozenset(reader.parts), totals)


def stated_figures(
    section: str, printed: str, year: int | None, agency: str = ""
) -> tuple[StatedFigure, ...]:
    """The figures of `read_section`."""
    return read_section(section, printed, year, agency).figures


def _across_bracket(
    words: str, before: Meaning | None, outside: Meaning | None
) -> tuple[Meaning | None, Meaning | None]:
    """What a number goes on with, and what stands `outside` a bracket: behind one, with the number that it follows."""
    if words.startswith(")"):
        return outside, outside
    return before, before if "(" in words else outside


class _Reader:
    """Goes through the statements of a passage."""

    def __init__(self, passage: Passage, section: str, year: int | None, agency: str) -> None:
        self._passage = passage
        self._section = section
        self._year = year
        self._memory = Memory(section, agency, refers="该" in passage.text)
        self._place, self._governs = place_of(agency), "政府" in agency
        self._first: StatedFigure | None = None
        self._words_before = ""  # of the number before, if it is no figure
        self._unit_before = ""
        self.parts: list[StatedFigure] = []
        self.totals = Totals()

    def read(self, start: int, end: int, new: bool) -> Iterator[StatedFigure]:
        """The figures of one statement, text[start:end]; `new` unless a semicolon joins it to the one before."""
        text, memory = self._passage.text, self._memory
        statement = text[start:end]
        is_counted = _COUNTED.search(statement) is not None
        memory.begin(statement, new, is_counted)
        if (new and not memory.continues) or statement.startswith("主动公开"):
            self._words_before = ""
        self.totals.begin(new, memory.continues)
        if memory.is_skipped or not is_counted:
            memory.end(statement, statement)
            return
        numbering = _NUMBERING.match(statement)
        since = words = start = start + (numbering.end() if numbering else 0)
        sentence = text[start:end]
        numbers = list(mentions(text, start, end))
        shared = distributed(text, start, numbers)
        meaning: Meaning | None = Meaning("", "")
        outside = meaning  # of the number that a bracket stands behind
        for number, mention in enumerate(numbers):
            printed = text[words : mention.begin]
            meaning, outside = _across_bracket(printed, meaning, outside)
            spot = Spot(
                mention,
                start,
                end,
                words,
                without_asides(printed).replace("(兼)", "兼").lstrip(")"),
                number == 0 and not new,
            )
            if not _ATTENDED.match(text, mention.end):
                clause = whose(text[since : mention.begin])
                clause = self._place.sub("我区", clause) if self._place else clause
                memory.clause_subject, later = subject_of(clause, memory.subject)
                # what a bracket says holds within it, and whose a part of a government's number is for that part
                is_part = self._governs and memory.subject == "area" and _PART.match(spot.segment)
                if clause.rfind("(") <= clause.rfind(")") and not is_part:
                    memory.subject = later
            memory.pass_words(printed, rejected=meaning is None)
            self.totals.pass_words(printed)
            if number in shared:
                yield from self._shared(spot, shared[number])
                since, words = mention.start, mention.end
                continue
            before = meaning
            meaning, behind = self._meaning(spot, rejected=meaning is None)
            self._unit_before = mention.unit
            self._words_before = "" if meaning else self._words_before * spot.goes_on + spot.segment
            self.totals.number(mention, meaning, spot.segment, sentence, start)
            if meaning:
                figure = self._figure(meaning, spot)
                if not meaning.in_doubt:
                    if memory.is_listed:
                        self.parts.append(figure)
                    yield self._of_same_channel(figure) if number == 0 else figure
                memory.remember(meaning, figure)
            elif not spot.segment or _COMPARES.search(spot.segment):  # 名单9批386人
                meaning = before
            memory.remember_channel(spot.segment, meaning)
            since, words = mention.start, mention.end + behind
        memory.end(statement, text[words:end])

    def _shared(self, spot: Spot, labels: list[tuple[str, str]]) -> Iterator[StatedFigure]:
        items = set()
        setting = self._memory.setting("")
        for label, year in labels:
            label = label.removesuffix("公开") if setting.applying else label
            meaning = classify(label, "", False, spot.mention, setting)
            if meaning and meaning.item == "disclosed" and self._is_unknown_way(label):
                meaning = replace(meaning, item="channel_other")
            if meaning and meaning.item not in items:
                items.add(meaning.item)
                period = "year" if year == str(self._year) else "other"
                figure = self._figure(meaning, spot, period if year else "")
                self._memory.remember(meaning, figure)
                yield figure

    def _is_unknown_way(self, label: str) -> bool:
        """Whether what stands among channels in turn is a way of no known family: 公示栏、会议分别公开9条、3条."""
        previous = self._memory.previous
        is_among = previous is not None and previous.item.startswith("channel_")
        return is_among and not (families(label) or BY_BODY.search(VERB.sub("", label)))

    def _meaning(self, spot: Spot, rejected: bool) -> tuple[Meaning | None, int]:
        """What a number is stated to be, and how many of the characters behind it say so. After a number that is no
        figure (`rejected`), those listed with it are none either."""
        text, mention, memory = self._passage.text, spot.mention, self._memory
        if is_future(text[spot.start : mention.start], self._year):
            return None, 0
        if not spot.segment and _OF_KINDS.search(text, spot.start, mention.begin):
            return None, 0
        if rejected and is_of_none(spot.segment):
            return None, 0
        near = _CLAUSE.split(spot.segment.rstrip("("))[-1].lstrip("、")
        behind = text[mention.end : spot.end]
        before, previous, parent = self._words_before, memory.previous, memory.parent
        reached = near or text[mention.begin : mention.start]  # 达到1.9万
        known = meaning_in_context(reached, before, behind) or same_again(
            near, spot, previous, parent, rejected
        )
        if known:
            return known, 0
        if is_taken_up_too(near, before):
            return None, 0
        after, belongs = words_behind(near, behind)
        setting = memory.setting(behind)
        meaning = classify(spot.segment, after, belongs, mention, setting)
        if not meaning:
            return meaning_from_behind(near, before, behind, mention, setting.applying), 0
        printed = text[mention.start : mention.end]
        told = before + spot.segment.removesuffix(near) if rejected else before
        if (
            is_of_something_else(meaning, near, told, behind, previous, parent)
            or is_told_by_conference(near, spot.segment, previous)
            or is_only_received(meaning, near, printed, behind)
            or (
                near in AGAIN
                and is_told_again(meaning, printed, text[max(0, spot.start - _SENTENCE) : mention.start])
            )
            or is_for_others(meaning, near, behind)
        ):
            return None, 0
        if parent is None and is_all_posted(meaning, behind, setting.agency):
            meaning = Meaning(channel_item(families(meaning.label), meaning.label), meaning.label)
        if is_by_media(meaning, behind):
            meaning = replace(meaning, item="channel_press")
        if (
            memory.summed_up
            and (near in ("共", "计") or SUMS_UP.match(near))
            and meaning.is_posted
            and not families(near)
        ):
            meaning = replace(meaning, item=memory.summed_up)
        if rejected and self._is_beside_none(meaning, near, spot):
            return None, 0
        is_taken = after and (meaning.label.endswith(after) or JOINS.match(behind, len(after)))
        return meaning, len(after) if is_taken else 0

    def _is_beside_none(self, meaning: Meaning, near: str, spot: Spot) -> bool:
        """Whether a number goes on with the one before, which is no figure, or divides it: 受理案件320件，其中刑事案件46件."""
        memory, unit = self._memory, spot.mention.unit
        if memory.is_listed and memory.parent is not None:
            is_other = meaning.is_posted and memory.parent.unit != unit == self._unit_before
            return is_other and _DIVIDES.match(spot.segment) is not None
        return goes_on_with_none(meaning, near, spot, self._words_before, memory.previous)

    def _of_same_channel(self, figure: StatedFigure) -> StatedFigure:
        """The first figure of a statement; one without a channel goes on with the channel that the statement before
        spoke of, where the two are of different periods: 网站开通以来累计…条。2021年新发布…条."""
        before = self._first
        if (
            figure.item == "disclosed"
            and before
            and before.item.startswith("channel_")
            and before.period != figure.period
            and figure.subject == before.subject
            and not last_family(figure.label)
            and not _WHOEVER.search(_YEAR_BEFORE.sub("", figure.label))
        ):
            figure = figure._replace(item=before.item)
        self._first = None if self._memory.is_listed else figure
        return figure

    def _figure(self, meaning: Meaning, spot: Spot, period: str = "") -> StatedFigure:
        mention = spot.mention
        label = meaning.label.strip("、,:的—()。;-.")
        quote, position = self._passage.quote(*spot.span(self._passage.text, label))
        return StatedFigure(
            meaning.item,
            mention.value,
            mention.printed,
            period or period_in(self._passage.text, meaning, spot, self._memory, self._year),
            mention.exactness,
            subject_in(meaning, spot, self._memory),
            label or meaning.item,
            self._section,
            quote,
            position,
        )
