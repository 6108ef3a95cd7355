"""ZIP packages (DOCX, XLSX) opened with care: sizes are limited before anything is unpacked."""

from __future__ import annotations

import io
import lzma
import struct
import threading
import zipfile
import zlib

from lxml import etree

from etl.model.document import Unreadable

MEMBER_LIMIT = 128 * 1024 * 1024
TOTAL_LIMIT = 512 * 1024 * 1024
MEMBERS_LIMIT = 20_000
RATIO_LIMIT = 400
_SMALL = 4 * 1024 * 1024

# what a damaged package makes the standard library raise when a member is read
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError,
)  # fmt: skip
_LOCAL = threading.local()
DAMAGED = "文件已损坏，无法打开；请用 Word/WPS/Excel 打开后重新保存，再提交。"
_SUSPICIOUS = "文件解压后异常巨大，可能是恶意或损坏的文件，没有打开；请重新保存后再提交。"


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package in `data`. Raises Unreadable where it is damaged or would unpack beyond all measure."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except _BROKEN as error:
        raise Unreadable(DAMAGED) from error
    if len(members) > MEMBERS_LIMIT or sum(member.file_size for member in members) > TOTAL_LIMIT:
        raise Unreadable(_SUSPICIOUS)
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > MEMBER_LIMIT or (member.file_size > _SMALL and ratio > RATIO_LIMIT):
            raise Unreadable(_SUSPICIOUS)
    return package


def member(package: zipfile.ZipFile, name: str) -> bytes | None:
    """One member's bytes, None where there is none of that name."""
    try:
        found = package.getinfo(name)
    except KeyError:
        return None
    if found.flag_bits & 0x1:
        raise Unreadable("文件设有密码，无法读取；请取消密码后重新保存。")
    try:
        # a false size in the directory cuts the member short and fails its checksum
        return package.read(found)
    except _BROKEN as error:
        raise Unreadable(DAMAGED) from error


def parse(xml: bytes) -> etree._Element:
    """XML without entities, network or unbounded trees. Raises Unreadable."""
    try:
        root = etree.fromstring(xml, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("文件内部含有不应有的定义（DTD），没有打开；请重新保存后再提交。")
    return root


def _parser() -> etree.XMLParser:
    # one for each thread: making it costs as much as a small file
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
