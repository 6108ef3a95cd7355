"""Reads the stated figures of a section: which number is which item, of which period, of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.model.report import StatedFigure
from etl.stated.attributes import period_of, subject_of
from etl.stated.classify import Setting, Told, classify, is_rejected_whole, last_family
from etl.stated.distribution import distributed
from etl.stated.mentions import Mention, mentions
from etl.stated.passage import Passage, prepare, sentences

_OWN_BY_NATURE = frozenset({"press_conferences", "online_interviews", "visits", "followers"})
_CONTINUES = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.])?(?:其中|从.{2,6}看|按.{1,8}(?:看|分|:))|[·•●■-]"
)
_PART = re.compile(r"[、,:]|其中|从.{2,6}看")
_ASIDE = re.compile(r"^\([^()]*\)|\([^()]{1,3}\)")
_GOES_ON = re.compile(r"(?:、|,?其中|和|及)")
_DISCLOSES = re.compile(r"公开|发布|公布|公示")
_TIME_ONLY = re.compile(
    r"^(?:其中)?(?:比|较)?(?:20\d\d年度?|上一?年度?|去年|本年度?|今年|当年|同期|的|为|达|新增|其中)*$"
)


def stated_figures(
    section: str, printed: str, year: int | None, scope: str = "own"
) -> tuple[StatedFigure, ...]:
    """Every figure of a section's text. `year` is the report's; a roll-up's figures are its area's unless it says
    whose they are."""
    passage = prepare(printed)
    reader = _Reader(passage, section, year, scope)
    figures = [
        figure for start, end, new in sentences(passage.text) for figure in reader.read(start, end, new)
    ]
    return tuple(dict.fromkeys(figures))


def _is_open(text: str) -> bool:
    """Whether a bracket is opened and not closed again."""
    return text.count("(") > text.count(")")


class _Reader:
    """Goes through the statements of a passage and remembers what the next ones may refer to."""

    def __init__(self, passage: Passage, section: str, year: int | None, scope: str) -> None:
        self._passage = passage
        self._section = section
        self._year = year
        self._subject = "own"
        self._parent: Told | None = None
        self._parent_subject = "own"
        self._family = ""
        self._first: StatedFigure | None = None
        self._announced = False
        self._skipped = False
        self._applying = False

    def read(self, start: int, end: int, new: bool) -> Iterator[StatedFigure]:
        """The figures of one statement, text[start:end]; `new` unless a semicolon joins it to the one before."""
        text = self._passage.text
        statement = text[start:end]
        self._begin(statement, new)
        if self._skipped:
            return
        previous_end, previous = start, None
        rejected, interpreted = False, 0
        found = list(mentions(text, start, end))
        shared = distributed(text, start, found)
        for number, mention in enumerate(found):
            segment = _ASIDE.sub("", text[previous_end : mention.start])
            self._subject = subject_of(segment, self._subject)
            ways = bool(interpreted) and _is_open(text[interpreted : mention.start])
            setting = Setting(
                statement,
                self._parent,
                interpreting=ways,
                after_interpretations=bool(interpreted) and not ways,
                applying=self._applying,
                listed_without_units=bool(previous)
                and text[mention.end : mention.end + 1] in ("、", ",", ";", "。"),
                family=self._family,
            )
            after = re.split(r"[,;:。()、!?\n\d]", text[mention.end : end], maxsplit=1)[0]
            if number in shared:
                for label, period in shared[number]:
                    if told := classify(label, "", mention, setting):
                        yield self._figure(told, mention, start, previous_end, period)
                previous_end = mention.end
                continue
            told = (
                None
                if rejected and _GOES_ON.match(segment) and not _DISCLOSES.search(segment)
                else (self._told(segment, after, mention, previous, setting))
            )
            if told:
                figure = self._figure(told, mention, start, previous_end)
                if number == 0:
                    figure = self._of_same_channel(figure)
                yield figure
                if told.item == "interpretations":
                    interpreted = interpreted or mention.end
                elif not self._parent or not told.item.startswith("content_"):
                    self._remember(told, figure.subject)
            rejected = told is None
            previous, previous_end = told or previous, mention.end
            self._family = last_family(segment) or self._family
        self._family = last_family(statement) or self._family

    def _begin(self, statement: str, new: bool) -> None:
        if new:
            self._skipped = False
            if not self._announced and not _CONTINUES.match(statement):
                self._parent = None
        self._skipped = self._skipped or is_rejected_whole(statement)
        self._applying = "申请" in statement or (self._applying and self._section == "applications")
        if statement.rstrip("\n").endswith(":"):
            self._announced = True
            if _DISCLOSES.search(statement):
                self._parent = Told("disclosed", "")
        elif statement.endswith("。"):
            self._announced = False

    def _of_same_channel(self, figure: StatedFigure) -> StatedFigure:
        """The first figure of a statement; one without a channel goes on with the channel that the statement before
        spoke of, where one is of the year and the other of all years: 网站开通以来累计…条。2021年新发布…条."""
        before, self._first = self._first, figure
        if (
            figure.item == "disclosed"
            and before
            and before.item.startswith("channel_")
            and {before.period, figure.period} == {"year", "cumulative"}
            and figure.subject == before.subject
        ):
            self._first = figure._replace(item=before.item)
        return self._first

    def _told(
        self, segment: str, after: str, mention: Mention, previous: Told | None, setting: Setting
    ) -> Told | None:
        near = re.split(r"[,;:()\n]", segment)[-1]
        if re.match(r"\([^)]{0,8}解读", self._passage.text[mention.end : mention.end + 12]):
            return Told("interpretations", near)
        if previous and near.strip("、") and _TIME_ONLY.match(near):
            return replace(previous, label=near)
        return classify(segment, after, mention, setting)

    def _remember(self, told: Told, subject: str) -> None:
        if told.item == "disclosed" or told.item.startswith(("channel_", "content_")):
            self._parent, self._parent_subject = told, subject

    def _figure(
        self, told: Told, mention: Mention, start: int, previous_end: int, period: str = ""
    ) -> StatedFigure:
        text = self._passage.text
        label = re.sub(r"^[、,:的—()。;-]+|[、,:的—()。;-]+$", "", told.label)
        first, last = self._span(label, mention, previous_end)
        quote, position = self._passage.quote(first, last)
        return StatedFigure(
            told.item,
            mention.value,
            mention.unit,
            period or period_of(text[start : mention.end], self._year),
            mention.exactness,
            self._subject_of(told, mention, _ASIDE.sub("", text[previous_end : mention.start])),
            label or told.item,
            self._section,
            quote,
            position,
        )

    def _span(self, label: str, mention: Mention, previous_end: int) -> tuple[int, int]:
        """From the label to the number, or from the number to the label behind it."""
        text = self._passage.text
        before = text.rfind(label, previous_end, mention.start) if label else -1
        if before >= 0:
            return before, mention.end
        after = text.find(label, mention.end, mention.end + len(label) + 12) if label else -1
        return mention.start, after + len(label) if after >= 0 else mention.end

    def _subject_of(self, told: Told, mention: Mention, segment: str) -> str:
        """An agency's own site, gazette and conferences are its own, whoever the sentence began with."""
        if told.item in _OWN_BY_NATURE or (told.item == "channel_gazette" and mention.unit == "期"):
            return "area" if told.item != "visits" and subject_of(segment, "own") == "area" else "own"
        part = self._parent is not None and self._parent_subject == "area" and _PART.match(segment)
        return "area" if part else self._subject
