"""What a workbook's own XML says beyond its values: formulas without results, errors, hidden rows and columns."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from lxml import etree

from etl.model.document import Note, Unreadable
from etl.readers.common.contrast import BLACK, WHITE, Color
from etl.readers.common.ooxml_package import (
    DAMAGED,
    main_part,
    member,
    open_package,
    parse,
    related,
    relations,
)
from etl.readers.spreadsheet.cell_colors import (
    invisible_styles,
    is_pictured,
    is_struck_out,
    style_colors,
    styles_whose_font,
)
from etl.readers.spreadsheet.conditional_formats import Change, changes_of, effects, rules_of
from etl.readers.spreadsheet.drawn_over import covering_words
from etl.readers.spreadsheet.formatted_parts import DisplayText, display_text, may_differ, shared_parts
from etl.readers.spreadsheet.number_formats import NumberFormat, changing_formats
from etl.readers.spreadsheet.stored_results import calculates_on_opening, doubtful_zeros
from etl.text.workbook_extent import check_corners, column_number

_NOT_CALCULATED = "[未计算的公式]"
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*?\br="([A-Z]+)(\d+)"[^>]*)(?<!/)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_FORMULA_END = rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)"
_NO_RESULT = re.compile(_FORMULA_END + rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*$")
_NO_RESULT_HINT = re.compile(_FORMULA_END + rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</)")
_TEXT_RESULT = re.compile(rb'\bt="str"')  # a formula may well give an empty text
_RESULT = re.compile(rb"<(?:\w+:)?v\b")
_ERROR = re.compile(rb'\bt="e"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_ROW_OR_COLUMN = re.compile(rb"<(?:\w+:)?(?:row|col)\b[^>]*>")
_HIDDEN = re.compile(rb'<(?:\w+:)?(?:row|col)\b[^>]*\b(?:hidden="(?:1|true)"|(?:ht|width)="0(?:\.0*)?")')
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,20})?(?:[Ee][+-]?\d{1,2})?")
# a side, a number of the page, a font: what codes in page headers stand for
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z&])')
_VIEW = "{*}sheetViews/{*}sheetView"
_OFF = ("0", "false")
_ATTRIBUTE = re.compile(rb'\b(r|min|max)="(\d+)"')
_MOST_COLUMNS = 16_384
_PLAIN = (BLACK, WHITE)
_WORDS = ("s", "inlineStr", "str")
_NONE = b"<none/>"
_WORKBOOK = "workbook.xml"  # the reader of values finds its folder by the relations of the package, and it by this name

Position = tuple[int, int]
"""Row and column of a cell, 0-based."""


@dataclass
class SheetXml:
    """What the XML of a sheet says, by position.

    `substitutes` are words for cells without a value that are not blank; `formats` are for cells whose format shows
    another number than they hold, `texts` for cells of which parts are struck out, raised or white, `unseen` are cells
    in the colour of their ground, `doubtful` those that a conditional format may hide, `pictured`
    those in a font of pictures, `struck` those that are struck out. `hides_zeros`: the sheet shows no zeros. `covered` are words for
    empty cells over which a text box or a picture lies. `header` has the words of page headers and footers.
    """

    substitutes: dict[Position, str] = field(default_factory=dict)
    formats: dict[Position, NumberFormat] = field(default_factory=dict)
    texts: dict[Position, DisplayText] = field(default_factory=dict)
    unseen: set[Position] = field(default_factory=set)
    doubtful: set[Position] = field(default_factory=set)
    pictured: set[Position] = field(default_factory=set)
    struck: set[Position] = field(default_factory=set)
    hides_zeros: bool = False
    covered: dict[Position, str] = field(default_factory=dict)
    header: str = ""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_workbook_xml(data: bytes) -> tuple[dict[int, SheetXml], list[Note]]:
    """Read a workbook's XML; returns what it says by sheet index, only of sheets of which it says anything, and notes.

    Raises Unreadable if the file is damaged, or for a sheet whose corners lie so far apart that reading it would take
    all memory.
    """
    package = open_package(data)
    part = main_part(package, f"xl/{_WORKBOOK}")
    if posixpath.basename(part).lower() != _WORKBOOK:
        raise Unreadable(DAMAGED)
    parts = relations(package, part)
    styles = parse(member(package, related(parts, "styles", "xl/styles.xml")) or _NONE)
    colors, changes = style_colors(styles), changes_of(styles)
    formats, unseen = changing_formats(styles), invisible_styles(colors)
    workbook = parse(member(package, part) or _NONE)
    strings = member(package, related(parts, "sharedStrings", "xl/sharedStrings.xml")) or b""
    shared = shared_parts(parse(strings)) if may_differ(strings) else {}
    pictured, struck = styles_whose_font(styles, is_pictured), styles_whose_font(styles, is_struck_out)
    sheets: dict[int, SheetXml] = {}
    for index, name in enumerate(_sheet_names(parts, workbook)):
        # a damaged sheet is refused: the reader of its values would go on in silence
        xml = member(package, name) or _NONE
        root = parse(xml)
        check_corners(root.iter("{*}row"))
        # serialised again, so that every attribute is in double quotes
        sheet = _read_sheet(etree.tostring(root))
        if calculates_on_opening(workbook):
            sheet.substitutes |= dict.fromkeys(map(_place, doubtful_zeros(root)), _NOT_CALCULATED)
        sheet.formats = _formats(root, formats) if formats else {}
        sheet.unseen = _unseen(root, unseen) if unseen else set()
        if b"conditionalFormatting" in xml:
            _add_conditional(sheet, root, changes, colors)
        sheet.hides_zeros = any(view.get("showZeros") in _OFF for view in root.iterfind(_VIEW))
        sheet.covered = covering_words(package, name)
        sheet.header = (
            page_words(part.text or "" for part in root.iterfind("{*}headerFooter/*"))
            if b"eaderFooter" in xml
            else ""
        )
        sheet.struck = _unseen(root, struck) if struck else set()
        sheet.texts = _texts(root, shared, colors, sheet) if shared or may_differ(xml) else {}
        sheet.pictured = _unseen(root, pictured) if pictured else set()
        if sheet != SheetXml():
            sheets[index] = sheet
    return sheets, _notes(sheets.values())


def page_words(lines: Iterable[str]) -> str:
    """The words of page headers and footers without their codes."""
    words = filter(None, lines)
    return " ".join(_PAGE_CODE.sub(" ", " ".join(words)).split())


def _notes(sheets: Collection[SheetXml]) -> list[Note]:
    """Notes on all sheets together."""
    substitutes: set[str] = set()
    struck = 0
    unseen = covered = 0
    has_hidden = False
    for sheet in sheets:
        unseen += len(sheet.unseen) + sum(text.is_invisible for text in sheet.texts.values())
        covered += len(sheet.covered)
        substitutes.update(sheet.substitutes.values())
        struck += len(sheet.struck) + sum(text.is_struck for text in sheet.texts.values())
        has_hidden = has_hidden or bool(sheet.hidden_rows or sheet.hidden_columns)
    notes = []
    if _NOT_CALCULATED in substitutes:
        notes.append(Note("not_calculated"))
    if substitutes - {_NOT_CALCULATED}:
        notes.append(Note("formula_errors"))
    if has_hidden:
        notes.append(Note("hidden_lines"))
    if struck:
        notes.append(Note("struck_out", str(struck)))
    if unseen:
        notes.append(Note("unseen", str(unseen)))
    if doubtful := sum(len(sheet.doubtful) for sheet in sheets):
        notes.append(Note("conditional_format", str(doubtful)))
    if covered:
        notes.append(Note("covered_cells", str(covered)))
    return notes


def _sheet_names(parts: Mapping[str, tuple[str, str]], workbook: etree._Element) -> list[str]:
    """The members that hold the sheets, in the order of the workbook."""
    return [parts.get(_relation_id(sheet), ("", ""))[1] for sheet in workbook.iterfind("{*}sheets/{*}sheet")]


def _relation_id(sheet: etree._Element) -> str:
    return next((str(value) for name, value in sheet.items() if etree.QName(name).localname == "id"), "")


def _read_sheet(xml: bytes) -> SheetXml:
    sheet = SheetXml()
    if _NO_RESULT_HINT.search(xml) or _ERROR.search(xml):
        sheet.substitutes = _substitutes(xml)
    if _HIDDEN.search(xml):
        _add_hidden(sheet, xml)
    return sheet


def _substitutes(xml: bytes) -> dict[Position, str]:
    """Words for cells that hold an error, or a formula without a result."""
    words: dict[Position, str] = {}
    for attributes, column, row, content in _CELL.findall(xml):
        position = (int(row) - 1, column_number(column) - 1)
        if _ERROR.search(attributes):
            value = _VALUE.search(content)
            words[position] = value[1].decode("utf-8", "replace") if value else "#ERROR"
        elif _NO_RESULT.search(content) and not (_TEXT_RESULT.search(attributes) and _RESULT.search(content)):
            words[position] = _NOT_CALCULATED
    return words


def _add_hidden(sheet: SheetXml, xml: bytes) -> None:
    for element in _ROW_OR_COLUMN.findall(xml):
        if not _HIDDEN.match(element):
            continue
        numbers = {name: int(number) for name, number in _ATTRIBUTE.findall(element)}
        if b"r" in numbers:
            sheet.hidden_rows.add(numbers[b"r"] - 1)
        elif b"min" in numbers and b"max" in numbers:
            sheet.hidden_columns.update(range(numbers[b"min"] - 1, min(numbers[b"max"], _MOST_COLUMNS)))


def _formats(sheet: etree._Element, formats: dict[int, NumberFormat]) -> dict[Position, NumberFormat]:
    styled = ((cell, cell.get("s", "")) for cell in sheet.iter("{*}c"))
    return {
        _position(cell): formats[int(style)].for_words() if cell.get("t") in _WORDS else formats[int(style)]
        for cell, style in styled
        if style.isdecimal() and int(style) in formats and cell.get("r")
    }


def _unseen(sheet: etree._Element, styles: Set[int]) -> set[Position]:
    """The cells with a value whose style has the colour of its ground."""
    styled = ((cell, cell.get("s", "")) for cell in sheet.iter("{*}c") if len(cell) and cell.get("r"))
    return {_position(cell) for cell, style in styled if style.isdecimal() and int(style) in styles}


def _add_conditional(
    sheet: SheetXml,
    root: etree._Element,
    changes: Sequence[Change],
    colors: Sequence[tuple[Color, Color | None]],
) -> None:
    """Change what is seen of cells with numbers by the conditional formats of the sheet."""
    rules = rules_of(root, changes)
    cells = (
        {_position(cell): cell for cell in root.iter("{*}c") if cell.get("r") and _is_number(cell)}
        if rules
        else {}
    )
    changed = effects(
        rules,
        {position: float(cell.findtext("{*}v") or 0) for position, cell in cells.items()},
        {position: _colors_of(cell, colors) for position, cell in cells.items()},
    )
    sheet.unseen = (sheet.unseen | changed.hidden) - changed.shown - changed.doubtful
    sheet.formats |= changed.formats
    sheet.doubtful = changed.doubtful


def _is_number(cell: etree._Element) -> bool:
    return cell.get("t", "n") == "n" and _NUMBER.fullmatch(cell.findtext("{*}v") or "") is not None


def _texts(
    sheet: etree._Element,
    shared: Mapping[str, etree._Element],
    colors: Sequence[tuple[Color, Color | None]],
    marked: SheetXml,
) -> dict[Position, DisplayText]:
    """Words of cells whose parts are shown otherwise; such cells are taken out of those `marked` as unseen or struck out: their parts decide."""
    texts: dict[Position, DisplayText] = {}
    for cell in sheet.iter("{*}c"):
        is_shared = cell.get("t") == "s"
        parts = shared.get(cell.findtext("{*}v") or "") if is_shared else cell.find("{*}is")
        if parts is None or parts.find("{*}r/{*}rPr") is None or not cell.get("r"):
            continue
        position = _position(cell)
        text = display_text(parts, _colors_of(cell, colors))
        marked.unseen.discard(position)
        marked.struck.discard(position)
        if text is not None:
            texts[position] = text
    return texts


def _colors_of(
    cell: etree._Element, colors: Sequence[tuple[Color, Color | None]]
) -> tuple[Color, Color | None]:
    style = cell.get("s", "")
    return colors[int(style)] if style.isdecimal() and int(style) < len(colors) else _PLAIN


def _position(cell: etree._Element) -> Position:
    return _place(cell.get("r", ""))


def _place(reference: str) -> Position:
    """The position that a reference means, which `check_corners` has checked."""
    letters, digits = _REFERENCE.fullmatch(reference).groups()  # type: ignore[union-attr]
    return int(digits) - 1, column_number(letters.upper().encode()) - 1
