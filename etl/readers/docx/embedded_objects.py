"""Files of other programs inside a Word file, of which the page shows a picture."""

from __future__ import annotations

from lxml import etree

from etl.readers.docx.runs import W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTENT = W + "altChunk"
"""Where the content of another file belongs."""
IS_OBJECT = "object"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
# programs whose files may hold a report; formulas and drawings are objects, too
_PROGRAMS = ("excel", "word", "et.", "ket", "wps", "kwps", "package", "acroexch", "foxit", "opendocument")


def objects(root: etree._Element) -> list[etree._Element]:
    """The objects of a document that may hold a report, or are linked to a file that may."""
    return [
        element for element in root.iter(_OLE) if (element.get("ProgID") or "").lower().startswith(_PROGRAMS)
    ]


def insert_contents(found: list[etree._Element]) -> None:
    """Put the content of each object behind the paragraph that shows its picture."""
    for element in reversed(found):
        paragraph = next(element.iterancestors(W + "p"), None)
        if paragraph is not None:
            content = etree.Element(CONTENT)
            content.set(R + "id", element.get(R + "id") or "")
            content.set(IS_OBJECT, "true")
            paragraph.addnext(content)
