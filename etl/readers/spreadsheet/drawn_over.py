"""Text boxes and pictures that lie over the cells of a sheet."""

from __future__ import annotations

import posixpath
import zipfile

from lxml import etree

from etl.readers.common.ooxml_package import member, parse

_TEXT_BOX, _PICTURE = "[文本框]", "[图片]"
_ANCHORS = ("{*}twoCellAnchor", "{*}oneCellAnchor")
_MOST = 1000


def covering_words(package: zipfile.ZipFile, sheet: str) -> dict[tuple[int, int], str]:
    """Row and column (0-based) -> a word for what is anchored there: a text box with words, or a picture.

    `sheet` is the name of the sheet's part. Raises Unreadable if the drawing is damaged.
    """
    words: dict[tuple[int, int], str] = {}
    for part in _drawings(package, sheet):
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


def _drawings(package: zipfile.ZipFile, sheet: str) -> list[str]:
    folder, file = posixpath.split(sheet)
    relations = member(package, posixpath.join(folder, "_rels", f"{file}.rels"))
    if relations is None:
        return []
    targets = (
        relation.get("Target", "")
        for relation in parse(relations)
        if relation.get("Type", "").endswith("/drawing")
    )
    return [
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        for target in targets
    ]
