"""What an OFD page shows: its glyphs, its straight strokes and its opaque areas, in the order of drawing.

Lengths in the file are millimetres; everything handed on is in points, with y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.fixed_page.geometry import IDENTITY, THIN, Box, Matrix, combined, transformed
from etl.readers.ofd.package import OfdDocument, child, children, local_name
from etl.readers.ofd.paths import Corner, subpaths
from etl.readers.ofd.text_codes import positions

POINTS = 72 / 25.4
"""Points in a millimetre."""
MOST_UNITS = 400_000
MOST_GLYPHS = 200_000
DEEPEST = 8
_STRAIGHT = 0.5
_ASCENT, _DESCENT = 0.86, 0.14  # of the size, above and below the base line
_OPAQUE = 250
_RECTANGLE = 5  # corners of a closed rectangle
_TOO_MANY = "OFD 中有一页图形或文字过多，不像年度报告，未读取。请检查文件是否有误。"


class Glyph(NamedTuple):
    """One printed character. `angle` in radians clockwise; `order` counts what was drawn before it."""

    character: str
    box: Box
    angle: float
    after_blank: bool
    is_white: bool
    order: int


@dataclass
class Drawing:
    """`strokes` are boxes; `covers` are (order, box) of opaque areas, which hide what was drawn before."""

    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Box] = field(default_factory=list)
    covers: list[tuple[int, Box]] = field(default_factory=list)
    image_area: float = 0.0
    units: int = 0

    def visible_glyphs(self) -> list[Glyph]:
        """The glyphs whose middle no later area covers."""
        return [glyph for glyph in self.glyphs if not self._is_covered(glyph)]

    def _is_covered(self, glyph: Glyph) -> bool:
        left, top, right, bottom = glyph.box
        x, y = (left + right) / 2, (top + bottom) / 2
        return any(
            order > glyph.order and box[0] <= x <= box[2] and box[1] <= y <= box[3]
            for order, box in self.covers
        )


def draw(document: OfdDocument, layers: Iterable[etree._Element]) -> Drawing:
    """Draw the layers of one page. Raises Unreadable if it has too many units for a report."""
    drawing = Drawing()
    scale: Matrix = (POINTS, 0.0, 0.0, POINTS, 0.0, 0.0)
    for layer in layers:
        boundary = _numbers(layer.get("Boundary", ""))  # of an annotation's appearance
        origin: Matrix = (1.0, 0.0, 0.0, 1.0, boundary[0], boundary[1]) if len(boundary) == 4 else IDENTITY
        _draw_units(document, drawing, layer, combined(origin, scale), 0)
    return drawing


def _draw_units(
    document: OfdDocument, drawing: Drawing, holder: etree._Element, matrix: Matrix, depth: int
) -> None:
    for unit in holder:
        drawing.units += 1
        if drawing.units > MOST_UNITS or len(drawing.glyphs) > MOST_GLYPHS:
            raise Unreadable(_TOO_MANY)
        kind = local_name(unit)
        if unit.get("Visible") == "false" or unit.get("Alpha") == "0":
            continue
        if kind == "PageBlock" and depth < DEEPEST:
            _draw_units(document, drawing, unit, matrix, depth + 1)
        elif kind == "TextObject":
            _draw_text(drawing, unit, matrix)
        elif kind == "PathObject":
            _draw_path(drawing, unit, _placed(unit, matrix))
        elif kind == "ImageObject":
            box = transformed(_boundary(unit), matrix)
            drawing.image_area += (box[2] - box[0]) * (box[3] - box[1])
        elif kind == "CompositeObject" and depth < DEEPEST:
            content = document.composite(unit.get("ResourceID", ""))
            if content is not None:
                _draw_units(document, drawing, content, _placed(unit, matrix), depth + 1)


def _placed(unit: etree._Element, matrix: Matrix) -> Matrix:
    """From a unit's own space to the page: its CTM, then the corner of its boundary."""
    own = _numbers(unit.get("CTM", ""))
    inner: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else IDENTITY
    left, top, _, _ = _boundary(unit)
    return combined(combined(inner, (1.0, 0.0, 0.0, 1.0, left, top)), matrix)


