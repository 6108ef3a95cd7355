"""Number formats that show another number than the file holds: thousands omitted, a point or a unit printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

# printed as it stands: in quotes, or after a backslash or an exclamation mark
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)')
_DIRECTIVE = re.compile(r"\[[^\]]*\]|[_*].")  # colours, conditions, fill characters
_DIGITS = re.compile(r"[0#?](?:[0#?,\x00]*[0#?])?")
_FRACTION = re.compile(r"\.[0#?]*")
_COMMAS = re.compile(r",*")
_UNIT = re.compile(r"(?:亿|百万|千|万)?元|万")
_LITERAL_POINT = "\x00"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format makes of a number: it is multiplied by `factor`, and `unit` is printed after it."""

    factor: float = 1.0
    unit: str = ""

    def display_text(self, number: str) -> str:
        """A cell's number as it is shown; any other text unchanged."""
        try:
            return f"{float(number) * self.factor:.15g}{self.unit}"
        except ValueError:
            return number


_ORDINARY = NumberFormat()


def changing_formats(styles: etree._Element) -> dict[int, NumberFormat]:
    """Style number -> format, only of styles that show another number or a unit of money."""
    codes = {
        entry.get("numFmtId", ""): entry.get("formatCode", "")
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    formats = {key: number_format(code) for key, code in codes.items()}
    changing = {key: each for key, each in formats.items() if each != _ORDINARY}
    style_entries = styles.iterfind("{*}cellXfs/{*}xf") if changing else ()
    return {
        number: changing[key]
        for number, entry in enumerate(style_entries)
        if (key := entry.get("numFmtId", "")) in changing
    }


def number_format(code: str) -> NumberFormat:
    """Parse the code of a format.

    Commas after the digits omit thousands; a point among the literals only looks like a decimal point.
    """
    positive = code.split(";")[0]
    literals = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(positive))
    unit = _UNIT.search(literals)
    plain = _DIRECTIVE.sub("", _LITERAL.sub(_only_point, positive))
    digits = _DIGITS.search(plain)
    if digits is None:
        return _ORDINARY
    rest = plain[digits.end() :]
    fraction = _FRACTION.match(rest)
    commas = _COMMAS.match(rest, fraction.end() if fraction else 0)
    thousands = len(commas[0]) if commas else 0
    decimals = len(re.sub(r"[^0#?]", "", digits[0].partition(_LITERAL_POINT)[2]))
    return NumberFormat(1000.0**-thousands * 10.0**-decimals, unit[0] if unit else "")


def _only_point(literal: re.Match[str]) -> str:
    return _LITERAL_POINT if (literal[1] or literal[2]) == "." else ""
