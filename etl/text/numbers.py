"""Reads printed numbers into values and states, and prints values."""

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
    """What a printed cell states: its value, the unit printed with it ("" if none) and any remark beside it."""

    value: float | None
    state: State
    unit: str = ""
    note: str = ""


# a quotation mark that spreadsheets and scrapers put before text
_QUOTED = re.compile(r"^[\"'`]([^\"'`]+)[\"'`]?$")
_ZERO_WORDS = ("零", "〇", "○", "零件")
_DASH = re.compile(r"[-/\\一·*~]*[-/\\~]")
_WORD = re.compile(
    r"\(?(?:暂|均|全)?(?:无|没有|未发生|不涉及|无数据|空|无此项|无内容|不适用|[Nn]/?[Aa])[。.]?\)?"
)
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
_MOST_DIGITS = 15  # that a float holds exactly
_TWO_NUMBERS = re.compile(r"\d [\d.]")
# what is drawn beside digits belongs to the figure
_NOTE = re.compile(r"\((?!公式\)|图片\)).*\)|\*+|注\d*|[#※△▲†‡]")
_FOOTNOTE = re.compile(r"(?<=[\d.])\s*[\u00b9\u00b2\u00b3\u2070-\u2079\u2460-\u249b\u24ea\u2776-\u2793]+\s*$")
# prints the digits after it from right to left
_DIRECTION_OVERRIDE = re.compile("[\u202d\u202e]")
# signs that NFKC turns into digits
_BECOMES_DIGIT = re.compile(r"[⁰-⁹₀-₉¹²³①-⓿½¼¾⅐-⅞㉈-㉟㊱-㊿]")
_LARGE_UNITS = {"万": 1e4, "万件": 1e4, "亿": 1e8}
# yuan per printed unit of money
YUAN = {"元": 1.0, "千元": 1e3, "万元": 1e4, "百万元": 1e6, "亿元": 1e8}
_FOREIGN = re.compile(
    r"[百千万亿]*(?:(?<!增)[美港欧日韩澳加新台]元|[港台]币|澳门[元币]|英镑|[韩日]圆|美金|卢布|法郎|泰铢|外[币汇]|[A-Z]{1,2}\$|[$€£]"
    r"|(?:USD|HKD|EUR|GBP|JPY|KRW|MOP|TWD|AUD|CAD|SGD|RUB|CHF)(?![A-Za-z]))"
)


def foreign_unit(text: str) -> str:
    """The unit of another money than yuan that a text names (万美元), "" if none."""
    match = _FOREIGN.search(unicodedata.normalize("NFKC", text))
    return match[0] if match else ""


@lru_cache(maxsize=4096)
def read_number(text: str) -> Printed:
    """The exact value that a printed cell states, or the state that says why it states none.

    A footnote mark is not a digit (5① is 5) and a bracketed remark becomes `note`. Text of which only a part is a
    number (约5, 3 5) has the state `TEXT`: a guess would look like a fact.
    """
    if _DIRECTION_OVERRIDE.search(text):
        return Printed(None, State.TEXT, note=text.strip())
    unmarked = _FOOTNOTE.sub("", text) if _BECOMES_DIGIT.search(text) else text
    if _BECOMES_DIGIT.search(unmarked):
        return Printed(None, State.TEXT, note=text.strip())
    spaced = _comparable(unmarked)
    compact = spaced.replace(" ", "")
    return _without_digits(compact) or _with_digits(compact, spaced, footnote=text[len(unmarked) :].strip())


def _comparable(text: str) -> str:
    """The text in NFKC with single spaces, its thousands closed up."""
    if "\n" not in text.strip() and _SPACED_THOUSANDS.fullmatch(text.strip()):
        text = re.sub(r"[\s'’]", "", text)
    visible = ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", " ", visible).translate(UNIFIED).strip()


def _without_digits(text: str) -> Printed | None:
    """A blank, a zero in words, a dash or a word for none."""
    if text in ("", "()"):
        return Printed(None, State.BLANK)
    text = _QUOTED.sub(r"\1", text)
    if text in _ZERO_WORDS:
        return Printed(0.0, State.NUMBER)
    if _DASH.fullmatch(text):
        return Printed(None, State.DASH)
    return Printed(None, State.WORD) if _WORD.fullmatch(text) else None


def _with_digits(compact: str, spaced: str, footnote: str) -> Printed:
    """A number with its sign, unit and remark; `spaced` is the text with its blanks, which may part two numbers."""
    compact = _QUOTED.sub(r"\1", compact)
    if in_digits := _in_digits(compact):
        compact = spaced = in_digits
    match = _NUMBER.fullmatch(compact)
    if match is None or not _is_single_number(match, spaced):
        return Printed(None, State.TEXT, note=compact)
    value = float(match["digits"].replace(",", "") + (match["decimals"] or ""))
    unit = match["unit"] or ""
    if unit in _LARGE_UNITS:  # of money, this means yuan, whatever the unit of the column
        value, unit = round(value * _LARGE_UNITS[unit], 6), "元"
    if match["sign"] == "-" or match["word"] == "↓" or "减" in match["word"]:
        value = -value
    return Printed(value + 0.0, State.NUMBER, unit, (match["note"] or "") + footnote)


def _is_single_number(match: re.Match[str], spaced: str) -> bool:
    digits, note = match["digits"], match["note"]
    return (
        not _TWO_NUMBERS.search(spaced.partition("(")[0])
        and ("," not in digits or bool(_THOUSANDS.match(digits)))
        and (not note or bool(_NOTE.fullmatch(note)))
        and len(digits.replace(",", "")) <= _MOST_DIGITS
    )


def _in_digits(text: str) -> str:
    """A number written in Chinese in Arabic digits, with its unit; "" for any other text.

    A single sign is not read: it may be an ordinal, and 一 may be a dash.
    """
    match = _IN_CHINESE.fullmatch(text) if len(text) > 1 else None
    number = chinese_number(match[1]) if match else None
    return f"{number}{text[len(match[1]) :]}" if match and number is not None else ""


def states_figure(text: str) -> bool:
    """Whether a cell states a number, or states by a dash or a word that it has none."""
    return read_number(text).state in (State.NUMBER, State.DASH, State.WORD)


def plain_number(value: float) -> str:
    """A value as text, whole numbers without a decimal point."""
    return str(int(value)) if float(value).is_integer() else repr(value)
