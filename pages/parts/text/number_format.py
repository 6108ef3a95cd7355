"""Number formats: 12,345; 34.2 %; — for no value."""

from __future__ import annotations

import math

NONE = "—"
SPACE = "\N{NO-BREAK SPACE}"


def is_none(value: object) -> bool:
    """Whether a value is missing: None, NaN or pandas' NA."""
    return value is None or value != value or str(value) == "<NA>"


def whole(value: float | None, signed: bool = False) -> str:
    """A count or amount: 12,345; with a sign if it is a change."""
    if is_none(value):
        return NONE
    assert value is not None
    text = f"{abs(value):,.0f}" if float(value).is_integer() else f"{abs(value):,.2f}"
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return sign + text


def median(value: float | None) -> str:
    """The median of counts, which may lie half-way between two: 871.5."""
    if is_none(value) or float(value or 0).is_integer():
        return whole(value)
    return f"{float(value or 0):,.1f}"


def rate(value: float | None) -> str:
    """A share as a percentage: 34.2 %."""
    return NONE if is_none(value) else f"{float(value or 0) * 100:,.1f}{SPACE}%"


def points(value: float | None) -> str:
    """A difference of two shares in percentage points, with sign: +1.2."""
    if is_none(value):
        return NONE
    rounded = round(float(value or 0) * 100, 1)
    return f"{'−' if rounded < 0 else '+' if rounded > 0 else ''}{abs(rounded):.1f}"


def fraction(numerator: float | None, denominator: float | None) -> str:
    """Numerator and denominator of a rate: 275/805."""
    return NONE if is_none(numerator) or is_none(denominator) else f"{whole(numerator)}/{whole(denominator)}"


def compact(value: float | None, language: str) -> str:
    """A rounded figure where there is no room for all digits: 1.2万 or 12k."""
    if is_none(value):
        return NONE
    number = float(value or 0)
    steps = ((1e8, "亿"), (1e4, "万")) if language == "zh" else ((1e6, "m"), (1e3, "k"))
    for size, name in steps:
        if abs(number) >= max(size, 1e4):
            return f"{number / size:.1f}{name}"
    return whole(number)


def measured(value: float | None, kind: str) -> str:
    """The value of a measure, as a rate or as a count depending on its kind."""
    return rate(value) if kind in ("rate", "ratio") else whole(value)


def nice_step(top: float) -> float:
    """A round step that divides an axis up to `top` into about five parts."""
    if top <= 0:
        return 1.0
    power = 10 ** math.floor(math.log10(top / 5))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power * 5 >= top)
