"""Readers: a file's bytes, whatever the format, to a Document."""

from __future__ import annotations

import gzip
import importlib
import re
import zlib
from dataclasses import replace
from pathlib import PurePosixPath

from etl.model.document import Document, Note, Unreadable

_DIRECTORY = 16_384
SIZE_LIMIT = 64 * 1024 * 1024

# what each extension promises
_BY_EXTENSION = {
    ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html", ".jsp": "html", ".asp": "html",
    ".aspx": "html", ".mht": "mht", ".mhtml": "mht", ".docx": "docx", ".docm": "docx", ".dotx": "docx",
    ".doc": "doc", ".wps": "doc", ".dot": "doc", ".rtf": "doc", ".odt": "doc", ".pdf": "pdf", ".ofd": "ofd",
    ".xlsx": "spreadsheet", ".xlsm": "spreadsheet", ".xls": "spreadsheet", ".et": "spreadsheet",
    ".ods": "spreadsheet", ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".csv": "delimited", ".tsv": "delimited",
}  # fmt: skip
_NAMES = {
    "html": "网页", "mht": "保存的网页（mht）", "docx": "Word 文件（docx）", "doc": "老式 Word 文件（doc）",
    "spreadsheet": "电子表格", "pdf": "PDF 文件", "ofd": "OFD 版式文件", "text": "纯文本", "delimited": "分隔符文件（csv）",
}  # fmt: skip
# imported when a file of the format is read: a worker that sees only web pages loads no PDF library
_READERS = {
    "html": "etl.readers.html", "mht": "etl.readers.html.mht", "docx": "etl.readers.docx",
    "doc": "etl.readers.docx.legacy_doc", "spreadsheet": "etl.readers.spreadsheet",
    "pdf": "etl.readers.pdf", "ofd": "etl.readers.ofd", "text": "etl.readers.text.plain_text", "delimited": "etl.readers.text.delimited",
}  # fmt: skip
_PLAIN = ("text", "delimited")
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|meta|table|div|p|span|h[1-6]|font|center|title|tr|td|br|ul|ol)[\s/>]", re.I
)
_PAGE_BEGINS = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|table)\b", re.I)
_ENVELOPE = re.compile(rb"^(?:mime-version|content-type\s*:\s*multipart/related)", re.I | re.M)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c")


def read(data: bytes, name: str) -> Document:
    """Reads a file by what it holds, then by what its name says; a false extension is noted.

    Raises Unreadable, whose message tells a clerk what is wrong and what to do.
    """
    if len(data) > SIZE_LIMIT:
        raise Unreadable(f"文件过大（{len(data) // 1_000_000} MB），上限为 64 MB；请压缩图片后重新保存。")
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("文件是空的；请重新导出或下载后再提交。")
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if data.startswith(b"\x1f\x8b"):
        return read(_unpacked(data), name.removesuffix(".gz"))
    promised = _BY_EXTENSION.get(extension, "")
    found = format_of(data, promised)
    document = importlib.import_module(_READERS[found]).read(data, name)
    if promised and found != promised:
        note = Note("other_extension", f"{extension} → {_NAMES[found]}")
        return replace(document, notes=(*document.notes, note))
    return document


def format_of(data: bytes, promised: str = "") -> str:
    """The reader for these bytes: html, mht, docx, doc, spreadsheet, pdf, ofd or text. Raises Unreadable.

    `promised` is the reader that the file's extension speaks for; it decides only where bytes do not.
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in data[:1024] and not head.startswith(b"<"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_format(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_format(data, promised)
    if head.startswith(b"{\\rtf"):
        return "doc"
    if data.startswith(_ARCHIVES):
        raise Unreadable("这是压缩包（rar/7z），无法打开；请解压后提交里面的文件，或改用 zip 压缩。")
    if data.startswith(_IMAGES):
        raise Unreadable("这是图片，不含可读的文字；请提供网页、Word 或 PDF 原件。")
    if _ENVELOPE.search(head[:2048]):
        return "mht"
    if head.startswith((b"<?xml", b"<?mso")):
        if b"Word.Document" in head or b"office/word/2003" in head or b"xmlPackage" in head:
            return "doc"
        if b"Excel.Sheet" in head or b"office:spreadsheet" in head:
            return "spreadsheet"
    return _text_format(data, head, promised)


def _text_format(data: bytes, head: bytes, promised: str) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    wide = marked or 6 * head.count(0) > len(head)
    if wide:
        # UTF-16: its tags are ASCII with noughts between
        head = head.replace(b"\x00", b"")
    if data.count(0, 0, 65536) > 8 and not (marked or _TAG.search(head) or (wide and promised in _PLAIN)):
        raise Unreadable("文件格式无法识别；请提供网页、Word、PDF 或电子表格文件。")
    plain = head.lstrip(b"\xff\xfe \t\r\n")
    if promised in _PLAIN:
        # Markdown may hold tags: only a page begins with one
        return "html" if _PAGE_BEGINS.match(plain) else promised
    if promised == "html":
        return "html" if re.search(rb"<[a-zA-Z!]", data) or wide else "text"
    return "html" if _TAG.search(plain if plain.startswith(b"<") else plain[:1024]) else "text"


def _package_format(data: bytes) -> str:
    # the directory stands at the end: most files need not be opened to be known
    words, sheets = b"word/document.xml" in data[-_DIRECTORY:], b"xl/workbook.xml" in data[-_DIRECTORY:]
    if words != sheets:
        return "docx" if words else "spreadsheet"
    from etl.readers.common.ooxml_package import member, open_package

    package = open_package(data)
    names = package.namelist()
    kind = (member(package, "mimetype") or b"").strip()
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "spreadsheet"
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "doc"
    folders = {name.replace("\\", "/").split("/", 1)[0].lower() for name in names}
    if "word" in folders:
        return "docx"
    if "xl" in folders:
        return "spreadsheet"
    if "ofd.xml" in folders:
        return "ofd"
    if "ppt" in folders:
        raise Unreadable("这是演示文稿（PPT），不是年度报告常用的格式；请提供网页、Word 或 PDF 文件。")
    raise Unreadable("这是压缩包，里面的文件要分别读取；请解压后提交，或把扩展名改为 .zip。")


def _compound_format(data: bytes, promised: str) -> str:
    """Which program's file an OLE container is: its streams have the program's names (UTF-16)."""

    def holds(stream: str) -> bool:
        return (stream + "\x00").encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Unreadable("文件设有密码，无法读取；请取消密码后重新保存。")
    word = holds("WordDocument")
    sheet = holds("Workbook") or holds("Book")
    if word and sheet:
        # one is embedded in the other
        return promised if promised in ("doc", "spreadsheet") else "doc"
    if word or sheet:
        return "doc" if word else "spreadsheet"
    if holds("PowerPoint Document"):
        raise Unreadable("这是演示文稿（PPT），不是年度报告常用的格式；请提供网页、Word 或 PDF 文件。")
    if promised in ("doc", "spreadsheet"):
        return promised
    raise Unreadable("文件格式无法识别；请提供网页、Word、PDF 或电子表格文件。")


def _unpacked(data: bytes) -> bytes:
    try:
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        unpacked = unpacker.decompress(data, SIZE_LIMIT + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable("压缩的文件已损坏；请重新下载后再提交。") from error
    if unpacked.startswith(b"\x1f\x8b"):
        raise Unreadable("文件被重复压缩，没有打开；请解压后再提交。")
    return unpacked
