"""What an OFD page draws, in the order of drawing: runs of text, straight strokes, painted areas and images.

Lengths in the file are millimetres; everything handed on is in points, with y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.fixed_page.geometry import IDENTITY, THIN, Box, Matrix, combined, transformed
from etl.readers.ofd.fill_colors import UNKNOWN, Color, color_of
from etl.readers.ofd.package import OfdDocument, child, local_name
from etl.readers.ofd.paths import Corner, subpaths
from etl.readers.ofd.straight_paths import STRAIGHT, StraightPaths
from etl.readers.ofd.text_runs import TextRuns

POINTS = 72 / 25.4
"""Points in a millimetre."""
MOST_UNITS = 400_000
MOST_GLYPHS = 200_000
DEEPEST = 8
_OFF = ("false", "0")
_RULE = 1.0  # points: what is filled and no wider is a line
_RECTANGLE = 5  # corners of a closed rectangle
_FAINT = 0.4
_OPAQUE = 0.98
_BLACK = Color((0.0, 0.0, 0.0), 1.0)
_TOO_MANY = "OFD 中有一页图形或文字过多，不像年度报告，未读取。请检查文件是否有误。"


@dataclass(frozen=True, slots=True)
class Area:
    """Something painted: `image` is the resource of an image, whose own transparency counts."""

    order: int
    box: Box
    color: tuple[float, float, float]
    certain: bool
    image: str = ""


@dataclass
class Drawing:
    """`strokes` are boxes with `stroke_orders`, of paths that are not among the `straight` ones; `image_area` is what
    images cover, in square points."""

    text: TextRuns = field(default_factory=TextRuns)
    straight: StraightPaths = field(default_factory=StraightPaths)
    strokes: list[Box] = field(default_factory=list)
    stroke_orders: list[int] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    image_area: float = 0.0
    units: int = 0


def draw(document: OfdDocument, layers: Iterable[etree._Element]) -> Drawing:
    """Draw the layers of one page. Raises Unreadable if it has too many units for a report."""
    pen = _Pen(document)
    scale: Matrix = (POINTS, 0.0, 0.0, POINTS, 0.0, 0.0)
    for layer in layers:
        boundary = _numbers(layer.get("Boundary", ""))  # of an annotation's appearance
        origin: Matrix = (1.0, 0.0, 0.0, 1.0, boundary[0], boundary[1]) if len(boundary) == 4 else IDENTITY
        if layer.get("Visible") not in _OFF:
            pen.draw(layer, combined(origin, scale), 1.0, layer.get("DrawParam", ""), 0)
    return pen.drawing


class _Pen:
    """Draws the units of one page."""

    def __init__(self, document: OfdDocument) -> None:
        self.document = document
        self.drawing = Drawing()

    def draw(self, holder: etree._Element, matrix: Matrix, alpha: float, style: str, depth: int) -> None:
        """Draw the units in a layer, block or composite; `style` is the drawing parameter they inherit."""
        drawing = self.drawing
        for unit in holder:
            drawing.units += 1
            if drawing.units > MOST_UNITS or len(drawing.text.characters) > MOST_GLYPHS:
                raise Unreadable(_TOO_MANY)
            kind, stated = local_name(unit.tag), unit.get
            if stated("Visible") in _OFF:
                continue
            own_style = stated("DrawParam") or style
            own_alpha = alpha * _part(faint) if (faint := stated("Alpha")) else alpha
            if kind == "TextObject":
                self._text(unit, matrix, own_alpha, own_style)
            elif kind == "PathObject":
                self._path(unit, matrix, own_alpha, own_style)
            elif kind == "ImageObject":
                self._image(unit, matrix, own_alpha)
            elif depth >= DEEPEST:
                continue
            elif kind == "PageBlock":
                self.draw(unit, matrix, own_alpha, own_style, depth + 1)
            elif kind == "CompositeObject":
                content = self.document.composite(unit.get("ResourceID", ""))
                if content is not None:
                    self.draw(
                        content, placed(unit, boundary_of(unit), matrix), own_alpha, own_style, depth + 1
                    )

    def _text(self, unit: etree._Element, matrix: Matrix, alpha: float, style: str) -> None:
        stated = unit.get
        size = _number(stated("Size"), 0.0)
        if size <= 0:
            return
        is_stroked = stated("Stroke") == "true"
        if stated("Fill") in _OFF:
            outline = child(unit, "StrokeColor") if is_stroked else None
            plain = Color(UNKNOWN, 1.0 if is_stroked else 0.0)
            color = color_of(outline, self.document.palette_color) if outline is not None else plain
        else:
            color = self._color(unit, style) or _BLACK
            if is_stroked:
                color = Color(UNKNOWN, color.alpha)
        boundary = boundary_of(unit)
        self.drawing.text.add(
            unit, size, placed(unit, boundary, matrix), transformed(boundary, matrix),
            color if alpha == 1.0 else Color(color.parts, color.alpha * alpha), self.drawing.units,
        )  # fmt: skip

    def _path(self, unit: etree._Element, matrix: Matrix, alpha: float, style: str) -> None:
        data = unit[-1] if len(unit) else None
        if data is None or local_name(data.tag) != "AbbreviatedData":
            data = child(unit, "AbbreviatedData")
        strokes, fills = unit.get("Stroke") != "false", unit.get("Fill") == "true"
        if data is None or not (strokes or fills) or alpha < _FAINT:
            return
        words = data.text or ""
        placing = placed(unit, boundary_of(unit), matrix)
        if self.drawing.straight.add(words, placing, self.drawing.units, fills):
            return
        parts = subpaths(words)
        shapes = 0
        for corners in parts:
            points = [_point(corner, placing) for corner in corners]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = min(xs), min(ys), max(xs), max(ys)
            if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
                self._strokes([box])
                if fills and not strokes and min(box[2] - box[0], box[3] - box[1]) > _RULE:
                    self._area(unit, corners, box, alpha, style, is_only=len(parts) == 1)
                continue
            if strokes:
                self._strokes(_sides(corners, points))
            if fills:
                shapes += 1
                self._area(unit, corners, box, alpha, style, is_only=shapes == 1 and len(parts) == 1)

    def _area(
        self, unit: etree._Element, corners: list[Corner], box: Box, alpha: float, style: str, is_only: bool
    ) -> None:
        color = self._color(unit, style) or Color(UNKNOWN, 1.0)
        opacity = color.alpha * alpha
        if opacity < _FAINT:
            return
        is_box = is_only and len(corners) == _RECTANGLE and all(straight for _, _, straight in corners)
        certain = is_box and opacity > _OPAQUE and child(unit, "Clips") is None
        parts = color.parts if opacity > _OPAQUE else UNKNOWN
        self.drawing.areas.append(Area(self.drawing.units, box, parts, certain))

    def _image(self, unit: etree._Element, matrix: Matrix, alpha: float) -> None:
        box = transformed(boundary_of(unit), matrix)
        self.drawing.image_area += (box[2] - box[0]) * (box[3] - box[1])
        if alpha >= _FAINT:
            resource = unit.get("ResourceID", "") if alpha > _OPAQUE else ""
            self.drawing.areas.append(Area(self.drawing.units, box, UNKNOWN, False, resource))

    def _color(self, unit: etree._Element, style: str) -> Color | None:
        """The fill colour of a unit: its own, or that of its drawing parameter."""
        element = child(unit, "FillColor")
        if element is None and style:
            element = self.document.fill_color(style)
        return color_of(element, self.document.palette_color) if element is not None else None

    def _strokes(self, boxes: list[Box]) -> None:
        self.drawing.strokes += boxes
        self.drawing.stroke_orders += [self.drawing.units] * len(boxes)


def placed(unit: etree._Element, boundary: Box, matrix: Matrix) -> Matrix:
    """From a unit's own space to the page: its CTM, then the corner of its boundary."""
    left, top, _, _ = boundary
    own = unit.get("CTM")
    if own is None:
        a, b, c, d, e, f = matrix
        return a, b, c, d, left * a + top * c + e, left * b + top * d + f
    numbers = _numbers(own)
    inner: Matrix = (*numbers,) if len(numbers) == 6 else IDENTITY  # type: ignore[assignment]
    return combined(combined(inner, (1.0, 0.0, 0.0, 1.0, left, top)), matrix)


def boundary_of(unit: etree._Element) -> Box:
    """The boundary of a unit, outside of which it draws nothing, in the space around it."""
    return _boundary(unit.get("Boundary", ""))


@lru_cache(maxsize=1024)
def _boundary(words: str) -> Box:
    numbers = _numbers(words)
    if len(numbers) != 4:
        return 0.0, 0.0, 0.0, 0.0
    left, top, width, height = numbers
    return left, top, left + width, top + height


def _point(corner: Sequence[float], matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * corner[0] + c * corner[1] + e, b * corner[0] + d * corner[1] + f


def _sides(corners: list[Corner], points: list[tuple[float, float]]) -> list[Box]:
    """The straight sides that run along an axis."""
    return [
        (min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))
        for (x, y), (next_x, next_y), corner in zip(points, points[1:], corners[1:], strict=False)
        if corner[2] and min(abs(next_x - x), abs(next_y - y)) < STRAIGHT
    ]


def _part(alpha: str) -> float:
    return min(max(_number(alpha, 255.0), 0.0), 255.0) / 255


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default


def _numbers(text: str) -> list[float]:
    try:
        return [float(word) for word in text.split()]
    except ValueError:
        return []
