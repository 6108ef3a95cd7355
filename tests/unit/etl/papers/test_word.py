"""Word papers: lines of 28 characters, tables whose head is repeated and whose columns have their widths."""

from io import BytesIO

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn

from etl.papers import word
from etl.readers.common.libreoffice import convert

HEAD = ("序号", "机关", "问题")
LONG = "示例省示例市示例县人力资源和社会保障局劳动保障监察综合行政执法大队政务服务中心"


def pages_of(content: bytes) -> list[str]:
    """The text of each page, as LibreOffice lays it out."""
    (made,) = convert([content], "pdf")
    assert isinstance(made, bytes)
    with pdfium.PdfDocument(made) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_table_without_rows_says_so() -> None:
    document = word.new_document()
    word.table(document, HEAD, [], (1, 4, 6))
    assert not document.tables and document.paragraphs[-1].text == "无。"


def test_a_table_has_its_widths_and_keeps_rows_whole() -> None:
    document = word.new_document()
    word.table(document, HEAD, [("1", LONG, "不等")] * 3, (1, 4, 8))
    (table,) = docx.Document(BytesIO(word.to_bytes(document))).tables
    widths = [cell.width for cell in table.rows[1].cells]
    assert None not in widths and [round(width / widths[0]) for width in widths if width] == [1, 4, 8]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.office
def test_the_head_of_a_long_table_stands_on_each_page() -> None:
    document = word.new_document()
    word.table(document, HEAD, [(str(at), LONG, "总计与各项之和不等") for at in range(200)], (1, 4, 6))
    pages = pages_of(word.to_bytes(document))
    assert len(pages) > 3 and all("序号" in page for page in pages)


@pytest.mark.office
def test_a_page_holds_22_lines_of_28_characters() -> None:
    document = word.new_document()
    word.text(document, "文" * (26 + 28 * 29))
    first = pages_of(word.to_bytes(document))[0].split()
    assert [len(line) for line in first] == [26, *[28] * 21]


def test_a_long_title_breaks_between_phrases_into_lines_of_like_length() -> None:
    document = word.new_document()
    word.title(document, "关于示例省澄汐市岚岭区", "2024年", "政府信息公开工作", "年度报告", "的提醒函")
    assert document.paragraphs[0].text.split("\n") == [
        "关于示例省澄汐市岚岭区2024年",
        "政府信息公开工作年度报告的提醒函",
    ]
    circular = (
        "关于示例省澄汐市岚岭区",
        "2024年",
        "政府信息公开工作",
        "年度报告",
        "编制发布情况",
        "的通报",
    )
    word.title(document, *circular)
    assert len(document.paragraphs[1].text.split("\n")) == 3
    word.title(document, "示例县", "2024年", "年度报告")
    assert document.paragraphs[2].text == "示例县2024年年度报告"
