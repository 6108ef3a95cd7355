"""Text boxes and pictures that lie over the cells of a sheet."""

from __future__ import annotations

import zipfile

from lxml import etree

from etl.readers.common.ooxml_package import member, parse, relations

_TEXT_BOX, _PICTURE = "[文本框]", "[图片]"
_ANCHORS = ("{*}twoCellAnchor", "{*}oneCellAnchor")
_MOST = 1000


def covering_words(package: zipfile.ZipFile, sheet: str) -> dict[tuple[int, int], str]:
    """Row and column (0-based) -> a word for what is anchored there: a text box with words, or a picture.

    `sheet` is the name of the sheet's part. Raises Unreadable if the drawing is damaged.
    """
    words: dict[tuple[int, int], str] = {}
    drawings = [part for kind, part in relations(package, sheet).values() if kind.endswith("/drawing")]
    for part in drawings:
        root = parse(member(package, part) or b"<none/>")
        anchors = [anchor for tag in _ANCHORS for anchor in root.iterfind(tag)]
        for anchor in anchors[:_MOST]:
            row, column = (anchor.findtext(f"{{*}}from/{{*}}{name}") or "" for name in ("row", "col"))
            word = _word(anchor)
            if word and row.isdecimal() and column.isdecimal():
                words[int(row), int(column)] = word
    return words


def _word(anchor: etree._Element) -> str:
    if any((text.text or "").strip() for text in anchor.iter("{*}t")):
        return _TEXT_BOX
    return _PICTURE if next(anchor.iter("{*}pic"), None) is not None else ""
