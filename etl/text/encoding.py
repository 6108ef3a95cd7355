"""Decodes the bytes of a government page, whatever character set its header declares."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Pages declared as gb2312 contain gbk or gb18030 characters (rare names, the euro sign) all the same.
_SUPERSETS = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "cp936": "gb18030",
    "x-gbk": "gb18030", "gb18030": "gb18030", "euc-cn": "gb18030", "chinese": "gb18030",
    "csgb2312": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "big5hkscs", "x-x-big5": "big5hkscs",
    "utf8": "utf-8", "unicode": "utf-8", "utf-16": "utf-8",
}  # fmt: skip
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,30})""", re.IGNORECASE)
# Characters that every government page contains, simplified and traditional.
_COMMON = re.compile(
    "[的一是在有和为公开信息政府年月日工作本行主动情况申请机关不其他總計為開資訊關請條报告数量件無无以及中国人民]"
)
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE = 200_000
_FEWEST_LETTERS, _FEW_COMMON = 60, 0.04


def declared_charset(data: bytes) -> str | None:
    """The character set that a page or XML file declares in its first 4 KB."""
    match = _DECLARED.search(data, 0, 4096)
    return match[1].decode("ascii") if match else None


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; bytes that cannot be decoded become U+FFFD. Never raises.

    `declared`, for example from a MIME header, takes precedence over what the bytes declare. Both are only hints:
    valid UTF-8 is UTF-8, and a declaration that does not yield Chinese text is ignored.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    utf16 = _utf16_without_mark(data)
    if utf16:
        return data.decode(utf16, "replace")
    claim = _known(declared or declared_charset(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _best(data, claim)
    # A few two-byte characters may be valid in both encodings: the declaration decides.
    if claim in ("gb18030", "big5hkscs") and not text.isascii() and max(text) < "\u0800":
        return _best(data, claim)
    return text


def is_garbled(text: str) -> bool:
    """Whether a text of some length is not Chinese and not ASCII either: it was decoded wrongly before it was saved."""
    return len(_NOT_ASCII.findall(text)) >= _FEWEST_LETTERS and _share_of_chinese(text) < _FEW_COMMON


def _known(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip().lower()
    name = _SUPERSETS.get(name, name)
    try:
        # other codecs of the standard library, such as rot13 or zip, are not character sets
        return name if b"a".decode(name) == "a" else None
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:400]
    if len(head) < 8:
        return None
    if head[1::2].count(0) > len(head) // 6 and not head[0::2].count(0):
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 6 and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _best(data: bytes, claim: str | None) -> str:
    candidates = dict.fromkeys([*([claim] if claim else []), "utf-8", "gb18030", "big5hkscs"])
    sample = data[:_SAMPLE]
    scores = {name: _share_of_chinese(sample.decode(name, "replace")) for name in candidates}
    best = max(scores, key=lambda name: scores[name])
    if claim and scores[claim] >= scores[best] - 0.02:
        best = claim
    if scores[best] < 0.05:
        from charset_normalizer import from_bytes

        guess = from_bytes(sample).best()
        if guess and _share_of_chinese(sample.decode(guess.encoding, "replace")) > scores[best]:
            best = guess.encoding
    return data.decode(best, "replace")


def _share_of_chinese(text: str) -> float:
    """The share of everyday Chinese characters in what is not ASCII, less damaged ones."""
    not_ascii = len(_NOT_ASCII.findall(text))
    if not not_ascii:
        return 0.0
    return (len(_COMMON.findall(text)) - 3 * text.count("\ufffd")) / not_ascii
