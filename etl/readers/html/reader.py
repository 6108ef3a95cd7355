"""Web pages to paragraphs and grids, in reading order."""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Document, Grid, Note, Paragraph, Unreadable
from etl.model.locator import paragraph
from etl.readers.common.blocks import lays_out, squeeze
from etl.readers.html.damage import damage
from etl.readers.html.page_metadata import elsewhere, markup, metadata, prune
from etl.readers.html.simple_table import plain_rows
from etl.readers.html.spans import Row, pieces
from etl.readers.html.tables import Cells, Kinds, Spans, div_tables, is_single, own_rows, pretended, spans
from etl.readers.html.visible_text import show
from etl.text.encoding import decode

# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# not part of what a page says
SKIPPED = frozenset({
    "script", "style", "template", "noscript", "nav", "footer", "svg", "select", "button", "textarea",
    "iframe", "object", "datalist", "audio", "video", "canvas", "rp", "rt", "head", "title",
})
# what decides how an element is walked; inline elements have no entry
_PARTS = {tag: tag for tag in BLOCKS} | dict.fromkeys(SKIPPED, "skipped")
_INLINE = frozenset({"span", "font", "b", "strong", "a"})
_WRAPPERS = _INLINE | {"p", "div", "center"}
# fmt: on
_new = tuple.__new__  # _new(Paragraph, (...)) costs half of Paragraph(...)


def read(data: bytes, name: str, declared: str | None = None) -> Document:
    """The page's paragraphs and data tables; `declared` is a character set known from outside."""
    text = decode(data, declared)
    # in every other encoding than UTF-16 ASCII is ASCII, which is all that is looked for there
    source, whole = markup(data if b"\0" not in data else text.encode("utf-8", "replace"))
    document = _read(text, source)
    notes = [] if whole else damage(text)
    if "\ufffd" in text:
        notes.append(Note("replaced_characters", str(text.count("\ufffd"))))
    return replace(document, notes=(*document.notes, *notes)) if notes else document


def _read(text: str, source: bytes) -> Document:
    tree = LexborHTMLParser(text)
    body = tree.body
    if body is None:
        raise Unreadable("网页里没有正文，请打开原网页重新另存。")
    described = metadata(tree, text, source)
    notes = prune(tree, source) + show(tree, source)
    kinds = pretended(tree, text, source)
    blocks = _Walk(kinds, spans(tree, kinds)).blocks(body)
    if not any(isinstance(block, Grid) for block in blocks):
        repeated = div_tables(body)
        if repeated:
            blocks = _Walk(repeated, Spans(), ragged=True).blocks(body)
            notes.append(Note("layers"))
        else:
            notes += elsewhere(tree)
    return Document("html", tuple(blocks), described, tuple(notes))


