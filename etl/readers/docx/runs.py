"""Words of Word's runs: what each of their elements prints."""

from __future__ import annotations

import re

from lxml import etree

from etl.readers.common.picture_fonts import PICTURE_SIGN, is_picture_font

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
TEXT = W + "t"
MATH = M + "t"
SYMBOL = W + "sym"
PRINTS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip
PRINTING = (TEXT, MATH, SYMBOL, *PRINTS)
"""Tags of all elements that print words."""
_FONT_CODES = range(0xF000, 0xF100)  # characters by their number in the font
_OFF = ("0", "false", "off", "none")


_DECLARED = re.compile(rb'xmlns:([\w.-]+)="%s"' % re.escape(W[1:-1].encode()))


def with_usual_prefix(xml: bytes) -> bytes:
    """A part of a file with `w` as the prefix of Word's own names, as readers look for them in the bytes."""
    declared = _DECLARED.search(xml)
    if declared is None or declared[1] == b"w":
        return xml
    prefix = re.escape(declared[1])
    xml = re.sub(rb"(</?)%s:" % prefix, rb"\1w:", xml)
    return re.sub(rb"(\s)(xmlns:)?%s(:\w+)?=" % prefix, _with_w, xml)


def _with_w(attribute: re.Match[bytes]) -> bytes:
    blank, declares, name = attribute[1], attribute[2] or b"", attribute[3] or b""
    return blank + declares + b"w" + name + b"=" if declares or name else attribute[0]


def words_of(paragraph: etree._Element) -> str:
    """A paragraph's text as printed, with forced line breaks as newlines."""
    words = []
    for element in paragraph.iter(*PRINTING):
        # most elements are plain text, and a call for each would show
        words.append((element.text or "") if element.tag == TEXT else printed(element))
    return "".join(words)


def printed(element: etree._Element) -> str:
    """The words that one printing element stands for."""
    tag = str(element.tag)
    if tag in (TEXT, MATH):
        return element.text or ""
    return symbol(element) if tag == SYMBOL else PRINTS[tag]


def symbol(element: etree._Element) -> str:
    """A character given by its number in a font; □ if the font holds pictures."""
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    if code not in _FONT_CODES:
        return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""
    if is_picture_font(element.get(W + "font") or ""):
        return PICTURE_SIGN
    return chr(code - 0xF000) if code >= 0xF020 else ""


def value_of(element: etree._Element | None) -> str:
    """The value of a property, empty if there is none."""
    return (element.get(W + "val") or "") if element is not None else ""


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property is there and on."""
    return element is not None and element.get(W + "val") not in _OFF
