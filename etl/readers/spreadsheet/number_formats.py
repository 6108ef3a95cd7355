"""Number formats that show another number than the file holds: per cent, thousands omitted, words for some numbers."""

from __future__ import annotations

import operator
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
_SECTION_END = re.compile(r'("[^"]*"|[\\!_*].|\[[^\]]*\])|;')
_CONDITION = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*\]")
_COMPARE = {
    "<=": operator.le, ">=": operator.ge, "<>": operator.ne,
    "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
_WHITE = re.compile(r"\[(?:white|白色?|color\s*2|颜色\s*2)\]", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[0#?](?:\.([0#?]*))?E[+-]0", re.IGNORECASE)
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)
_DATE = re.compile(r"[ymdhsge]|上午|下午", re.IGNORECASE)
_RATIO = re.compile(r"([0#? ]*?)\s*[0#?]+\s*/\s*(\d+|[0#?]+)")
_HELD = re.compile("@|\x02([^\x02]*)\x02")  # the words of a cell, or words that the format adds
_LITERAL_POINT, _HIDDEN_LITERAL = "\x00", "\x01"
_TEXT_SECTION = 3
_NO_SECTION = "###"  # as spreadsheets show a number that the format has no section for
BUILT_IN = {
    "9": "0%", "10": "0.00%", "11": "0.00E+00", "12": "# ?/?", "13": "# ??/??", "41": '#,##0;-#,##0;"-"', "42": '#,##0;-#,##0;"-"',
    "43": '#,##0.00;-#,##0.00;"-"', "48": "##0.0E+0", "44": '#,##0.00;-#,##0.00;"-"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format: what it makes of the numbers that it is for."""

    code: str
    compare: str = ""
    limit: float = 0.0

    def accepts(self, number: float) -> bool:
        return not self.compare or bool(_COMPARE[self.compare](number, self.limit))

    def display_text(self, number: float, plain: str, keeps_sign: bool) -> str:
        """The number as it is shown; `plain` is how the file holds it."""
        literals = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(self.code))
        bare = _DIRECTIVE.sub("", _LITERAL.sub(_place_of_literal, self.code)).strip()
        if _WHITE.search(self.code) or not (bare or literals):
            return ""
        if scientific := _SCIENTIFIC.search(bare):
            return f"{number:.{len(scientific[1] or '')}E}"
        if _GENERAL.search(bare) or _DATE.search(bare):
            return plain
        if ratio := _RATIO.search(bare):
            return _ratio(number, plain, ratio)
        digits = _DIGITS.search(bare)
        if digits is None:
            return literals or ("%" if "%" in bare else plain)
        if number == 0 and "0" not in digits[0] and "0" not in bare[digits.end() :]:
            return literals
        scaled = number * _factor(bare, digits) * 100.0 ** bare.count("%")
        has_sign = keeps_sign or "-" in bare or "(" in bare or "-" in literals or "(" in literals
        shown = f"{scaled if has_sign else abs(scaled):.15g}"
        if "%" in bare or any(character in "%％‰" or character.isdigit() for character in _others(self.code)):
            before, after = _around(self.code)
            return f"{before}{shown}{after}{'%' if '%' in bare else ''}"
        unit = _UNIT.search(literals)
        before, after = _signs_around(bare, digits) if number > 0 and self.compare != "<" else ("", "")
        return f"{before}{shown}{after}{unit[0] if unit else ''}"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format whose sections are for different numbers; `text_code` is the one for words, with @ in their place."""

    sections: tuple[Section, ...]
    text_code: str = "@"

    def display_text(self, number: str) -> str:
        """A cell's number as it is shown; any other text as words are."""
        try:
            value = float(number)
        except ValueError:
            return self._words(number)
        if not self.sections:
            return self._words(number)
        section = next((section for section in self.sections if section.accepts(value)), None)
        if section is None:
            return _NO_SECTION
        keeps_sign = len(self.sections) == 1 or section is not self.sections[1] or section.compare != "<"
        return section.display_text(value, number, keeps_sign)

    def for_words(self) -> NumberFormat:
        """The format as cells have it whose content is words, even words that look like a number."""
        return NumberFormat((), self.text_code)

    def _words(self, text: str) -> str:
        literals = _DIRECTIVE.sub("", _LITERAL.sub(_escaped, self.text_code))
        return _HELD.sub(lambda held: text if held[0] == "@" else held[1], literals).strip()


def changing_formats(styles: etree._Element) -> dict[int, NumberFormat]:
    """Style number -> format, only of styles that show another number, other words or a unit of money."""
    codes = BUILT_IN | {
        entry.get("numFmtId", ""): entry.get("formatCode", "")
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    formats = {key: number_format(code) for key, code in codes.items()}
    changing = {key: each for key, each in formats.items() if not is_ordinary(each)}
    return {
        number: changing[key]
        for number, entry in enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
        if (key := entry.get("numFmtId", "")) in changing
    }


def number_format(code: str) -> NumberFormat:
    """Parse the code of a format.

    Commas after the digits omit thousands; a point among the literals only looks like a decimal point.
    """
    all_parts = _sections(code)
    with_words = all_parts[_TEXT_SECTION:] or [
        part for part in all_parts[-1:] if "@" in _LITERAL.sub("", part)
    ]
    return NumberFormat(_by_number(all_parts[:_TEXT_SECTION]), with_words[0] if with_words else "@")


def _by_number(parts: list[str]) -> tuple[Section, ...]:
    """The sections, each with the numbers that it is for."""
    stated = [_CONDITION.search(part) for part in parts]
    if any(stated):
        return tuple(
            Section(part, condition[1], float(condition[2])) if condition else Section(part)
            for part, condition in zip(parts, stated, strict=True)
        )
    if len(parts) == 1:
        return (Section(parts[0]),)
    if len(parts) == 2:
        return Section(parts[0], ">="), Section(parts[1], "<")
    return Section(parts[0], ">"), Section(parts[1], "<"), Section(parts[2], "=")


def _sections(code: str) -> list[str]:
    parts, start = [], 0
    for match in _SECTION_END.finditer(code):
        if match[1] is None:
            parts.append(code[start : match.start()])
            start = match.end()
    return [*parts, code[start:]]


def is_ordinary(each: NumberFormat) -> bool:
    """Whether a format shows numbers as the file holds them."""
    return each.display_text("无") == "无" and all(
        each.display_text(number) == number for number in ("0", "7", "12", "545000", "-7", "0.5")
    )


def _factor(bare: str, digits: re.Match[str]) -> float:
    rest = bare[digits.end() :]
    fraction = _FRACTION.match(rest)
    commas = _COMMAS.match(rest, fraction.end() if fraction else 0)
    thousands = len(commas[0]) if commas else 0
    decimals = len(re.sub(r"[^0#?]", "", digits[0].partition(_LITERAL_POINT)[2]))
    return float(1000.0**-thousands * 10.0**-decimals)


def _signs_around(bare: str, digits: re.Match[str]) -> tuple[str, str]:
    """Signs that a format prints beside the digits without quotes: -0 shows 12 as -12, 000-0000 as 000-0012."""
    before, after = (
        "".join(sign for sign in part if sign in "-()")
        for part in (bare[: digits.start()], bare[digits.end() :])
    )
    return before, after


def _ratio(number: float, plain: str, ratio: re.Match[str]) -> str:
    """A number as a fraction; a whole one as it is if the format has a place for whole numbers."""
    if ratio[1].strip() and number.is_integer():
        return plain
    bottom = int(ratio[2]) if ratio[2].isdecimal() and int(ratio[2]) else 1
    return f"{round(number * bottom)}/{bottom}"


def _place_of_literal(literal: re.Match[str]) -> str:
    return _LITERAL_POINT if (literal[1] or literal[2]) == "." else ""


def _escaped(literal: re.Match[str]) -> str:
    return f"\x02{literal[1] or literal[2] or ''}\x02"


def _others(code: str) -> str:
    """What the literals of a code print."""
    return "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(code))


def _around(code: str) -> tuple[str, str]:
    """What the literals print before the digits and after them."""
    marked = _DIRECTIVE.sub("", _LITERAL.sub(_HIDDEN_LITERAL, code))
    digits = _DIGITS.search(marked)
    literals = [match[1] or match[2] or "" for match in _LITERAL.finditer(code)]
    before = marked[: digits.start() if digits else None].count(_HIDDEN_LITERAL)
    return "".join(literals[:before]), "".join(literals[before:])
