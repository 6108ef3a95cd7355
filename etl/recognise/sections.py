"""Divides the narrative into the sections of the form, by the wording of their headings, not by their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from etl.form import forms
from etl.model.document import Document, Paragraph
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, NOT_A_ROW, REVIEW, bare, closest_row
from etl.text.chinese_numerals import chinese_number

PREAMBLE, OTHER = "preamble", "other"
_REMAINING_MATTERS = re.compile(r"其[他它]需要|需要报告|需要说明")
# section keys by the wording of headings, in the order in which they are tried: a heading about reviews or fees names
# applications, too
_WORDINGS = (
    ("review", re.compile(r"复议|诉讼")),
    (OTHER, _REMAINING_MATTERS),
    (OTHER, re.compile(r"收费|减免|统计表")),
    ("problems", re.compile(r"(?:存在|主要|突出).{0,6}(?:问题|不足|困难)|改进")),
    ("proactive", re.compile(r"主动公开")),
    ("applications", re.compile(r"申请")),
    ("problems", re.compile(r"问题")),
    ("overview", re.compile(r"总体情况|概述|基本情况|概况")),
)
_SECTION_OF_TABLE = {DISCLOSURE: "proactive", APPLICATIONS: "applications", REVIEW: "review"}
_ORDINAL = re.compile(
    r"^\s*(?:第?(?P<number>[一二三四五六七八九十]{1,3}|[壹贰叁肆伍陆柒捌玖拾])(?P<style>[、.．部章])"
    r"|(?P<plain>[一二三四五六七八九十]{1,2})\s)\s*\S"
)
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
# marks that items of a list have, too: （四）, 4．
_ORDINAL_OF_ITEM = re.compile(
    r"^\s*[（(]?(?P<number>[一二三四五六七八九十]{1,2}|\d)(?P<style>[)）.．、])\s*\S"
)
_ON_REVIEWS = re.compile(r"复议.*(?:诉讼|应诉)|诉讼.*复议")
_FORMAL = re.compile(r"(?:情况|概述|概况|事项|问题|措施|打算|安排|工作|统计表)[)）]?$")
_SENTENCE_END = re.compile(r"[。；！？，;]$")
_LONGEST = 45
# begins what is annexed: its text belongs to no section before it
_ANNEX = re.compile(
    r"附(?:件|表|录)?[一二三四五\d]{0,2}(?:[:：、.\s]|$)|(?:20\d\d年度?)?政府信息公开(?:工作)?情况统计表$"
)
# begins what a website prints below an article
_FOOTER = re.compile(
    r"(?:主办|承办|主管)(?:单位|部门)?[:：]|技术支持[:：]|版权所有|copyright|©|扫一扫|分享到|[上下]一[篇条][:：]?|相关(?:链接|阅读|稿件)"
    r"|.{0,40}(?:网站标识码|ICP备|公网安备)",
    re.IGNORECASE,
)
_LONGEST_FOOTER = 120


@dataclass(frozen=True, slots=True)
class _Place:
    """The section that a paragraph is in, "" below the article, and the ordinal of the heading that began it."""

    section: str = PREAMBLE
    number: int = 0
    style: str = ""


def narrative_paragraphs(document: Document) -> dict[str, list[Paragraph]]:
    """The paragraphs of each section outside its tables, without the form's headings and without a website's footer.

    `preamble` is what precedes the first section. What a heading that the form does not have begins, such as fees or an
    annex, belongs to `other`, heading included.
    """
    sections: dict[str, list[Paragraph]] = {}
    place = _Place()
    for paragraph in document.paragraphs:
        text = paragraph.text.strip()
        begun = _begun_by_heading(text, place)
        if begun and (begun.section != OTHER or _REMAINING_MATTERS.search(text)):
            place = begun
            continue
        place = begun or _begun_by_remainder(text, place) or place
        if place.section:
            sections.setdefault(place.section, []).append(paragraph)
    return sections


def narratives(sections: Mapping[str, Sequence[Paragraph]]) -> dict[str, str]:
    """Text of each section, one line per paragraph."""
    return {
        key: "\n".join(paragraph.text.strip() for paragraph in paragraphs)
        for key, paragraphs in sections.items()
    }


def _begun_by_heading(text: str, place: _Place) -> _Place | None:
    """Where the section stands that a line is the heading of; None if it is none."""
    if len(text) > _LONGEST or _SENTENCE_END.search(text):
        return None
    label = bare(text)
    ordinal = _ORDINAL.match(text)
    if ordinal is None:
        if label in _titles():
            return _Place(_titles()[label], place.number, place.style)
        return _begun_by_item(text, label, place)
    number = chinese_number((ordinal["number"] or ordinal["plain"]).translate(_CAPITALS)) or 0
    style = ordinal["style"] or " "
    if _is_label_of_form(text):
        return None
    if section := next((key for key, wording in _WORDINGS if wording.search(label)), ""):
        follows = number > place.number or style != place.style or _FORMAL.search(label)
        return _Place(section, number, style) if follows else None
    follows = style == place.style and number == place.number + 1
    return _Place(OTHER, number, style) if follows and place.section != PREAMBLE else None


def _begun_by_item(text: str, label: str, place: _Place) -> _Place | None:
    """The section on reviews, of which the next number is written as that of an item: （四）行政复议、行政诉讼."""
    item = _ORDINAL_OF_ITEM.match(text)
    if item is None or not _ON_REVIEWS.search(label):
        return None
    number = int(item["number"]) if item["number"].isdecimal() else chinese_number(item["number"])
    return _Place("review", number, place.style) if number and number == place.number + 1 else None


def _begun_by_remainder(text: str, place: _Place) -> _Place | None:
    """Where an annex or a footer stands that a line below the first section begins; None if it begins neither."""
    if place.section == PREAMBLE:
        return None
    if len(text) <= _LONGEST_FOOTER and _FOOTER.match(text):
        return _Place("", place.number, place.style)
    is_annex = len(text) <= _LONGEST and _ANNEX.match(text)
    return _Place(OTHER, place.number, place.style) if place.section and is_annex else None


def _is_label_of_form(text: str) -> bool:
    """Whether a line is a label of table 三, whose ordinals are like those of sections (四、结转下年度继续办理)."""
    return bare(text) == "本年度办理结果" or closest_row(text, APPLICATIONS) not in (None, NOT_A_ROW)


@cache
def _titles() -> dict[str, str]:
    """Sections by the form's own headings, which need no ordinal."""
    titles = {"总体情况": "overview", "存在的主要问题及改进情况": "problems", "其他需要报告的事项": OTHER}
    return titles | {
        bare(title): _SECTION_OF_TABLE[table.key]
        for form in forms().values()
        for table in form.tables
        if table.key in _SECTION_OF_TABLE
        for title in table.heading
    }


def locator_at(paragraphs: Sequence[Paragraph], position: int) -> str:
    """The locator of the paragraph that holds a position of the section's text."""
    for paragraph in paragraphs:
        position -= len(paragraph.text.strip()) + 1
        if position < 0:
            return paragraph.locator
    return paragraphs[-1].locator if paragraphs else ""
