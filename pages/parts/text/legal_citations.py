"""Citations of form and law in English: 条例第三十六条第（七）项 -> Regulation Art. 36 (7)."""

from __future__ import annotations

import re

_DIGITS = {sign: at for at, sign in enumerate("一二三四五六七八九", start=1)}
_NUMBER = "[一二三四五六七八九十]+"
_RULES = (
    (rf"第({_NUMBER})至({_NUMBER})条", r"Art. <\1>–<\2>"),
    (rf"第({_NUMBER})条", r"Art. <\1>"),
    (rf"第({_NUMBER})、({_NUMBER})项", r"items <\1>, <\2>"),
    (rf"第({_NUMBER})项", r"item <\1>"),
    (rf"第?（({_NUMBER})）项?", r" (<\1>)"),
    (r"（(\d{4})年修订）", r" (revised \1) "),
    (r"行政复议法", "Administrative Reconsideration Law "),
    (r"条例", "Regulation "),
    (r"；", "; "),
    (r"、", ", "),
    (r"\)(?=\d)", ") "),
    (r" +", " "),
    (r" (?=[,;])", ""),
)


def cited(text: str, language: str) -> str:
    """A citation in the reader's language; names of the form's tables (表三) stay Chinese."""
    if language == "zh":
        return text
    for pattern, instead in _RULES:
        text = re.sub(pattern, instead, text)
    return re.sub(f"<({_NUMBER})>", lambda match: str(_value(match[1])), text).strip()


def _value(number: str) -> int:
    """三十六 -> 36; up to 99."""
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
