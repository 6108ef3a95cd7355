"""Whole numbers written in Chinese: 十二, 一百零五, 两千."""

from __future__ import annotations

import re

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_DIGIT = "[一二两三四五六七八九]"
_TENS_OF = f"{_DIGIT}十{_DIGIT}?"
_HUNDREDS_OF = f"{_DIGIT}百(?:零{_DIGIT}|{_TENS_OF})?"
_WRITTEN = re.compile(
    f"{_DIGIT}|十{_DIGIT}?|{_TENS_OF}|{_HUNDREDS_OF}|{_DIGIT}千(?:零{_DIGIT}|零{_TENS_OF}|{_HUNDREDS_OF})?"
)


def chinese_number(text: str) -> int | None:
    """The number; None where the text is none, or digit by digit (二〇二四), or may leave out its last unit (一百一)."""
    if not _WRITTEN.fullmatch(text):
        return None
    total, digit = 0, 1 if text[0] == "十" else 0
    for sign in text:
        if sign in _TENS:
            total, digit = total + digit * _TENS[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + digit
