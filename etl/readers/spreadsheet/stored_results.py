"""Formulas whose stored result is no result: programs that do not calculate write 0 and leave the rest to Excel."""

from __future__ import annotations

import re

from lxml import etree

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_SUM = re.compile(r"(?:SUM|[+,()\s-])*", re.IGNORECASE)
_MOST_CELLS = 5000


def calculates_on_opening(workbook: etree._Element) -> bool:
    """Whether the program that opens a workbook is to calculate it first, whatever results it stores."""
    properties = workbook.find("{*}calcPr")
    return properties is not None and properties.get("fullCalcOnLoad") in ("1", "true")


def doubtful_zeros(sheet: etree._Element) -> list[str]:
    """The references of the cells whose formula has 0 stored although it may give something else.

    A sum of cells that are all zero or empty is truly 0.
    """
    values: dict[str, str] = {}
    formulas: dict[str, str] = {}
    for cell in sheet.iter("{*}c"):
        reference, value = cell.get("r") or "", cell.findtext("{*}v") or ""
        formula = cell.find("{*}f")
        if formula is not None and value in ("0", "0.0"):
            formulas[reference] = formula.text or ""
        else:
            values[reference] = value
    zeros = {reference for reference, formula in formulas.items() if _is_zero(formula, values, formulas)}
    return [reference for reference in formulas if reference not in zeros]


def _is_zero(formula: str, values: dict[str, str], formulas: dict[str, str]) -> bool:
    """Whether a formula only adds cells of its sheet that hold nothing but zeros."""
    references = _REFERENCE.findall(formula)
    if not references or not _SUM.fullmatch(_REFERENCE.sub("", formula)):
        return False
    for left, top, right, bottom in references:
        columns = range(_number(left), _number(right or left) + 1)
        rows = range(int(top), int(bottom or top) + 1)
        if len(columns) * len(rows) > _MOST_CELLS:
            return False
        names = [f"{_letters(column)}{row}" for column in columns for row in rows]
        if any(name in formulas or values.get(name, "") not in ("", "0", "0.0") for name in names):
            return False
    return True


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
