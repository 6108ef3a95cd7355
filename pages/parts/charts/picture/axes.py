"""Axes of a figure: which place of the drawing a value has, and the ticks with their labels."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.parts.text.number_format import nice_step

_FINEST_PERCENT = 0.01
# of the stretch of values, left free beyond marks where a figure says no range
_ROOM = 0.06


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis. `span` are the pixels of its ends, `range` the values there (logarithms, or positions of `categories`)."""

    options: Mapping[str, Any]
    span: tuple[float, float]
    range: tuple[float, float]
    categories: Mapping[str, int] | None = None

    @property
    def logarithmic(self) -> bool:
        return self.options.get("type") == "log"

    def pixel(self, value: Any) -> float:
        """Where a value stands."""
        if self.categories is not None:
            number = float(self.categories[value] if isinstance(value, str) else value)
        else:
            number = math.log10(value) if self.logarithmic else float(value)
        return self.at(number)

    def at(self, number: float) -> float:
        """Where a number in terms of `range` stands, as annotations give it."""
        low, high = self.range
        return self.span[0] + (number - low) / ((high - low) or 1) * (self.span[1] - self.span[0])

    def unit(self) -> float:
        """Pixels of one category or of 1."""
        return abs(self.at(1) - self.at(0))

    def holds(self, pixel: float) -> bool:
        """Whether a place lies on the axis."""
        return min(self.span) - 1 <= pixel <= max(self.span) + 1

    def ticks(self) -> list[tuple[float, str]]:
        """Place and label of each tick within the axis."""
        return [(place, label) for place, label in self._all_ticks() if self.holds(place)]

    def _all_ticks(self) -> list[tuple[float, str]]:
        options = self.options
        values = options.get("tickvals")
        if values is not None:
            texts = options.get("ticktext")
            labels = [self._label(value) for value in values] if texts is None else list(texts)
            return [(self.pixel(value), str(label)) for value, label in zip(values, labels, strict=True)]
        if self.categories is not None:
            return [(self.at(at), name) for name, at in self.categories.items()]
        low, high = sorted(self.range)
        step = float(options.get("dtick") or self._step(high - low))
        first = math.ceil(low / step - 1e-9)
        return [
            (self.at(at * step), self._label(at * step))
            for at in range(first, math.floor(high / step + 1e-9) + 1)
        ]

    def _step(self, length: float) -> float:
        step = nice_step(length) if length else 1.0
        wanted = str(self.options.get("tickformat") or "")
        return max(step, _FINEST_PERCENT if "%" in wanted else 1.0 if "d" in wanted else 0.0)

    def _label(self, value: Any) -> str:
        """A number in the axis's own format."""
        wanted = str(self.options.get("tickformat") or "")
        if isinstance(value, str):
            return value
        percent = re.fullmatch(r"\.(\d)%", wanted)
        if percent:
            return f"{value:.{percent[1]}%}"
        return f"{value:.0f}" if wanted == "d" else f"{round(value, 9):,.10g}"


def axis(options: Mapping[str, Any], span: tuple[float, float], values: Sequence[Any], zero: bool) -> Axis:
    """The axis over the values drawn on it; `zero`: it shows 0, because bars begin there."""
    known = [value for value in values if not _is_missing(value)]
    if options.get("type") == "category" or any(isinstance(value, str) for value in known):
        return _of_categories(options, span, known)
    wanted = options.get("range")
    if wanted is not None:
        return Axis(options, span, (float(wanted[0]), float(wanted[1])))
    numbers = [float(value) for value in known] or [0.0, 1.0]
    if options.get("type") == "log":
        logarithms = [math.log10(number) for number in numbers if number > 0] or [0.0, 1.0]
        return Axis(options, span, (min(logarithms) - 0.02, max(logarithms) + 0.02))
    low, high = min(numbers), max(numbers)
    if zero or options.get("rangemode") == "tozero":
        low, high = min(low, 0.0), max(high, 0.0)
    room = _ROOM * ((high - low) or abs(high) or 1.0)
    return _turned(options, span, (low - room if low else low, high + room if high else high or room))


def _turned(
    options: Mapping[str, Any], span: tuple[float, float], ends: tuple[float, float], names: Mapping[str, int] | None = None
) -> Axis:  # fmt: skip
    return Axis(options, span, ends[::-1] if options.get("autorange") == "reversed" else ends, names)


def _of_categories(options: Mapping[str, Any], span: tuple[float, float], known: Iterable[Any]) -> Axis:
    listed = [str(name) for name in options.get("categoryarray", ())]
    names = dict.fromkeys([*listed, *(value for value in known if isinstance(value, str))])
    places = {name: at for at, name in enumerate(names)}
    wanted = options.get("range")
    ends = (float(wanted[0]), float(wanted[1])) if wanted is not None else (-0.5, len(places) - 0.5)
    return _turned(options, span, ends, places)


def _is_missing(value: Any) -> bool:
    return value is None or value != value
