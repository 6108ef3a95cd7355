"""Numbers in the styles of Word's lists: 一, ①, iv, c."""

from __future__ import annotations

from etl.text.chinese_numerals import chinese_digits, chinese_ordinal

_BY_DIGIT = ("ideographdigital", "japanesedigitaltenthousand", "taiwanesedigital")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_FIRST_CIRCLED, _MOST_CIRCLED = "①", 20
_MOST_LETTERS = 26
_PARTS_OF_NUMBERS = ".．,，-－−"


def joins_figure(label: str) -> bool:
    """Whether a figure right behind a number of a list is read on from it: `1` or `1.` before `47`."""
    return label[-1:].isdecimal() or (label[-1:] in _PARTS_OF_NUMBERS and label != "")


def read_with(label: str, words: str) -> str:
    """What of a list's number is read with the words behind it: before a figure only what would be a part of it."""
    is_joined = joins_figure(label) and words[:1].isdecimal()
    return label.strip() if words[:1].isalpha() or is_joined else ""


def ordinal(number: int, style: str) -> str:
    """Write a number as Word prints it in a list style; in Arabic digits for styles that reports never use.

    `style` is a value of the element `numFmt`, such as `chineseCounting` or `upperRoman`.
    """
    lower = style.lower()
    if lower in _BY_DIGIT:
        return chinese_digits(number)
    if "counting" in lower:
        return chinese_ordinal(number)
    if lower.startswith("decimalenclosedcircle") and 1 <= number <= _MOST_CIRCLED:
        return chr(ord(_FIRST_CIRCLED) + number - 1)
    if lower.endswith("roman"):
        return _roman(number) if lower.startswith("upper") else _roman(number).lower()
    if lower.endswith("letter") and 1 <= number <= _MOST_LETTERS:
        return chr(ord("A" if lower.startswith("upper") else "a") + number - 1)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