class _Walk:
    """One pass over a page; collects its blocks in reading order."""

    def __init__(self, kinds: Kinds, spanning: Spans, ragged: bool = False) -> None:
        self.kinds = kinds
        self.spanning = spanning
        self.ragged = ragged
        self.found: list[Paragraph | Grid] = []
        self.tables = self.paragraphs = 0
        self.words: list[str] = []

    def blocks(self, body: LexborNode) -> list[Paragraph | Grid]:
        """The paragraphs and tables under `body`."""
        self._content(body)
        return self.found

    def _flush(self) -> None:
        words = self.words
        text = squeeze(words[0] if len(words) == 1 else "".join(words))
        words.clear()
        if text:
            self.paragraphs += 1
            self.found.append(_new(Paragraph, (text, paragraph(self.paragraphs))))

    def _content(self, top: LexborNode) -> None:
        # an own stack: pages may nest deeper than Python recurses
        stack: list[tuple[bool, LexborNode | None]] = []
        words, kinds, flush = self.words, self.kinds, self._flush
        pretending = bool(kinds)
        node = top.first_child
        while True:
            if node is None:
                if not stack:
                    break
                block, node = stack.pop()
                if block and words:
                    flush()
                continue
            following = node.next
            if node.is_text_node:
                text = node.text_content or ""
                if words or not text.isspace():
                    words.append(text)
                node = following
                continue
            tag = node.tag
            part = _PARTS.get(tag or "")
            if part == "skipped":
                node = following
                continue
            if pretending:
                part = kinds.of(node) or part
            block = part is not None
            if block and words:
                flush()
            if part == "table" and self._table(node):
                node = following
                continue
            if part == "pre":
                for line in _text(node, kinds)[0].split("\n"):
                    words.append(line)
                    flush()
                node = following
                continue
            if tag == "sup":
                words.append(" ")
            inner = node.first_child
            while inner is not None and inner.next is None and inner.tag in _INLINE and not pretending:
                inner = inner.first_child
            if inner is not None and inner.next is None and inner.is_text_node:
                # most elements hold one text, at most wrapped: no need to go in and out
                words.append(inner.text_content or "")
                if block:
                    flush()
                node = following
                continue
            stack.append((block, following))
            node = inner
        if words:
            flush()

    def _table(self, table: LexborNode) -> bool:
        """Adds the table; False where it only lays out its content, which is then still to walk."""
        kinds = self.kinds
        inner: list[LexborNode] = []
        rows = None if kinds else plain_rows(table, self.spanning)
        if rows is not None:
            if lays_out([texts for _, texts, _ in rows], 0):
                return False
        else:
            if is_single(table, kinds):
                return False
            rows, inner, holding = self._rows(own_rows(table, kinds))
            if lays_out([texts for _, texts, _ in rows], holding):
                return False
            for caption in _captions(table):
                self.words.append(_text(caption, kinds)[0])
                self._flush()
        self.tables += 1
        self.found.append(Grid(pieces(rows, self.tables), self.ragged))
        for nested in inner:
            if not self._table(nested):
                self._content(nested)
        return True

    def _rows(self, own: list[Cells]) -> tuple[list[Row], list[LexborNode], int]:
        """The rows with their texts, the tables inside of the cells, and how many cells hold tables."""
        rows: list[Row] = []
        inner: list[LexborNode] = []
        holding = 0
        for group, cells in own:
            texts = []
            for cell in cells:
                words, tables = _text(cell, self.kinds)
                texts.append(squeeze(words))
                inner += tables
                holding += bool(tables)
            stated = {
                at: self.spanning.stated[cell.mem_id]
                for at, cell in enumerate(cells)
                if cell.mem_id in self.spanning.stated
            }
            rows.append((group, texts, stated))
        return rows, inner, holding


def _captions(table: LexborNode) -> list[LexborNode]:
    found, node = [], table.first_child
    while node is not None:
        if node.tag == "caption":
            found.append(node)
        node = node.next
    return found


def _text(top: LexborNode, kinds: Kinds) -> tuple[str, list[LexborNode]]:
    """A cell's text, with line breaks where blocks begin, and the tables that stand inside it."""
    node = top.first_child
    pretending = bool(kinds)
    # most cells hold one text, at most wrapped
    while node is not None and node.next is None and not pretending:
        if node.is_text_node:
            return node.text_content or "", []
        if node.tag not in _WRAPPERS:
            break
        node = node.first_child
    if node is None:
        return "", []
    words: list[str] = []
    tables: list[LexborNode] = []
    stack: list[tuple[bool, LexborNode | None]] = []
    while True:
        if node is None:
            if not stack:
                break
            block, node = stack.pop()
            if block:
                words.append("\n")
            continue
        if node.is_text_node:
            words.append(node.text_content or "")
            node = node.next
            continue
        tag = node.tag
        if tag == "br":
            words.append("\n")
            node = node.next
            continue
        if tag in SKIPPED:
            node = node.next
            continue
        if (tag == "table" or (pretending and kinds.of(node) == "table")) and not is_single(node, kinds):
            words.append("\n")
            tables.append(node)
            node = node.next
            continue
        block = tag in BLOCKS
        if block:
            words.append("\n")
        elif tag == "sup":
            words.append(" ")
        stack.append((block, node.next))
        node = node.first_child
    return "".join(words), tables
