"""The XML of Word 2003, turned into the parts of a DOCX package: what differs is the names and the tracked changes."""

from __future__ import annotations

from html import escape

from lxml import etree

from etl.readers.docx.runs import TEXT, W

NAMESPACE = b"http://schemas.microsoft.com/office/word/2003/wordml"
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge"}
# printed elsewhere or not at all; a package has parts of their own for most of them
_APART = ("footnote", "endnote", "binData", "docOleData")
_DELETION, _INSERTION = "Word.Deletion", "Word.Insertion"
_HEADERS = {"hdr": "header", "ftr": "footer"}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ABSENT_STYLES = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def parts_of(root: etree._Element) -> dict[str, bytes]:
    """The parts of a package by name, from the element `wordDocument` in the namespace of DOCX; it is changed."""
    pictures = sum(1 for _ in root.iter(W + "binData"))
    title = root.findtext(f"{_OFFICE}DocumentProperties/{_OFFICE}Title") or ""
    for element in list(root.iter(*(W + name for name in _APART))):
        _remove(element)
    _accept_annotations(root)
    for old, new in _RENAMED.items():
        for element in root.iter(W + old):
            element.tag = W + new
    _print_labels(root)
    etree.strip_tags(root, _HINT + "*", _AML + "*")
    parts = _headers(root)
    document = etree.Element(W + "document", nsmap={"w": W[1:-1]})
    document.extend(root.findall(W + "body"))
    styles = root.find(W + "styles")
    parts |= {f"word/media/{number}": b"" for number in range(pictures)}
    return parts | {
        "word/document.xml": etree.tostring(document),
        "word/styles.xml": _ABSENT_STYLES if styles is None else etree.tostring(styles),
        "docProps/core.xml": f"<dc:title>{escape(title)}</dc:title>".encode(),
    }


def _headers(root: etree._Element) -> dict[str, bytes]:
    """Move the headers and footers of sections into parts of their own; what is left in their place refers to them."""
    parts: dict[str, bytes] = {}
    relations: list[str] = []
    for number, element in enumerate(list(root.iter(*(W + name for name in _HEADERS)))):
        kind, part = _HEADERS[element.tag.removeprefix(W)], etree.Element(W + "hdr")
        part.extend(element)
        element.clear()
        element.tag = f"{W}{kind}Reference"
        element.set(_ID, f"h{number}")
        parts[f"word/h{number}.xml"] = etree.tostring(part)
        relations.append(f'<Relationship Id="h{number}" Type="{kind}" Target="h{number}.xml"/>')
    xml = f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'
    return parts | {"word/_rels/document.xml.rels": xml.encode()}


def _remove(element: etree._Element) -> None:
    """Remove an element, but not the text behind it."""
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _accept_annotations(root: etree._Element) -> None:
    """Mark deletions as a package does; of all other annotations, only insertions hold what is printed."""
    for annotation in list(root.iter(_AML + "annotation")):
        kind = annotation.get(W + "type")
        if kind == _DELETION:
            annotation.tag = W + "del"
        elif kind != _INSERTION:
            _remove(annotation)


def _print_labels(root: etree._Element) -> None:
    """Write the automatic number of a paragraph, which the file states as printed, before its words."""
    for label in list(root.iter(_HINT + "t")):
        text = label.get(_HINT + "val") or ""
        paragraph = next(label.iterancestors(W + "p"), None)
        first = next(paragraph.iter(TEXT), None) if paragraph is not None else None
        if first is not None and (first.text or "").strip()[:1].isalpha():
            first.text = text + (first.text or "")
