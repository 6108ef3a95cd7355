"""Printed number to value and state, and back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from etl.model.report import State
from etl.text.chinese_numerals import chinese_number
from etl.text.normalise import UNIFIED, ZERO_WIDTH


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
    shown = ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text))
    spaced = re.sub(r"\s+", " ", shown).translate(UNIFIED).strip()
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


def plain_number(value: float) -> str:
    """The print of a value that is not worth keeping: whole numbers without a point."""
    return str(int(value)) if float(value).is_integer() else repr(value)
