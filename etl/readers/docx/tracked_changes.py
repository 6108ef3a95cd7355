"""Makes a Word document's tree say what is printed: changes accepted, hidden text gone, boxes in the text."""

from __future__ import annotations

from lxml import etree

from etl.model.document import Note
from etl.readers.docx.runs import W, flag

_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SPECIAL = [
    W + name
    for name in (
        "del", "moveFrom", "cellDel", "rt", "txbxContent", "vanish", "strike", "dstrike", "vertAlign", "color",
        "hidden", "showingPlcHdr", "tabs", "tcPrChange", "trPrChange", "pPrChange", "rPrChange",
    )
]  # fmt: skip
_FORMER = ("tabs", "tcPrChange", "trPrChange", "pPrChange", "rPrChange")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_MARK = 2
_GONE = (W + "del", W + "moveFrom", W + "rt", W + "cellDel", W + "delText", W + "delInstrText")


def settle(root: etree._Element) -> list[Note]:
    """Changes `root` in place; returns what the reader should know."""
    notes: list[Note] = []
    if next(root.iter(_ALTERNATIVE), None) is not None:
        _choose(root)
    special = {str(element.tag).removeprefix(W) for element in root.iter(*_SPECIAL)}
    # tab stops and former properties have the names of what is printed
    for name in special.intersection(_FORMER):
        for element in list(root.iter(W + name)):
            _remove(element)
    if special & {"del", "moveFrom", "rt", "cellDel"}:
        _accept(root, notes)
    if special & {"vanish", "strike", "dstrike", "hidden"}:
        _hide(root, notes)
    if "vertAlign" in special:
        _set_off(root)
    if "color" in special:
        _drop_white_digits(root, notes)
    if "showingPlcHdr" in special:
        _drop_placeholders(root)
    if "txbxContent" in special:
        _unbox(root)
    return notes


def _remove(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if parent is not None and element is not None:
        parent.remove(element)


def _choose(root: etree._Element) -> None:
    """Of two versions of the same thing keeps one."""
    for alternative in list(root.iter(_ALTERNATIVE)):
        versions = list(alternative)
        for version in versions[1:]:
            alternative.remove(version)


def _up(element: etree._Element | None, steps: int = 1) -> etree._Element | None:
    for _ in range(steps):
        element = element.getparent() if element is not None else None
    return element


def _drop_placeholders(root: etree._Element) -> None:
    """ "Click here to enter text" is not text."""
    for holder in list(root.iter(W + "showingPlcHdr")):
        control = _up(holder, 2)
        content = control.find(W + "sdtContent") if control is not None else None
        for text in list(content.iter(W + "t")) if content is not None else ():
            _remove(text)


def _accept(root: etree._Element, notes: list[Note]) -> None:
    changed = False
    for element in list(root.iter(*_GONE)):
        parent = element.getparent()
        if parent is None:
            continue
        changed = changed or element.tag != W + "rt"
        if element.tag in (W + "cellDel", W + "del") and parent.tag in (W + "trPr", W + "tcPr"):
            _remove(parent.getparent())
        elif element.tag == W + "del" and parent.tag == W + "rPr":
            _join_next(parent)
        else:
            _remove(element)
    if changed:
        notes.append(Note("revised"))


def _join_next(properties: etree._Element) -> None:
    """A deleted paragraph mark: the next paragraph goes on in the same line."""
    paragraph = _up(properties, 2)
    if paragraph is None or paragraph.tag != W + "p":
        return
    following = paragraph.getnext()
    if following is None or following.tag != W + "p":
        return
    position = 0 if following.find(W + "pPr") is None else 1
    for child in reversed([child for child in paragraph if child.tag != W + "pPr"]):
        following.insert(position, child)
    _remove(paragraph)


def _hide(root: etree._Element, notes: list[Note]) -> None:
    struck = 0
    for element in list(root.iter(W + "vanish", W + "strike", W + "dstrike", W + "hidden")):
        holder = _up(element, 2)
        if holder is None or not flag(element):
            continue
        if element.tag == W + "hidden":
            if holder.tag == W + "tr":
                _remove(holder)
        elif holder.tag == W + "r":
            struck += element.tag != W + "vanish" and any(True for _ in holder.iter(W + "t"))
            _remove(holder)
    if struck:
        notes.append(Note("struck_out", str(struck)))


def _set_off(root: etree._Element) -> None:
    """A raised figure is a note's mark, never a digit of the number before it."""
    for element in root.iter(W + "vertAlign"):
        run = _up(element, 2)
        if run is not None and run.tag == W + "r" and element.get(W + "val") == "superscript":
            text = run.find(W + "t")
            if text is not None and text.text:
                raised = text.text.strip().isdecimal() and len(text.text.strip()) <= _LONGEST_MARK
                text.text = text.text.strip().translate(_RAISED) if raised else " " + text.text


def _drop_white_digits(root: etree._Element, notes: list[Note]) -> None:
    """White figures beside others in a cell that is not coloured are not seen."""
    dropped = 0
    for color in list(root.iter(W + "color")):
        run = _up(color, 2)
        if run is None or run.tag != W + "r" or (color.get(W + "val") or "").upper() != "FFFFFF":
            continue
        cell = next(run.iterancestors(W + "tc"), None)
        if cell is None or cell.find(f"{W}tcPr/{W}shd") is not None or run.find(f"{W}rPr/{W}shd") is not None:
            continue
        own = "".join(text.text or "" for text in run.iter(W + "t")).strip()
        whole = "".join(text.text or "" for text in cell.iter(W + "t")).strip()
        if own.isdecimal() and own != whole:
            _remove(run)
            dropped += 1
    if dropped:
        notes.append(Note("unseen", str(dropped)))


def _unbox(root: etree._Element) -> None:
    """Text boxes follow the paragraph that they are anchored in."""
    for box in reversed(list(root.iter(W + "txbxContent"))):
        host = box.getparent()
        while host is not None and host.tag != W + "p":
            host = host.getparent()
        holder = _up(host)
        if host is None or holder is None:
            continue
        position = holder.index(host) + 1
        for child in reversed(list(box)):
            holder.insert(position, child)
        _remove(box)
