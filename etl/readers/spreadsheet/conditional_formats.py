"""Conditional formats that hide a number, show a hidden one, or show it otherwise: those that a number alone decides."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.common.contrast import BLACK, Color, is_lost
from etl.readers.spreadsheet.cell_colors import font_color
from etl.readers.spreadsheet.number_formats import NumberFormat, is_ordinary, number_format

Position = tuple[int, int]
Area = tuple[int, int, int, int]
"""First and last row, first and last column, 0-based."""

MOST_STEPS = 20_000_000
_TOO_MANY = "电子表格的条件格式异常多，没有打开；请把内容复制到新表后重新保存。"
_OPERATORS = {
    "equal": operator.eq, "notEqual": operator.ne, "greaterThan": operator.gt, "lessThan": operator.lt,
    "greaterThanOrEqual": operator.ge, "lessThanOrEqual": operator.le,
}  # fmt: skip
_SIGNS = {"=": "equal", "<>": "notEqual", ">": "greaterThan", "<": "lessThan", ">=": "greaterThanOrEqual", "<=": "lessThanOrEqual"}  # fmt: skip
_OF_ITSELF = re.compile(r"=?\s*(\$?[A-Za-z]{1,3}\$?\d{1,7})\s*(<>|>=|<=|=|>|<)\s*(-?\d+(?:\.\d+)?)\s*")
_ALWAYS = re.compile(r"=?\s*(?:TRUE(?:\(\))?|1)\s*", re.IGNORECASE)
_ON = ("1", "true")


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule changes about a cell; None where it changes nothing."""

    ink: Color | None = None
    ground: Color | None = None
    format: NumberFormat | None = None
    hides: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for cells of some areas. `operator` is empty where a number alone does not decide."""

    areas: tuple[Area, ...]
    change: Change
    priority: int
    stops: bool
    operator: str = ""
    limits: tuple[float, ...] = ()

    def holds(self, number: float) -> bool | None:
        """Whether the rule holds for a number; None if that cannot be told."""
        if self.operator == "always":
            return True
        if self.operator in ("between", "notBetween") and len(self.limits) == 2:
            return (min(self.limits) <= number <= max(self.limits)) is (self.operator == "between")
        compare = _OPERATORS.get(self.operator)
        return bool(compare(number, self.limits[0])) if compare and len(self.limits) == 1 else None


@dataclass
class Effects:
    """By position: cells that are hidden or shown after all, shown otherwise, or of which that cannot be told."""

    hidden: set[Position] = field(default_factory=set)
    shown: set[Position] = field(default_factory=set)
    formats: dict[Position, NumberFormat] = field(default_factory=dict)
    doubtful: set[Position] = field(default_factory=set)


def changes_of(styles: etree._Element) -> tuple[Change, ...]:
    """The changes that rules refer to by their number."""
    return tuple(map(_change, styles.iterfind("{*}dxfs/{*}dxf")))


def _change(entry: etree._Element) -> Change:
    color, fill, code = (
        entry.find("{*}font/{*}color"),
        entry.find("{*}fill/{*}patternFill"),
        entry.find("{*}numFmt"),
    )
    ground = fill.find("{*}bgColor") if fill is not None else None
    format_ = number_format(code.get("formatCode", "")) if code is not None else None
    return Change(
        None if color is None or color.get("auto") else font_color(color),
        None if ground is None or ground.get("auto") else font_color(ground),
        None if format_ is None or is_ordinary(format_) else format_,
    )


def rules_of(sheet: etree._Element, changes: Sequence[Change]) -> list[Rule]:
    """The rules of a sheet that can change what is seen, the first to count first."""
    rules = (
        _rule(element, _areas(holder.get("sqref", "")), changes)
        for holder in sheet.iterfind("{*}conditionalFormatting")
        for element in holder.iterfind("{*}cfRule")
    )
    return sorted((rule for rule in rules if rule), key=lambda rule: rule.priority)


def _rule(element: etree._Element, areas: tuple[Area, ...], changes: Sequence[Change]) -> Rule | None:
    number = element.get("dxfId", "")
    change = changes[int(number)] if number.isdecimal() and int(number) < len(changes) else Change()
    for name in ("dataBar", "iconSet"):
        scale = element.find(f"{{*}}{name}")
        if scale is not None and scale.get("showValue") in ("0", "false"):
            change = Change(hides=True)
    if (scale := element.find("{*}colorScale")) is not None:
        change = Change(ground=_darkest([font_color(color) for color in scale.iterfind("{*}color")]))
    if change == Change() or not areas:
        return None
    priority, stops = element.get("priority", ""), element.get("stopIfTrue") in _ON
    operator_, limits = _condition(element, areas[0]) if not change.hides else ("always", ())
    return Rule(areas, change, int(priority) if priority.isdecimal() else 0, stops, operator_, limits)


def _darkest(colors: Sequence[Color]) -> Color | None:
    """The colour of a scale that a figure is most likely lost on; which one a cell has depends on the others."""
    return min(colors, key=lambda color: sum(color[:3]), default=None)


def _condition(element: etree._Element, area: Area) -> tuple[str, tuple[float, ...]]:
    """The operator and the numbers that decide; an empty operator if other cells or words do."""
    formulas = [formula.text or "" for formula in element.iterfind("{*}formula")]
    try:
        if element.get("type") == "cellIs":
            return element.get("operator", ""), tuple(map(float, formulas))
    except ValueError:
        return "", ()
    if element.get("type") != "expression" or len(formulas) != 1:
        return "", ()
    if _ALWAYS.fullmatch(formulas[0]):
        return "always", ()
    match = _OF_ITSELF.fullmatch(formulas[0])
    if match and "$" not in match[1] and _areas(match[1]) == ((area[0], area[0], area[2], area[2]),):
        return _SIGNS[match[2]], (float(match[3]),)
    return "", ()


def _areas(references: str) -> tuple[Area, ...]:
    """The areas of `A1:B3 C5`; those that are written otherwise are left out."""
    areas = []
    for reference in references.split():
        corners = [_corner(corner) for corner in reference.replace("$", "").split(":")]
        if None not in corners and 1 <= len(corners) <= 2:
            (top, left), (bottom, right) = corners[0], corners[-1]  # type: ignore[misc]
            areas.append((top, bottom, left, right))
    return tuple(areas)


def _corner(reference: str) -> Position | None:
    match = re.fullmatch(r"([A-Za-z]{1,3})(\d{1,7})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def effects(
    rules: Sequence[Rule],
    numbers: Mapping[Position, float],
    colors: Mapping[Position, tuple[Color, Color | None]],
) -> Effects:
    """What the rules do to cells with numbers. `colors`: ink and ground of each by its own style.

    Raises Unreadable if there are so many rules and cells that this would take minutes.
    """
    if sum(len(rule.areas) for rule in rules) * len(numbers) > MOST_STEPS:
        raise Unreadable(_TOO_MANY)
    result = Effects()
    for position, number in numbers.items():
        here = [rule for rule in rules if any(_is_in(position, area) for area in rule.areas)]
        if here:
            _apply(result, position, number, here, colors[position])
    return result


def _is_in(position: Position, area: Area) -> bool:
    return area[0] <= position[0] <= area[1] and area[2] <= position[1] <= area[3]


def _apply(
    result: Effects, position: Position, number: float, rules: Sequence[Rule], own: tuple[Color, Color | None]
) -> None:
    sure = _together([rule for rule in rules if rule.holds(number)])
    perhaps = _together([rule for rule in rules if rule.holds(number) is not False])
    if _is_visible(sure, own) != _is_visible(perhaps, own) or sure.format != perhaps.format:
        result.doubtful.add(position)
        return
    (result.shown if _is_visible(sure, own) else result.hidden).add(position)
    if sure.format:
        result.formats[position] = sure.format


def _together(rules: Sequence[Rule]) -> Change:
    """What several rules change together: of each property, the first."""
    whole = Change()
    for rule in rules:
        change = rule.change
        whole = Change(
            whole.ink or change.ink,
            whole.ground or change.ground,
            whole.format or change.format,
            whole.hides or change.hides,
        )
        if rule.stops:
            break
    return whole


def _is_visible(change: Change, own: tuple[Color, Color | None]) -> bool:
    ink, ground = own
    return not (change.hides or is_lost(change.ink or ink or BLACK, change.ground or ground))
