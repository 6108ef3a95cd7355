"""Styles of OpenDocument that hide, strike out, raise or whiten text, or lay a ground behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from etl.readers.common.picture_fonts import is_picture_font
from etl.readers.odt.names import EXTENDED, FO, STYLE, TEXT

Marks = dict[str, str]
"""Word's names of effects -> their values; an empty value: stated as absent."""

_TINY = re.compile(r"(?:0|1(?:\.[0-4]\d*)?|0?\.\d+)pt|\d(?:\.\d+)?%")
_HARDLY = re.compile(r"\d(?:\.\d+)?%")  # less than a tenth
_NO_GROUND = ("", "transparent")
_HALF = 20  # percent of a line by which raised text is raised


class Effects:
    """What each style does to text, by family and name."""

    def __init__(self, parts: Sequence[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._known: dict[tuple[str, str], Marks] = {}
        for part in parts:
            for style in part.iter(STYLE + "style", STYLE + "default-style"):
                key = (style.get(STYLE + "family") or "", style.get(STYLE + "name") or "")
                self._styles.setdefault(key, style)

    def of(self, family: str, name: str) -> Marks:
        """The effects of a style, with those that it inherits."""
        key = (family, name)
        if key not in self._known:
            chain: list[etree._Element] = []
            while (style := self._styles.get(key)) is not None and style not in chain:
                chain.append(style)
                key = (family, style.get(STYLE + "parent-style-name") or "")
            marks: Marks = {}
            for style in reversed(chain):
                marks |= _own(style)
            self._known[family, name] = marks
        return self._known[family, name]


def _own(style: etree._Element) -> Marks:
    marks: Marks = {}
    for properties in style.iterfind(STYLE + "paragraph-properties"):
        _ground(properties, marks)
    for properties in style.iterfind(STYLE + "text-properties"):
        display = properties.get(TEXT + "display")
        if display is not None:
            marks["vanish"] = "1" if display == "none" else ""
        lines = [properties.get(f"{STYLE}text-line-through-{part}") for part in ("style", "type")]
        if any(lines):
            marks["strike"] = "" if "none" in lines else "1"
        if (position := properties.get(STYLE + "text-position")) is not None:
            marks["vertAlign"] = _shift(position)
        if (colour := properties.get(FO + "color")) is not None:
            marks["color"] = colour.lstrip("#").upper()
        if (size := properties.get(FO + "font-size")) is not None:
            marks["sz"] = "1" if _TINY.fullmatch(size) else ""
        if _is_transparent(properties):
            marks["vanish"] = "1"
        if (scale := properties.get(STYLE + "text-scale")) is not None:
            marks["w"] = "1" if _HARDLY.fullmatch(scale) else ""
        font = properties.get(STYLE + "font-name") or properties.get(FO + "font-family")
        if font is not None:
            marks["rFonts"] = font if is_picture_font(font) else ""
        _ground(properties, marks)
    for properties in style.iterfind(STYLE + "table-cell-properties"):
        _ground(properties, marks)
    return marks


def _is_transparent(properties: etree._Element) -> bool:
    """Whether text is seen through; of an automatic colour, LibreOffice states an opacity of 0% that it does not show."""
    is_automatic = properties.get(STYLE + "use-window-font-color") == "true"
    return not is_automatic and _HARDLY.fullmatch(properties.get(EXTENDED + "opacity") or "") is not None


def _shift(position: str) -> str:
    """Which way `super 58%`, `sub 58%`, or by how much of a line, `33% 58%`, shifts text; empty for neither."""
    first = position.split()[0] if position.split() else ""
    if first in ("super", "sub"):
        return f"{first}script"
    number = first.removesuffix("%").removeprefix("-")
    if not number.isdecimal() or int(number) < _HALF:
        return ""
    return "subscript" if first.startswith("-") else "superscript"


def _ground(properties: etree._Element, marks: Marks) -> None:
    if (ground := properties.get(FO + "background-color")) is not None:
        marks["shd"] = "" if ground in _NO_GROUND else ground.lstrip("#")
