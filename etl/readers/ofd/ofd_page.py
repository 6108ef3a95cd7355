"""One page of an OFD document, turned upright, without what no reader sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from etl.readers.fixed_page.assembly import MOSTLY, Drawn, assembled
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.sight import (
    DOUBTFUL,
    VISIBLE,
    Areas,
    flagged,
    is_recognised_layer,
    sight,
    uncovered,
)  # fmt: skip
from etl.readers.ofd.drawing import POINTS, Area, draw
from etl.readers.ofd.images import opaque_parts
from etl.readers.ofd.package import OfdDocument, PageParts
from etl.readers.ofd.text_runs import Characters

_PALE = 0.5


def ofd_page(document: OfdDocument, part: PageParts, number: int) -> Page:
    """Draw a page and turn it upright. Raises Unreadable if it has too many units for a report."""
    drawing = draw(document, part.layers)
    with np.errstate(all="ignore"):  # of coordinates that are no numbers
        text = drawing.text.printed()
        straight, straight_orders = drawing.straight.strokes()
    width, height = part.size[0] * POINTS, part.size[1] * POINTS
    strokes = np.concatenate((np.array(drawing.strokes, float).reshape(-1, 4), straight))
    sights = np.full(len(text.characters), VISIBLE)
    flags = flagged(text.marks, _areas(drawing.areas))
    asked = np.flatnonzero(flags[text.run])
    if len(asked):
        areas = _areas([one for area in drawing.areas for one in _with_shape(area, document.image)])
        sights[asked] = _sight(text, asked, areas)
        if drawing.image_area > MOSTLY * width * height and is_recognised_layer(sights):
            sights[:] = VISIBLE
        orders = np.concatenate((np.array(drawing.stroke_orders, int), straight_orders))
        strokes = strokes[uncovered(strokes, orders, areas)]
    is_digit = np.array([one.isdecimal() for one in text.characters], bool)
    sights[(text.mirrored | text.cut) & is_digit & (sights == VISIBLE)] = DOUBTFUL
    marks = text.marks
    pale = 1 - marks.alpha * (1 - marks.color.min(axis=1, initial=1.0)) > _PALE
    return assembled(
        number,
        Drawn(
            characters=text.characters,
            box=text.box,
            angle=text.angle,
            after_blank=text.after_blank,
            pale=pale[text.run],
            sight=sights,
            strokes=strokes,
            size=(width, height),
            rotation=0,
            image_area=drawing.image_area,
            images=np.array([area.box for area in drawing.areas if area.image], float).reshape(-1, 4),
        ),
    )


def _sight(text: Characters, asked: np.ndarray, areas: Areas) -> np.ndarray:
    """What is seen of the `asked` characters; what is no digit is never doubtful."""
    sights = sight(replace(text.marks.chosen(text.run[asked]), box=text.ink[asked]), areas)
    is_digit = np.array([text.characters[n].isdecimal() for n in asked.tolist()], bool)
    return np.where((sights == DOUBTFUL) & ~is_digit, VISIBLE, sights)


def _with_shape(area: Area, image: Callable[[str], bytes | None]) -> Iterator[Area]:
    """An area; of an image the parts that nothing shines through."""
    parts = opaque_parts(image(area.image) or b"") if area.image else None
    if parts is None:
        yield area
        return
    left, top, right, bottom = area.box
    for x0, y0, x1, y1 in parts:
        box = (
            left + x0 * (right - left), top + y0 * (bottom - top),
            left + x1 * (right - left), top + y1 * (bottom - top),
        )  # fmt: skip
        yield replace(area, box=box, certain=True)


def _areas(areas: list[Area]) -> Areas:
    return Areas(
        np.array([area.order for area in areas], int),
        np.array([area.box for area in areas], float).reshape(-1, 4),
        np.array([area.color for area in areas], float).reshape(-1, 3),
        np.array([area.certain for area in areas], bool),
    )
