"""Word files (DOCX) to paragraphs and grids, as they print with all tracked changes accepted."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile

from lxml import etree

from etl.model.document import Block, Document, Grid, Note, Paragraph, Unreadable
from etl.model.locator import paragraph
from etl.readers.common.blocks import lays_out, renumbered, squeeze
from etl.readers.common.embedded_files import read_attached, read_embedded
from etl.readers.common.ooxml_package import main_part, member, open_package, parse, relations
from etl.readers.docx.embedded_objects import (
    CONTENT,
    IS_OBJECT,
    IS_PICTURE,
    R,
    insert_contents,
    insert_pictures,
    mark_parts_in_cells,
    objects,
)
from etl.readers.docx.numbering import print_numbers
from etl.readers.docx.runs import W, with_usual_prefix, words_of
from etl.readers.docx.styles import uses_styles, write_effects
from etl.readers.docx.table_cells import NESTED, detach, own_rows, pieces
from etl.readers.docx.tracked_changes import accept_changes
from etl.readers.docx.words_around import words_around
from etl.readers.scan.embedded_pictures import MOST_PICTURES, can_recognise, media_names, tables_shown

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_P, _TBL = W + "p", W + "tbl"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset({
    W + "sdt", W + "sdtContent", W + "customXml", W + "smartTag", W + "ins", W + "moveTo",
    _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback",
})  # fmt: skip
_TITLE = re.compile(rb"<dc:title[^>]*>([^<]+)<")
_STYLE_REFERENCE = re.compile(rb'pStyle w:val="([^"]*)"')
_STYLE = re.compile(rb'<w:style [^>]*w:styleId="([^"]*)"')
_MAIN_PART = "word/document.xml"
_INCOMPLETE = "这不是完整的 Word 文件（缺少正文）；请用 Word/WPS 打开后重新保存。"


def read(data: bytes, name: str) -> Document:
    """Read word/document.xml and the parts that it pulls in; `metadata` has the file's own `core_title`.

    That title is a weak hint: files made from last year's file keep its title. Raises Unreadable if the file is
    damaged, protected or incomplete.
    """
    package = open_package(data)
    part = main_part(package, _MAIN_PART)
    xml = member(package, part)
    if xml is None:
        raise Unreadable(_INCOMPLETE)
    if b"purl.oclc.org" in xml:
        for strict, usual in _STRICT.items():
            xml = xml.replace(strict, usual)
    xml = with_usual_prefix(xml)
    root = parse(xml)
    metadata = _core_title(package)
    if any(word in xml for word in (b"erReference", b"txbxContent", b"textpath")):
        metadata |= words_around(package, root, xml, relations(package, part))
    styles = (
        with_usual_prefix(member(package, _beside(part, "styles.xml")) or b"") if uses_styles(xml) else b""
    )
    has_effects = bool(styles) and write_effects(root, xml, styles)
    notes = accept_changes(root, xml + styles if has_effects else xml)
    _print_numbers(package, part, root, xml)
    body = root.find(W + "body")
    if body is None:
        raise Unreadable(_INCOMPLETE)
    if b":altChunk" in xml:
        mark_parts_in_cells(root)
    if can_recognise() and media_names(package):
        insert_pictures(root)
    walk = _Walk(package, part)
    walk.content(body)
    embedded = objects(root) if b"OLEObject" in xml else []
    has_grids = any(isinstance(block, Grid) for block in walk.blocks)
    if embedded and has_grids:
        document = Document("docx", tuple(walk.blocks))
        more, more_notes = _beside_tables(package, part, embedded, document)
        walk.blocks += more
        notes += more_notes
    elif embedded:
        insert_contents(embedded)
        walk = _Walk(package, part, walk.nested)
        walk.content(body)
    elif not has_grids:
        pictures = sum(entry.startswith("word/media/") for entry in package.namelist())
        if pictures:
            notes.append(Note("pictures_only", str(pictures)))
    return Document("docx", tuple(walk.blocks), metadata, (*notes, *walk.notes))


def _beside(part: str, name: str) -> str:
    """The name of a part in the folder of another."""
    return posixpath.join(posixpath.dirname(part), name)


def _print_numbers(package: zipfile.ZipFile, part: str, root: etree._Element, xml: bytes) -> None:
    """Print automatic numbers, if the text or a style that it uses has any."""
    if _beside(part, "numbering.xml") not in package.NameToInfo:
        return
    style_names = set(_STYLE_REFERENCE.findall(xml))
    has_own_numbers = b"numId" in xml
    if not style_names and not has_own_numbers:
        return
    styles = member(package, _beside(part, "styles.xml")) or b""
    if has_own_numbers or _has_numbered_style(styles, style_names):
        print_numbers(root, member(package, _beside(part, "numbering.xml")) or b"", styles)


def _has_numbered_style(styles: bytes, names: set[bytes]) -> bool:
    """Whether one of the named styles, or one based on another, is numbered."""
    for style in _STYLE.finditer(styles):
        content = styles[style.end() : styles.find(b"</w:style>", style.end())]
        if b"numPr" in content and (style[1] in names or b"basedOn" in content):
            return True
    return False


def _core_title(package: zipfile.ZipFile) -> dict[str, str]:
    match = _TITLE.search(member(package, "docProps/core.xml") or b"")
    title = squeeze(html.unescape(match[1].decode("utf-8", "replace"))) if match else ""
    return {"core_title": title} if title else {}


def _beside_tables(
    package: zipfile.ZipFile, part: str, embedded: list[etree._Element], document: Document
) -> tuple[list[Block], list[Note]]:
    """What objects add to a document that has tables: the reports that they hold; the names of all others."""
    targets = relations(package, part)
    files: dict[str, bytes] = {}
    absent: dict[str, None] = {}
    for one in embedded:
        target = targets.get(one.get(R + "id") or "", ("", ""))[1]
        data = member(package, target) if target else None
        if data is None:
            absent[posixpath.basename(target) or one.get("ProgID") or ""] = None
        else:
            files[posixpath.basename(target)] = data
    blocks, notes = read_attached(list(files.items()), document)
    return blocks, [*notes, *([Note("embedded_unread", "、".join(absent))] if absent else [])]


class _Walk:
    """One pass over a document's body that collects its blocks in reading order."""

    def __init__(
        self, package: zipfile.ZipFile, part: str, nested: dict[str, etree._Element] | None = None
    ) -> None:
        self.package = package
        self.part = part
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.pictures: set[str] = set()
        self.nested = nested or {}
        self.tables = self.paragraphs = 0

    def content(self, top: etree._Element) -> None:
        """Add the paragraphs and tables that stand directly in `top` or in its wrappers."""
        for element in top:
            tag = element.tag
            if tag == _P:
                self._paragraph(words_of(element))
            elif tag == _TBL:
                self._table(element)
            elif tag == NESTED:
                self._table(self.nested[element.get("id") or ""])
            elif tag == CONTENT and element.get(IS_PICTURE) is not None:
                self._picture(element.get(R + "id") or "")
            elif tag == CONTENT:
                self._embedded(element.get(R + "id") or "", element.get(IS_OBJECT) is not None)
            elif tag in _WRAPPERS:
                self.content(element)

    def _paragraph(self, text: str) -> None:
        """Add a paragraph per printed line."""
        for line in text.split("\n") if "\n" in text else (text,):
            if words := squeeze(line):
                self.paragraphs += 1
                self.blocks.append(Paragraph(words, paragraph(self.paragraphs)))

    def _picture(self, identifier: str) -> None:
        """Add the table that a picture shows, once for each picture."""
        target = relations(self.package, self.part).get(identifier, ("", ""))[1]
        names = media_names(self.package)
        if target not in names or target in self.pictures or len(self.pictures) >= MOST_PICTURES:
            return
        self.pictures.add(target)
        blocks, notes = tables_shown(member(self.package, target) or b"", names.index(target) + 1)
        self.blocks += [block for block in blocks if isinstance(block, Paragraph | Grid)]
        self.notes += notes

    def _embedded(self, identifier: str, is_object: bool) -> None:
        """Add the content of a file that is embedded as a part of the text, or of an object if it holds tables."""
        target = relations(self.package, self.part).get(identifier, ("", ""))[1]
        data = member(self.package, target) if target else None
        if data is None or target == self.part:
            self.notes.append(Note("part_absent"))
            return
        name = posixpath.basename(target)
        try:
            inner = read_embedded(data, name)
        except Unreadable as error:
            note = (
                Note("embedded_refused", name, reason=str(error))
                if is_object
                else Note("part_unread", reason=str(error))
            )
            self.notes.append(note)
            return
        if is_object:
            self.notes.append(Note("embedded_read" if inner.grids else "embedded_unread", name))
        self.blocks += renumbered(inner.blocks, self.tables, self.paragraphs)
        self.tables += len(inner.grids)
        self.paragraphs += len(inner.paragraphs)
        self.notes += inner.notes

    def _table(self, table: etree._Element) -> None:
        """Add a table and the tables inside it, or the content of a table that only lays out the page."""
        nested = detach(table)
        rows = own_rows(table)
        texts = [[squeeze("".join(cell.words)) for cell in row] for row in rows]
        holding = sum(cell.holds_table for row in rows for cell in row) if nested else 0
        if lays_out(texts, holding):
            self.nested |= nested
            continuations = ["continue" in (cell.merge, cell.across) for row in rows for cell in row]
            for element, is_continuation in zip(list(table.iter(W + "tc")), continuations, strict=True):
                if not is_continuation:
                    self.content(element)
            return
        self.tables += 1
        self.blocks.append(Grid(pieces(rows, texts, self.tables)))
        for inner in nested.values():
            self._table(inner)
