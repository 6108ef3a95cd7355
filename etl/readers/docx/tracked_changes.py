"""Make a Word document's tree say what is printed: accept changes, drop hidden text, unpack text boxes."""

from __future__ import annotations

from lxml import etree

from etl.model.document import Note
from etl.readers.docx.alternatives import ALTERNATIVE, choose_alternatives
from etl.readers.docx.field_codes import drop_instructions
from etl.readers.docx.runs import TEXT, W, is_on
from etl.readers.docx.shown_runs import show
from etl.readers.docx.text_fills import write_fills

_DRAWN_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# tab stops and former properties, named like elements that print
_FORMER = ("tabs", "tcPrChange", "trPrChange", "pPrChange", "rPrChange")
_DELETIONS = ("del", "moveFrom", "rt", "cellDel")
_HIDING = ("vanish", "strike", "dstrike", "hidden")
_SPECIAL = [W + name for name in (*_DELETIONS, *_HIDING, *_FORMER, "txbxContent", "showingPlcHdr")]
_DELETED = [W + name for name in (*_DELETIONS, "delText", "delInstrText")]


def accept_changes(root: etree._Element, xml: bytes) -> list[Note]:
    """Change `root` in place to what is printed; `xml`: its bytes. Returns notes on what a person should know."""
    notes: list[Note] = []
    if next(root.iter(ALTERNATIVE), None) is not None:
        choose_alternatives(root)
    if b":textFill" in xml:
        write_fills(root)
    if b":instrText" in xml:
        drop_instructions(root)
    special = {str(element.tag).removeprefix(W) for element in root.iter(*_SPECIAL)}
    for name in special.intersection(_FORMER):
        for element in list(root.iter(W + name)):
            _remove(element)
    if special.intersection(_DELETIONS):
        _accept(root, notes)
    if special.intersection(_HIDING):
        _drop_hidden(root, notes)
    notes += show(root, xml)
    if "showingPlcHdr" in special:
        _drop_placeholders(root)
    if "txbxContent" in special:
        _unpack_boxes(root)
    return notes


def _remove(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if parent is not None and element is not None:
        parent.remove(element)


def _ancestor(element: etree._Element | None, steps: int = 1) -> etree._Element | None:
    for _ in range(steps):
        element = element.getparent() if element is not None else None
    return element


def _drop_placeholders(root: etree._Element) -> None:
    """Drop the text of unfilled fields, such as "Click here to enter text"."""
    for marker in list(root.iter(W + "showingPlcHdr")):
        control = _ancestor(marker, 2)
        content = control.find(W + "sdtContent") if control is not None else None
        for text in list(content.iter(TEXT)) if content is not None else ():
            _remove(text)


def _accept(root: etree._Element, notes: list[Note]) -> None:
    """Drop what tracked changes delete, and the readings printed above characters."""
    is_revised = False
    for element in list(root.iter(*_DELETED)):
        parent = element.getparent()
        if parent is None:
            continue
        is_revised = is_revised or element.tag != W + "rt"
        if element.tag in (W + "cellDel", W + "del") and parent.tag in (W + "trPr", W + "tcPr"):
            _remove(parent.getparent())
        elif element.tag == W + "del" and parent.tag == W + "rPr":
            _join_next(parent)
        else:
            _remove(element)
    if is_revised:
        notes.append(Note("revised"))


def _join_next(properties: etree._Element) -> None:
    """Join a paragraph whose mark is deleted with the next one."""
    paragraph = _ancestor(properties, 2)
    if paragraph is None or paragraph.tag != W + "p":
        return
    following = paragraph.getnext()
    if following is None or following.tag != W + "p":
        return
    position = 0 if following.find(W + "pPr") is None else 1
    for child in reversed([child for child in paragraph if child.tag != W + "pPr"]):
        following.insert(position, child)
    _remove(paragraph)


def _drop_hidden(root: etree._Element, notes: list[Note]) -> None:
    """Drop hidden and struck-out runs, and hidden rows."""
    struck = 0
    for element in list(root.iter(*(W + name for name in _HIDING))):
        holder = _ancestor(element, 2)
        if holder is None or not is_on(element):
            continue
        if element.tag == W + "hidden":
            if holder.tag == W + "tr":
                _remove(holder)
        elif holder.tag == W + "r":
            struck += element.tag != W + "vanish" and any(True for _ in holder.iter(TEXT))
            _remove(holder)
    if struck:
        notes.append(Note("struck_out", str(struck)))


def _unpack_boxes(root: etree._Element) -> None:
    """Move the content of text boxes behind the paragraph that they are anchored in."""
    for box in reversed(list(root.iter(W + "txbxContent"))):
        if _is_hidden(box):
            _remove(box)
            continue
        anchor = box.getparent()
        while anchor is not None and anchor.tag != W + "p":
            anchor = anchor.getparent()
        holder = _ancestor(anchor)
        if anchor is None or holder is None:
            continue
        position = holder.index(anchor) + 1
        for child in reversed(list(box)):
            holder.insert(position, child)
        _remove(box)


def _is_hidden(box: etree._Element) -> bool:
    """Whether the shape that a box is in is switched off."""
    for shape in box.iterancestors():
        if shape.tag == W + "r":
            return False
        if "visibility:hidden" in (shape.get("style") or "").replace(" ", ""):
            return True
        named = shape.find(_DRAWN_NAME)
        if named is not None and named.get("hidden") in ("1", "true"):
            return True
    return False
