"""The text of an OpenDocument file, written as the body of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.docx.ordinals import read_with
from etl.readers.docx.runs import PICTURE, W
from etl.readers.odt.list_labels import OUTLINE, ListLabels
from etl.readers.odt.names import DRAW, FIELD, OFFICE, SVG, TABLE, TEXT
from etl.readers.odt.spanned_cells import CELL, COVERED, MOST_CELLS, are_covered_left_out, count, with_covered
from etl.readers.odt.text_effects import Effects, Marks

_HUGE = "文件里的表格异常巨大，没有打开；请重新保存后再提交。"
_MOST_BLANKS = 1000
_PARAGRAPHS = (TEXT + "p", TEXT + "h")
_LISTS = (TEXT + "list-item", TEXT + "list-header")
_ROW_GROUPS = tuple(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_CELLS = (CELL, COVERED)
_FRAMES = tuple(
    DRAW + name for name in ("text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polygon")
)
_OBJECT_WORD = "[公式]"
# printed elsewhere or not at all
_SKIPPED = frozenset(
    {TEXT + name for name in (
        "tracked-changes", "note", "ruby-text", "placeholder", "sequence-decls", "variable-decls", "user-field-decls",
        "script", "index-title-template", "table-of-content-source",
    )}
    | {SVG + "title", SVG + "desc"}
    | {OFFICE + name for name in ("annotation", "annotation-end", "forms", "binary-data", "event-listeners")}
)  # fmt: skip
_ATTRIBUTES = {"shd": "fill", "rFonts": "ascii"}
_NOT_SHOWN = ("collapse", "filter")


class WordBody:
    """Writes the elements of a text one after the other; a table as Word merges its cells."""

    def __init__(self, effects: Effects, parts: Sequence[etree._Element]) -> None:
        self._effects = effects
        self._labels = ListLabels(parts)
        self._cells = 0
        self._deletions = _deletions(parts)
        self._deleting: set[str] = set()  # regions of deleted text that are open

    def written(self, text: etree._Element) -> etree._Element:
        """The element `w:document` for the element `office:text`."""
        document = etree.Element(W + "document", nsmap={"w": W[1:-1]})
        self._content(text, etree.SubElement(document, W + "body"))
        return document

    def _content(self, top: etree._Element, out: etree._Element, label: str = "") -> None:
        """Write the paragraphs, lists and tables in `top`; `label` is printed before its first paragraph."""
        for element in top:
            tag = element.tag
            if tag in _SKIPPED or _is_hidden(element):
                continue
            if tag in _PARAGRAPHS:
                self._paragraph(element, out, label or self._heading_label(element))
                label = ""
            elif tag == TEXT + "list":
                self._list(element, out, 1, "")
            elif tag == TABLE + "table":
                self._table(element, out)
            else:
                self._content(element, out)

    def _heading_label(self, element: etree._Element) -> str:
        level = element.get(TEXT + "outline-level") or ""
        if (
            element.tag != TEXT + "h"
            or not level.isdecimal()
            or element.get(TEXT + "is-list-header") == "true"
        ):
            return ""
        return self._labels.next(OUTLINE, int(level))

    def _list(self, element: etree._Element, out: etree._Element, level: int, style: str) -> None:
        style = element.get(TEXT + "style-name") or style
        is_continued = element.get(TEXT + "continue-numbering") == "true" or element.get(
            TEXT + "continue-list"
        )
        if level == 1 and not is_continued:
            self._labels.restart(style)
        for item in element.iterchildren(*_LISTS):
            label = self._labels.next(style, level) if item.tag == _LISTS[0] and _begins(item) else ""
            if label and out.tag == W + "tc" and self._labels.adds_digits(style, level):
                # a line of its own beside a figure leaves that in doubt
                _run(etree.SubElement(out, W + "p"), label.strip(), {})
                label = ""
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, out, level + 1, style)
                elif child.tag in _PARAGRAPHS:
                    self._paragraph(child, out, label)
                    label = ""
                else:
                    self._content(child, out)

    def _paragraph(self, element: etree._Element, out: etree._Element, label: str) -> None:
        paragraph = etree.SubElement(out, W + "p")
        marks = self._effects.of("paragraph", element.get(TEXT + "style-name") or "")
        words = "".join(map(str, element.itertext())).strip() if label else ""
        if read := read_with(label, words):
            _run(paragraph, read + (" " if read[-1].isalnum() and words[0].isalpha() else ""), {})
        elif label.strip().isdecimal() and not words and out.tag == W + "tc":
            _run(paragraph, label.strip(), {})  # all that the cell shows
        self._inline(element, paragraph, marks)
        for frame in element.iter(*_FRAMES):
            if not any(ancestor.tag in _SKIPPED for ancestor in frame.iterancestors()):
                self._content(frame, out)

    def _inline(self, element: etree._Element, paragraph: etree._Element, marks: Marks) -> None:
        """Write the words of an element into a paragraph, except those in frames."""
        self._words(paragraph, _printed(element.text), marks)
        for child in element:
            tag = child.tag
            if tag == TEXT + "s":
                count = child.get(TEXT + "c") or "1"
                self._words(paragraph, " " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS), marks)
            elif tag in (TEXT + "tab", TEXT + "line-break"):
                run = etree.SubElement(paragraph, W + "r")
                etree.SubElement(run, W + ("tab" if tag == TEXT + "tab" else "br"))
            elif tag == TEXT + "change-start" and _change(child) in self._deletions:
                self._deleting.add(_change(child))
            elif tag == TEXT + "change-end":
                self._deleting.discard(_change(child))
            elif tag == DRAW + "image":
                etree.SubElement(etree.SubElement(paragraph, W + "r"), PICTURE)
            elif tag == DRAW + "object" and next(child.iterancestors(*_CELLS), None) is not None:
                self._words(paragraph, _OBJECT_WORD, {})
            elif tag == FIELD + "fieldmark":
                self._words(paragraph, _chosen(child), marks)
            elif tag not in _SKIPPED and tag not in _FRAMES and not _is_hidden(child):
                own = (
                    self._effects.of("text", child.get(TEXT + "style-name") or "")
                    if tag == TEXT + "span"
                    else {}
                )
                self._inline(child, paragraph, {**marks, **own})
            self._words(paragraph, _printed(child.tail), marks)

    def _words(self, paragraph: etree._Element, words: str, marks: Marks) -> None:
        if not self._deleting:
            _run(paragraph, words, marks)

    def _table(self, element: etree._Element, out: etree._Element) -> None:
        table = etree.SubElement(out, W + "tbl")
        below: dict[int, tuple[int, int]] = {}  # column -> rows that a cell above still covers, and its width
        are_left_out = are_covered_left_out(_rows(element))
        for source in _rows(element):
            for _ in range(count(source, "number-rows-repeated")):
                self._count_cell()
                row = etree.SubElement(table, W + "tr")
                if source.get(TABLE + "visibility") in _NOT_SHOWN:
                    etree.SubElement(etree.SubElement(row, W + "trPr"), W + "hidden")
                cells = with_covered(source, below) if are_left_out else source.iterchildren(*_CELLS)
                below = self._row(cells, row, below)

    def _row(
        self, cells: Iterable[etree._Element], row: etree._Element, above: dict[int, tuple[int, int]]
    ) -> dict[int, tuple[int, int]]:
        below: dict[int, tuple[int, int]] = {}
        column = end = 0  # of the cell that comes next, of the last one written
        for cell in cells:
            for _ in range(count(cell, "number-columns-repeated")):
                self._count_cell()
                if column >= end:
                    rows, width = above.get(column, (0, 1))
                    is_covered = cell.tag == COVERED and rows > 0
                    if not is_covered:
                        rows, width = (
                            count(cell, "number-rows-spanned") - 1,
                            count(cell, "number-columns-spanned"),
                        )
                    self._cell(cell, row, width, "continue" if is_covered else "restart" if rows else "")
                    end = column + width
                    left = rows - 1 if is_covered else rows
                    if left > 0:
                        below[column] = (left, width)
                column += 1
        return below

    def _count_cell(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Unreadable(_HUGE)

    def _cell(self, source: etree._Element, row: etree._Element, width: int, merge: str) -> None:
        cell = etree.SubElement(row, W + "tc")
        properties = etree.SubElement(cell, W + "tcPr")
        if width > 1:
            etree.SubElement(properties, W + "gridSpan").set(W + "val", str(width))
        if merge:
            etree.SubElement(properties, W + "vMerge").set(W + "val", merge)
        if ground := self._effects.of("table-cell", source.get(TABLE + "style-name") or "").get("shd"):
            etree.SubElement(properties, W + "shd").set(W + "fill", ground)
        if merge != "continue":
            self._content(source, cell)
            if (result := _stored(source)) and not any(
                (run.text or "").strip() for run in cell.iter(W + "t")
            ):
                _run(etree.SubElement(cell, W + "p"), result, {})


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        if element.tag == TABLE + "table-row":
            yield element
        elif element.tag in _ROW_GROUPS:
            yield from _rows(element)


def _stored(cell: etree._Element) -> str:
    """What a cell shows whose text is not written out: the result of its formula, or words; empty for all others."""
    if cell.get(TABLE + "formula") is not None and (value := cell.get(OFFICE + "value")):
        return value
    return cell.get(OFFICE + "string-value") or ""


def _deletions(parts: Sequence[etree._Element]) -> frozenset[str]:
    """The regions of deleted text: flat files of LibreOffice keep it where it stood."""
    regions = (region for part in parts for region in part.iter(TEXT + "changed-region"))
    return frozenset(
        region.get(TEXT + "id") or "" for region in regions if region.find(TEXT + "deletion") is not None
    )


def _change(mark: etree._Element) -> str:
    return mark.get(TEXT + "change-id") or ""


def _begins(item: etree._Element) -> bool:
    """Whether an item of a list prints a number: one that holds nothing but a deeper list does not."""
    return len(item) > 0 and item[0].tag != TEXT + "list"


def _chosen(field: etree._Element) -> str:
    """The entry that a drop-down taken over from Word shows; empty for other fields."""
    values: dict[str, list[str]] = {}
    for parameter in field.iterfind(FIELD + "param"):
        values.setdefault(parameter.get(FIELD + "name") or "", []).append(
            parameter.get(FIELD + "value") or ""
        )
    entries, number = values.get("Dropdown_ListEntry", []), values.get("Dropdown_Selected", [""])[0]
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def _is_hidden(element: etree._Element) -> bool:
    if element.tag == TEXT + "section":
        return element.get(TEXT + "is-hidden") == "true" or element.get(TEXT + "display") == "none"
    if element.get(TEXT + "display") == "none":
        return True
    marks = (element, *element.iterfind(TEXT + "hidden-paragraph"))
    return any(mark.get(TEXT + "is-hidden") == "true" for mark in marks)


def _printed(text: str | None) -> str:
    """Text as the format prints it: line ends and tabs are blanks, of which one is printed."""
    return " ".join(text.replace("\t", "\n").split("\n")) if text else ""


def _run(paragraph: etree._Element, words: str, marks: Marks) -> None:
    if not words:
        return
    run = etree.SubElement(paragraph, W + "r")
    properties = etree.SubElement(run, W + "rPr")
    for name, value in marks.items():
        if value:
            etree.SubElement(properties, W + name).set(W + _ATTRIBUTES.get(name, "val"), value)
    etree.SubElement(run, W + "t").text = words
