"""Web pages to paragraphs and grids, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Block, Document, Grid, Note, Paragraph, Unreadable
from etl.model.locator import paragraph
from etl.readers.common.blocks import lays_out, renumbered, squeeze
from etl.readers.html.cell_text import BLOCKS, INLINE, SKIPPED, text_of
from etl.readers.html.css.carried_sheets import SavedSheets, names_sheets, with_carried_sheets
from etl.readers.html.css.cascade import Cascade
from etl.readers.html.damage import damage
from etl.readers.html.depth import flattened
from etl.readers.html.hidden_parts import prune
from etl.readers.html.markup import Markup, markup_of
from etl.readers.html.page_metadata import content_elsewhere, metadata
from etl.readers.html.pages_instead import notice_instead, sent_instead
from etl.readers.html.pages_within import (
    framed_pages,
    holds_figures,
    needs_scripts,
    opened_shadows,
    scripted_pages,
    texts_for_scripts,
)
from etl.readers.html.simple_table import simple_rows
from etl.readers.html.spans import Row, pieces
from etl.readers.html.table_roles import Roles, div_tables, roles_of
from etl.readers.html.tables import Cells, Spans, is_single, own_rows, stated_spans
from etl.readers.html.visible_text import show
from etl.readers.scan.shown_tables import mark_pictures, with_shown_tables
from etl.text.encoding import decode

# how an element is walked; inline elements have no entry
_ROLES = {tag: tag for tag in BLOCKS} | dict.fromkeys(SKIPPED, "skipped")
_FRAMES = (
    "这个网页只是框架，内容在另外的文件里（{}）；请连同网页的同名文件夹一起提交，或在浏览器里另存为单个文件（mhtml），"
    "Excel 存出的网页请改存为 xlsx。"
)
_NO_SHEETS = SavedSheets()
_DEEPEST_PAGE, _MOST_PAGES = 2, 20  # of pages in pages
_new = tuple.__new__  # _new(Paragraph, (...)) costs half of Paragraph(...)

# nodes still to visit: the next sibling of an open element, and whether that element is a block
_Stack = list[tuple[bool, LexborNode | None]]


def read(data: bytes, name: str, declared: str | None = None, saved: SavedSheets = _NO_SHEETS) -> Document:
    """Read a page's paragraphs and data tables; `declared` is a character set known from outside, `saved` are the
    style sheets in the same file.

    Raises Unreadable if the page has no body.
    """
    text = decode(data, declared)
    # every encoding but UTF-16 extends ASCII, which is all that is looked for in the markup
    page = data if b"\0" not in data else text.encode("utf-8", "replace")
    text, page, markup = _styled(text, page, saved)
    document = _read(flattened(opened_shadows(text, markup.tags), page, markup.tag_count), markup)
    notes = [] if markup.is_whole else damage(text)
    if "\ufffd" in text:
        notes.append(Note("replaced_characters", str(text.count("\ufffd"))))
    return replace(document, notes=(*document.notes, *notes)) if notes else document


def _styled(text: str, page: bytes, saved: SavedSheets) -> tuple[str, bytes, Markup]:
    """A page, in characters and in bytes, with the style sheets that its file carries elsewhere, and its markup."""
    markup = markup_of(page)
    if not names_sheets(markup.tags, markup.sheets, saved):
        return text, page, markup
    text = with_carried_sheets(text, markup.tags, saved)
    page = text.encode("utf-8", "replace")
    return text, page, markup_of(page)


def _read(text: str, markup: Markup, depth: int = 0) -> Document:
    tree = LexborHTMLParser(text)
    body = tree.body
    if body is None:
        frames = content_elsewhere(tree)
        raise Unreadable(
            _FRAMES.format(frames[0].detail) if frames else "网页里没有正文，请打开原网页重新另存。"
        )
    stated = metadata(tree, text, markup)
    cascade = Cascade(tree, markup)
    notes = prune(tree, markup, cascade)
    pictures = mark_pictures(tree, text) if b"data:image" in markup.tags else {}
    notes += show(tree, markup, cascade)
    roles = roles_of(tree, markup)
    blocks = _Walk(roles, stated_spans(tree, roles)).blocks(body)
    if pictures:
        blocks, more = with_shown_tables(blocks, pictures)
        notes += more
    if b"srcdoc" in markup.tags:
        notes += _add_pages(blocks, framed_pages(tree), "framed", depth)
    if not _has_grid(blocks):
        pages = scripted_pages(tree) if b"<script" in markup.tags else []
        notes += _add_pages(blocks, (pages or texts_for_scripts(text))[:1], "scripted", depth)
    if not _has_grid(blocks):
        repeated = div_tables(body)
        if repeated:
            blocks = _Walk(repeated, Spans(), ragged=True).blocks(body)
            notes.append(Note("layers"))
        else:
            title = stated.get("title", "")
            if reason := sent_instead(text, title, blocks) or notice_instead(text, title, blocks):
                raise Unreadable(reason)
            notes += content_elsewhere(tree)
            if b"<script" in markup.tags and (holds_figures(tree) or needs_scripts(tree)):
                notes.append(Note("built_by_script"))
    return Document("html", tuple(blocks), stated, tuple(notes))


def _has_grid(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Grid) for block in blocks)


def _add_pages(blocks: list[Paragraph | Grid], pages: Sequence[str], kind: str, depth: int) -> list[Note]:
    """Read pages that stand in the page itself and add what they show, if they show tables; `kind` is the note's."""
    notes: list[Note] = []
    for text in pages[:_MOST_PAGES] if depth < _DEEPEST_PAGE else ():
        text, page, markup = _styled(text, text.encode("utf-8", "replace"), _NO_SHEETS)
        inner = _read(flattened(text, page, markup.tag_count), markup, depth + 1)
        if inner.grids:
            grids = sum(isinstance(block, Grid) for block in blocks)
            blocks += renumbered(inner.blocks, grids, len(blocks) - grids)
            notes += [Note(kind), *inner.notes]
    return notes


