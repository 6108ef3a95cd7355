"""The words of Word's runs: what each of its marks prints."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_T = W + "t"
MATH = _M + "t"
PRINTS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip
_WORDS = (_T, W + "sym", MATH, *PRINTS)
_DINGBATS = ("wingdings", "webdings", "zapf")


def words_of(paragraph: etree._Element) -> str:
    """A paragraph's text as printed; forced line breaks as newlines."""
    words = []
    for element in paragraph.iter(*_WORDS):
        tag = element.tag
        if tag in (_T, MATH):
            words.append(element.text or "")
        else:
            words.append(symbol(element) if tag == W + "sym" else PRINTS[str(tag)])
    return "".join(words)


def symbol(element: etree._Element) -> str:
    """A character given by its number in a font; □ where the font has pictures."""
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""
    if (element.get(W + "font") or "").lower().startswith(_DINGBATS):
        return "□"
    return chr(code - 0xF000) if code >= 0xF020 else ""


def flag(element: etree._Element | None) -> bool:
    """Whether an on/off property is there and on."""
    return element is not None and element.get(W + "val") not in ("0", "false", "off", "none")
