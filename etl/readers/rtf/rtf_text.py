"""The text of an RTF file, written as the body of a Word file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.docx.runs import PICTURE, W
from etl.readers.rtf.character_sets import decoded, of_font, of_page
from etl.readers.rtf.rows import CellShape, Row, RowShape, word_table
from etl.readers.rtf.tokens import Token, tokens

MOST_CELLS = 200_000
_MOST_OPEN, _MOST_LEVELS, _MOST_IN_ROW = 2000, 50, 1000
_CUT = "RTF 文件不完整（可能没有下载完）；请重新下载，或用 Word/WPS 打开后另存为 .docx 再提交。"
_HUGE = "RTF 文件的表格异常巨大或层层嵌套，没有打开；请用 Word/WPS 另存为 .docx 后再提交。"
# groups that print nothing where they stand
_SKIPPED = frozenset({
    "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote",
    "xe", "tc", "nonesttables", "listtable", "listoverridetable", "revtbl", "filetbl", "objdata", "private", "mmath", "colortbl", "sp",
})  # fmt: skip
_READ_STARRED = frozenset({"shpinst", "shptxt", "nesttableprops"})
_LABELS = ("listtext", "pntext")
_SIGNS = {
    "~": "\u00a0", "_": "-", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_ENDS_PARAGRAPH = ("par", "page", "sect", "\n", "\r")
_NOT_IN_XML = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class _Group:
    """What a group inherits: how characters look, in which font they are, and whether they are read at all."""

    marks: dict[str, str] = field(default_factory=dict)
    font: int = 0
    is_east_asian: bool = False
    is_deleted: bool = False
    fallback: int = 1  # characters that stand in for one in Unicode
    skipped: bool = False
    table: str = ""  # fonttbl or colortbl
    is_first: bool = True  # nothing but `{` and `\\*` so far
    is_starred: bool = False
    is_label: bool = False  # an automatic number
    base: int = 0  # tables around a text box
    depth: int = 0  # tables around the paragraph, within the text box
    in_row: bool = False  # what follows states a row of an inner table


@dataclass(slots=True)
class _Level:
    """The text, or the open cell of a table at one depth, with the rows that came before."""

    content: list[etree._Element] = field(default_factory=list)
    cells: list[list[etree._Element]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


class RichText:
    """One pass over a file. `pictures` counts them; `is_revised` says that deleted text was left out.

    Raises Unreadable if the file is cut, nests too deep or holds too many cells.
    """

    def __init__(self, data: bytes) -> None:
        self.pictures = 0
        self.is_revised = False
        self._groups = [_Group()]
        self._levels = [_Level()]
        self._paragraph = etree.Element(W + "p")
        self._raw = b""
        self._to_skip = 0
        self._encoding = of_page(0)
        self._fonts: dict[int, str] = {}
        self._colours: list[tuple[int, int, int]] = []
        self._colour = [0, 0, 0]
        self._label = ""
        self._shapes: dict[int, RowShape] = {}  # of the open rows, by depth
        self._shape = CellShape()
        self._cells = 0
        for token in tokens(data):
            self._read(token)
            if not self._groups:
                break  # what follows the end is no text
        if self._groups:
            raise Unreadable(_CUT)

    def document(self) -> etree._Element:
        """The element `w:document`."""
        document = etree.Element(W + "document", nsmap={"w": W[1:-1]})
        self._end_paragraph(0)
        etree.SubElement(document, W + "body").extend(self._levels[0].content)
        return document

    def _read(self, token: Token) -> None:
        word, number, raw = token
        group = self._groups[-1]
        if raw:
            self._text(raw, group)
            return
        if word != "u":
            self._flush()
            self._to_skip = 0
        if word == "{":
            if len(self._groups) > _MOST_OPEN:
                raise Unreadable(_HUGE)
            self._groups.append(replace(group, marks=dict(group.marks), is_first=True, is_starred=False))
        elif word == "}":
            self._groups.pop()
            if len(self._groups) == 1:
                self._groups.pop()  # the whole file is one group
        elif word == "*":
            group.is_starred = True
        else:
            if group.is_first:
                self._begin(word, group)
            self._control(word, number, group)
        if word not in ("{", "}", "*"):
            group.is_first = False

    def _begin(self, word: str, group: _Group) -> None:
        """Decide by its first word whether a group is read."""
        if word == "pict" and not group.skipped:
            self.pictures += 1
            etree.SubElement(etree.SubElement(self._paragraph, W + "r"), PICTURE)
        if word in ("fonttbl", "colortbl"):
            group.table = word
        if word == "shptxt":
            group.base, group.depth = group.base + group.depth, 0
        group.in_row = group.in_row or word == "nesttableprops"
        group.is_label = group.is_label or word in _LABELS
        if word in _SKIPPED or (group.is_starred and word not in _READ_STARRED):
            group.skipped = True

    def _text(self, raw: bytes, group: _Group) -> None:
        group.is_first = False
        if group.table == "colortbl":
            for _ in range(raw.count(b";")):
                red, green, blue = self._colour
                self._colours.append((red, green, blue))
                self._colour = [0, 0, 0]
        if group.skipped or group.table:
            return
        if self._to_skip:
            taken = min(self._to_skip, len(raw))
            self._to_skip -= taken
            raw = raw[taken:]
        self._raw += raw

    def _flush(self) -> None:
        """Write the bytes collected so far: a character may be spread over several tokens."""
        if self._raw:
            group = self._groups[-1]
            font = self._fonts.get(group.font, "")
            self._write(decoded(self._raw, font, self._encoding, group.is_east_asian), group)
            self._raw = b""

    def _write(self, text: str, group: _Group) -> None:
        if group.skipped or group.table or not text:
            return
        if group.is_deleted:
            self.is_revised = True
            return
        if group.is_label:
            self._label += text
            return
        if self._label and (words := text.strip()):
            # an empty cell or a figure must not become another number
            text = self._label.strip() + text if words[0].isalpha() else text
            self._label = ""
        run = etree.SubElement(self._paragraph, W + "r")
        properties = etree.SubElement(run, W + "rPr")
        for name, value in group.marks.items():
            if value:
                etree.SubElement(properties, W + name).set(W + ("fill" if name == "shd" else "val"), value)
        text = text.replace("\t", " ")
        etree.SubElement(run, W + "t").text = _NOT_IN_XML.sub("", text)

    def _control(self, word: str, number: int | None, group: _Group) -> None:
        if group.table:
            self._define(word, number or 0, group)
        elif word in _STRUCTURE and not group.skipped:
            _STRUCTURE[word](self, group, number or 0)
        elif word == "u" and number is not None and not group.skipped:
            self._unicode(number % 0x10000, group)
        elif word in _SIGNS:
            self._write(_SIGNS[word], group)
        elif word in ("tab", "line", "softline") and not (
            group.skipped or group.is_deleted or group.is_label
        ):
            run = etree.SubElement(self._paragraph, W + "r")
            etree.SubElement(run, W + ("tab" if word == "tab" else "br"))
        elif word == "ansicpg":
            self._encoding = of_page(number or 0)
        else:
            self._look(word, number, group)

    def _define(self, word: str, number: int, group: _Group) -> None:
        """Note the character set of a font, or a part of a colour."""
        if group.table == "fonttbl":
            if word == "f":
                group.font = number
            elif word == "fcharset":
                self._fonts[group.font] = of_font(number)
        elif word in ("red", "green", "blue"):
            self._colour[("red", "green", "blue").index(word)] = number

    def _unicode(self, code: int, group: _Group) -> None:
        """A character by its number; characters beyond 16 bits come as two, which UTF-16 joins."""
        self._flush()
        if (
            0xDC00 <= code < 0xE000
            and len(self._paragraph)
            and (text := self._paragraph[-1].find(W + "t")) is not None
        ):
            high = text.get("high")
            if high:
                del text.attrib["high"]
                text.text = chr(0x10000 + ((int(high) - 0xD800) << 10) + code - 0xDC00)
        else:
            self._write(chr(code), group)
            if 0xD800 <= code < 0xDC00 and len(self._paragraph):
                text = self._paragraph[-1].find(W + "t")
                if text is not None:
                    text.set("high", str(code))
        self._to_skip = group.fallback

    def _look(self, word: str, number: int | None, group: _Group) -> None:
        """Change how the characters of a group look."""
        is_on = "" if number == 0 else "1"
        if word == "plain":
            group.marks = {}
            group.is_deleted = False
        elif word in ("v", "strike", "striked"):
            group.marks["vanish" if word == "v" else "strike"] = is_on
        elif word in ("super", "up"):
            group.marks["vertAlign"] = "superscript" if number != 0 else ""
        elif word in ("nosupersub", "sub", "dn"):
            is_lowered = word != "nosupersub" and number != 0
            group.marks["vertAlign"] = "subscript" if is_lowered else ""
        elif word == "deleted":
            group.is_deleted = bool(is_on)
        elif word == "cf":
            group.marks["color"] = self._hexadecimal(number or 0)
        elif word in ("chcbpat", "cb"):
            group.marks["shd"] = self._hexadecimal(number or 0)
        elif word == "highlight":
            group.marks["highlight"] = is_on if number else ""
        elif word in ("f", "af"):
            group.font = number or 0
        elif word in ("dbch", "loch", "hich"):
            group.is_east_asian = word == "dbch"
        elif word == "uc":
            group.fallback = min(max(number or 0, 0), 10)

    def _hexadecimal(self, number: int) -> str:
        """A colour of the file's table as RRGGBB; empty for the automatic one."""
        if not 0 < number < len(self._colours):
            return ""
        return "".join(f"{min(max(part, 0), 255):02X}" for part in self._colours[number])

    def _end_paragraph(self, depth: int) -> None:
        """Close the paragraph, which stands in as many tables."""
        if depth > 2 * _MOST_LEVELS:
            raise Unreadable(_HUGE)
        self._close_tables(depth)
        while len(self._levels) <= depth:
            self._levels.append(_Level())
        self._label = ""
        self._levels[depth].content.append(self._paragraph)
        self._paragraph = etree.Element(W + "p")

    def _close_tables(self, depth: int) -> None:
        """Put tables that are deeper than this into the text around them."""
        while len(self._levels) - 1 > depth:
            level = self._levels.pop()
            around = self._levels[-1].content
            if level.rows:
                around.append(word_table(level.rows))
            for content in (*level.cells, level.content):  # of a row that has no end
                around.extend(content)

    def _end_cell(self, depth: int) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Unreadable(_HUGE)
        self._end_paragraph(depth)
        level = self._levels[depth]
        level.cells.append(level.content)
        level.content = []

    def _end_row(self, depth: int) -> None:
        self._close_tables(depth)
        if len(self._levels) > depth:
            level = self._levels[depth]
            level.rows.append((self._shapes.get(depth, RowShape()), level.cells))
            level.cells = []

    def _begin_row(self, group: _Group, _: int) -> None:
        self._shapes[_depth_of_row(group)] = RowShape()
        self._shape = CellShape()

    def _set_left(self, group: _Group, left: int) -> None:
        self._shapes.setdefault(_depth_of_row(group), RowShape()).left = left

    def _end_shape(self, group: _Group, right: int) -> None:
        self._shape.right = right
        cells = self._shapes.setdefault(_depth_of_row(group), RowShape()).cells
        if len(cells) < _MOST_IN_ROW:
            cells.append(self._shape)
        self._shape = CellShape()


