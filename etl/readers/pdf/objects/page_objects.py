"""What a PDF page draws, in the order of drawing: straight strokes, text objects, painted areas and images.

All boxes here are in PDF coordinates: left, bottom, right, top in points, with y upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.model.document import Unreadable
from etl.readers.fixed_page.geometry import IDENTITY, THIN, Box, Matrix, combined, transformed
from etl.readers.fixed_page.sight import Areas, Marks
from etl.readers.pdf.objects import object_state, pdfium_fast
from etl.readers.pdf.objects.object_paths import BACKGROUND, matrix_of, path_of, rectangle_of
from etl.readers.pdf.objects.text_marks import text_marks

MOST_OBJECTS = 400_000
MOST_STROKES = 20_000
MOST_AREAS = 20_000
DEEPEST_FORM = 8
_OPAQUE = 0.98
_FAINT = 0.4
"""An area that lets more than the rest of what is below shine through hides nothing."""
_LOWEST_DRAWING, _HIGHEST_DRAWING, _WIDEST_DRAWING = 4.0, 60.0, 200.0  # points
_UNKNOWN = (np.nan, np.nan, np.nan)


@dataclass(frozen=True, slots=True)
class PageObjects:
    """`strokes` (n, 4) are boxes, `stroke_order` (n,) their places in the order of drawing and `stroke_owner` the
    addresses of the objects that draw them, 0 for those that belong to no layer.

    `texts` are the addresses of the text objects, `marks` how they are painted and `pale` (n,) whether that
    is nearer to white than to black. `areas` are painted beside them; none
    is certain before `resolved` has looked at its shape. `drawings` are the boxes (k, 4) of what is not larger than a
    cell and may draw a figure: images, curved or broken shapes, and whatever is masked or clipped. `image_area` is what images cover, in square points, `images`
    (n, 4) their boxes, none where layers may hide them.
    """

    strokes: np.ndarray
    stroke_order: np.ndarray
    stroke_owner: list[int]
    image_area: float
    images: np.ndarray
    texts: list[int]
    marks: Marks
    pale: np.ndarray
    areas: Areas
    resolved: Callable[[], Areas]
    drawings: Callable[[], np.ndarray]


class _Batch(NamedTuple):
    """Objects drawn one after the other, from `first` in the order of the whole page, that share a matrix.

    `plain` is false for those of a form that is blended, masked or perhaps part of a layer.
    """

    items: list[int]
    kinds: np.ndarray
    first: int
    matrix: Matrix
    plain: bool


class _Shape(NamedTuple):
    """Something painted that is thicker than a stroke, with its place in the order of drawing; `is_box` of a simple
    filled path."""

    item: int
    kind: int
    order: int
    box: list[float]
    matrix: Matrix
    plain: bool
    is_box: bool = False


def page_objects(
    page: pdfium.PdfPage, visible: Box, has_layers: bool, has_patterns: bool = False
) -> PageObjects:
    """Walk over all objects of a page, those in its forms included.

    `visible` is the part of the page that a viewer shows; `has_patterns` says that something may be painted with a
    pattern, whose colour PDFium does not give. Raises Unreadable if there are too many objects for a
    report.
    """
    walk = _Walk(visible, has_layers, has_patterns)
    objects = raw.FPDFPage_CountObjects(page.raw)
    for batch in walk.batches(
        pdfium_fast.page_object, pdfium_fast.address_of(page.raw), objects, IDENTITY, 0, True
    ):
        walk.add(batch)
    return walk.found()


class _Walk:
    """One pass over the objects of a page."""

    def __init__(self, visible: Box, has_layers: bool, has_patterns: bool) -> None:
        self.visible = visible
        self.has_layers = has_layers
        self.has_patterns = has_patterns
        self.total = 0
        self.strokes: list[list[float]] = []
        self.orders: list[int] = []
        self.owners: list[int] = []
        self.image_area = 0.0
        self.images: list[list[float]] = []
        self.shapes: list[_Shape] = []
        self.texts: list[_Batch] = []

    def batches(
        self, get: pdfium_fast.Function, owner: int, count: int, matrix: Matrix, depth: int, plain: bool
    ) -> Iterator[_Batch]:
        """The objects of a page or a form, and of the forms in it, in the order of drawing."""
        if self.total + count > MOST_OBJECTS:
            raise Unreadable(
                f"PDF 中有一页多达 {self.total + count} 个图形对象，不像年度报告，未读取。请检查文件是否有误。"
            )
        items = list(map(get, [owner] * count, range(count)))
        kinds = np.fromiter(map(pdfium_fast.object_type, items), int, count)
        forms = np.flatnonzero(kinds == raw.FPDF_PAGEOBJ_FORM).tolist() if depth < DEEPEST_FORM else []
        start = 0
        for form in [*forms, count]:
            if form > start:
                yield _Batch(items[start:form], kinds[start:form], self.total, matrix, plain)
                self.total += form - start
            if form < count:
                item = items[form]
                self.total += 1
                yield from self.batches(
                    pdfium_fast.form_object, item, pdfium_fast.form_object_count(item),
                    combined(matrix_of(item), matrix), depth + 1,
                    plain and not self.has_layers and not pdfium_fast.has_transparency(item),
                )  # fmt: skip
            start = form + 1

    def add(self, batch: _Batch) -> None:
        texts = batch.kinds == raw.FPDF_PAGEOBJ_TEXT
        if texts.any():
            chosen = np.flatnonzero(texts)
            self.texts.append(
                batch._replace(items=[batch.items[n] for n in chosen.tolist()], kinds=chosen + batch.first)
            )
        others = np.flatnonzero(~texts)
        if not len(others):
            return
        items = [batch.items[n] for n in others.tolist()]
        boxes = object_state.bounds(items, batch.matrix)
        thin = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THIN
        drawn = np.isin(batch.kinds[others], (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE))
        strokes = np.flatnonzero(thin & drawn)
        owners = [items[n] for n in strokes.tolist()]
        self._add_strokes(
            boxes[strokes].tolist(), owners, (batch.first + others[strokes]).tolist(), batch.plain
        )
        kinds, places = batch.kinds[others].tolist(), (others + batch.first).tolist()
        for n, box in zip(np.flatnonzero(~thin).tolist(), boxes[~thin].tolist(), strict=True):
            if box[0] == box[0]:  # no NaN: it has bounds
                self._add_shape(_Shape(items[n], kinds[n], places[n], box, batch.matrix, batch.plain))

    def _add_shape(self, shape: _Shape) -> None:
        if shape.kind == raw.FPDF_PAGEOBJ_PATH:
            path = path_of(shape.item)
            if path is BACKGROUND:
                self.shapes.append(shape._replace(is_box=True))
                return
            strokes = [list(transformed(stroke, shape.matrix)) for stroke in path.strokes]
            count = len(strokes)
            self._add_strokes(strokes, [shape.item] * count, [shape.order] * count, shape.plain)
            if path.covers:
                self.shapes.append(shape)
            return
        if shape.kind == raw.FPDF_PAGEOBJ_IMAGE:
            width = min(shape.box[2], self.visible[2]) - max(shape.box[0], self.visible[0])
            self.image_area += width * (shape.box[3] - shape.box[1])
            if not self.has_layers:
                self.images.append(shape.box)
        self.shapes.append(shape)

    def _add_strokes(
        self, boxes: list[list[float]], owners: list[int], orders: list[int], plain: bool
    ) -> None:
        self.strokes += boxes
        self.orders += orders
        if self.has_layers:
            layered = object_state.in_layers(owners) | (not plain)
            self.owners += [owner if is_in else 0 for owner, is_in in zip(owners, layered, strict=True)]
        else:
            self.owners += [0] * len(boxes)

    def found(self) -> PageObjects:
        # many strokes: a drawing or a map, not a table
        count = len(self.strokes) if len(self.strokes) <= MOST_STROKES else 0
        boxes = np.array(self.strokes[:count], float).reshape(-1, 4)
        boxes[:, 0::2] = boxes[:, 0::2].clip(self.visible[0], self.visible[2])
        boxes[:, 1::2] = boxes[:, 1::2].clip(self.visible[1], self.visible[3])
        texts = [item for batch in self.texts for item in batch.items]
        painted = [self._marks(batch) for batch in self.texts]
        shapes, areas = _areas_of(self._covering(painted), self.has_patterns)
        return PageObjects(
            strokes=boxes,
            stroke_order=np.array(self.orders[:count], int),
            stroke_owner=self.owners[:count],
            image_area=self.image_area,
            images=np.array(self.images, float).reshape(-1, 4),
            texts=texts,
            marks=Marks.joined([marks for marks, _ in painted]),
            pale=np.concatenate([pale for _, pale in painted]) if painted else np.zeros(0, bool),
            areas=areas,
            resolved=partial(_resolved, shapes, areas, self.has_layers),
            drawings=partial(_drawings, self.shapes),
        )

    def _marks(self, batch: _Batch) -> tuple[Marks, np.ndarray]:
        return text_marks(
            batch.items, batch.kinds, batch.matrix, batch.plain,
            self.has_layers, self.has_patterns, bool(self.shapes),
        )  # fmt: skip

    def _covering(self, painted: list[tuple[Marks, np.ndarray]]) -> list[_Shape]:
        """What may lie over text in the order of drawing: the shapes, and pale text, which may be blots of one glyph."""
        pale = [
            _Shape(batch.items[n], raw.FPDF_PAGEOBJ_TEXT, int(batch.kinds[n]), marks.box[n].tolist(), batch.matrix, batch.plain)
            for batch, (marks, is_pale) in zip(self.texts, painted, strict=True)
            for n in np.flatnonzero(is_pale & (marks.alpha >= _FAINT)).tolist()
        ]  # fmt: skip
        return sorted([*self.shapes, *pale], key=attrgetter("order")) if pale else self.shapes


def _areas_of(shapes: list[_Shape], has_patterns: bool) -> tuple[list[_Shape], Areas]:
    """The shapes that could hide something, and as areas of no certain shape."""
    colors = object_state.fill_colors([shape.item for shape in shapes])
    is_path = np.array([shape.kind == raw.FPDF_PAGEOBJ_PATH for shape in shapes], bool)
    colors[~is_path] = (*_UNKNOWN, 1.0)
    if has_patterns:
        colors[object_state.are_perhaps_patterns(colors), :3] = np.nan
    hiding = np.flatnonzero(colors[:, 3] >= _FAINT)
    chosen = [shapes[n] for n in hiding.tolist()]
    return chosen, Areas(
        np.array([shape.order for shape in chosen], int),
        np.array([shape.box for shape in chosen], float).reshape(-1, 4),
        np.where(colors[hiding, 3:] > _OPAQUE, colors[hiding, :3], np.nan),
        np.zeros(len(chosen), bool),
    )


def _resolved(shapes: list[_Shape], areas: Areas, has_layers: bool) -> Areas:
    """The areas with their exact boxes where they are upright rectangles of one opaque colour."""
    box, certain = areas.box.copy(), areas.certain.copy()
    for n in np.flatnonzero(~np.isnan(areas.color[:, 0])).tolist()[:MOST_AREAS]:
        item, _, _, _, matrix, plain, _ = shapes[n]
        rectangle = rectangle_of(item)
        clips, exact = object_state.clips([item], matrix)
        if rectangle and exact[0] and plain and not pdfium_fast.has_transparency(item):
            certain[n] = not (has_layers and object_state.in_layers([item])[0])
            sides = np.array(transformed(rectangle, matrix))
            box[n, :2], box[n, 2:] = np.maximum(sides[:2], clips[0, :2]), np.minimum(sides[2:], clips[0, 2:])
    return replace(areas, box=box, certain=certain)


def _drawings(shapes: list[_Shape]) -> np.ndarray:
    """The boxes (k, 4) of the shapes that are not larger than a cell and no plain box of one colour."""
    boxes = np.array([shape.box for shape in shapes], float).reshape(-1, 4)
    chosen = np.flatnonzero(may_be_in_cell(boxes))[:MOST_AREAS]
    of_cells = [shapes[n] for n in chosen.tolist()]
    items = [shape.item for shape in of_cells]
    odd = np.array([not (shape.plain and shape.is_box) for shape in of_cells], bool)
    odd |= ~object_state.have_color(items) | object_state.are_transparent(items)
    odd |= object_state.have_broken_clips(items)
    return boxes[chosen[odd]]


def may_be_in_cell(boxes: np.ndarray) -> np.ndarray:
    """Which boxes (bool, n) are of the size of a figure or a cell."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    fitting: np.ndarray = (
        (width <= _WIDEST_DRAWING) & (height >= _LOWEST_DRAWING) & (height <= _HIGHEST_DRAWING)
    )
    return fitting
