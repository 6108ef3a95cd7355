"""Automatic numbers of Word's paragraphs: printed, but nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.common.ooxml_package import parse
from etl.readers.docx.runs import W, words_of
from etl.text.chinese_numerals import chinese_digits, chinese_ordinal

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_STARTS_WITH_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    pattern: str


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


def print_ordinals(root: etree._Element, numbering: bytes, styles: bytes) -> None:
    """Writes each automatic number before the words that it stands before.

    Only before words: an empty or a numeric cell must never become another number.
    """
    try:
        lists = _lists(parse(numbering))
        by_style = _style_numbers(parse(styles)) if styles else {}
    except Unreadable:
        return
    for paragraph in root.iter(W + "p"):
        number = _number_of(paragraph, by_style)
        found = lists.get(number[0]) if number else None
        if not number or found is None or number[1] not in found.levels:
            continue
        label = _next_label(found, number[1])
        text = next(paragraph.iter(W + "t"), None)
        if label and text is not None and _STARTS_WITH_WORD.match(words_of(paragraph).lstrip()):
            text.text = label + (" " if label[-1].isalnum() else "") + (text.text or "")


def _value(element: etree._Element | None) -> str:
    return (element.get(W + "val") or "") if element is not None else ""


def _lists(root: etree._Element) -> dict[str, _List]:
    abstract: dict[str, dict[int, _Level]] = {}
    for entry in root.iter(W + "abstractNum"):
        levels = {}
        for level in entry.iter(W + "lvl"):
            levels[_whole(level.get(W + "ilvl"))] = _level(level)
        abstract[entry.get(W + "abstractNumId") or ""] = levels
    shared: dict[str, _List] = {}
    found: dict[str, _List] = {}
    for entry in root.iter(W + "num"):
        base = _value(entry.find(W + "abstractNumId"))
        levels = dict(abstract.get(base, {}))
        overrides = entry.findall(W + "lvlOverride")
        for override in overrides:
            index = _whole(override.get(W + "ilvl"))
            replaced = override.find(W + "lvl")
            if replaced is not None:
                levels[index] = _level(replaced)
            restart = override.find(W + "startOverride")
            if restart is not None and index in levels:
                old = levels[index]
                levels[index] = _Level(_whole(_value(restart), 1), old.style, old.pattern)
        if overrides:
            found[entry.get(W + "numId") or ""] = _List(levels)
        else:
            # lists made from one description count on together
            found[entry.get(W + "numId") or ""] = shared.setdefault(base, _List(levels))
    return found


def _level(element: etree._Element) -> _Level:
    start = _whole(_value(element.find(W + "start")), 1) if element.find(W + "start") is not None else 1
    style = _value(element.find(W + "numFmt")) or "decimal"
    return _Level(start, style, _value(element.find(W + "lvlText")))


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdecimal() else otherwise


def _style_numbers(root: etree._Element) -> dict[str, tuple[str, int]]:
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in root.iter(W + "style"):
        name = style.get(W + "styleId") or ""
        based[name] = _value(style.find(W + "basedOn"))
        number = style.find(f"{W}pPr/{W}numPr")
        if number is not None and number.find(W + "numId") is not None:
            own[name] = (_value(number.find(W + "numId")), _whole(_value(number.find(W + "ilvl"))))
    for name in based:
        ancestor, seen = name, {name}
        while ancestor not in own and based.get(ancestor) and based[ancestor] not in seen:
            ancestor = based[ancestor]
            seen.add(ancestor)
        if ancestor in own:
            own.setdefault(name, own[ancestor])
    return own


def _number_of(paragraph: etree._Element, by_style: dict[str, tuple[str, int]]) -> tuple[str, int] | None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return None
    inherited = by_style.get(_value(properties.find(W + "pStyle")))
    own = properties.find(W + "numPr")
    if own is None:
        return inherited
    list_id, level = _value(own.find(W + "numId")), own.find(W + "ilvl")
    if not list_id:
        list_id = inherited[0] if inherited else ""
    return (list_id, _whole(_value(level), inherited[1] if inherited and level is None else 0))


def _next_label(found: _List, index: int) -> str:
    level = found.levels[index]
    found.counts[index] = found.counts.get(index, level.start - 1) + 1
    for deeper in [deeper for deeper in found.counts if deeper > index]:
        del found.counts[deeper]
    if level.style in ("bullet", "none"):
        return ""

    def shown(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = found.levels.get(at, level)
        return _ordinal(found.counts.get(at, other.start), other.style)

    return re.sub(r"%([1-9])", shown, level.pattern)


def _ordinal(number: int, style: str) -> str:
    """The number as Word prints it in this style; Arabic digits in styles that reports never use."""
    lower = style.lower()
    if lower in ("ideographdigital", "japanesedigitaltenthousand", "taiwanesedigital"):
        return chinese_digits(number)
    if "counting" in lower:
        return chinese_ordinal(number)
    if lower.startswith("decimalenclosedcircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if lower.endswith("roman"):
        text, left = "", number
        for value, sign in _ROMAN:
            text += sign * (left // value)
            left %= value
        return text if lower.startswith("upper") else text.lower()
    if lower.endswith("letter") and 1 <= number <= 26:
        return chr((65 if lower.startswith("upper") else 97) + number - 1)
    return str(number)