def _depth_of_row(group: _Group) -> int:
    return group.base + (max(group.depth, 2) if group.in_row else 1)


def _set_depth(group: _Group, depth: int) -> None:
    group.depth = min(max(depth, 0), _MOST_LEVELS)


def _merging(name: str, value: str) -> _Handler:
    return lambda text, group, number: setattr(text._shape, name, value)


_Handler = Callable[[RichText, _Group, int], None]
_STRUCTURE: dict[str, _Handler] = {
    **dict.fromkeys(_ENDS_PARAGRAPH, lambda text, group, _: text._end_paragraph(group.base + group.depth)),
    "pard": lambda text, group, _: _set_depth(group, 0),
    "intbl": lambda text, group, _: _set_depth(group, max(group.depth, 1)),
    "itap": lambda text, group, number: _set_depth(group, number),
    "cell": lambda text, group, _: text._end_cell(group.base + 1),
    "nestcell": lambda text, group, _: text._end_cell(group.base + max(group.depth, 2)),
    "row": lambda text, group, _: text._end_row(group.base + 1),
    "nestrow": lambda text, group, _: text._end_row(group.base + max(group.depth, 2)),
    "trowd": RichText._begin_row,
    "trleft": RichText._set_left,
    "cellx": RichText._end_shape,
    "clvmgf": _merging("merge", "restart"),
    "clvmrg": _merging("merge", "continue"),
    "clmgf": _merging("across", "restart"),
    "clmrg": _merging("across", "continue"),
    "clcbpat": lambda text, _, number: setattr(text._shape, "ground", text._hexadecimal(number)),
}
