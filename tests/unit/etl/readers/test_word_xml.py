"""Word documents in one XML file: flat OPC and the XML of Word 2003."""

from __future__ import annotations

import pytest

from etl.model.document import Document, Note, Unreadable
from etl.readers import read
from tests.support.grids import paragraph_texts, shape

_OLD = (
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    ' xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    "<o:DocumentProperties><o:Title>旧标题 &amp; 其他</o:Title></o:DocumentProperties>{styles}<w:body><wx:sect>{body}"
    "<w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>"
)


def document(body: str, styles: str = "") -> Document:
    xml = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    return read((xml + _OLD.format(body=body, styles=styles)).encode(), "报告.xml")


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_merged_cells_of_word_2003() -> None:
    rows = (
        tc("结果", '<w:vmerge w:val="restart"/>') + tc("件", '<w:gridSpan w:val="2"/>'),
        tc("", "<w:vmerge/>") + tc("2676474") + tc("0"),
        tc("甲", '<w:hmerge w:val="restart"/>') + tc("", "<w:hmerge/>") + tc("5"),
    )
    made = document(
        p("年度报告") + "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>" + p("完")
    )
    assert made.format == "word_xml" and made.metadata == {"core_title": "旧标题 & 其他", "around": "页眉"}
    assert paragraph_texts(made) == ["年度报告", "完"]
    assert shape(made.grids[0]) == [
        ("结果", 0, 0, 2, 1), ("件", 0, 1, 1, 2), ("2676474", 1, 1, 1, 1), ("0", 1, 2, 1, 1),
        ("甲", 2, 0, 1, 2), ("5", 2, 2, 1, 1),
    ]  # fmt: skip


def test_headers_of_word_2003_are_printed_around_the_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="送审稿"/></v:shape></w:pict></w:r>'
    made = document(
        p("正文") + f"<w:p><w:pPr><w:sectPr><w:ftr><w:p>{art}</w:p></w:ftr></w:sectPr></w:pPr></w:p>"
    )
    assert (made.metadata["around"], made.metadata["watermarks"]) == ("页眉", "送审稿")
    assert paragraph_texts(made) == ["正文"]


def test_tracked_changes_and_comments_of_word_2003() -> None:
    def annotation(kind: str, content: str) -> str:
        return f'<aml:annotation aml:id="1" w:type="Word.{kind}" aml:author="a"><aml:content>{content}</aml:content></aml:annotation>'

    deleted = annotation("Deletion", "<w:r><w:delText>71</w:delText></w:r>")
    inserted = annotation("Insertion", "<w:r><w:t>17</w:t></w:r>")
    comment = f"<w:r>{annotation('Comment', p('请核对 99'))}</w:r>"
    former = f"<w:rPr><w:b/>{annotation('Formatting', '<w:rPr><w:vanish/></w:rPr>')}</w:rPr>"
    made = document(f"<w:p>{deleted}{inserted}<w:r>{former}<w:t>件</w:t></w:r>{comment}</w:p>")
    assert paragraph_texts(made) == ["17件"]
    assert made.notes == (Note("revised"),)


def test_hidden_text_raised_marks_footnotes_and_printed_labels_of_word_2003() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="off"/></w:rPr><w:t>7</w:t></w:r>'
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    note = f"<w:r><w:footnote>{p('脚注 55')}</w:footnote></w:r>"
    label = (
        '<w:pPr><w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/><wx:font wx:val="x"/></w:listPr></w:pPr>'
    )
    made = document(f"<w:p>{hidden}{shown}{raised}{note}</w:p>" + p("总体情况", label) + p("12", label))
    assert paragraph_texts(made) == ["7¹", "一、总体情况", "12"]


def test_styles_of_word_2003_hide_text() -> None:
    styles = (
        '<w:styles><w:style w:type="character" w:styleId="藏"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    made = document(
        '<w:p><w:r><w:rPr><w:rStyle w:val="藏"/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>7</w:t></w:r></w:p>',
        styles,
    )
    assert paragraph_texts(made) == ["7"]


def test_text_boxes_and_pictures_of_word_2003() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框里')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    picture = '<w:r><w:pict><w:binData w:name="a.png">AAAA</w:binData></w:pict></w:r>'
    made = document(f"<w:p>{box}</w:p><w:p>{picture}</w:p>")
    assert paragraph_texts(made) == ["框里"]
    assert made.notes == (Note("pictures_only", "1"),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "不是 Word"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "缺少正文"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "缺少正文"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>', "损坏"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>&a;</w:body></w:wordDocument>', "DTD"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml"><pkg:binaryData>!</pkg:binaryData></pkg:part></pkg:package>', "损坏"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data, "a.doc")
