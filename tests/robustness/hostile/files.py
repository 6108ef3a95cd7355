"""Files made to break a reader, each with words that its refusal must contain, or None if it is read."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from random import Random

from tests.support.found_files import archive

Made = Callable[[], bytes]
TITLE = "<html><title>某某局2023年政府信息公开工作年度报告</title><body><h1>某某局2023年政府信息公开工作年度报告</h1>"
_TEXT_TITLE = "某某局2023年政府信息公开工作年度报告\n"
_DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


def _page(body: str) -> Made:
    return lambda: (TITLE + body).encode()


def _text(body: str) -> Made:
    return lambda: (_TEXT_TITLE + body).encode()


def _docx(xml: bytes) -> Made:
    return lambda: archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml})


def _xlsx(sheet: bytes) -> Made:
    relation = b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    return lambda: archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + relation + b"</Relationships>",
            "xl/worksheets/sheet1.xml": sheet,
        }
    )  # fmt: skip


def _pdf(pages: str, count: int) -> Made:
    """A PDF with the given page tree: object 2 is its root, object 3 a page."""

    def made() -> bytes:
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            pages,
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        ]
        out = b"%PDF-1.4\n"
        places = []
        for number, text in enumerate(objects, start=1):
            places.append(len(out))
            out += f"{number} 0 obj\n{text}\nendobj\n".encode()
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        return (
            out
            + f"xref\n0 4\n0000000000 65535 f \n{table}trailer << /Root 1 0 R /Size 4 >>\nstartxref\n{len(out)}\n%%EOF".encode()
        )

    return made


_WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'

_TEXT = (
    b'<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    b"<office:body><office:text>"
)


def _odt(content: bytes, kind: bytes = b"text") -> Made:
    return lambda: archive(
        {"mimetype": b"application/vnd.oasis.opendocument." + kind, "content.xml": content}
    )


# name -> (bytes, words of the refusal; None if it is read as a report, "" if either will do)
_YEARS = [2000 + number % 37 for number in range(40_000)]
FILES: dict[str, tuple[Made, str | None]] = {
    "empty.html": (lambda: b"", "空的"),
    "blank.pdf": (lambda: b"\0" * 5000, "空的"),
    "titles.txt": (lambda: "".join(map("某县民政局{}年政府信息公开工作年度报告\n".format, _YEARS)).encode(), None),
    "titles_of_nobody.txt": (lambda: "".join(map("{}年政府信息公开工作年度报告\n".format, _YEARS)).encode(), None),
    "bodies.html": (_page("<table>" + "<tr><td>某县民政局<td><tr><td>某县教育局<td>" * 10_000 + "</table>"), None),
    "arrays.json": (lambda: ('["' + "信息公开" * 100 + '",' + "[]," * 5_500_000 + "1]").encode(), "JSON"),
    "cut.pdf": (lambda: b"%PDF-1.7\n1 0 obj\n<<", "损坏"),
    "cut.docx": (lambda: _docx(_WORD)()[:200], "损坏"),
    "cut.xlsx": (lambda: b"PK\x03\x04" + bytes(100), "损坏"),
    "cut.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ""),
    "really_html.pdf": (_page("<table><tr><td>本年新收<td>1</table>"), None),
    "really_random.html": (lambda: Random(1).randbytes(1 << 20), ""),
    "bomb.docx": (_docx(_WORD + b" " * (160 << 20)), "异常巨大"),
    "bomb.xlsx": (_xlsx(_SHEET + b" " * (160 << 20)), "异常巨大"),
    "bomb.html": (lambda: gzip.compress(b"<html>" + b"a" * (100 << 20)), "64 MB"),
    "entities.docx": (_docx(_DOCTYPE + b"]><w:document>&i;</w:document>"), ""),
    "external.docx": (
        _docx(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + _WORD + b"<w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"),
        "DTD",
    ),
    "entities.xlsx": (_xlsx(_DOCTYPE + b"]><worksheet>&i;</worksheet>"), ""),
    "far.xlsx": (_xlsx(_SHEET + b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'), "巨大"),
    "far_small_letters.xlsx": (_xlsx(_SHEET + b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="cpppp13"><v>1</v></c></row></sheetData></worksheet>'), "损坏"),
    "far_single_quotes.xlsx": (_xlsx(_SHEET + b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r=\'xfd1048576\'><v>1</v></c></row></sheetData></worksheet>'), "巨大"),
    "far_without_references.xlsx": (_xlsx(_SHEET + b'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row></sheetData></worksheet>'), "巨大"),
    "deep.docx": (_docx(_WORD + b"<w:sdt><w:sdtContent>" * 5000), "嵌套"),
    "bomb.odt": (_odt(_TEXT + b" " * (160 << 20)), "异常巨大"),
    "entities.odt": (_odt(_DOCTYPE + b"]><office:document>&i;</office:document>"), ""),
    "rows.odt": (_odt(_TEXT + b'<table:table><table:table-row table:number-rows-repeated="999999"><table:table-cell table:number-columns-repeated="999"/></table:table-row></table:table></office:text></office:body></office:document-content>'), "巨大"),
    "empty_rows.odt": (_odt(_TEXT + b'<table:table><table:table-row table:number-rows-repeated="99999999"/></table:table></office:text></office:body></office:document-content>'), "巨大"),
    "blanks.odt": (_odt(_TEXT + b"<text:p>" + b'<text:s text:c="99999999"/>' * 9999 + b"</text:p></office:text></office:body></office:document-content>"), ""),
    "rows.ods": (
        _odt(
            _TEXT.replace(b"office:text>", b"office:spreadsheet>") + b'<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
            b'<table:table-cell table:number-columns-repeated="60" office:value="7"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
            b"spreadsheet",
        ),
        "巨大",
    ),
    "cut.rtf": (lambda: rb"{\rtf1\trowd\cellx100 1\cell\row", "不完整"),
    "groups.rtf": (lambda: b"{\\rtf1" + b"{" * 200_000, "层层嵌套"),
    "cells.rtf": (lambda: b"{\\rtf1" + b"\\cell" * 300_000 + b"}", "巨大"),
    "shapes.rtf": (lambda: b"{\\rtf1\\cellx1" + b"\\cellx9" * 300_000 + b"\\cell\\row}", ""),
    "depth.rtf": (lambda: b"{\\rtf1" + b"\\itap49\\par\\itap1\\par" * 3_000 + b"}", ""),
    "binary.rtf": (lambda: rb"{\rtf1\bin2147483647 x}", "不完整"),
    "deep.odt": (_odt(_TEXT + b"<text:section>" * 5000), "嵌套"),
    "parts.xml": (lambda: b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">' + b'<pkg:part pkg:name="/a"/>' * 300_000 + b"</pkg:package>", "缺少正文"),
    "annotations.xml": (
        lambda: b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:body>'
        + b'<w:p><aml:annotation w:type="Word.Deletion"><aml:content/></aml:annotation></w:p>' * 30_000 + b"</w:body></w:wordDocument>",
        "",
    ),
    "deep.html": (_page("<div>" * 5000 + "x"), None),
    "deep_tables.html": (_page("<table><tr><td>1<td>" * 2000), None),
    "unclosed.html": (_page("<table><tr>" + "<td><font><b>1" * 3000), None),
    "spans.html": (_page("<table>" + "<tr><td rowspan=1000000 colspan=1000000>1<td rowspan=65534 colspan=1000>2" * 1000), None),
    "wide.html": (_page("<table><tr>" + "<td>1</td>" * 20000 + "</tr>" + "<tr><td>1</td></tr>" * 5000), None),
    "display.html": (_page("<div style='display:table'>x</div>" + "a" * 200_000), None),
    "braces.html": (_page("<style>display:none" + "@media{" * 30_000 + "</style><table><tr><td>1<td>2"), None),
    "media.html": (_page("<style>display:none" + "@media " * 30_000 + "</style><table><tr><td>1<td>2"), None),
    "selectors.html": (_page("<style>" + "".join(f".a{n}{{display:none}}" for n in range(20_000)) + "</style><table><tr><td>1<td>2"), None),
    "brackets_in_styles.html": (
        _page("<style>display:none.a{b:" + "(" * 100_000 + "</style><table><tr><td style='opacity:0;c:" + "[" * 100_000 + "'>1<td>2"),
        None,
    ),
    "layers.html": (
        _page("<style>@layer " + ".".join("a" * 60_000) + "{td{opacity:0}}" + ":is(" * 3_000 + "td" + ")" * 3_000 + "{opacity:0}"
              + "td" + "[a" * 50_000 + "{opacity:0}</style><table><tr>" + "<td>1" * 200),
        None,
    ),
    "animations.html": (
        _page("<style>@keyframes x{to{opacity:0}}td{animation-duration:1.2.3s" + ",1s" * 20_000 + ";animation-name:x" + ",x" * 20_000
              + ";clip-path:polygon(" + "0 0," * 20_000 + "0 0)}</style><table><tr>" + "<td>1" * 200),
        None,
    ),
    "dashes.html": (_page("<table><tr><td>本年新收<td>" + "-" * 300_000 + "!</table>"), None),
    "digits.html": (_page("<table><tr><td>本年新收<td>" + "1 " * 200_000 + "</table>"), None),
    "latin.html": (_page("<table><tr><td>本年新收" + "a" * 300_000 + "!<td>2"), None),
    "brackets.html": (_page("<table><tr><td>" + "(" * 300_000 + "<td>2"), None),
    "title.html": (lambda: ("<title>" + "年-" * 50_000 + "信息公开年度报告</title><h1>x<table><tr><td>1<td>2").encode(), ""),
    "peoples.html": (lambda: ("<title>" + "满族" * 20_000 + "局2023年政府信息公开工作年度报告</title><table><tr><td>1<td>2").encode(), ""),
    "sentence.html": (_page("<p>一、总体情况</p><p>" + "共收到12件，其中" * 30_000 + "<table><tr><td>1<td>2"), None),
    "sentences.html": (_page("<p>一、总体情况</p><p>" + "2023年新收到申请12件。" * 30_000 + "<table><tr><td>1<td>2"), None),
    "dashes.txt": (_text("-" * 200_000 + "!\n"), None),
    "rules.txt": (_text("|---\n" * 100_000), None),
    "blank_lines.txt": (_text("\ta\n" + "\n" * 200_000 + "x\n"), None),
    "continued.txt": (_text("\ta\n" + "bbbbbbbbbb\n" * 100_000), None),
    "tabs.txt": (_text("\ta\n" * 200_000), None),
    "pipes.txt": (_text("|" * 200_000), None),
    "tables.md": (_text("<table " * 100_000), None),
    "commas.csv": (lambda: b"," * 500_000, ""),
    "quote.csv": (_text('"' + "a,\n" * 200_000), None),
    "parts.mht": (
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\nContent-Type: text/html\n\n<html>\n" * 20_000,
        "",
    ),
    "nested.mht": (
        lambda: b"MIME-Version: 1.0\n" + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)),
        "",
    ),
    "loop.pdf": (_pdf("<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>", 3), ""),
    "pages.pdf": (_pdf(f"<< /Type /Pages /Kids [{'3 0 R ' * 5000}] /Count 5000 >>", 5000), "300 页"),
    "claims.pdf": (_pdf("<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", 1), ""),
    "stream.pdf": (
        lambda: _pdf("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 1)().replace(
            b"/MediaBox [0 0 9 9] >>",
            b"/MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Filter /FlateDecode /Length 300000 >>\nstream\n"
            + zlib.compress(b"0 0 m 9 9 l S " * 4_000_000) + b"\nendstream",
        ),
        "",
    ),
}  # fmt: skip
