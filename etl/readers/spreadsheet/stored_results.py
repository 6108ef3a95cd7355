"""Formulas whose stored result is no result: programs that do not calculate write 0 and leave the rest to Excel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from lxml import etree

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_SUM = re.compile(r"(?:SUM|[+,()\s-])*", re.IGNORECASE)
# a total that stays empty until one of its cells states a number
_UNLESS_EMPTY = re.compile(r"IF\(COUNT\((?P<cells>[^()]*)\)=0,.*,SUM\((?P=cells)\)\)", re.IGNORECASE)
_MOST_CELLS = 5000
_DEEPEST = 5  # sums of sums
_ZEROS = ("0", "0.0")
_DOUBTFUL = "?"


def calculates_on_opening(workbook: etree._Element) -> bool:
    """Whether the program that opens a workbook is to calculate it first, whatever results it stores."""
    properties = workbook.find("{*}calcPr")
    return properties is not None and properties.get("fullCalcOnLoad") in ("1", "true")


def doubtful_zeros(sheet: etree._Element) -> list[str]:
    """The references of the cells whose formula has 0 stored although it may give something else.

    A sum of cells that are all zero or empty is truly 0; one that stays empty where all are, if a number is among them.
    """
    values: dict[str, str] = {}
    formulas: dict[str, str] = {}
    zeros: set[str] = set()
    for cell in sheet.iter("{*}c"):
        reference, value = cell.get("r") or "", cell.findtext("{*}v") or ""
        formula = cell.find("{*}f")
        if formula is not None and value in _ZEROS:
            formulas[reference], values[reference] = formula.text or "", _DOUBTFUL
        else:
            values[reference] = value
            if value in _ZEROS and cell.get("t", "n") == "n":
                zeros.add(reference)
    doubtful = list(formulas)
    for _ in range(_DEEPEST):
        known = {reference for reference in doubtful if _is_zero(formulas[reference], values, zeros)}
        values |= dict.fromkeys(known, "0")
        zeros |= known
        doubtful = [reference for reference in doubtful if reference not in known]
        if not known:
            break
    return doubtful


def _is_zero(formula: str, values: Mapping[str, str], zeros: Set[str]) -> bool:
    """Whether a formula only adds cells of its sheet that hold nothing but zeros; `zeros` are those that do."""
    guarded = _UNLESS_EMPTY.fullmatch(formula)
    formula = guarded["cells"] if guarded else formula
    references = _REFERENCE.findall(formula)
    if not references or not _SUM.fullmatch(_REFERENCE.sub("", formula)):
        return False
    names: list[str] = []
    for left, top, right, bottom in references:
        columns = range(_number(left), _number(right or left) + 1)
        rows = range(int(top), int(bottom or top) + 1)
        if len(columns) * len(rows) > _MOST_CELLS:
            return False
        names += (f"{_letters(column)}{row}" for column in columns for row in rows)
    if any(values.get(name, "") not in ("", *_ZEROS) for name in names):
        return False
    return guarded is None or not zeros.isdisjoint(names)


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
