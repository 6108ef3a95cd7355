"""PDF files to documents: tables from ruled strokes or from alignment, joined over page breaks, and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pypdfium2 as pdfium

from etl.model.document import Document, Note, Unreadable, around
from etl.readers.common.embedded_files import read_attached
from etl.readers.fixed_page.document_blocks import blocks_of_pages
from etl.readers.fixed_page.page_blocks import (
    page_blocks,
    running_lines,
    watermark_words,
    without_running_lines,
)
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.two_on_sheet import single_pages
from etl.readers.fixed_page.watermarks import without_watermarks
from etl.readers.pdf.attachments import attachments
from etl.readers.pdf.features import LAYERS, PAPER_CLIPS, PATTERNS, features
from etl.readers.pdf.opening import PDFIUM, open_pdf
from etl.readers.pdf.pdf_page import read_page
from etl.readers.pdf.render import page_image
from etl.readers.pdf.scanned_pages import with_recognised
from etl.readers.pdf.stream_damage import damage

__all__ = ["page_image", "read"]

MOST_PAGES = 300


def read(data: bytes, name: str) -> Document:
    """Read a whole PDF; `metadata` has its own `title` and `author`.

    Raises Unreadable if the file is damaged, protected, empty or too large, or a scan while text recognition is not
    installed.
    """
    with PDFIUM:
        document = open_pdf(data)
        try:
            if not 0 < len(document) <= MOST_PAGES:
                raise Unreadable(
                    f"PDF 有 {len(document)} 页，只读取 1 至 {MOST_PAGES} 页的文件。请检查是否选错了文件。"
                )
            named = features(data)
            pages = [
                _read_page(document, index, LAYERS in named, PATTERNS in named)
                for index in range(len(document))
            ]
            metadata = _metadata(document)
            attached = attachments(document, PAPER_CLIPS in named)
        finally:
            document.close()
    pages, notes = with_recognised(data, pages)
    blocks_by_page = [page_blocks(page) for page in single_pages(without_watermarks(pages))]
    notes += [note for page in blocks_by_page for note in page.notes]
    notes += damage(data)
    blocks = blocks_of_pages(without_running_lines(blocks_by_page))
    metadata |= around(running_lines(blocks_by_page), watermark_words(blocks_by_page))
    made = Document("pdf", tuple(blocks), metadata, tuple(_merged(notes)))
    if not attached:
        return made
    more, more_notes = read_attached(attached, made)
    return replace(made, blocks=(*made.blocks, *more), notes=(*made.notes, *more_notes))


def _read_page(document: pdfium.PdfDocument, index: int, has_layers: bool, has_patterns: bool) -> Page:
    try:
        return read_page(document, index, has_layers, has_patterns)
    except pdfium.PdfiumError as error:
        raise Unreadable(f"PDF 第 {index + 1} 页已损坏，请重新下载或导出。") from error


def _merged(notes: Iterable[Note]) -> list[Note]:
    """Merge notes of one kind into one, with all the pages that it concerns."""
    pages: dict[Note, list[str]] = {}
    for note in notes:
        pages.setdefault(note._replace(page=""), []).append(note.page)
    return [note._replace(page="、".join(dict.fromkeys(of))) for note, of in pages.items()]


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    values = {}
    for key, name in (("title", "Title"), ("author", "Author")):
        try:
            values[key] = document.get_metadata_value(name).strip()
        except UnicodeDecodeError:  # damaged, but only a hint
            continue
    return {key: value for key, value in values.items() if value}
