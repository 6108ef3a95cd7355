"""PDF files to documents: tables from ruled strokes or from alignment, joined over page breaks, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pypdfium2 as pdfium

from etl.model.document import Document, Note, Unreadable
from etl.readers.common.embedded_files import read_attached
from etl.readers.fixed_page.document_blocks import blocks_of_pages
from etl.readers.fixed_page.page_blocks import page_blocks, without_running_lines
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.watermarks import without_watermarks
from etl.readers.pdf.attachments import attachments
from etl.readers.pdf.features import LAYERS, PAPER_CLIPS, features
from etl.readers.pdf.opening import PDFIUM, open_pdf
from etl.readers.pdf.pdf_page import read_page
from etl.readers.pdf.render import page_image
from etl.readers.pdf.stream_damage import damage

__all__ = ["page_image", "read"]

MOST_PAGES = 300
MOST_SCANNED = 60
OCR_ADVICE = (
    "这是扫描件，没有文字层。请上传 Word 或能选中文字的 PDF；管理员可开启文字识别"
    "（在看板的运行环境里执行 pip install rapidocr onnxruntime opencv-python-headless，见 README）。"
)
_FEW_CHARACTERS = 20
_MOSTLY_UNMAPPED = 0.3
_UNMAPPED = re.compile("[\ufffd\ufffe\ue000-\uf8ff]")


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
            pages = [_read_page(document, index, LAYERS in named) for index in range(len(document))]
            metadata = _metadata(document)
            attached = attachments(document, PAPER_CLIPS in named)
        finally:
            document.close()
    pages, notes = _recognised(data, pages)
    blocks_by_page = [page_blocks(page) for page in without_watermarks(pages)]
    notes += [note for page in blocks_by_page for note in page.notes]
    notes += damage(data)
    blocks = blocks_of_pages(without_running_lines(blocks_by_page))
    made = Document("pdf", tuple(blocks), metadata, tuple(_merged(notes)))
    if not attached:
        return made
    more, more_notes = read_attached(attached, made)
    return replace(made, blocks=(*made.blocks, *more), notes=(*made.notes, *more_notes))


def _read_page(document: pdfium.PdfDocument, index: int, has_layers: bool) -> Page:
    try:
        return read_page(document, index, has_layers)
    except pdfium.PdfiumError as error:
        raise Unreadable(f"PDF 第 {index + 1} 页已损坏，请重新下载或导出。") from error


def _recognised(data: bytes, pages: list[Page]) -> tuple[list[Page], list[Note]]:
    """Recognise the text of scanned pages if that is installed; returns all pages and notes on these."""
    scanned = [page for page in pages if _is_scanned(page)]
    notes = [Note("recognised_before", page=str(page.number)) for page in pages if _has_hidden_text(page)]
    if not scanned:
        if not any(page.glyphs.characters for page in pages):
            raise Unreadable("PDF 里没有文字，也没有扫描图像，请检查文件。")
        return pages, notes
    if len(scanned) > MOST_SCANNED:
        raise Unreadable(
            f"扫描页多达 {len(scanned)} 页，只识别不超过 {MOST_SCANNED} 页的文件。请只提交年度报告本身。"
        )
    numbers = [page.number for page in scanned]
    printed = "、".join(map(str, numbers))
    try:
        from etl.readers.pdf import ocr

        engine = ocr.recogniser()
    except ImportError:
        if all(page.number in numbers or not page.glyphs.characters for page in pages):
            raise Unreadable(OCR_ADVICE) from None
        return pages, [*notes, Note("not_recognised", page=printed)]
    notes.append(Note("recognised", page=printed))
    return [
        ocr.recognised_page(engine, data, page) if page.number in numbers else page for page in pages
    ], notes


def _has_hidden_text(page: Page) -> bool:
    """Whether a page is an image over text that some program recognised before."""
    return page.is_image and not _is_scanned(page) and len(page.glyphs.characters) > _FEW_CHARACTERS


def _is_scanned(page: Page) -> bool:
    """Whether the text of a page has to be recognised: an image with hardly a glyph, or glyphs without meaning."""
    characters = page.glyphs.characters
    if len(characters) < _FEW_CHARACTERS:
        return page.is_image
    return len(_UNMAPPED.findall("".join(characters))) > _MOSTLY_UNMAPPED * len(characters)


def _merged(notes: Iterable[Note]) -> list[Note]:
    """Merge notes of one kind into one, with all the pages that it concerns."""
    pages: dict[tuple[str, str], list[str]] = {}
    for kind, detail, page in notes:
        pages.setdefault((kind, detail), []).append(page)
    return [Note(kind, detail, "、".join(dict.fromkeys(of))) for (kind, detail), of in pages.items()]


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    values = {}
    for key, name in (("title", "Title"), ("author", "Author")):
        try:
            values[key] = document.get_metadata_value(name).strip()
        except UnicodeDecodeError:  # damaged, but only a hint
            continue
    return {key: value for key, value in values.items() if value}
