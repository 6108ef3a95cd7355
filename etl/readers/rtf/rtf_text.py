"""The text of an RTF file, written as the body of a Word file."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.common.picture_fonts import PICTURE_SIGN, is_picture_font
from etl.readers.docx.ordinals import read_with
from etl.readers.docx.runs import PICTURE, W
from etl.readers.rtf.character_looks import effect_of
from etl.readers.rtf.character_sets import SIGNS, decoded, of_font, of_page
from etl.readers.rtf.color_table import ColorTable
from etl.readers.rtf.drop_down import DropDown, field_mark
from etl.readers.rtf.group import READ_STARRED, SKIPPED, Group
from etl.readers.rtf.hidden_shapes import SHAPE, HiddenShapes
from etl.readers.rtf.open_tables import HUGE, OpenTables
from etl.readers.rtf.tokens import Token, tokens

_MOST_OPEN = 2000
_CUT = "RTF 文件不完整（可能没有下载完）；请重新下载，或用 Word/WPS 打开后另存为 .docx 再提交。"
_LABELS = ("listtext", "pntext")
_ENDS_PARAGRAPH = ("par", "page", "sect", "\n", "\r")
_DRAWS = (b"SYMBOL ", b"EQ ")  # instructions of fields
_DRAWN_WORD = "[公式]"
_DIGIT = re.compile("[0-9]")
_NOT_IN_XML = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


class RichText:
    """One pass over a file. `pictures` counts them; `is_revised` says that deleted text was left out; `tables` takes what ends.

    Raises Unreadable if the file is cut, nests too deep or holds too many cells.
    """

    def __init__(self, data: bytes) -> None:
        self.pictures = 0
        self.is_revised = False
        self.tables = OpenTables()
        self._groups = [Group()]
        self._paragraph = etree.Element(W + "p")
        self._raw = b""
        self._to_skip = 0
        self._encoding = of_page(0)
        self._fonts: dict[int, str] = {}
        self._font_names: dict[int, str] = {}
        self._colors = ColorTable()
        self._label = ""
        self._drawn = -1  # length of the paragraph where a field began that draws characters
        self._choice = DropDown()
        self._shapes = HiddenShapes(data)
        for token in tokens(data):
            self._read(token)
            if not self._groups:
                break  # what follows the end is no text
        if self._groups:
            raise Unreadable(_CUT)

    def document(self) -> etree._Element:
        """The element `w:document`."""
        document = etree.Element(W + "document", nsmap={"w": W[1:-1]})
        self._into_text(self.tables.end_paragraph, 0)
        etree.SubElement(document, W + "body").extend(self.tables.text)
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
                raise Unreadable(HUGE)
            self._groups.append(group.inner())
        elif word == "}":
            self._groups.pop()
            if group.is_field and not self._groups[-1].is_field:
                self._end_field(self._groups[-1])
            if group.is_choice and not self._groups[-1].is_choice:
                self._paragraph.append(field_mark("end")[0])
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

    def _begin(self, word: str, group: Group) -> None:
        """Decide by its first word whether a group is read."""
        if word == "pict" and not group.skipped:
            self.pictures += 1
            etree.SubElement(etree.SubElement(self._paragraph, W + "r"), PICTURE)
        if word in ("fonttbl", "colortbl", "ffl"):
            group.table = word
        if word == "ffl":
            self._choice.entries.append("")
        if word == "fldrslt" and self._choice.entries:
            group.is_choice = True
            self._paragraph.extend((self._choice.begin(), field_mark("separate")[0]))
            self._choice = DropDown()
        group.is_field = group.is_field or word == "field"
        group.is_code = group.is_code or word == "fldinst"
        if word == SHAPE and self._shapes.next_is_hidden():
            group.skipped = True
        if word == "shptxt":
            group.base, group.depth = group.base + group.depth, 0
        group.in_row = group.in_row or word == "nesttableprops"
        group.is_label = group.is_label or word in _LABELS
        if word == "mmath":
            self._write(_DRAWN_WORD, group)
        if word == "ud" and self._groups[-2].is_choosing:
            group.skipped = self._groups[-2].skipped
            return
        group.is_choosing = word == "upr"
        if word in SKIPPED or (group.is_starred and word not in READ_STARRED):
            group.skipped = True

    def _text(self, raw: bytes, group: Group) -> None:
        group.is_first = False
        if group.table == "colortbl":
            self._colors.end(raw.count(b";"))
        if group.table == "fonttbl":
            self._font_names[group.font] = self._font_names.get(group.font, "") + raw.decode(
                "ascii", "ignore"
            )
        if group.is_code and raw.lstrip().startswith(_DRAWS):
            self._drawn = len(self._paragraph)
        if group.table != "ffl" and (group.skipped or group.table):
            return
        if self._to_skip:
            taken = min(self._to_skip, len(raw))
            self._to_skip -= taken
            raw = raw[taken:]
        self._raw += raw

    def _end_field(self, around: Group) -> None:
        """Write a word for a field that draws characters without saying in its result which."""
        if self._drawn == len(self._paragraph):
            self._write(_DRAWN_WORD, around)
        self._drawn = -1

    def _flush(self) -> None:
        """Write the bytes collected so far: a character may be spread over several tokens."""
        if self._raw:
            group = self._groups[-1]
            font = self._fonts.get(group.font, "")
            self._write(decoded(self._raw, font, self._encoding, group.is_east_asian), group)
            self._raw = b""

    def _write(self, text: str, group: Group) -> None:
        if group.table == "ffl" and self._choice.entries:
            self._choice.entries[-1] += text
        if group.skipped or group.table or not text:
            return
        if group.is_deleted:
            self.is_revised = True
            return
        if group.is_label:
            self._label += text
            return
        if self._label and (words := text.strip()):
            text, self._label = read_with(self._label, words) + text, ""
        if is_picture_font(self._font_names.get(group.font, "")):
            text = _DIGIT.sub(PICTURE_SIGN, text)
        run = etree.SubElement(self._paragraph, W + "r")
        properties = etree.SubElement(run, W + "rPr")
        for name, value in ({"shd": group.ground} | group.marks).items():
            if value:
                etree.SubElement(properties, W + name).set(W + ("fill" if name == "shd" else "val"), value)
        text = text.replace("\t", " ")
        etree.SubElement(run, W + "t").text = _NOT_IN_XML.sub("", text)

    def _control(self, word: str, number: int | None, group: Group) -> None:
        if group.table:
            self._define(word, number or 0, group)
        elif word in _STRUCTURE and not group.skipped:
            _STRUCTURE[word](self, group, number or 0)
        elif word == "u" and number is not None and not group.skipped:
            self._unicode(number % 0x10000, group)
        elif word in SIGNS:
            self._write(SIGNS[word], group)
        elif word == "tab" and group.is_label and not group.skipped:
            self._label += "\t"
        elif word in ("tab", "line", "softline") and not (
            group.skipped or group.is_deleted or group.is_label
        ):
            run = etree.SubElement(self._paragraph, W + "r")
            etree.SubElement(run, W + ("tab" if word == "tab" else "br"))
        elif word in ("ffres", "ffdefres"):
            self._choice.state(word, number or 0)
        elif word == "ansicpg":
            self._encoding = of_page(number or 0)
        else:
            self._look(word, number, group)

    def _define(self, word: str, number: int, group: Group) -> None:
        """Note the character set of a font, or a part of a colour."""
        if group.table == "fonttbl":
            if word == "f":
                group.font = number
            elif word == "fcharset":
                self._fonts[group.font] = of_font(number)
        elif group.table == "colortbl":
            self._colors.state(word, number)

    def _unicode(self, code: int, group: Group) -> None:
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

    def _look(self, word: str, number: int | None, group: Group) -> None:
        """Change how the characters of a group look."""
        if effect := effect_of(word, number):
            group.marks[effect[0]] = effect[1]
        elif word == "plain":
            group.marks = {}
            group.is_deleted = False
        elif word in ("deleted", "mvf"):
            group.is_deleted = number != 0
        elif word == "cf":
            group.marks["color"] = self._colors.hexadecimal(number or 0)
        elif word in ("chcbpat", "cb", "highlight"):
            group.marks["shd"] = self._colors.hexadecimal(number or 0)
        elif word in ("f", "af"):
            group.font = number or 0
        elif word in ("dbch", "loch", "hich"):
            group.is_east_asian = word == "dbch"
        elif word == "uc":
            group.fallback = min(max(number or 0, 0), 10)

    def _set_ground(self, group: Group, number: int) -> None:
        group.ground = self._colors.hexadecimal(number)

    def _end_paragraph(self, group: Group, _: int) -> None:
        self._into_text(self.tables.end_paragraph, group.base + group.depth)

    def _end_cell(self, group: Group, depth: int) -> None:
        if self._label.isdecimal() and next(self._paragraph.iter(W + "t"), None) is None:
            etree.SubElement(etree.SubElement(self._paragraph, W + "r"), W + "t").text = self._label
        self._into_text(self.tables.end_cell, group.base + depth)

    def _into_text(self, put: Callable[[etree._Element, int], None], depth: int) -> None:
        """Hand over the paragraph, which stands in as many tables."""
        put(self._paragraph, depth)
        self._label = ""
        self._paragraph = etree.Element(W + "p")


def _merging(name: str, value: str) -> _Handler:
    return lambda text, _, __: text.tables.shape_cell(name, value)


_Handler = Callable[[RichText, Group, int], None]
_STRUCTURE: dict[str, _Handler] = {
    **dict.fromkeys(_ENDS_PARAGRAPH, RichText._end_paragraph),
    "pard": lambda text, group, _: group.begin_paragraph(),
    "intbl": lambda text, group, _: group.set_depth(max(group.depth, 1)),
    "itap": lambda text, group, number: group.set_depth(number),
    "cell": lambda text, group, _: text._end_cell(group, 1),
    "nestcell": lambda text, group, _: text._end_cell(group, max(group.depth, 2)),
    "row": lambda text, group, _: text.tables.end_row(group.base + 1),
    "nestrow": lambda text, group, _: text.tables.end_row(group.base + max(group.depth, 2)),
    "trowd": lambda text, group, _: text.tables.begin_row(group.depth_of_row()),
    "trleft": lambda text, group, left: text.tables.set_left(group.depth_of_row(), left),
    "cellx": lambda text, group, right: text.tables.end_shape(group.depth_of_row(), right),
    "clvmgf": _merging("merge", "restart"),
    "clvmrg": _merging("merge", "continue"),
    "clmgf": _merging("across", "restart"),
    "clmrg": _merging("across", "continue"),
    "clcfpat": lambda text, _, number: text.tables.shape_cell("dots", text._colors.hexadecimal(number)),
    "clshdng": lambda text, _, number: text.tables.shape_cell("share", str(number) if number > 0 else ""),
    "cbpat": lambda text, group, number: text._set_ground(group, number),
    "clcbpat": lambda text, _, number: text.tables.shape_cell("ground", text._colors.hexadecimal(number)),
}
