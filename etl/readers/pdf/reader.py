"""PDF -> Document: tables from ruled strokes or from alignment, joined over page breaks; and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pypdfium2 as pdfium

from etl.model.document import Document, Grid, Note, Paragraph, Unreadable
from etl.readers.pdf.lines import Line
from etl.readers.pdf.opening import PDFIUM, open_pdf
from etl.readers.pdf.page_blocks import PageBlocks, page_blocks, without_running_lines
from etl.readers.pdf.page_breaks import continues, stitched
from etl.readers.pdf.paragraphs import paragraphs_and_grids
from etl.readers.pdf.pdf_page import Page, read_page
from etl.readers.pdf.render import page_image
from etl.readers.pdf.stream_damage import damage
from etl.readers.pdf.table_grid import Table

__all__ = ["page_image", "read"]

MOST_PAGES = 300
MOST_SCANNED = 60
OCR_ADVICE = '这是扫描件，没有文字层。请安装文字识别组件后重试：pip install "disclosure-dashboard[ocr]"'


def read(data: bytes, name: str) -> Document:
    """The whole PDF. Raises Unreadable for a file that is damaged, locked, empty, too large, or a scan that
    cannot be recognised here."""
    with PDFIUM:
        document = open_pdf(data)
        try:
            if not 0 < len(document) <= MOST_PAGES:
                raise Unreadable(
                    f"PDF 有 {len(document)} 页，只读取 1 至 {MOST_PAGES} 页的文件。请检查是否选错了文件。"
                )
            pages = [_read_page(document, index) for index in range(len(document))]
            metadata = _metadata(document)
        finally:
            document.close()
    pages, notes = _recognised(data, pages)
    found = [page_blocks(page) for page in pages]
    notes += [note for page in found for note in page.notes]
    notes += damage(data)
    return Document("pdf", tuple(_blocks(without_running_lines(found))), metadata, tuple(_by_kind(notes)))


def _read_page(document: pdfium.PdfDocument, index: int) -> Page:
    try:
        return read_page(document, index)
    except pdfium.PdfiumError as error:
        raise Unreadable(f"PDF 第 {index + 1} 页已损坏，请重新下载或导出。") from error


def _recognised(data: bytes, pages: list[Page]) -> tuple[list[Page], list[Note]]:
    """The pages with scanned ones recognised where that is installed, and notes on the others."""
    scanned = [page.number for page in pages if _is_scanned(page)]
    notes = [
        Note("recognised_before", page=str(page.number))
        for page in pages if page.pictured and not _is_scanned(page) and len(page.glyphs.characters) > 20
    ]  # fmt: skip
    if not scanned:
        if not any(page.glyphs.characters for page in pages):
            raise Unreadable("PDF 里没有文字，也没有扫描图像，请检查文件。")
        return pages, notes
    if len(scanned) > MOST_SCANNED:
        raise Unreadable(
            f"扫描页多达 {len(scanned)} 页，只识别不超过 {MOST_SCANNED} 页的文件。请只提交年度报告本身。"
        )
    numbers = "、".join(str(number) for number in scanned)
    try:
        from etl.readers.pdf import ocr

        recogniser = ocr.recogniser()
    except ImportError:
        if len(scanned) == sum(bool(p.glyphs.characters) or p.number in scanned for p in pages):
            raise Unreadable(OCR_ADVICE) from None
        return pages, [*notes, Note("not_recognised", page=numbers)]
    notes.append(Note("recognised", page=numbers))
    return [
        ocr.recognised_page(recogniser, data, page) if page.number in scanned else page for page in pages
    ], notes


def _by_kind(notes: Iterable[Note]) -> list[Note]:
    """One note a kind, with all the pages that it concerns."""
    pages: dict[tuple[str, str], list[str]] = {}
    for note in notes:
        pages.setdefault((note.kind, note.found), []).append(note.page)
    return [Note(kind, found, "、".join(dict.fromkeys(of))) for (kind, found), of in pages.items()]


def _is_scanned(page: Page) -> bool:
    """A page whose text has to be recognised: a picture with hardly a glyph, or glyphs that mean nothing."""
    characters = page.glyphs.characters
    if len(characters) < 20:
        return page.pictured
    unmapped = sum(c == "\ufffd" or c == "\ufffe" or "\ue000" <= c <= "\uf8ff" for c in characters)
    return unmapped > 0.3 * len(characters)


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    found = {}
    for key, name in (("title", "Title"), ("author", "Author")):
        try:
            found[key] = document.get_metadata_value(name).strip()
        except UnicodeDecodeError:  # damaged, and of no weight for the rest
            continue
    return {key: value for key, value in found.items() if value}


def _blocks(pages: Sequence[PageBlocks]) -> list[Paragraph | Grid]:
    """Paragraphs and grids in reading order; a table that goes on over a page break is one grid."""
    blocks: list[tuple[Page, Table | Line]] = []
    for found in pages:
        for number, block in enumerate(found.blocks):
            before = blocks[-1][1] if blocks and not number else None
            if isinstance(block, Table) and isinstance(before, Table) and continues(before, block):
                blocks[-1] = (found.page, stitched(before, block))
            else:
                blocks.append((found.page, block))
    return paragraphs_and_grids(blocks)
