"""What a workbook's own XML tells beyond its values: formulas without results, errors, hidden rows and columns."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from etl.model.document import Note, Unreadable
from etl.readers.common.ooxml_package import DAMAGED, member, open_package, parse
from etl.readers.spreadsheet.number_formats import Shown, changing
from etl.readers.spreadsheet.rich_text import Words, has_parts, own_words, shared_words

CELLS_LIMIT = 4_000_000
HUGE = "电子表格的范围异常巨大，没有打开；请把内容复制到新表后重新保存。"
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*?\br="([A-Z]+)(\d+)"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*$"
)
_UNSAVED_SIGN = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</)"
)
_ERROR = re.compile(rb'\bt="e"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_HIDDEN_SIGN = re.compile(rb'<(?:\w+:)?(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
_ATTRIBUTE = re.compile(rb'\b(r|min|max)="(\d+)"')
_MOST_COLUMNS = 16_384


@dataclass
class SheetInside:
    """0-based places. `signs`: cells without a value that are no blanks, with a word for what stands there; `formats`:
    cells whose format shows another number than they hold; `words`: cells of which parts are struck out or raised."""

    signs: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: dict[tuple[int, int], Shown] = field(default_factory=dict)
    words: dict[tuple[int, int], Words] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def look_inside(data: bytes) -> tuple[dict[int, SheetInside], list[Note]]:
    """Sheet index -> what its XML tells, only of sheets that have something to tell; and notes.

    Raises Unreadable for a sheet whose corners lie so far apart that reading it would take all memory.
    """
    package = open_package(data)
    found: dict[int, SheetInside] = {}
    shown = changing(parse(member(package, "xl/styles.xml") or b"<none/>"))
    strings = member(package, "xl/sharedStrings.xml") or b""
    shared = shared_words(parse(strings)) if has_parts(strings) else {}
    for index, name in enumerate(_sheets(package)):
        # what is broken is refused: the reader of its values would go on without a word
        xml = member(package, name) or b"<none/>"
        root = parse(xml)
        _measure(root)
        # written anew, so that every attribute is in double quotes
        sheet = _sheet(etree.tostring(root))
        sheet.formats = _formats(root, shown) if shown else {}
        sheet.words = _words(root, shared) if shared or has_parts(xml) else {}
        if sheet != SheetInside():
            found[index] = sheet
    signs = {sign for sheet in found.values() for sign in sheet.signs.values()}
    struck = sum(words.struck for sheet in found.values() for words in sheet.words.values())
    hidden = any(sheet.hidden_rows or sheet.hidden_columns for sheet in found.values())
    notes = (
        [Note("not_calculated")] * (_UNSAVED_WORD in signs)
        + [Note("formula_errors")] * bool(signs - {_UNSAVED_WORD})
        + [Note("hidden_lines")] * hidden
        + [Note("struck_out", str(struck))] * bool(struck)
    )
    return found, notes


_UNSAVED_WORD = "[未计算的公式]"


def _measure(sheet: etree._Element) -> None:
    """Refuses a sheet whose corners lie far apart, as the reader of its values would understand them."""
    highest = widest = 0
    for row in sheet.iter("{*}row"):
        number = row.get("r", "")
        highest = max(highest + 1, int(number[:9]) if number.isdecimal() else 0)
        widest = max(widest, len(row))
        for reference in filter(None, (cell.get("r") for cell in row)):
            place = _REFERENCE.fullmatch(reference)
            if place is None:
                raise Unreadable(DAMAGED)
            widest = max(widest, _column_number(place[1].upper().encode()))
            highest = max(highest, int(place[2]))
    if highest * widest > CELLS_LIMIT:
        raise Unreadable(HUGE)


def _sheets(package: zipfile.ZipFile) -> list[str]:
    """The sheets' members in the order of the workbook."""
    relations = {}
    for relation in parse(member(package, "xl/_rels/workbook.xml.rels") or b"<none/>"):
        path = relation.get("Target", "")
        relations[relation.get("Id", "")] = path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    workbook = parse(member(package, "xl/workbook.xml") or b"<none/>")
    return [relations.get(_relation(sheet), "") for sheet in workbook.iterfind("{*}sheets/{*}sheet")]


def _relation(sheet: etree._Element) -> str:
    return next((str(value) for name, value in sheet.items() if etree.QName(name).localname == "id"), "")


def _sheet(xml: bytes) -> SheetInside:
    sheet = SheetInside()
    if _UNSAVED_SIGN.search(xml) or _ERROR.search(xml):
        for attributes, column, row, content in _CELL.findall(xml):
            place = (int(row) - 1, _column_number(column) - 1)
            if _ERROR.search(attributes):
                value = _VALUE.search(content)
                sheet.signs[place] = value[1].decode("utf-8", "replace") if value else "#ERROR"
            elif _NO_RESULT.search(content):
                sheet.signs[place] = _UNSAVED_WORD
    for element in re.findall(rb"<(?:\w+:)?(?:row|col)\b[^>]*>", xml) if _HIDDEN_SIGN.search(xml) else ():
        if not _HIDDEN_SIGN.match(element):
            continue
        numbers = {name: int(number) for name, number in _ATTRIBUTE.findall(element)}
        if b"r" in numbers:
            sheet.hidden_rows.add(numbers[b"r"] - 1)
        elif b"min" in numbers and b"max" in numbers:
            sheet.hidden_columns.update(range(numbers[b"min"] - 1, min(numbers[b"max"], _MOST_COLUMNS)))
    return sheet


def _formats(sheet: etree._Element, shown: dict[int, Shown]) -> dict[tuple[int, int], Shown]:
    styled = ((cell, cell.get("s", "")) for cell in sheet.iter("{*}c"))
    return {
        _place(cell): shown[int(style)]
        for cell, style in styled
        if style.isdecimal() and int(style) in shown and cell.get("r")
    }


def _words(sheet: etree._Element, shared: dict[str, Words]) -> dict[tuple[int, int], Words]:
    found: dict[tuple[int, int], Words] = {}
    for cell in sheet.iter("{*}c"):
        kind = cell.get("t")
        words = shared.get(cell.findtext("{*}v") or "") if kind == "s" else own_words(cell.find("{*}is"))
        if words is not None and cell.get("r"):
            found[_place(cell)] = words
    return found


def _place(cell: etree._Element) -> tuple[int, int]:
    """0-based row and column of a cell, whose reference `_measure` has seen."""
    letters, digits = _REFERENCE.fullmatch(cell.get("r", "")).groups()  # type: ignore[union-attr]
    return int(digits) - 1, _column_number(letters.upper().encode()) - 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