def _boundary(unit: etree._Element) -> Box:
    numbers = _numbers(unit.get("Boundary", ""))
    if len(numbers) != 4:
        return 0.0, 0.0, 0.0, 0.0
    left, top, width, height = numbers
    return left, top, left + width, top + height


def _draw_text(drawing: Drawing, unit: etree._Element, matrix: Matrix) -> None:
    size = float(unit.get("Size") or 0)
    if size <= 0 or (unit.get("Fill") == "false" and unit.get("Stroke") != "true"):
        return
    color = child(unit, "FillColor")
    if color is not None and color.get("Alpha") == "0":
        return
    area, matrix = transformed(_boundary(unit), matrix), _placed(unit, matrix)
    stretch = float(unit.get("HScale") or 1)
    angle = math.atan2(matrix[1], matrix[0]) + math.radians(float(unit.get("CharDirection") or 0))
    white = color is not None and _is_white(color)
    drawing.units += 1
    box_of = _upright_box if matrix[1] == matrix[2] == 0 and matrix[0] > 0 < matrix[3] else _turned_box
    after_blank = False
    for character, x, y, width in positions(children(unit, "TextCode"), size, stretch):
        if character.isspace():
            after_blank = True
            continue
        box = box_of(x, y, width, size, matrix)
        if _is_drawn(box, area):
            drawing.glyphs.append(Glyph(character, box, angle, after_blank, white, drawing.units))
        after_blank = False


def _upright_box(x: float, y: float, width: float, size: float, matrix: Matrix) -> Box:
    """A glyph's box where the matrix only enlarges and moves, as nearly always."""
    a, _, _, d, e, f = matrix
    return a * x + e, d * (y - _ASCENT * size) + f, a * (x + width) + e, d * (y + _DESCENT * size) + f


def _turned_box(x: float, y: float, width: float, size: float, matrix: Matrix) -> Box:
    return transformed((x, y - _ASCENT * size, x + width, y + _DESCENT * size), matrix)


def _is_drawn(box: Box, area: Box) -> bool:
    """Whether a glyph stands in its object's boundary, outside of which nothing is drawn, give or take half of it."""
    if area[2] <= area[0] or area[3] <= area[1]:
        return True  # a boundary without extent bounds nothing
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    near_x, near_y = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return area[0] - near_x <= x <= area[2] + near_x and area[1] - near_y <= y <= area[3] + near_y


def _draw_path(drawing: Drawing, unit: etree._Element, matrix: Matrix) -> None:
    data = child(unit, "AbbreviatedData")
    strokes, fills = unit.get("Stroke") != "false", unit.get("Fill") == "true"
    color = child(unit, "FillColor") if fills else None
    for corners in subpaths(data.text or "") if data is not None else ():
        points = [transformed((x, y, x, y), matrix)[:2] for x, y, _ in corners]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            if strokes or fills:
                drawing.strokes.append(box)
            continue
        if strokes:
            drawing.strokes += _sides(corners, points)
        if (
            fills
            and len(corners) <= _RECTANGLE
            and (color is None or float(color.get("Alpha") or 255) >= _OPAQUE)
        ):
            drawing.covers.append((drawing.units, box))


def _sides(corners: list[Corner], points: list[tuple[float, float]]) -> list[Box]:
    """The straight sides that run along an axis."""
    return [
        (min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))
        for (x, y), (next_x, next_y), corner in zip(points, points[1:], corners[1:], strict=False)
        if corner.straight and min(abs(next_x - x), abs(next_y - y)) < _STRAIGHT
    ]


def _is_white(color: etree._Element) -> bool:
    return _numbers(color.get("Value", ""))[:3] == [255.0, 255.0, 255.0]


def _numbers(text: str) -> list[float]:
    try:
        return [float(word) for word in text.split()]
    except ValueError:
        return []
