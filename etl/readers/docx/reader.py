"""Word files (DOCX) to paragraphs and grids, as they print with all tracked changes accepted."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile

from lxml import etree

from etl.model.document import Document, Grid, Note, Paragraph, Unreadable
from etl.model.locator import paragraph
from etl.readers.common.blocks import lays_out, renumbered, squeeze
from etl.readers.common.ooxml_package import member, open_package, parse
from etl.readers.docx.numbering import print_ordinals
from etl.readers.docx.runs import W, words_of
from etl.readers.docx.styles import styles_used, write_effects
from etl.readers.docx.table_cells import NESTED, detach, own_rows, pieces
from etl.readers.docx.tracked_changes import settle

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
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
_STYLE_USED = re.compile(rb'pStyle w:val="([^"]*)"')
_STYLE = re.compile(rb'<w:style [^>]*w:styleId="([^"]*)"')
_ALTERNATIVE = W + "altChunk"


def read(data: bytes, name: str) -> Document:
    """Reads word/document.xml and what it pulls in; `metadata` has the file's own `core_title`.

    That title is a weak hint: files made from last year's file keep its title.
    """
    package = open_package(data)
    place = _main_part(package)
    xml = member(package, place)
    if xml is None:
        raise Unreadable("这不是完整的 Word 文件（缺少正文）；请用 Word/WPS 打开后重新保存。")
    if b"purl.oclc.org" in xml:
        for strict, usual in _STRICT.items():
            xml = xml.replace(strict, usual)
    root = parse(xml)
    if styles_used(xml):
        write_effects(root, member(package, posixpath.join(posixpath.dirname(place), "styles.xml")) or b"")
    notes = settle(root)
    _number(package, place, root, xml)
    body = root.find(W + "body")
    if body is None:
        raise Unreadable("这不是完整的 Word 文件（缺少正文）；请用 Word/WPS 打开后重新保存。")
    reading = _Reading(package, place)
    reading.content(body)
    if not any(isinstance(block, Grid) for block in reading.found):
        pictures = sum(entry.startswith("word/media/") for entry in package.namelist())
        if pictures:
            notes.append(Note("pictures_only", str(pictures)))
    metadata = _core_title(package)
    return Document("docx", tuple(reading.found), metadata, (*notes, *reading.notes))


def _main_part(package: zipfile.ZipFile) -> str:
    if "word/document.xml" in package.NameToInfo:
        return "word/document.xml"
    for kind, target in _relations(package, "").values():
        if kind.endswith("/officeDocument"):
            return target
    return "word/document.xml"


def _number(package: zipfile.ZipFile, place: str, root: etree._Element, xml: bytes) -> None:
    """Prints automatic numbers, where the text or a style that it uses has any."""
    folder = posixpath.dirname(place)
    if posixpath.join(folder, "numbering.xml") not in package.NameToInfo:
        return
    used = set(_STYLE_USED.findall(xml))
    if not used and b"numId" not in xml:
        return
    styles = member(package, posixpath.join(folder, "styles.xml")) or b""
    if b"numId" not in xml and not any(
        b"numPr" in styles[at.end() : styles.find(b"</w:style>", at.end())]
        for at in _STYLE.finditer(styles)
        if at[1] in used or b"basedOn" in styles[at.end() : styles.find(b"</w:style>", at.end())]
    ):
        return
    print_ordinals(root, member(package, posixpath.join(folder, "numbering.xml")) or b"", styles)


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """A part's relations by their id: kind, and the target's name in the package."""
    folder, file = posixpath.split(part)
    xml = member(package, posixpath.join(folder, "_rels", file + ".rels"))
    if xml is None:
        return {}
    found = {}
    for relation in parse(xml):
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[relation.get("Id", "")] = (relation.get("Type", ""), posixpath.normpath(target))
    return found


def _core_title(package: zipfile.ZipFile) -> dict[str, str]:
    found = _TITLE.search(member(package, "docProps/core.xml") or b"")
    title = squeeze(html.unescape(found[1].decode("utf-8", "replace"))) if found else ""
    return {"core_title": title} if title else {}


class _Reading:
    """One pass over a document's body; collects its blocks in reading order."""

    def __init__(self, package: zipfile.ZipFile, part: str) -> None:
        self.package = package
        self.part = part
        self.found: list[Paragraph | Grid] = []
        self.notes: list[Note] = []
        self.nested: dict[str, etree._Element] = {}
        self.tables = self.paragraphs = 0

    def content(self, top: etree._Element) -> None:
        """Adds the paragraphs and tables that stand directly in `top` or in its wrappers."""
        for element in top:
            tag = element.tag
            if tag == _P:
                self._lines(words_of(element))
            elif tag == _TBL:
                self._table(element)
            elif tag == NESTED:
                self._table(self.nested[element.get("id") or ""])
            elif tag == _ALTERNATIVE:
                self._part(element.get(_R + "id") or "")
            elif tag in _WRAPPERS:
                self.content(element)

    def _lines(self, text: str) -> None:
        for line in text.split("\n") if "\n" in text else (text,):
            if words := squeeze(line):
                self.paragraphs += 1
                self.found.append(Paragraph(words, paragraph(self.paragraphs)))

    def _part(self, identifier: str) -> None:
        from etl.readers import read as read_any

        target = _relations(self.package, self.part).get(identifier, ("", ""))[1]
        data = member(self.package, target) if target else None
        if data is None or target == self.part:
            self.notes.append(Note("part_absent"))
            return
        try:
            inner = read_any(data, posixpath.basename(target))
        except Unreadable as error:
            self.notes.append(Note("part_unread", str(error)))
            return
        self.found += renumbered(inner.blocks, self.tables, self.paragraphs)
        self.tables += len(inner.grids)
        self.paragraphs += len(inner.paragraphs)
        self.notes += inner.notes

    def _table(self, table: etree._Element) -> None:
        nested = detach(table)
        rows = own_rows(table)
        texts = [[squeeze("".join(cell.words)) for cell in row] for row in rows]
        holding = sum(cell.holds_table for row in rows for cell in row) if nested else 0
        if lays_out(texts, holding):
            self.nested |= nested
            continued = ["continue" in (cell.merge, cell.across) for row in rows for cell in row]
            for element, skip in zip(list(table.iter(W + "tc")), continued, strict=True):
                if not skip:
                    self.content(element)
            return
        self.tables += 1
        self.found.append(Grid(pieces(rows, texts, self.tables)))
        for inner in nested.values():
            self._table(inner)
