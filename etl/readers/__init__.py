"""Readers: the bytes of a file of any format to a Document."""

from __future__ import annotations

import bz2
import importlib
import lzma
import re
import zlib
from dataclasses import replace
from pathlib import PurePosixPath

from etl.form.layout import NOT_READ
from etl.model.document import Document, Note, Paragraph, Unreadable
from etl.readers.common.json_articles import articles_in_json
from etl.readers.common.page_in_table import with_lines_outside
from etl.runtime.freed_memory import keep_freed_memory

keep_freed_memory()

_DIRECTORY = 16_384  # bytes at the end of a ZIP file in which its directory is looked for
SIZE_LIMIT = 64 * 1024 * 1024

# the reader that an extension stands for
_BY_EXTENSION = {
    ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html", ".jsp": "html", ".asp": "html",
    ".aspx": "html", ".mht": "mht", ".mhtml": "mht", ".docx": "docx", ".docm": "docx", ".dotx": "docx",
    ".doc": "doc", ".wps": "doc", ".dot": "doc", ".rtf": "rtf", ".odt": "odt", ".fodt": "odt", ".ott": "odt", ".pdf": "pdf", ".ofd": "ofd",
    ".xlsx": "spreadsheet", ".xlsm": "spreadsheet", ".xls": "spreadsheet", ".et": "spreadsheet",
    ".ods": "spreadsheet", ".fods": "spreadsheet", ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".csv": "delimited", ".tsv": "delimited", ".png": "picture", ".jpg": "picture", ".jpeg": "picture", ".tif": "picture",
    ".tiff": "picture", ".bmp": "picture", ".gif": "picture", ".webp": "picture",
}  # fmt: skip
_NAMES = {
    "html": "网页", "mht": "保存的网页（mht）", "docx": "Word 文件（docx）", "doc": "老式 Word 文件（doc）",
    "word_xml": "Word 的 XML 文件",
    "odt": "OpenDocument 文本（odt）",
    "rtf": "RTF 文件",
    "spreadsheet": "电子表格", "pdf": "PDF 文件", "ofd": "OFD 版式文件", "text": "纯文本", "delimited": "分隔符文件（csv）",
    "picture": "图片",
}  # fmt: skip
# imported when a file of the format is read: a worker that sees only web pages loads no PDF library
_READERS = {
    "html": "etl.readers.html", "mht": "etl.readers.html.mht", "docx": "etl.readers.docx",
    "doc": "etl.readers.docx.legacy_doc", "word_xml": "etl.readers.word_xml",
    "odt": "etl.readers.odt",
    "rtf": "etl.readers.rtf", "spreadsheet": "etl.readers.spreadsheet",
    "pdf": "etl.readers.pdf", "ofd": "etl.readers.ofd", "text": "etl.readers.text.plain_text", "delimited": "etl.readers.text.delimited",
    "picture": "etl.readers.scan.reader",
}  # fmt: skip
_PLAIN = ("text", "delimited")
_OF_WORDS = (*_PLAIN, "html")
_BOTH_PAGES = {"html", "mht"}
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|meta|table|div|p|span|script|frameset|h[1-6]|font|center|title|tr|td|br|ul|ol)[\s/>]",
    re.I,
)
_PAGE_BEGINS = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|table)\b", re.I)
_ENVELOPE = re.compile(rb"^(?:mime-version|content-type\s*:\s*multipart/related)", re.I | re.M)
_APPLE_PARTS = frozenset(
    {"Index/Document.iwa", "Metadata/Properties.plist", "index.apxl", "buildVersionHistory.plist"}
)
_BINARY_WORKBOOK = "xl/workbook.bin"
_APPLE = "这是苹果软件（Numbers、Pages、Keynote）的文稿，无法读取；请在该软件里导出为 Excel（xlsx）、Word（docx）或 PDF 后提交。"
_XLSB = "这是二进制格式的 Excel 工作簿（xlsb），无法读取；请用 Excel 或 WPS 打开，另存为“Excel 工作簿（xlsx）”后提交。"
_NO_ARTICLE = "这是给程序用的数据文件（JSON），里面没有年度报告的正文；请在浏览器里打开原网页，另存为网页或 PDF 后提交。"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_COMPRESSED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_MEMORY = 128 << 20  # bytes that unpacking xz may take
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c")


def read(data: bytes, name: str) -> Document:
    """Read a file by its content, then by its name; a wrong extension is noted.

    Raises Unreadable, whose message says to a clerk what is wrong and what to do.
    """
    if len(data) > SIZE_LIMIT:
        raise Unreadable(f"文件过大（{len(data) // 1_000_000} MB），上限为 64 MB；请压缩图片后重新保存。")
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("文件是空的；请重新导出或下载后再提交。")
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    inner_name = name.removesuffix(PurePosixPath(name).suffix)
    if data.startswith(_COMPRESSED):
        return read(_unpacked(data), inner_name)
    expected = _BY_EXTENSION.get(extension, "")
    actual = format_of(data, expected)
    if actual in _OF_WORDS and (articles := articles_in_json(data)):
        return read(articles, inner_name)
    if extension == ".json":
        raise Unreadable(_NO_ARTICLE)
    document = _read_part(importlib.import_module(_READERS[actual]).read(data, name))
    if expected and actual != expected and {expected, actual} != _BOTH_PAGES:
        note = Note("other_extension", f"{extension} → {_NAMES[actual]}")
        return replace(document, notes=(*document.notes, note))
    return document


def _read_part(document: Document) -> Document:
    """What stands before the first line that is marked as not to be read, lines of the page outside its tables."""
    blocks = tuple(with_lines_outside(document.blocks))
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.endswith(NOT_READ):
            return replace(document, blocks=blocks[:at])
    return replace(document, blocks=blocks)


