"""Whole numbers written in Chinese (十二, 一百零五, 二〇二四), read and written."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
_VALUES = {sign: value for value, sign in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_DIGIT = "[一二两三四五六七八九]"
_TENS = f"{_DIGIT}十{_DIGIT}?"
_HUNDREDS = f"{_DIGIT}百(?:零{_DIGIT}|{_TENS})?"
_NUMBER = re.compile(
    f"{_DIGIT}|十{_DIGIT}?|{_TENS}|{_HUNDREDS}|{_DIGIT}千(?:零{_DIGIT}|零{_TENS}|{_HUNDREDS})?"
)
# printed for zero in years: letters and circles that look like 〇
_YEAR_DIGITS = str.maketrans("〇○ＯO零一二三四五六七八九壹贰叁肆伍陆柒捌玖o", "000001234567891234567890")
_ZERO, _COUNT = "〇○ＯO零0", "一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_YEAR = re.compile(
    rf"[二贰][{_ZERO}][{_ZERO}一二壹贰][{_ZERO}{_COUNT}](?=年)|(?<![0-9A-Za-z])2(?=[\dOo]{{0,2}}[Oo])[0Oo][0-4Oo][\dOo](?=年)"
)
_YEAR_IN_FULL = re.compile(rf"[二两]千零(?:{_TENS}|十{_DIGIT}?|{_DIGIT})(?=年)")
_MAY_HOLD_A_DATE = re.compile("[二两贰]|2[0Oo]")
_MONTH_OR_DAY = re.compile(r"(?<=[年月])([一二三四五六七八九十]{1,3})(?=[月日])")


def chinese_number(text: str) -> int | None:
    """The number from 1 to 9999 that a text states in full, else None.

    None also for numbers written digit by digit (二〇二四) and for those that may omit their last unit (一百一).
    """
    if not _NUMBER.fullmatch(text):
        return None
    total, digit = 0, 1 if text[0] == "十" else 0
    for sign in text:
        if sign in _UNITS:
            total, digit = total + digit * _UNITS[sign], 0
        else:
            digit = _VALUES[sign]
    return total + digit


def chinese_ordinal(number: int) -> str:
    """A number from 1 to 99 as Word counts in Chinese (十二, 三十); any other number in Arabic digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def chinese_digits(number: int) -> str:
    """A number digit by digit: 2024 as 二〇二四."""
    return "".join(f"〇{DIGITS[1:]}"[int(digit)] for digit in str(number))


def arabic_dates(text: str) -> str:
    """The text with years, months and days in Arabic digits: 二〇二〇年一月十九日 becomes 2020年1月19日."""
    if not _MAY_HOLD_A_DATE.search(text):
        return text
    text = _YEAR_IN_FULL.sub(lambda year: str(chinese_number(year[0])), text)
    text = _YEAR.sub(lambda year: year[0].translate(_YEAR_DIGITS), text)
    return _MONTH_OR_DAY.sub(_arabic_day, text)


def _arabic_day(match: re.Match[str]) -> str:
    number = chinese_number(match[1])
    return str(number) if number is not None else match[1]
