"""A DOCX file as the other files that Word writes: flat OPC, and the XML of Word 2003."""

from __future__ import annotations

import base64
import io
import re
import zipfile

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLD = "http://schemas.microsoft.com/office/word/2003/wordml"
_PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
)


def flat_opc(docx: bytes) -> bytes:
    parts = []
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith((".xml", ".rels")):
                xml = _DECLARATION.sub(b"", data).decode()
                content = f"<pkg:xmlData>{xml}</pkg:xmlData>"
            else:
                content = f"<pkg:binaryData>{base64.encodebytes(data).decode()}</pkg:binaryData>"
            parts.append(f'<pkg:part pkg:name="/{name}">{content}</pkg:part>')
    return f'{_HEAD}<pkg:package xmlns:pkg="{_PKG}">{"".join(parts)}</pkg:package>'.encode()


def word_2003(docx: bytes) -> bytes:
    """Its body and styles; tracked changes as the annotations that Word 2003 has for them."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
        styles = package.read("word/styles.xml").decode() if "word/styles.xml" in package.namelist() else ""
    body = xml[xml.index("<w:body>") : xml.rindex("</w:body>")].removeprefix("<w:body>")
    for tag, kind in (("ins", "Insertion"), ("del", "Deletion")):
        body = re.sub(rf"<w:{tag} [^>]*>", f'<aml:annotation w:type="Word.{kind}"><aml:content>', body)
        body = body.replace(f"</w:{tag}>", "</aml:content></aml:annotation>")
    body = body.replace("w:vMerge", "w:vmerge").replace("w:hMerge", "w:hmerge")
    styles = re.sub(r"^\s*<\?xml[^>]*\?>", "", styles).replace(_MAIN, _OLD)
    namespaces = (
        f'xmlns:w="{_OLD}" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:r="r" xmlns:v="v" xmlns:wp="wp" xmlns:a="a" '
        'xmlns:pic="pic" xmlns:mc="mc" xmlns:m="m" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    document = f"<w:body><wx:sect>{body}</wx:sect></w:body>".replace(_MAIN, _OLD)
    return f"{_HEAD}<w:wordDocument {namespaces}>{styles}{document}</w:wordDocument>".encode()
