"""Several pages in one file: the sheets of a workbook that Excel saved as a web page, or a page and its frames."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from etl.model.document import Block, Document, Grid, Note, PartName, Unreadable, around
from etl.readers.common.blocks import renumbered, squeeze
from etl.text.encoding import decode

_SHEET_PAGE = re.compile(r"sheet\d+\.html?$", re.IGNORECASE)
_WORKBOOK = re.compile(r"<x:ExcelWorksheet>(.*?)</x:ExcelWorksheet>", re.DOTALL)
_NAME = re.compile(r"<x:Name>(.*?)</x:Name>", re.DOTALL)
_PLACE = re.compile(r"<x:WorksheetSource\s+HRef=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_REPORT = re.compile(r"公[开開].{0,8}(?:年度[报報]告|年[报報])")
_FIRST = 12  # paragraphs in which the title of a report stands
_HIDDEN = re.compile(rb"<x:Visible>\s*Sheet(?:Very)?Hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page in a file of several: its address, its bytes, its character set if one is declared outside of it."""

    address: str
    content: bytes
    charset: str | None = None


ReadPage = Callable[[Page], Document]


def read_pages(main: Page, others: Sequence[Page], read_page: ReadPage) -> Document:
    """The document of a page with those that it was saved with."""
    if not others:
        return read_page(main)
    document = _readable(main, read_page)
    if not document.grids and (sheets := _sheets(main, others)):
        return _workbook(document, sheets, read_page)
    frames = [_readable(page, read_page) for page in others]
    filled = [frame for frame in frames if frame.grids and (_is_report(frame) or not document.grids)]
    if filled:
        return replace(
            document, blocks=_one_after_another((document, *filled)), notes=_notes(document, *filled)
        )
    return document if document.blocks else max((document, *frames), key=lambda page: len(page.blocks))


def _readable(page: Page, read_page: ReadPage) -> Document:
    """A page's document, empty for one without a body: a set of frames is one."""
    try:
        return read_page(page)
    except Unreadable:
        return Document("html", ())


def _is_report(page: Document) -> bool:
    """Whether a page seems to be a report of its own, which a page with tables must not hide."""
    return any(_REPORT.search(paragraph.text) for paragraph in page.paragraphs[:_FIRST])


def _sheets(main: Page, others: Sequence[Page]) -> list[tuple[str, Page]]:
    """The sheets of a workbook with their names (empty if not stated), in the workbook's order."""
    by_file = {_file_of(page.address): page for page in others}
    stated = []
    for sheet in _WORKBOOK.findall(decode(main.content, main.charset)):
        name, place = _NAME.search(sheet), _PLACE.search(sheet)
        page = by_file.pop(_file_of(place[1]), None) if place else None
        if page is not None:
            stated.append((squeeze(html.unescape(name[1])) if name else "", page))
    unstated = sorted(file for file in by_file if _SHEET_PAGE.search(file))
    return stated + [("", by_file[file]) for file in unstated]


def _file_of(address: str) -> str:
    return unquote(address).replace("\\", "/").rsplit("/", 1)[-1].lower()


def _workbook(main: Document, sheets: Sequence[tuple[str, Page]], read_page: ReadPage) -> Document:
    hidden = [Note("hidden_sheet", name) for name, page in sheets if _HIDDEN.search(page.content)]
    visible = [
        (name, _readable(page, read_page)) for name, page in sheets if not _HIDDEN.search(page.content)
    ]
    documents = [document for _, document in visible]
    names = [name for name, _ in visible] if len(visible) > 1 else None
    blocks = _one_after_another(documents, names)
    metadata = main.metadata | (around([visible[0][0]]) if len(visible) == 1 else {})
    return replace(main, blocks=blocks, metadata=metadata, notes=(*hidden, *_notes(*documents)))


def _one_after_another(
    documents: Sequence[Document], names: Sequence[str] | None = None
) -> tuple[Block, ...]:
    """The blocks of documents numbered through; those of each with a name begin with it."""
    blocks: list[Block] = []
    tables = paragraphs = 0
    for number, document in enumerate(documents):
        own = renumbered(document.blocks, tables, paragraphs)
        tables += len(document.grids)
        paragraphs += len(document.paragraphs)
        if names and names[number] and own:
            first = own[0]
            blocks.append(
                PartName(names[number], first.pieces[0].locator if isinstance(first, Grid) else first.locator)
            )
        blocks += own
    return tuple(blocks)


def _notes(*documents: Document) -> tuple[Note, ...]:
    """The notes of all, each once, without those on what a page lacks that another has."""
    notes = dict.fromkeys(note for document in documents for note in document.notes)
    return tuple(note for note in notes if note.kind not in ("elsewhere", "pictures_only"))
