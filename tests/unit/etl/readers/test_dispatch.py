"""Which reader a file needs: by what it holds first, by its name second; saved pages and old Word files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest

from etl.model.document import Unreadable
from etl.readers import format_of, read
from etl.readers.common import libreoffice

PAGE = "<html><head><meta charset=gb2312><title>报告</title></head><body><p>文</p><table><tr><td>规章<td>3</table></body></html>"


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "WordDocument\0".encode("utf-16-le")


def word() -> bytes:
    made, stream = python_docx.Document(), io.BytesIO()
    made.add_paragraph("文")
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "规章", "3"
    made.save(stream)
    return stream.getvalue()


def sheet() -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["规章", 3])
    book.save(stream)
    return stream.getvalue()


def saved_page(encoding: str = "quoted-printable", charset: str = "gb2312") -> bytes:
    import base64
    import quopri

    content = PAGE.encode("gbk")
    encoded = quopri.encodestring(content) if encoding == "quoted-printable" else base64.encodebytes(content)
    return (
        b"From: <Saved by a browser>\r\nSubject: x\r\nSnapshot-Content-Location: http://a.gov.cn/1.html\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/css\r\n\r\np{}\r\n--B\r\nContent-Type: text/html; charset=" + charset.encode()
        + b"\r\nContent-Transfer-Encoding: " + encoding.encode() + b"\r\nContent-Location: http://a.gov.cn/1.html\r\n\r\n"
        + encoded + b"\r\n--B--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("name", ["a.html", "a.doc", "a.pdf", "a.txt", "a.xls", "a", "报告.HTM"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PAGE.encode("gbk"), "html"),
        (PAGE.encode("utf-16"), "html"),
        (("\ufeff\r\n <!DOCTYPE html>" + PAGE).encode(), "html"),
        (b"<table><tr><td>1<td>2</table>", "html"),
        (saved_page(), "mht"),
        (word(), "docx"),
        (sheet(), "spreadsheet"),
        (b"%PDF-1.4\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (rb"{\rtf1\ansi x}", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "WordDocument\0".encode("utf-16-le"), "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook\0".encode("utf-16-le"), "spreadsheet"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", "word_xml"),
        (b"<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>", "word_xml"),
        (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", "spreadsheet"),
    ],
)  # fmt: skip
def test_content_goes_before_the_name(data: bytes, kind: str, name: str) -> None:
    promised = {"a.txt": "text", "a.doc": "doc", "a.xls": "spreadsheet", "a.html": "html"}.get(name, "")
    assert format_of(data, promised) == kind


@pytest.mark.parametrize(
    ("name", "kind"), [("a.md", "text"), ("a.txt", "text"), ("a.html", "text"), ("a", "text")]
)
def test_plain_text(name: str, kind: str) -> None:
    assert format_of("一、总体情况\n规章 3 < 5".encode(), "html" if name == "a.html" else "text") == kind


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030"])
def test_text_in_other_encodings(encoding: str) -> None:
    assert format_of("一、总体情况\n规章 3 2021 12345 67890\n".encode(encoding) * 20, "text") == "text"


def test_markdown_with_tags_is_no_page() -> None:
    assert format_of("# 报告\n\n<table><tr><td>1</td></tr></table>".encode(), "text") == "text"


def test_a_false_extension_is_tolerated_and_noted() -> None:
    assert read(PAGE.encode("gbk"), "报告.doc").notes[0].kind == "other_extension"
    assert read(word(), "报告.doc").notes[0].kind == "other_extension"
    assert read(word(), "报告.docx").notes == read(PAGE.encode("gbk"), "报告.HTML").notes == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空"),
        (b"\xef\xbb\xbf \r\n\0", "空"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (bytes(range(256)) * 40, "格式"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "密码"),
        (b"PK\x03\x04" + b"junk", "损坏"),
        (gzip.compress(gzip.compress(b"<p>x", mtime=0), mtime=0), "压缩"),
        (bz2.compress(b"<p>x")[:-9] + b"damaged..", "已损坏"),
        (lzma.compress(b"x")[:9] + b"damaged..", "已损坏"),
        (lzma.compress(bz2.compress(b"<p>x")), "重复压缩"),
        (b" " * (64 * 1024 * 1024 + 1), "过大"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data, "a.bin")


@pytest.mark.parametrize(
    ("member", "says"),
    [
        ("OFD.xml", "损坏"),
        ("ppt/presentation.xml", "PPT"),
        ("mimetype", "EPUB"),
        ("xl/workbook.bin", "xlsb.*xlsx"),
        ("a.html", "压缩包"),
    ],
)
def test_packages_of_other_kinds(member: str, says: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, "application/epub+zip")
    with pytest.raises(Unreadable, match=says):
        read(stream.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("pack", "ending"),
    [(gzip.compress, ""), (gzip.compress, ".gz"), (bz2.compress, ".bz2"), (lzma.compress, ".xz")],
)
def test_compressed_pages(pack: Callable[[bytes], bytes], ending: str) -> None:
    document = read(pack(PAGE.encode("gbk")), "a.html" + ending)
    assert document.grids[0].pieces[1].text == "3" and not document.notes


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_saved_pages(encoding: str, charset: str) -> None:
    document = read(saved_page(encoding, charset), "报告.mht")
    assert document.format == "mht"
    assert document.metadata == {"title": "报告", "url": "http://a.gov.cn/1.html"}
    assert [piece.text for piece in document.grids[0].pieces] == ["规章", "3"]


def test_a_saved_page_without_a_page() -> None:
    with pytest.raises(Unreadable, match="mht"):
        read(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B--\r\n", "a.mht")


@pytest.fixture(scope="module")
def old_word() -> dict[str, bytes]:
    """The same page as DOC, RTF and ODT, made by LibreOffice; a DOC keeps its table only by way of ODT."""
    rows = "<tr><td rowspan=2>结果</td><td colspan=2>件</td></tr><tr><td>2676474</td><td>0</td></tr>"
    page = f"<html><meta charset=utf-8><body><p>年度报告</p><table border=1>{rows}</table></body></html>".encode()
    (odt,) = libreoffice.convert([page], "odt:writer8")
    assert isinstance(odt, bytes)
    (old,), (rich,) = (
        libreoffice.convert([odt], "doc:MS Word 97"),
        libreoffice.convert([odt], "rtf:Rich Text Format"),
    )
    assert isinstance(old, bytes) and isinstance(rich, bytes)
    return {"doc": old, "rtf": rich, "odt": odt}


@pytest.mark.office
@pytest.mark.parametrize("kind", ["doc", "wps", "rtf", "odt"])
def test_old_word_files_keep_figures_and_spans(old_word: dict[str, bytes], kind: str) -> None:
    document = read(old_word["doc" if kind == "wps" else kind], f"报告.{kind}")
    assert (document.format, document.notes) == (kind if kind in ("odt", "rtf") else "doc", ())
    assert "年度报告" in [paragraph.text for paragraph in document.paragraphs]
    assert [(x.text, x.row, x.column, x.row_span, x.column_span) for x in document.grids[0].pieces] == [
        ("结果", 0, 0, 2, 1), ("件", 0, 1, 1, 2), ("2676474", 1, 1, 1, 1), ("0", 1, 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.office
def test_a_batch_keeps_its_order_and_one_bad_file_spoils_only_itself(old_word: dict[str, bytes]) -> None:
    bad = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000
    results = libreoffice.convert([old_word["doc"], bad, old_word["rtf"]])
    assert isinstance(results[0], bytes) and isinstance(results[2], bytes)
    assert isinstance(results[1], Unreadable)


def test_without_libreoffice_the_reason_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match=r"LibreOffice.*另存为 \.docx"):
        read(OLD_WORD, "a.doc")


@pytest.mark.skipif(os.name != "posix", reason="needs a shell script in LibreOffice's place")
def test_a_program_that_hangs_is_killed_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program, child = tmp_path / "soffice", tmp_path / "child"
    program.write_text(f"#!/bin/sh\n/bin/sleep 60 & echo $! > {child}\nwait\n", encoding="ascii")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "SECONDS_FOR_START", 0.5)
    monkeypatch.setattr(libreoffice, "SECONDS_PER_FILE", 0.0)
    begun = time.monotonic()
    with pytest.raises(Unreadable, match="超时"):
        read(OLD_WORD, "a.doc")
    assert time.monotonic() - begun < 20
    status = Path(f"/proc/{child.read_text().strip()}/stat")
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] in "ZX"
