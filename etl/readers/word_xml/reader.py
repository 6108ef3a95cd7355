"""Word documents in one XML file to documents: their parts are put into a package, which the DOCX reader reads."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from etl.model.document import Document, Unreadable
from etl.readers.common.ooxml_package import DAMAGED, parse, write_package
from etl.readers.docx import read as read_docx
from etl.readers.docx.runs import W
from etl.readers.word_xml.word_2003 import NAMESPACE, parts_of

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_STRANGE = "这个 XML 文件不是 Word 文档；请用 Word/WPS 打开后另存为 .docx 再提交。"


def read(data: bytes, name: str) -> Document:
    """Read flat OPC, as Word 2007 and later write it, or the XML of Word 2003, as the DOCX reader does.

    Raises Unreadable if the file is damaged or no Word document.
    """
    root = parse(data.lstrip(b"\xef\xbb\xbf \t\r\n\x00").replace(NAMESPACE, W[1:-1].encode()))
    if root.tag == _PKG + "package":
        parts: Mapping[str, bytes] = _flat_parts(root)
    elif root.tag == W + "wordDocument":
        parts = parts_of(root)
    else:
        raise Unreadable(_STRANGE)
    return replace(read_docx(write_package(parts), name), format="word_xml")


def _flat_parts(root: etree._Element) -> dict[str, bytes]:
    parts = {}
    for part in root.iterchildren(_PKG + "part"):
        content = part.find(f"{_PKG}xmlData/*")
        binary = part.findtext(_PKG + "binaryData")
        try:
            data = etree.tostring(content) if content is not None else base64.b64decode(binary or "")
        except (binascii.Error, ValueError) as error:
            raise Unreadable(DAMAGED) from error
        parts[(part.get(_PKG + "name") or "").lstrip("/")] = data
    return parts