class _Walk:
    """One pass over a page that collects its blocks in reading order."""

    def __init__(self, roles: Roles, spans: Spans, ragged: bool = False) -> None:
        self.roles = roles
        self.has_roles = bool(roles)
        self.spans = spans
        self.ragged = ragged
        self.collected: list[Paragraph | Grid] = []
        self.tables = self.paragraphs = 0
        self.words: list[str] = []  # of the paragraph that is being read

    def blocks(self, body: LexborNode) -> list[Paragraph | Grid]:
        """The paragraphs and tables under `body`."""
        self._content(body)
        return self.collected

    def _flush(self) -> None:
        """End the paragraph that is being read."""
        words = self.words
        text = squeeze(words[0] if len(words) == 1 else "".join(words))
        words.clear()
        if text:
            self.paragraphs += 1
            self.collected.append(_new(Paragraph, (text, paragraph(self.paragraphs))))

    def _content(self, top: LexborNode) -> None:
        # a stack of its own: pages may nest deeper than Python recurses
        stack: _Stack = []
        words = self.words
        node = top.first_child
        while node is not None or stack:
            if node is None:
                is_block, node = stack.pop()
                if is_block and words:
                    self._flush()
            elif node.is_text_node:
                text = node.text_content or ""
                if words or not text.isspace():
                    words.append(text)
                node = node.next
            else:
                node = self._element(node, stack)
        if words:
            self._flush()

    def _element(self, node: LexborNode, stack: _Stack) -> LexborNode | None:
        """Visit an element; returns the next node to visit, after pushing onto the stack where to go on later."""
        tag = node.tag
        role = _ROLES.get(tag or "")
        if role == "skipped":
            return node.next
        if self.has_roles:
            role = self.roles.of(node) or role
        words = self.words
        is_block = role is not None
        if is_block and words:
            self._flush()
        if role == "table" and self._table(node):
            return node.next
        if role == "pre":
            self._preformatted(node)
            return node.next
        if tag == "sup":
            words.append(" ")
        inner = node.first_child
        while inner is not None and inner.next is None and inner.tag in INLINE and not self.has_roles:
            inner = inner.first_child
        if inner is not None and inner.next is None and inner.is_text_node:
            # most elements hold one text, at most wrapped: no need to walk into them
            words.append(inner.text_content or "")
            if is_block:
                self._flush()
            return node.next
        stack.append((is_block, node.next))
        return inner

    def _preformatted(self, node: LexborNode) -> None:
        for line in text_of(node, self.roles).words.split("\n"):
            self.words.append(line)
            self._flush()

    def _table(self, table: LexborNode) -> bool:
        """Add a table; False if it only lays out its content, which is then still to walk."""
        roles = self.roles
        inner: list[LexborNode] = []
        rows = None if self.has_roles else simple_rows(table, self.spans)
        if rows is not None:
            if lays_out([texts for _, texts, _ in rows], 0):
                return False
        else:
            if is_single(table, roles):
                return False
            rows, inner, holding = self._rows(own_rows(table, roles))
            if lays_out([texts for _, texts, _ in rows], holding):
                return False
            self._captions(table)
        self.tables += 1
        self.collected.append(Grid(pieces(rows, self.tables), self.ragged))
        for nested in inner:
            if not self._table(nested):
                self._content(nested)
        return True

    def _rows(self, own: list[Cells]) -> tuple[list[Row], list[LexborNode], int]:
        """The rows with their texts, the tables inside cells, and how many cells hold tables."""
        rows: list[Row] = []
        inner: list[LexborNode] = []
        holding = 0
        stated = self.spans.stated
        for group, cells in own:
            texts = []
            for cell in cells:
                content = text_of(cell, self.roles)
                texts.append(squeeze(content.words))
                inner += content.tables
                holding += bool(content.tables)
            spans = {index: stated[cell.mem_id] for index, cell in enumerate(cells) if cell.mem_id in stated}
            rows.append((group, texts, spans))
        return rows, inner, holding

    def _captions(self, table: LexborNode) -> None:
        for node in table.iter():
            if node.tag == "caption":
                self.words.append(text_of(node, self.roles).words)
                self._flush()
