"""Fills of letters, which Word shows in place of their plain colour."""

from __future__ import annotations

from lxml import etree

from etl.readers.docx.runs import W

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ALTERED = ("lumMod", "lumOff", "shade", "tint")
_MOST_TRANSPARENT = 90_000  # thousandths of a percent


def write_fills(root: etree._Element) -> None:
    """Turn fills into the plain colours that they show as, and letters without a fill into hidden ones."""
    for fill in list(root.iter(W14 + "textFill")):
        properties = fill.getparent()
        if properties is None or properties.find(W14 + "textOutline") is not None:
            continue
        solid = fill.find(W14 + "solidFill/*")
        if fill.find(W14 + "noFill") is not None or (solid is not None and _is_transparent(solid)):
            etree.SubElement(properties, W + "vanish")
        elif solid is not None:
            _write_color(properties, solid)


def _is_transparent(color: etree._Element) -> bool:
    alpha = color.find(W14 + "alpha")
    value = alpha.get(W14 + "val") or "" if alpha is not None else ""
    return value.isdecimal() and int(value) >= _MOST_TRANSPARENT


def _write_color(properties: etree._Element, solid: etree._Element) -> None:
    """The colour of a fill, unless it is altered in ways that only Word computes."""
    if any(solid.find(W14 + name) is not None for name in _ALTERED):
        return
    value = solid.get(W14 + "val") or ""
    plain = properties.find(W + "color")
    if plain is None:
        plain = etree.SubElement(properties, W + "color")
    is_theme = solid.tag == W14 + "schemeClr"
    for name in list(plain.attrib):
        del plain.attrib[name]
    plain.set(W + "val", "auto" if is_theme else value)
    if is_theme:
        plain.set(W + "themeColor", value)
