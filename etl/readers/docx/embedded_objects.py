"""Files of other programs inside a Word file, of which the page shows a picture."""

from __future__ import annotations

from lxml import etree

from etl.readers.docx.runs import TEXT, W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTENT = W + "altChunk"
"""Where the content of another file belongs."""
IS_OBJECT = "object"
IS_PICTURE = "picture"
_PART_SIGN = "□"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
# programs whose files may hold a report; formulas and drawings are objects, too
_PROGRAMS = ("excel", "word", "et.", "ket", "wps", "kwps", "package", "acroexch", "foxit", "opendocument")


def objects(root: etree._Element) -> list[etree._Element]:
    """The objects of a document that may hold a report, or are linked to a file that may."""
    return [
        element for element in root.iter(_OLE) if (element.get("ProgID") or "").lower().startswith(_PROGRAMS)
    ]


def insert_pictures(root: etree._Element) -> None:
    """Put the content of each picture that stands outside cells with words behind the paragraph that shows it."""
    pictures = [(one, one.get(R + "embed") or "") for one in root.iter(_BLIP)]
    pictures += [(one, one.get(R + "id") or "") for one in root.iter(_IMAGE)]
    for element, identifier in reversed(pictures):
        _insert(element, identifier, IS_PICTURE)


def mark_parts_in_cells(root: etree._Element) -> None:
    """Write a sign beside contents of other files that stand in cells: what they print there is not read."""
    for part in list(root.iter(CONTENT)):
        cell = part.getparent()
        if cell is not None and cell.tag == W + "tc":
            words = etree.Element(W + "p")
            etree.SubElement(etree.SubElement(words, W + "r"), TEXT).text = _PART_SIGN
            part.addnext(words)


def insert_contents(elements: list[etree._Element]) -> None:
    """Put the content of each object behind the paragraph that shows its picture."""
    for element in reversed(elements):
        _insert(element, element.get(R + "id") or "", IS_OBJECT)


def _insert(element: etree._Element, identifier: str, kind: str) -> None:
    paragraph = next(element.iterancestors(W + "p"), None)
    if paragraph is not None and identifier:
        content = etree.Element(CONTENT)
        content.set(R + "id", identifier)
        content.set(kind, "true")
        paragraph.addnext(content)
