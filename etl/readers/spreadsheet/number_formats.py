"""Number formats that show another number than the file holds: thousands left away, a point drawn in, a unit behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

# what is printed as it stands: in quotes, or behind a backslash or an exclamation mark
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)')
_ASIDE = re.compile(r"\[[^\]]*\]|[_*].")
_DIGITS = re.compile(r"[0#?](?:[0#?,\x00]*[0#?])?")
_UNIT = re.compile(r"(?:亿|百万|千|万)?元|万")
_DRAWN_POINT = "\x00"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a format makes of a number: it is multiplied by `factor`, and `unit` is printed behind it."""

    factor: float = 1.0
    unit: str = ""

    def text(self, number: str) -> str:
        """A cell's number as it is shown; anything else as it is."""
        try:
            return f"{float(number) * self.factor:.15g}{self.unit}"
        except ValueError:
            return number


def changing(styles: etree._Element) -> dict[int, Shown]:
    """Style number -> what it shows, only of styles that show another number or a unit of money."""
    codes = {
        entry.get("numFmtId", ""): entry.get("formatCode", "")
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    shown = {key: found for key, code in codes.items() if (found := _shown(code)) != Shown()}
    formats = styles.iterfind("{*}cellXfs/{*}xf") if shown else ()
    return {at: shown[key] for at, entry in enumerate(formats) if (key := entry.get("numFmtId", "")) in shown}


def _shown(code: str) -> Shown:
    """Commas behind the digits leave thousands away; a point that is printed as it stands only looks like one."""
    positive = code.split(";")[0]
    literals = "".join(found[1] or found[2] or "" for found in _LITERAL.finditer(positive))
    unit = _UNIT.search(literals)
    plain = _LITERAL.sub(lambda found: _DRAWN_POINT if (found[1] or found[2]) == "." else "", positive)
    plain = _ASIDE.sub("", plain)
    digits = _DIGITS.search(plain)
    if digits is None:
        return Shown()
    behind = plain[digits.end() :]
    fraction = re.match(r"\.[0#?]*", behind)
    commas = re.match(r",*", behind[fraction.end() if fraction else 0 :])
    thousands = len(commas[0]) if commas else 0
    drawn = len(re.sub(r"[^0#?]", "", digits[0].partition(_DRAWN_POINT)[2]))
    return Shown(1000.0**-thousands * 10.0**-drawn, unit[0] if unit else "")
