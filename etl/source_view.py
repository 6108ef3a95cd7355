"""The place in its source that a figure was read from: the table or page with the cell marked."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from etl.model.document import Document, Grid, Paragraph, Piece, Unreadable
from etl.readers import read
from etl.runtime.paths import HOME
from etl.sources.discovery import Refused, Source, find

_ARCHIVE = re.compile(r"(?P<archive>.+?\.zip)/(?P<member>.+)", re.IGNORECASE)
_PAGE = re.compile(r"p(\d+)@")
_LINE = re.compile(r"l(\d+)")
_AROUND = 8


@dataclass(frozen=True, slots=True)
class Fragment:
    """`html`: a table or lines with the place in `<mark>`, everything of the source escaped; `image`: a PNG of the page
    with the place outlined; `missing`: neither, and the captions say why."""

    kind: Literal["html", "image", "missing"]
    html: str = ""
    image: bytes = b""
    caption_zh: str = ""
    caption_en: str = ""


def fragment(source_name: str, sha256: str, locator: str) -> Fragment:
    """The fragment of a loaded source. The file must still be there with the bytes that were read."""
    if not locator:
        return Fragment(
            "missing", caption_zh="原文中没有印出这一格。", caption_en="The source does not print this cell."
        )
    try:
        data = _bytes(source_name)
    except (OSError, Unreadable):
        return Fragment(
            "missing",
            caption_zh=f"原文件已不在原处：{source_name}",
            caption_en=f"The source file is no longer where it was: {source_name}",
        )
    if hashlib.sha256(data).hexdigest() != sha256:
        return Fragment(
            "missing",
            caption_zh="原文件在入库之后改动过，请重新加载后再看。",
            caption_en="The source file has changed since it was loaded; load it again.",
        )
    return fragment_of(data, source_name, locator)


def fragment_of(data: bytes, name: str, locator: str) -> Fragment:
    """The same for bytes at hand."""
    page = _PAGE.match(locator)
    if page:
        from etl.readers.pdf.reader import page_image

        zh, en = f"原文第 {page[1]} 页", f"Source, page {page[1]}"
        return Fragment("image", image=page_image(data, locator), caption_zh=zh, caption_en=en)
    document = read(data, name)
    for block in document.blocks:
        if isinstance(block, Grid):
            marked = next((piece for piece in block.pieces if piece.place == locator), None)
            if marked is not None:
                return Fragment("html", _table(block, marked), b"", *_caption(locator))
    if _LINE.match(locator):
        return Fragment("html", _lines(document, locator), b"", *_caption(locator))
    return Fragment(
        "missing",
        caption_zh=f"原文中找不到位置 {locator}。",
        caption_en=f"The place {locator} is not in the source.",
    )


def describe(locator: str) -> tuple[str, str]:
    """A locator in words, Chinese and English: 「第 2 个表第 5 行第 3 格」."""
    page, line = _PAGE.match(locator), re.fullmatch(r"l(\d+)(?:c(\d+))?", locator)
    table = re.fullmatch(r"([ts])(\d+)r(\d+)c(\d+)", locator)
    if page:
        return f"第 {page[1]} 页", f"page {page[1]}"
    if line:
        return f"第 {line[1]} 行", f"line {line[1]}"
    if table:
        zh, en = ("张工作表", "sheet") if table[1] == "s" else ("个表", "table")
        return (
            f"第 {table[2]} {zh}第 {table[3]} 行第 {table[4]} 格",
            f"{en} {table[2]}, row {table[3]}, cell {table[4]}",
        )
    return locator, locator


def _caption(locator: str) -> tuple[str, str]:
    zh, en = describe(locator)
    return f"原文{zh}", f"Source, {en}"


def _bytes(source_name: str) -> bytes:
    """Names are paths as given to the loader: absolute, or from the folder that it ran in."""
    match = _ARCHIVE.fullmatch(source_name)
    outer = match["archive"] if match else source_name
    path = next((found for found in (Path(outer), HOME / outer) if found.is_file()), Path(outer))
    if match is None:
        return path.read_bytes()
    for found in find([path]):
        if isinstance(found, Refused):
            continue
        if isinstance(found, Source) and found.name.endswith(f"/{match['member']}"):
            return found.open()
    raise FileNotFoundError(source_name)


def _table(grid: Grid, marked: Piece) -> str:
    rows = []
    for pieces in grid.rows():
        cells = []
        for piece in pieces:
            text = html.escape(piece.text).replace("\n", "<br>")
            spans = (f' rowspan="{piece.row_span}"' if piece.row_span > 1 else "") + (
                f' colspan="{piece.column_span}"' if piece.column_span > 1 else ""
            )
            cells.append(f"<td{spans}>{f'<mark>{text}</mark>' if piece is marked else text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _lines(document: Document, locator: str) -> str:
    """The marked line of a text with some lines around it; `l12c3` is the third piece of line 12."""
    at = int(_LINE.match(locator)[1])  # type: ignore[index]
    lines: dict[int, list[tuple[str, bool]]] = {}
    for block in document.blocks:
        for piece in (block,) if isinstance(block, Paragraph) else block.pieces:
            number = _LINE.match(piece.place)
            if number and abs(int(number[1]) - at) <= _AROUND:
                whole = isinstance(piece, Paragraph) and locator.startswith(f"{piece.place}c")
                lines.setdefault(int(number[1]), []).append((piece.text, piece.place == locator or whole))
    shown = [
        "　".join(
            f"<mark>{html.escape(text)}</mark>" if marked else html.escape(text) for text, marked in pieces
        )
        for _, pieces in sorted(lines.items())
    ]
    return f"<p>{'<br>'.join(shown)}</p>"
