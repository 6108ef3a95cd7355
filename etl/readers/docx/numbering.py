"""Automatic numbers of Word's paragraphs, which are printed but not part of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.common.ooxml_package import parse
from etl.readers.docx.ordinals import joins_figure, ordinal
from etl.readers.docx.runs import TEXT, W, is_on, value_of, words_of

_STARTS_WITH_LETTER = re.compile(r"[^\W\d_]")
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its first number, the style of its numbers, and the text with placeholders like `%1`.

    `is_joined`: nothing stands between the number and the words.
    """

    start: int
    style: str
    pattern: str
    is_joined: bool = False

    @property
    def adds_digits(self) -> bool:
        """Whether digits stand beside its number, so that a cell shows a figure that counts nothing."""
        return any(map(str.isdecimal, _PLACEHOLDER.sub("", self.pattern)))


@dataclass(slots=True)
class _List:
    """A list's levels, and the number that each has reached."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next_label(self, index: int) -> str:
        """Count on at a level, restart the deeper ones, and return what is printed; empty for bullets."""
        level = self.levels[index]
        self.counts[index] = self.counts.get(index, level.start - 1) + 1
        for deeper in [deeper for deeper in self.counts if deeper > index]:
            del self.counts[deeper]
        if level.style in ("bullet", "none"):
            return ""

        def number(placeholder: re.Match[str]) -> str:
            referenced_index = int(placeholder[1]) - 1
            referenced = self.levels.get(referenced_index, level)
            return ordinal(self.counts.get(referenced_index, referenced.start), referenced.style)

        return _PLACEHOLDER.sub(number, level.pattern)


class _Numbered(NamedTuple):
    """The list and level that a paragraph or a style is numbered by."""

    list_id: str
    level: int


def print_numbers(root: etree._Element, numbering: bytes, styles: bytes) -> None:
    """Write each automatic number before the words of its paragraph; `numbering`, `styles`: the bytes of these parts.

    Before words; alone in an empty cell, if it is nothing but digits; and before a number only if nothing parts the two.
    """
    try:
        lists = _lists(parse(numbering))
        by_style = _numbered_styles(parse(styles)) if styles else {}
    except Unreadable:
        return
    for paragraph in root.iter(W + "p"):
        numbered = _numbered(paragraph, by_style)
        numbering_list = lists.get(numbered.list_id) if numbered else None
        if not numbered or numbering_list is None or numbered.level not in numbering_list.levels:
            continue
        label = numbering_list.next_label(numbered.level)
        text = next(paragraph.iter(TEXT), None)
        words = words_of(paragraph).strip()
        if not label:
            continue
        if text is not None and _STARTS_WITH_LETTER.match(words):
            text.text = label + (" " if label[-1].isalnum() else "") + (text.text or "")
        elif numbering_list.levels[numbered.level].adds_digits and _print_before(paragraph, label):
            continue
        elif label.isdecimal() and not words:
            _print_alone(paragraph, label)
        elif joins_figure(label) and numbering_list.levels[numbered.level].is_joined and text is not None:
            text.text = label + (text.text or "")


def _print_before(paragraph: etree._Element, label: str) -> bool:
    """Print a number as a line of its own in a cell: beside a figure it leaves that in doubt. False outside of cells."""
    cell = paragraph.getparent()
    if cell is None or cell.tag != W + "tc":
        return False
    line = etree.Element(W + "p")
    etree.SubElement(etree.SubElement(line, W + "r"), TEXT).text = label
    paragraph.addprevious(line)
    return True


def _print_alone(paragraph: etree._Element, label: str) -> None:
    """Print a number in a cell that holds nothing else."""
    cell = paragraph.getparent()
    if (
        cell is not None
        and cell.tag == W + "tc"
        and not any(words_of(one).strip() for one in cell.iter(W + "p"))
    ):
        etree.SubElement(etree.SubElement(paragraph, W + "r"), TEXT).text = label


def _lists(root: etree._Element) -> dict[str, _List]:
    """Lists by their id; those made from one description without overrides count on together."""
    descriptions = {
        entry.get(W + "abstractNumId") or "": {
            _whole(level.get(W + "ilvl")): _level(level) for level in entry.iter(W + "lvl")
        }
        for entry in root.iter(W + "abstractNum")
    }
    shared: dict[str, _List] = {}
    lists: dict[str, _List] = {}
    for entry in root.iter(W + "num"):
        list_id, description = entry.get(W + "numId") or "", value_of(entry.find(W + "abstractNumId"))
        levels = dict(descriptions.get(description, {}))
        overrides = entry.findall(W + "lvlOverride")
        for override in overrides:
            _override(levels, override)
        lists[list_id] = _List(levels) if overrides else shared.setdefault(description, _List(levels))
    return lists


def _override(levels: dict[int, _Level], override: etree._Element) -> None:
    """Replace a level, or the number that it starts with."""
    index = _whole(override.get(W + "ilvl"))
    replacement = override.find(W + "lvl")
    if replacement is not None:
        levels[index] = _level(replacement)
    restart = override.find(W + "startOverride")
    if restart is not None and index in levels:
        level = levels[index]
        levels[index] = replace(level, start=_whole(value_of(restart), 1))


def _level(element: etree._Element) -> _Level:
    start = element.find(W + "start")
    style = value_of(element.find(W + "numFmt")) or "decimal"
    first = _whole(value_of(start), 1) if start is not None else 1
    if is_on(element.find(f"{W}rPr/{W}vanish")):
        return _Level(first, "none", "")
    is_joined = value_of(element.find(W + "suff")) == "nothing"
    return _Level(first, style, value_of(element.find(W + "lvlText")), is_joined)


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() else default


def _numbered_styles(root: etree._Element) -> dict[str, _Numbered]:
    """How paragraph styles are numbered, by themselves or by a style that they are based on."""
    numbered: dict[str, _Numbered] = {}
    bases: dict[str, str] = {}
    for style in root.iter(W + "style"):
        name = style.get(W + "styleId") or ""
        bases[name] = value_of(style.find(W + "basedOn"))
        number = style.find(f"{W}pPr/{W}numPr")
        if number is not None and number.find(W + "numId") is not None:
            level = _whole(value_of(number.find(W + "ilvl")))
            numbered[name] = _Numbered(value_of(number.find(W + "numId")), level)
    for name in bases:
        ancestor, visited = name, {name}
        while ancestor not in numbered and bases.get(ancestor) and bases[ancestor] not in visited:
            ancestor = bases[ancestor]
            visited.add(ancestor)
        if ancestor in numbered:
            numbered.setdefault(name, numbered[ancestor])
    return numbered


def _numbered(paragraph: etree._Element, by_style: dict[str, _Numbered]) -> _Numbered | None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return None
    inherited = by_style.get(value_of(properties.find(W + "pStyle")))
    own = properties.find(W + "numPr")
    if own is None:
        return inherited
    list_id, level = value_of(own.find(W + "numId")), own.find(W + "ilvl")
    if not list_id:
        list_id = inherited.list_id if inherited else ""
    return _Numbered(list_id, _whole(value_of(level), inherited.level if inherited and level is None else 0))
