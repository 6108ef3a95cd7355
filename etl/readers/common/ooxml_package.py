"""Parts of ZIP packages (DOCX, XLSX, ODS), opened within limits, and their XML, parsed without entities."""

from __future__ import annotations

import io
import posixpath
import threading
import zipfile
from collections.abc import Mapping

from lxml import etree

from etl.model.document import Unreadable
from etl.runtime.zip_guard import DAMAGE_ERRORS, PACKAGE_LIMITS, exceeds, is_encrypted

DAMAGED = "文件已损坏，无法打开；请用 Word/WPS/Excel 打开后重新保存，再提交。"
_SUSPICIOUS = "文件解压后异常巨大，可能是恶意或损坏的文件，没有打开；请重新保存后再提交。"
_ENCRYPTED = "文件设有密码，无法读取；请取消密码后重新保存。"
_DEEP = "文件里的内容层层嵌套，超出正常文件的深度，没有打开；请用 Word/WPS/Excel 打开，把内容复制到新文件后再提交。"
_DTD = "文件内部含有不应有的定义（DTD），没有打开；请重新保存后再提交。"
# a package is read from memory: here OSError means damage, too
_DAMAGE_ERRORS = (*DAMAGE_ERRORS, OSError)
# attributes in single quotes or one on each line; each is looked for only where its own byte is found, which is quick
_UNUSUAL = ((b"'", (b"='",)), (b"\n", (b'"\n', b'"\r\n')), (b"\t", (b'"\t',)))
_DECLARATION = 200  # bytes
_LOCAL = threading.local()


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open a package, whose parts are also found in small letters: names that differ in case are one part's (ECMA-376-2,
    6.2.2.3). Raises Unreadable if it is damaged or would unpack beyond the limits."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except _DAMAGE_ERRORS as error:
        raise Unreadable(DAMAGED) from error
    if exceeds(members, PACKAGE_LIMITS):
        raise Unreadable(_SUSPICIOUS)
    for entry in members:
        package.NameToInfo.setdefault(_folded(entry.filename), entry)
    return package


def member(package: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the bytes of a member, or None if the package has none of that name. Raises Unreadable."""
    entry = package.NameToInfo.get(name) or package.NameToInfo.get(_folded(name))
    if entry is None:
        return None
    if is_encrypted(entry):
        raise Unreadable(_ENCRYPTED)
    try:
        content = package.read(entry)
    except _DAMAGE_ERRORS as error:
        raise Unreadable(DAMAGED) from error
    if not name.lower().endswith(".xml"):
        return content
    start = content.find(b"?>", 0, _DECLARATION) + 2  # its own quotes may be single ones
    start += content[start : start + 2].count(b"\r") + content[start : start + 2].count(b"\n")
    is_unusual = any(
        content.find(byte, start) >= 0 and any(content.find(sign, start) >= 0 for sign in signs)
        for byte, signs in _UNUSUAL
    )
    return _usually_spelled(content) if is_unusual else content


def _usually_spelled(xml: bytes) -> bytes:
    """XML with its attributes in double quotes and one blank before each, as readers look for them in the bytes."""
    try:
        root = parse(xml)
    except Unreadable:
        return xml
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """A part's relations by their id: the kind, and the name of the target in the package; the package's own for ""."""
    folder, file = posixpath.split(part)
    xml = member(package, posixpath.join(folder, "_rels", file + ".rels"))
    if xml is None:
        return {}
    targets = {}
    for relation in parse(xml):
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            targets[relation.get("Id", "")] = (relation.get("Type", ""), posixpath.normpath(target))
    return targets


def related(targets: Mapping[str, tuple[str, str]], kind: str, usual: str) -> str:
    """The first target of a kind (`officeDocument`, `styles`); the usual name if no relation names one."""
    return next((target for each, target in targets.values() if each.endswith(f"/{kind}")), usual)


def main_part(package: zipfile.ZipFile, usual: str) -> str:
    """The part that the package's relations name, as Office finds it; the usual one if theirs is not there."""
    named = related(relations(package, ""), "officeDocument", usual).replace("\\", "/")
    return named if _folded(named) in package.NameToInfo else usual


def _folded(name: str) -> str:
    return name.replace("\\", "/").lower()


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """A package that holds these parts, for a document whose parts came some other way."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name or "-"), content)
    return stream.getvalue()


def parse(xml: bytes) -> etree._Element:
    """Parse XML without entities, network access or unbounded trees. Raises Unreadable."""
    try:
        root = etree.fromstring(xml, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_DEEP if "Excessive depth" in str(error) else DAMAGED) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_DTD)
    return root


def _parser() -> etree.XMLParser:
    # one per thread: making a parser costs as much as parsing a small file
    parser: etree.XMLParser | None = getattr(_LOCAL, "parser", None)
    if parser is None:
        parser = _LOCAL.parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
    return parser
