"""Words around the text of a report, in which a draft may say that it is one: headers, watermarks, boxes, sheet names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from etl.readers import read
from etl.readers.common import libreoffice
from tests.support.drawn_pdf import CELLS, drawn, lines, write
from tests.support.ofd_file import package, page, text
from tests.support.office_texts import NAMESPACES, odt, rtf, rtf_words
from tests.support.word_packages import document, p

DRAFT = "征求意见稿"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(content: str, kind: str = "header", named: str = "rId7") -> dict[str, str]:
    """The metadata of a Word file whose only header or footer has this content, named by its section or not."""
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId7" Type="{KINDS}/{kind}" Target="{kind}1.xml"/>'
        "</Relationships>"
    )
    part = f'<w:hdr xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml">{content}</w:hdr>'
    section = f'<w:sectPr><w:{kind}Reference w:type="default" r:id="{named}"/></w:sectPr>'
    parts: dict[str, str | bytes] = {
        f"word/{kind}1.xml": part,
        "word/_rels/document.xml.rels": relations,
    }
    return document(p("正文") + section, parts).metadata


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_headers_footers_and_watermarks_of_word(kind: str) -> None:
    assert word(p(f"（{DRAFT}）"), kind) == {"around": f"（{DRAFT}）"}
    art = f'<v:shape><v:textpath string="{DRAFT}"/></v:shape>'
    assert word(f"<w:p><w:r><w:pict>{art}</w:pict></w:r></w:p>", kind) == {"watermarks": DRAFT}
    assert word(p(DRAFT), kind, named="rId8") == {}  # of no section


def test_text_boxes_of_word() -> None:
    box = f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(DRAFT)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    assert document(p("正文") + box).metadata["around"] == DRAFT
    assert "around" not in document(p("正文")).metadata


def test_headers_of_rtf_and_odt() -> None:
    header = rf"{{\header\pard {rtf_words(DRAFT)}\par}}"
    made = read(rtf(header + rf"\pard {rtf_words('正文')}\par"), "a.rtf")
    assert made.metadata["around"] == DRAFT and [one.text for one in made.paragraphs] == ["正文"]
    styles = (
        f'<office:master-styles {NAMESPACES}><style:master-page style:name="Standard"><style:header><text:p>{DRAFT}</text:p>'
        "</style:header></style:master-page></office:master-styles>"
    )
    made = read(odt("<text:p>正文</text:p>", others={"styles.xml": styles}), "a.odt")
    assert made.metadata["around"] == DRAFT


def sheets(names: list[str], header: str = "") -> str:
    book = openpyxl.Workbook()
    book.active.title = names[0]
    for name in names[1:]:
        book.create_sheet(name)
    for sheet in book.worksheets:
        sheet.append(["正文", 1])
        sheet.oddHeader.center.text = header
    stream = io.BytesIO()
    book.save(stream)
    return read(stream.getvalue(), "a.xlsx").metadata.get("around", "")


def test_the_name_of_the_only_sheet_and_page_headers() -> None:
    assert sheets(["样表"]) == "样表"
    assert sheets(["样表", "说明"]) == ""  # their names stand in the document
    assert sheets(["甲", "乙"], f'&"黑体,常规"&12{DRAFT} &P') == DRAFT  # once


@pytest.mark.parametrize("place", ["oddHeader", "oddFooter"])
def test_page_headers_of_old_workbooks(place: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["正文", 1])
    getattr(book.active, place).left.text = f'&"黑体,常规"&12{DRAFT} &P'
    stream = io.BytesIO()
    book.save(stream)
    (old,) = libreoffice.convert([stream.getvalue()], "xls")
    assert isinstance(old, bytes)
    assert DRAFT in read(old, "a.xls").metadata["around"].split("\n")[0]


def slanted(canvas: Canvas) -> None:
    canvas.rotate(30)
    canvas.drawString(300, 200, DRAFT)


def level(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    for y in (462, 470, 483):
        canvas.drawString(130, y, DRAFT)


def at_the_edge(canvas: Canvas) -> None:
    canvas.drawString(180, 585, f"{DRAFT} 第{canvas.getPageNumber()}页")


@pytest.mark.parametrize(
    ("mark", "key"), [(slanted, "watermarks"), (level, "watermarks"), (at_the_edge, "around")]
)
def test_watermarks_and_running_headers_of_fixed_pages(mark: Callable[[Canvas], None], key: str) -> None:
    def paint(canvas: Canvas) -> None:
        for number in range(2):
            if number:
                canvas.showPage()
            canvas.setFont("STSong-Light", 10)
            lines(canvas)
            write(canvas, CELLS)
            mark(canvas)

    assert DRAFT in read(drawn(paint), "a.pdf").metadata[key]


def test_each_document_of_an_ofd_package_has_its_own() -> None:
    def pages(header: str) -> list[str]:
        return [text(80, 12, header) + text(20, 60, f"正文第{number}段") for number in "一二三"]

    final, drafts, target = package(pages("某县教育局"), documents=2), pages(DRAFT), io.BytesIO()
    with zipfile.ZipFile(target, "w") as changed, zipfile.ZipFile(io.BytesIO(final)) as made:
        for name in made.namelist():
            is_first = name.startswith("Doc_0/Pages/Page_")
            changed.writestr(name, page(drafts[int(name.split("_")[2][0])]) if is_first else made.read(name))
    assert read(target.getvalue(), "a.ofd").metadata["around"].split("\n") == [DRAFT, "某县教育局"]
