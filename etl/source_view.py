"""Excerpts of a source with one printed cell marked, as the source viewer shows them."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from etl.model.document import Document, Grid, PartName, Piece, Unreadable
from etl.model.locator import Locator, PageBox, describe, parse, whole_text
from etl.readers import read
from etl.runtime.paths import HOME
from etl.sources.discovery import find
from etl.sources.source import Source
from etl.text.refusals import refusal_in_language

_ONE_OF_SEVERAL = re.compile(r"#\d+$")
_LINES_AROUND = 8
_Line = list[tuple[str, bool]]  # the texts printed side by side, and whether each is marked


@dataclass(frozen=True, slots=True)
class SourceExcerpt:
    """Part of a source with one cell marked.

    `html`: a table or lines, the cell in `<mark>`, all text of the source escaped. `image`: PNG of a page, the cell
    outlined. `missing`: nothing to show; the captions say why.
    """

    kind: Literal["html", "image", "missing"]
    html: str = ""
    image: bytes = b""
    caption_zh: str = ""
    caption_en: str = ""


class SourceGone(Exception):
    """A loaded source whose bytes are no longer to be had; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def original_file(source_name: str, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of a loaded source: of a member of a container the member alone, without its folders.

    Raises SourceGone if they are not the bytes that were read.
    """
    data = _bytes_as_loaded(source_name, sha256)
    return Path(_ONE_OF_SEVERAL.sub("", source_name)).name, data


def excerpt_of_source(source_name: str, sha256: str, locator: str) -> SourceExcerpt:
    """Excerpt of a loaded source, whose file must still hold the bytes that were read. Never raises."""
    if not locator:
        return _missing("原文中没有印出这一格。", "The source does not print this cell.")
    try:
        data = _bytes_as_loaded(source_name, sha256)
    except SourceGone as gone:
        return _missing(gone.zh, gone.en)
    return excerpt_of_bytes(data, source_name, locator)


def excerpt_of_bytes(data: bytes, name: str, locator: str) -> SourceExcerpt:
    """Excerpt of a file at hand; `name` is its path, which says its format. Never raises."""
    try:
        position = parse(locator)
        if isinstance(position, PageBox) and (image := _picture_of(data, position)):
            return SourceExcerpt("image", "", image, *_captions(position))
        return _table_or_lines(read(data, name), position)
    except ValueError:  # no locator, or a page or cell that the file does not have
        return _missing(f"原文中找不到位置 {locator}。", f"The source has no position {locator}.")
    except Unreadable as refusal:
        return _missing(str(refusal), f"The source cannot be shown: {refusal_in_language(refusal, 'en')}")


def _missing(caption_zh: str, caption_en: str) -> SourceExcerpt:
    return SourceExcerpt("missing", caption_zh=caption_zh, caption_en=caption_en)


def _captions(position: Locator) -> tuple[str, str]:
    return f"原文{describe(position, 'zh')}", f"Source, {describe(position, 'en')}"


def _bytes_as_loaded(source_name: str, sha256: str) -> bytes:
    """Raises SourceGone if the source is gone or changed."""
    try:
        data = _bytes(source_name)
    except (OSError, Unreadable) as error:
        raise SourceGone(
            f"原文件已不在原处：{Path(source_name).name}",
            f"The source file is no longer where it was: {Path(source_name).name}",
        ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SourceGone(
            "原文件在入库之后改动过，请重新加载后再看。",
            "The source file has changed since it was loaded; load it again.",
        )
    return data


def _bytes(source_name: str) -> bytes:
    """Bytes of a source by the name it was loaded under: absolute, or relative to the loader's folder. A member of a
    container is named after a file as if that were its folder, a report that shares its file with others `FILE#2`."""
    for name in dict.fromkeys((source_name, _ONE_OF_SEVERAL.sub("", source_name))):
        if (data := _bytes_named(Path(name))) is not None:
            return data
    raise FileNotFoundError(source_name)


def _bytes_named(named: Path) -> bytes | None:
    for file in (named, *named.parents):
        path = next((path for path in (file, HOME / file) if path.is_file()), None)
        if path is None:
            continue
        wanted = path / named.relative_to(file)
        for source in find([path]):
            if isinstance(source, Source) and Path(source.name) == wanted:
                return source.open()
    return None


def _picture_of(data: bytes, position: PageBox) -> bytes:
    """The page or picture of the source with the position outlined, as PNG; empty where the source has no pages to draw."""
    if b"%PDF-" in data[:1024]:
        from etl.readers.pdf.reader import page_image

        return page_image(data, position)
    from etl.readers import format_of
    from etl.readers.scan.outlined import outlined_picture

    return b"" if (kind := format_of(data)) == "ofd" else outlined_picture(data, kind, position)


def _table_or_lines(document: Document, position: Locator) -> SourceExcerpt:
    """Raises ValueError if nothing of the document stands at `position`."""
    locator = str(position)
    for grid in document.grids:
        for piece in grid.pieces:
            if piece.locator == locator:
                return SourceExcerpt("html", _table(grid, piece), b"", *_captions(position))
    return SourceExcerpt("html", _lines_around(document, position), b"", *_captions(position))


def _table(grid: Grid, marked: Piece) -> str:
    rows = ("".join(_cell(piece, piece is marked) for piece in pieces) for pieces in grid.rows())
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(piece: Piece, marked: bool) -> str:
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("rowspan", piece.row_span), ("colspan", piece.column_span))
        if span > 1
    )
    return f"<td{spans}>{_escaped(piece.text, marked)}</td>"


def _escaped(text: str, marked: bool) -> str:
    escaped = html.escape(text).replace("\n", "<br>")
    return f"<mark>{escaped}</mark>" if marked else escaped


def _lines_around(document: Document, position: Locator) -> str:
    """The marked line with its neighbours. A word marks its whole line."""
    locators = {str(position), str(whole_text(position))}
    lines = list(_lines(document, locators))
    marked = next((at for at, line in enumerate(lines) if any(is_marked for _, is_marked in line)), None)
    if marked is None:
        raise ValueError(f"nothing stands at {position}")
    neighbours = lines[max(0, marked - _LINES_AROUND) : marked + _LINES_AROUND + 1]
    return f"<p>{'<br>'.join('　'.join(_escaped(*text) for text in line) for line in neighbours)}</p>"


def _lines(document: Document, locators: set[str]) -> Iterator[_Line]:
    """Paragraphs and rows of grids in reading order; what stands at one of `locators` is marked."""
    for block in document.blocks:
        if isinstance(block, Grid):
            for pieces in block.rows():
                yield [(piece.text, False) for piece in pieces if piece.text.strip()]
        else:
            text = block.name if isinstance(block, PartName) else block.text
            yield [(text, block.locator in locators)]
