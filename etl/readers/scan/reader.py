"""Picture files to documents, where text recognition is installed."""

from __future__ import annotations

from collections.abc import Sequence

from etl.model.document import Block, Document, Note, Unreadable
from etl.readers.fixed_page.document_blocks import blocks_of_pages
from etl.readers.fixed_page.page_blocks import page_blocks, without_running_lines
from etl.readers.fixed_page.printed_page import Page
from etl.readers.scan.glyph_boxes import DOUBTFUL
from etl.readers.scan.pictures import SMALLEST, may_hold_table, pages_of

OCR_ADVICE = (
    "这是{what}，没有文字层。请上传 Word 或能选中文字的 PDF；管理员可开启文字识别"
    "（在看板的运行环境里执行 pip install rapidocr onnxruntime opencv-python-headless，见 README）。"
)
_NO_TEXT = "图片里没有识别出文字；请确认是否选错了文件，或重新扫描得清楚一些。"
_TOO_SMALL = "图片太小（不足 {0}×{1} 像素），装不下报告的表格，没有识别；请提供原图。"


def read(data: bytes, name: str) -> Document:
    """Recognise a picture of any format, with all pages of a TIFF.

    Raises Unreadable if it is damaged, too large or too small, shows no text, or text recognition is not installed.
    """
    if next(pages_of(data), None) is not None and not may_hold_table(data):
        raise Unreadable(_TOO_SMALL.format(*SMALLEST))
    blocks, notes = read_pages(data, 1)
    if not blocks:
        raise Unreadable(_NO_TEXT)
    return Document("picture", tuple(blocks), {}, tuple(notes))


def read_pages(data: bytes, first: int, only_tables: bool = False) -> tuple[list[Block], list[Note]]:
    """What the pages of a picture show, numbered from `first`, and notes; nothing of pages without a ruled table if
    `only_tables`. Raises Unreadable as `read` does."""
    try:
        from etl.readers.scan.recognise_page import holds_ruled_table, recognised_page
    except ImportError:
        raise Unreadable(OCR_ADVICE.format(what="图片")) from None
    pictures = (picture for picture in pages_of(data) if not only_tables or holds_ruled_table(picture))
    pages = [recognised_page(picture, number) for number, picture in enumerate(pictures, start=first)]
    by_page = [page_blocks(page) for page in pages]
    notes = [*notes_on(pages), *(note for page in by_page for note in page.notes)]
    return list(blocks_of_pages(without_running_lines(by_page))), notes


def notes_on(pages: Sequence[Page]) -> list[Note]:
    """What to say of recognised pages: that they are, and where figures were not sure."""
    doubtful = [page for page in pages if DOUBTFUL in page.glyphs.characters]
    notes = [("recognised", pages), ("unsure_figures", doubtful)]
    return [Note(kind, page="、".join(str(page.number) for page in of)) for kind, of in notes if of]
