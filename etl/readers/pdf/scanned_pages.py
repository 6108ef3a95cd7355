"""Which pages of a PDF are scans, and what recognition reads on them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model.document import Note, Unreadable
from etl.readers.fixed_page.printed_page import Page
from etl.readers.pdf.render import rendered
from etl.readers.scan.pictures import PAGE_PIXELS, PIXELS_PER_POINT
from etl.readers.scan.reader import OCR_ADVICE, notes_on

MOST_SCANNED = 60
_FEW_CHARACTERS, _FEW_DIGITS = 150, 20
"""Over a picture of the page: a header, a page number or a stamp, but not the text of a table."""
_MOST_OF_TEXT = 0.6
_MOSTLY_UNMAPPED = 0.3
_UNMAPPED = re.compile("[\ufffd\ufffe\ue000-\uf8ff]")


def with_recognised(data: bytes, pages: Sequence[Page]) -> tuple[list[Page], list[Note]]:
    """All pages, those that are pictures with the text that is recognised on them, and notes on these.

    A page that a picture covers keeps the text of the file if that is most of what recognition sees, as it is where
    some program recognised it before and where the picture is only the ground. Raises Unreadable if nothing can be read.
    """
    lacking = [page for page in pages if lacks_text(page)]
    covered = [page for page in pages if page.is_image and not lacks_text(page)]
    if not lacking and not any(page.glyphs.characters for page in pages):
        raise Unreadable("PDF 里没有文字，也没有扫描图像，请检查文件。")
    if len(lacking) > MOST_SCANNED:
        raise Unreadable(
            f"扫描页多达 {len(lacking)} 页，只识别不超过 {MOST_SCANNED} 页的文件。请只提交年度报告本身。"
        )
    try:
        recognised = _recognised(data, [*lacking, *covered[: MOST_SCANNED - len(lacking)]])
    except ImportError:
        if len(lacking) == len(pages):
            raise Unreadable(OCR_ADVICE.format(what="扫描件")) from None
        printed = "、".join(str(page.number) for page in lacking)
        return list(pages), [*_before(covered), *([Note("not_recognised", page=printed)] if lacking else [])]
    replaced = [page for page in covered if _is_most(page, recognised.get(page.number, page))]
    for page in replaced:
        recognised.pop(page.number, None)
    return [recognised.get(page.number, page) for page in pages], [
        *_before(replaced),
        *notes_on(list(recognised.values())),
    ]


def lacks_text(page: Page) -> bool:
    """Whether the text of a page has to be recognised: a picture with a few words over it, or glyphs without meaning."""
    characters = page.glyphs.characters
    if len(characters) < _FEW_CHARACTERS and sum(map(str.isdecimal, characters)) < _FEW_DIGITS:
        return page.is_image
    return len(_UNMAPPED.findall("".join(characters))) > _MOSTLY_UNMAPPED * len(characters)


def _recognised(data: bytes, pages: Sequence[Page]) -> dict[int, Page]:
    """Number -> page as recognised. Raises ImportError if recognition is not installed."""
    if not pages:
        return {}
    from etl.readers.scan.recognise_page import recognised_page

    by_number = {}
    for page in pages:
        scale = PAGE_PIXELS / max(page.width, page.height)
        picture = rendered(data, page.number - 1, scale)
        by_number[page.number] = recognised_page(picture, page.number, PIXELS_PER_POINT / scale)
    return by_number


def _is_most(page: Page, recognised: Page) -> bool:
    return len(page.glyphs.characters) >= _MOST_OF_TEXT * len(recognised.glyphs.characters)


def _before(pages: Sequence[Page]) -> list[Note]:
    return [Note("recognised_before", page=str(page.number)) for page in pages]
