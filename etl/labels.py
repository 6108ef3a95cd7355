"""Printed text to comparable text; printed number to value and state."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from etl.numerals import chinese_number
from etl.report import State

_UNPRINTED = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200"
    r"f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_INVISIBLE = re.compile(rf"[\s{_UNPRINTED}]+")
_ZERO_WIDTH = re.compile(rf"[{_UNPRINTED}]+")
_UNIFIED = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "＂": '"',
        "‘": '"', "’": '"', "'": '"',
        "【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")", "﹙": "(", "﹚": ")",
        "−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-", "━": "-",
        "；": ";", "：": ":", "，": ",", "﹑": "、", "､": "、", "・": "·", "•": "·", "\u2f00": "一",
        "萬": "万", "億": "亿", "圓": "元", "條": "条", "項": "项", "個": "个",
    }
)  # fmt: skip
# One of these stands in every label of the form that is printed in traditional characters.
_TRADITIONAL = re.compile(
    "[開請數與機關處結轉總計訴訟複議產發無頒規業進還於條許強設費採購項額組織會務資製確認據屬禁護權類過執詢現補內絡繳電縣區鎮鄉廳辦財農衛應體門時]"
)


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Printed text made comparable: NFKC, simplified, one kind of bracket, quote and dash, no white space."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_UNIFIED)
    return simplify(text) if _TRADITIONAL.search(text) else text


@lru_cache(maxsize=512)
def simplify(text: str) -> str:
    """Traditional characters to simplified ones (OpenCC), and swapped words back (規範性檔案, 最佳化)."""
    return _SWAPPED.sub(lambda match: _SWAPS[match[0]], _converter().convert(text))


_SWAPS = {"档案": "文件", "最佳化": "优化", "资讯": "信息", "资料": "信息", "网路": "网络", "透过": "通过"}
_SWAPPED = re.compile("规范性档案|最佳化|政府资讯|网路")
_SWAPS |= {"规范性档案": "规范性文件", "政府资讯": "政府信息"}


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC  # slow to load, and most sources never need it

    return OpenCC("t2s")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed cell says: `value` in `unit` as printed ("" where none), and the `note` that it carries."""

    value: float | None
    state: State
    unit: str = ""
    note: str = ""


_QUOTED = re.compile(r"^[\"'`]([^\"'`]+)[\"'`]?$")  # a mark of spreadsheets and of scrapers for text
_ZERO_WORDS = ("零", "〇", "○", "零件")
_DASH = re.compile(r"[-/\\一·*~]*[-/\\~]")
_WORD = re.compile(r"\(?(?:暂|均|全)?(?:无|没有|未发生|不涉及|无数据|空|无此项|无内容|不适用)[。.]?\)?")
_UNIT = r"(?:万元|亿元|千元|百万元|元|万件|万|亿|件|项|个|条|次|份|篇|起|宗|例|人次|人|家)?"
_SIGN = r"(?:增加?|新增|减少?|净增|净减|[↑↓])?"
_IN_CHINESE = re.compile(rf"([一二两三四五六七八九十百千零]+){_UNIT}")
_NUMBER = re.compile(
    rf"(?P<word>{_SIGN})(?P<sign>[+-]?)[¥￥]?(?P<digits>\d[\d,]*)(?P<decimals>\.\d+)?(?P<unit>{_UNIT})[。.,;]?(?P<note>.*)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$")
_SPACED_THOUSANDS = re.compile(
    r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u3000\u202f'’]\d{3})+(?:\.\d+)?\s*(?:元|万元)?"
)
_NOTE = re.compile(r"\(.*\)|\*+|注\d*|[#※△▲†‡]")
_FOOTNOTE = re.compile(r"(?<=[\d.])\s*[\u00b9\u00b2\u00b3\u2070-\u2079\u2460-\u249b\u24ea\u2776-\u2793]+\s*$")
_TURNED = re.compile("[\u202d\u202e]")
_CHANGES = re.compile(r"[⁰-⁹¹²³①-⓿½¼¾⅐-⅞㉈-㉟㊱-㊿]")
_MULTIPLIERS = {"万": 1e4, "万件": 1e4, "亿": 1e8}
# what one printed unit of money is in yuan
YUAN = {"元": 1.0, "千元": 1e3, "万元": 1e4, "百万元": 1e6, "亿元": 1e8}


@lru_cache(maxsize=4096)
def read_number(text: str) -> Printed:
    """The value that a printed cell states, exactly, or the state that says why it states none.

    A footnote mark is not a digit (5① is 5), a bracketed remark is kept as `note`, and text of which only a part
    is a number (「约5」, "3 5") is `TEXT`: a guess would look like a fact.
    """
    note = ""
    if _TURNED.search(text):  # digits shown from right to left
        return Printed(None, State.TEXT, note=text.strip())
    if _CHANGES.search(text):  # NFKC would turn the mark into a digit
        stripped = _FOOTNOTE.sub("", text)
        if _CHANGES.search(stripped):
            return Printed(None, State.TEXT, note=text.strip())
        note, text = text[len(stripped) :].strip(), stripped
    if "\n" not in text.strip() and _SPACED_THOUSANDS.fullmatch(text.strip()):
        text = re.sub(r"[\s'’]", "", text)
    shown = _ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text))
    spaced = re.sub(r"\s+", " ", shown).translate(_UNIFIED).strip()
    plain = spaced.replace(" ", "")
    if plain in ("", "()"):
        return Printed(None, State.BLANK)
    plain = _QUOTED.sub(r"\1", plain)
    if plain in _ZERO_WORDS:
        return Printed(0.0, State.NUMBER)
    if _DASH.fullmatch(plain):
        return Printed(None, State.DASH)
    if _WORD.fullmatch(plain):
        return Printed(None, State.WORD)
    if in_digits := _in_digits(plain):
        plain = spaced = in_digits
    match = _NUMBER.fullmatch(plain)
    if match is None or re.search(r"\d [\d.]", spaced.partition("(")[0]):
        return Printed(None, State.TEXT, note=plain)
    digits = match["digits"]
    if "," in digits and not _THOUSANDS.match(digits):
        return Printed(None, State.TEXT, note=plain)
    if match["note"] and not _NOTE.fullmatch(match["note"]):
        return Printed(None, State.TEXT, note=plain)
    whole = digits.replace(",", "")
    value = float(whole + (match["decimals"] or ""))
    if len(whole) > 15:
        return Printed(None, State.TEXT, note=plain)
    unit = match["unit"] or ""
    if unit in _MULTIPLIERS:
        # of money, yuan are meant, whatever the unit of the column
        value, unit = round(value * _MULTIPLIERS[unit], 6), "元"
    if match["sign"] == "-" or match["word"] == "↓" or "减" in match["word"]:
        value = -value
    return Printed(value + 0.0, State.NUMBER, unit, (match["note"] or "") + note)


def _in_digits(text: str) -> str:
    """A number written in Chinese with its digits and its unit; "" for any other text.

    One sign alone may be an ordinal, and 一 a dash.
    """
    written = _IN_CHINESE.fullmatch(text) if len(text) > 1 else None
    number = chinese_number(written[1]) if written else None
    return f"{number}{text[len(written[1]) :]}" if written and number is not None else ""


def states_figure(text: str) -> bool:
    """Whether a cell states a number, or by a dash or a word that it has none."""
    return read_number(text).state in (State.NUMBER, State.DASH, State.WORD)
