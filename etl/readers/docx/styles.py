"""Styles that hide, strike out or raise: write their effect into the runs that they are for."""

from __future__ import annotations

import copy
import re

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.common.ooxml_package import parse
from etl.readers.docx.runs import W, is_on, value_of

_EFFECTS = tuple(W + name for name in ("vanish", "strike", "dstrike", "vertAlign", "position", "color", "sz"))
# on in two of the styles around a run, they are off (ISO 29500-1, 17.7.3)
_TOGGLES = frozenset({W + "vanish", W + "strike"})
_OF_STYLE = "of-style"
_EFFECT = re.compile(
    rb'<w:(?:vanish|strike|dstrike|vertAlign|position)\b|<w:color [^<>]*val="[E-Fe-f]|<w:color [^>]*"(?:background1|light1|bg1|lt1)"'
    rb'|<w:sz [^<>]*val="[1-3]"'
)
_USED = re.compile(rb'Style w:val="([^"]*)"')
_BASE = re.compile(rb'<w:basedOn w:val="([^"]*)"')
_Effects = dict[str, etree._Element]


def uses_styles(xml: bytes) -> bool:
    """Whether any run, paragraph or table of a document has a style."""
    return _USED.search(xml) is not None


def write_effects(root: etree._Element, xml: bytes, styles: bytes) -> bool:
    """Give each run the effects of its style, else of its paragraph's, else of its table's, unless it states them.

    Where several of these styles hide or strike out, each takes back what the one before did.

    `xml` and `styles`: the bytes of the document and of styles.xml. Returns whether any style has an effect.
    """
    if not _may_matter(set(_USED.findall(xml)), styles):
        return False
    try:
        effects = _effects(parse(styles))
    except Unreadable:
        return False
    for reference in list(root.iter(W + "rStyle")):
        _write(reference.getparent(), effects.get(value_of(reference), {}), _OF_STYLE)
    for paragraph in list(root.iter(W + "p")) if effects else ():
        _write_into_paragraph(paragraph, effects)
    return bool(effects)


def _may_matter(used: set[bytes], styles: bytes) -> bool:
    """Whether a used style, or one that it is based on, has an effect."""
    left, visited = set(used), set()
    while left:
        visited.add(name := left.pop())
        start = styles.find(b'w:styleId="' + name + b'"')
        content = styles[start : styles.find(b"</w:style>", start)] if start >= 0 else b""
        if _EFFECT.search(content):
            return True
        left |= set(_BASE.findall(content)) - visited
    return False


def _write_into_paragraph(paragraph: etree._Element, effects: dict[str, _Effects]) -> None:
    """The effects of a paragraph's style and of its table's; a colour only where figures may stand, in a table."""
    table = next(paragraph.iterancestors(W + "tbl"), None)
    own = effects.get(value_of(paragraph.find(f"{W}pPr/{W}pStyle")), {})
    outer = effects.get(value_of(table.find(f"{W}tblPr/{W}tblStyle")), {}) if table is not None else {}
    together = outer | own
    for tag in _TOGGLES & outer.keys() & own.keys():
        together[tag] = _toggled(own[tag], outer[tag])
    if table is None:
        together.pop(W + "color", None)
    for run in paragraph.iter(W + "r") if together else ():
        properties = run.find(W + "rPr")
        if properties is None:
            properties = etree.Element(W + "rPr")
            run.insert(0, properties)
        _write(properties, together)


def _write(properties: etree._Element | None, effects: _Effects, mark: str = "") -> None:
    """Add the effects that the properties do not state; toggle those that were written from the run's own style."""
    if properties is None:
        return
    for tag, effect in effects.items():
        stated = properties.find(tag)
        if stated is None:
            properties.append(added := copy.copy(effect))
            if mark:
                added.set(mark, "1")
        elif tag in _TOGGLES and stated.get(_OF_STYLE):
            properties.replace(stated, _toggled(stated, effect))


def _toggled(effect: etree._Element, other: etree._Element) -> etree._Element:
    """A property that is on if just one of two is."""
    toggled = etree.Element(effect.tag)
    toggled.set(W + "val", "1" if is_on(effect) != is_on(other) else "0")
    return toggled


def _effects(styles: etree._Element) -> dict[str, _Effects]:
    """Style -> its effects on runs, with those inherited from the styles that it is based on."""
    own: dict[str, _Effects] = {}
    bases: dict[str, str] = {}
    for style in styles.iterfind(W + "style"):
        name = style.get(W + "styleId") or ""
        bases[name] = value_of(style.find(W + "basedOn"))
        elements = (style.find(f"{W}rPr/{effect}") for effect in _EFFECTS)
        own[name] = {str(element.tag): element for element in elements if element is not None}
        if any(
            style.find(f".//{W}{ground}") is not None for ground in ("shd", "highlight")
        ):  # its ground is its own
            own[name].pop(W + "color", None)
    for name in own:
        visited, base = {name}, bases.get(name, "")
        while base in own and base not in visited:
            own[name] = own[base] | own[name]
            visited.add(base)
            base = bases.get(base, "")
    return {name: effects for name, effects in own.items() if effects}
