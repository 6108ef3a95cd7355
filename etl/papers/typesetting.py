"""Papers as PDF and pictures as PNG, set by Typst with a Chinese font of the machine, which the PDF embeds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from etl.papers.paper_parts import (
    Heading,
    Paper,
    PaperForm,
    PaperTable,
    Part,
    Picture,
    Points,
    Text,
    clean,
    column_widths,
    form_widths,
    number_columns,
)

_TEMPLATE = Path(__file__).with_name("paper.typ")
# points of the line on A4, and of a picture by itself
LINE, PICTURE_LINE = 493, 760
_TALLEST = 640
# pixels of a drawing that is as wide as the line
_CHART = 720
_ONE_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#for svg in json(bytes(sys.inputs.pictures)) { page(image(bytes(svg), format: "svg")) }"""
_PICTURE_PPI = 144
# families in which all Chinese names can be written, best first
CHINESE_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "思源黑体", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "DengXian", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "Source Han Serif SC",
    "SimSun", "STSong", "Songti SC",
)  # fmt: skip


class FontMissing(Exception):
    """No Chinese font is installed where papers are made."""


@cache
def installed_fonts() -> typst.Fonts:
    """The fonts of the machine, looked for once."""
    return typst.Fonts()


def chinese_font(fonts: typst.Fonts | None = None) -> str | None:
    """The family that papers are set in; None where no Chinese font is installed."""
    families = set((fonts or installed_fonts()).families())
    return next((family for family in CHINESE_FONTS if family in families), None)


def paper_pdf(paper: Paper, fonts: typst.Fonts | None = None) -> bytes:
    """The paper as a tagged PDF of A4 pages. Raises FontMissing."""
    return _set(paper, LINE, "pdf", fonts)


def paper_png(paper: Paper, fonts: typst.Fonts | None = None) -> bytes:
    """The paper as one picture, 1,600 pixels wide and as high as it needs. Raises FontMissing."""
    return _set(paper, PICTURE_LINE, "png", fonts)


def pictures_png(pictures: Sequence[Picture], fonts: typst.Fonts | None = None) -> list[bytes]:
    """Drawings as PNG, twice as large as they are in pixels. Raises FontMissing."""
    if not pictures:
        return []
    _font(fonts)
    compiler = typst.Compiler(_ONE_PICTURE, font_paths=fonts or installed_fonts())
    inputs = {"pictures": json.dumps([picture.svg for picture in pictures])}
    made = compiler.compile(format="png", ppi=2 * 96, sys_inputs=inputs)
    return [made] if isinstance(made, bytes) else list(made or ())


def picture_points(picture: Picture, line: int) -> float:
    """Points of a picture's width: as wide as the line, if it is a chart, but never higher than an A4 page."""
    width = min(line, picture.width * line / _CHART)
    return width if line == PICTURE_LINE else min(width, _TALLEST * picture.width / picture.height)


def _font(fonts: typst.Fonts | None) -> str:
    family = chinese_font(fonts)
    if family is None:
        raise FontMissing
    return family


def _set(paper: Paper, line: int, kind: Any, fonts: typst.Fonts | None) -> bytes:
    family = _font(fonts)
    data = {
        "language": paper.language, "title": clean(paper.title), "lines": [clean(text) for text in paper.lines],
        "warning": clean(paper.warning), "source": clean(paper.source), "link": paper.link, "fonts": [family],
        "is_picture": kind == "png", "width": line + 40, "parts": [_plain(part, line) for part in paper.parts],
    }  # fmt: skip
    compiler = typst.Compiler(_TEMPLATE.read_bytes(), font_paths=fonts or installed_fonts())
    made = compiler.compile(format=kind, ppi=_PICTURE_PPI, sys_inputs={"paper": json.dumps(data)})
    assert isinstance(made, bytes)
    return made


def _plain(part: Part, line: int) -> dict[str, Any]:
    """A part as the template takes it."""
    match part:
        case Heading():
            return {"kind": "heading", "text": clean(part.text), "sentence": clean(part.sentence)}
        case Text():
            return {"kind": "text", "text": clean(part.text), "small": part.small}
        case Points():
            return {"kind": "points", "texts": [clean(text) for text in part.texts]}
        case Picture():
            return _drawing(part, line)
        case PaperTable():
            rows = [[_cell(cell) for cell in row] for row in part.rows]
            return {
                "kind": "table", "head": [clean(text) for text in part.head], "rows": rows, "widths": column_widths(part),
                "numbers": number_columns(part),
            }  # fmt: skip
        case PaperForm():
            return {
                "kind": "form",
                "widths": form_widths(part),
                "cells": [_form_cell(cell) for cell in part.cells],
            }


def _form_cell(cell: Any) -> dict[str, Any]:
    return {
        name: getattr(cell, name) for name in ("row", "column", "row_span", "column_span", "is_heading")
    } | {"text": clean(cell.text)}


def _cell(cell: str | Picture) -> str | dict[str, Any]:
    return clean(cell) if isinstance(cell, str) else _drawing(cell, LINE)


def _drawing(picture: Picture, line: int) -> dict[str, Any]:
    return {
        "kind": "picture", "svg": picture.svg, "points": picture_points(picture, line),
        "description": clean(picture.description),
    }  # fmt: skip
