"""Control words of RTF that hide, strike out, shift or shrink text."""

from __future__ import annotations

_SWITCHES = {"v": "vanish", "strike": "strike", "striked": "strike"}
_SHIFTS = {
    "super": "superscript", "up": "superscript", "sub": "subscript", "dn": "subscript", "nosupersub": "",
}  # fmt: skip
_TINY = 3  # half points
_NARROW = 9  # percent of a letter's width


def effect_of(word: str, number: int | None) -> tuple[str, str] | None:
    """Word's name of the effect and its value, empty if it is switched off; None for other words."""
    if word in _SWITCHES:
        return _SWITCHES[word], "" if number == 0 else "1"
    if word in _SHIFTS:
        return "vertAlign", "" if number == 0 else _SHIFTS[word]
    if word == "fs":
        return "sz", str(number) if number is not None and number <= _TINY else ""
    if word == "charscalex":
        return "w", str(number) if number is not None and number <= _NARROW else ""
    return None