def format_of(data: bytes, expected: str = "") -> str:
    """The reader for these bytes: html, mht, docx, word_xml, odt, rtf, doc, spreadsheet, pdf, ofd, picture or text. Raises Unreadable.

    `expected` is the reader that the file's extension stands for; it decides only if the bytes do not.
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in data[:1024] and not head.startswith(b"<"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_format(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_format(data, expected)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_ARCHIVES):
        raise Unreadable("这是压缩包（rar/7z），无法打开；请解压后提交里面的文件，或改用 zip 压缩。")
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "picture"
    if _ENVELOPE.search(head[:2048]):
        return "mht"
    return _xml_format(head) or _text_format(data, head, expected)


def _xml_format(head: bytes) -> str:
    """Which kind of document an XML file is by its first bytes; empty if it is none of an office program."""
    if not head.startswith((b"<?xml", b"<?mso", b"<w:wordDocument", b"<pkg:package", b"<office:document")):
        return ""
    if b"Word.Document" in head or b"office/word/2003" in head or b"xmlPackage" in head:
        return "word_xml"
    if b"opendocument.text" in head or b"<office:document-content" in head:
        return "odt"
    is_sheet = b"Excel.Sheet" in head or b"opendocument.spreadsheet" in head or b"office:spreadsheet" in head
    return "spreadsheet" if is_sheet else ""


def _text_format(data: bytes, head: bytes, expected: str) -> str:
    """Whether a file without a signature is a web page or text. Raises Unreadable if it is neither."""
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    is_wide = has_mark or 6 * head.count(0) > len(head)
    if is_wide:
        # UTF-16: its tags are ASCII with zero bytes between
        head = head.replace(b"\x00", b"")
    if data.count(0, 0, 65536) > 8 and not (
        has_mark or _TAG.search(head) or (is_wide and expected in _PLAIN)
    ):
        raise Unreadable("文件格式无法识别；请提供网页、Word、PDF 或电子表格文件。")
    plain = head.lstrip(b"\xff\xfe \t\r\n")
    if expected in _PLAIN:
        # Markdown may contain tags: only a page begins with one
        return "html" if _PAGE_BEGINS.match(plain) else expected
    if expected == "html":
        return "html" if re.search(rb"<[a-zA-Z!]", data) or is_wide else "text"
    return "html" if _TAG.search(plain if plain.startswith(b"<") else plain[:1024]) else "text"


def _package_format(data: bytes) -> str:
    """Which kind of document a ZIP package is. Raises Unreadable for all other ZIP files."""
    # the directory is at the end: most files need not be opened
    is_word, is_workbook = (
        b"word/document.xml" in data[-_DIRECTORY:],
        b"xl/workbook.xml" in data[-_DIRECTORY:],
    )
    if is_word != is_workbook:
        return "docx" if is_word else "spreadsheet"
    from etl.readers.common.ooxml_package import member, open_package

    package = open_package(data)
    names = package.namelist()
    kind = (member(package, "mimetype") or b"").strip()
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "spreadsheet"
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if kind.startswith(b"application/epub"):
        raise Unreadable("这是电子书（EPUB），不是年度报告常用的格式；请提供网页、Word 或 PDF 文件。")
    folders = {name.replace("\\", "/").split("/", 1)[0].lower() for name in names}
    if "word" in folders:
        return "docx"
    if _BINARY_WORKBOOK in names:
        raise Unreadable(_XLSB)
    if "xl" in folders:
        return "spreadsheet"
    if "ofd.xml" in folders:
        return "ofd"
    if not _APPLE_PARTS.isdisjoint(names):
        raise Unreadable(_APPLE)
    if "ppt" in folders:
        raise Unreadable("这是演示文稿（PPT），不是年度报告常用的格式；请提供网页、Word 或 PDF 文件。")
    raise Unreadable("这是压缩包，里面的文件要分别读取；请解压后提交，或把扩展名改为 .zip。")


def _compound_format(data: bytes, expected: str) -> str:
    """Which program wrote an OLE container: its streams have the program's names, in UTF-16."""

    def holds(stream: str) -> bool:
        return (stream + "\x00").encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Unreadable("文件设有密码，无法读取；请取消密码后重新保存。")
    is_word = holds("WordDocument")
    is_workbook = holds("Workbook") or holds("Book")
    if is_word and is_workbook:
        # one is embedded in the other
        return expected if expected in ("doc", "spreadsheet") else "doc"
    if is_word or is_workbook:
        return "doc" if is_word else "spreadsheet"
    if holds("PowerPoint Document"):
        raise Unreadable("这是演示文稿（PPT），不是年度报告常用的格式；请提供网页、Word 或 PDF 文件。")
    if expected in ("doc", "spreadsheet"):
        return expected
    raise Unreadable("文件格式无法识别；请提供网页、Word、PDF 或电子表格文件。")


def _unpacked(data: bytes) -> bytes:
    """Unpack a file compressed with gzip, bzip2 or xz, up to the size limit. Raises Unreadable."""
    try:
        if data.startswith(b"BZh"):
            unpacked = bz2.BZ2Decompressor().decompress(data, SIZE_LIMIT + 1)
        elif data.startswith(b"\xfd7zXZ\x00"):
            unpacked = lzma.LZMADecompressor(memlimit=_MEMORY).decompress(data, SIZE_LIMIT + 1)
        else:
            unpacked = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, SIZE_LIMIT + 1)
    except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
        raise Unreadable("压缩的文件已损坏；请重新下载后再提交。") from error
    if unpacked.startswith(_COMPRESSED):
        raise Unreadable("文件被重复压缩，没有打开；请解压后再提交。")
    return unpacked
