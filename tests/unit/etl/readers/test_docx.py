"""Word files: merged cells, tracked changes, text boxes, automatic numbers, guards."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest

from etl.model.document import Note, Unreadable
from etl.readers import docx, read
from tests.support.grids import paragraph_texts, shape
from tests.support.word_packages import W, document, p, package, table, tc


def test_a_file_of_python_docx_equals_its_own_geometry() -> None:
    made = python_docx.Document()
    made.core_properties.title = "旧标题"
    made.add_paragraph("某县2023年政府信息公开工作年度报告")
    grid = made.add_table(6, 10)
    for row in range(6):
        for column in range(10):
            grid.cell(row, column).text = f"{row}-{column}"
    grid.cell(0, 0).merge(grid.cell(2, 2)).text = "勾稽关系"
    grid.cell(0, 3).merge(grid.cell(0, 9)).text = "申请人情况"
    grid.cell(3, 0).merge(grid.cell(5, 0)).text = "结果"
    stream = io.BytesIO()
    made.save(stream)
    parsed = read(stream.getvalue(), "报告.docx")
    assert parsed.format == "docx"
    assert parsed.metadata == {"core_title": "旧标题"}
    assert paragraph_texts(parsed) == ["某县2023年政府信息公开工作年度报告"]
    (result,) = parsed.grids
    by_position = {(piece.row, piece.column): piece for piece in result.pieces}
    visited: set[object] = set()
    for row in range(6):
        for column in range(10):
            cell = grid.cell(row, column)
            if cell._tc in visited:
                assert (row, column) not in by_position
                continue
            visited.add(cell._tc)
            assert by_position[row, column].text == cell.text.replace("\n", "")
    assert (by_position[0, 0].row_span, by_position[0, 0].column_span) == (3, 3)
    assert by_position[0, 3].column_span == 7
    assert by_position[3, 0].row_span == 3
    assert by_position[4, 1].locator == "t1r5c2"


def test_grid_before_spans_and_merges() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        "<w:tbl>"
        f"<w:tr>{tc('甲', start)}{tc('乙', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{tc('隐', on)}{tc('1')}{tc('2')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='1'/></w:trPr>{tc('3')}</w:tr>"
        f"<w:tr>{tc('丙', '<w:hMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}{tc('', '<w:hMerge/>')}{tc('4')}</w:tr>"
        "</w:tbl>"
    )
    assert shape(document(body).grids[0]) == [
        ("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1),
        ("3", 2, 1, 1, 1), ("丙", 3, 0, 1, 2), ("4", 3, 2, 1, 1),
    ]  # fmt: skip


def test_a_merge_without_a_beginning_is_a_cell() -> None:
    assert shape(document(table([tc("甲", "<w:vMerge/>"), tc("1")])).grids[0])[0] == ("甲", 0, 0, 1, 1)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>1</w:t></w:r><w:del><w:r><w:delText>2</w:delText></w:r></w:del>", "1"),
        ("<w:r><w:t>1</w:t></w:r><w:ins><w:r><w:t>2</w:t></w:r></w:ins>", "12"),
        ("<w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>3</w:t></w:r></w:moveTo>", "3"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>1</w:t></w:r>", "1"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>9</w:t></w:r>", "9"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>1</w:t></w:r>", "1"),
        ("<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r>", "12³"),
        ("<w:r><w:t>本年新</w:t><w:br/><w:t>制作</w:t></w:r>", "本年新制作"),
        ("<w:r><w:t>1</w:t><w:br/><w:t>2</w:t></w:r>", "1\n2"),
        ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r>", "1 2"),
        ("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r>", "12"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
        ("<w:r><w:sym w:font='Symbol' w:char='F032'/></w:r>", "2"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "□"),
        ("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>=SUM(ABOVE)</w:instrText><w:t>7</w:t></w:r>", "7"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>gōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase></w:ruby></w:r>", "公"),
        ("<w:sdt><w:sdtContent><w:r><w:t>8</w:t></w:r></w:sdtContent></w:sdt>", "8"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击</w:t></w:r></w:sdtContent></w:sdt>", ""),
        ("<w:hyperlink><w:smartTag><w:r><w:t>5</w:t></w:r></w:smartTag></w:hyperlink>", "5"),
    ],
)  # fmt: skip
def test_what_a_cell_prints(runs: str, text: str) -> None:
    parsed = document(table([tc("项"), tc(f"<w:p>{runs}</w:p>")]))
    assert parsed.grids[0].pieces[1].text == text


def test_tracked_changes_are_noted_and_deleted_rows_and_cells_gone() -> None:
    body = (
        f"<w:tbl><w:tr>{tc('甲')}{tc('9', '<w:cellDel/>')}{tc('1')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{tc('乙')}{tc('2')}</w:tr>"
        f"<w:tr>{tc('丙')}{tc('3', '<w:tcPrChange><w:tcPr><w:gridSpan w:val=' + chr(34) + '5' + chr(34) + '/></w:tcPr></w:tcPrChange>')}</w:tr></w:tbl>"
    )
    parsed = document(body)
    assert shape(parsed.grids[0]) == [
        ("甲", 0, 0, 1, 1),
        ("1", 0, 1, 1, 1),
        ("丙", 1, 0, 1, 1),
        ("3", 1, 1, 1, 1),
    ]
    assert Note("revised") in parsed.notes


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    parsed = document("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>" + p("乙"))
    assert paragraph_texts(parsed) == ["甲乙"]


def test_text_boxes_once_and_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('框一')}{table([tc('规章'), tc('3')])}</w:txbxContent>"
    run = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    parsed = document(p("前", run) + p("后"))
    assert paragraph_texts(parsed) == ["前", "框一", "后"]
    assert shape(parsed.grids[0]) == [("规章", 0, 0, 1, 1), ("3", 0, 1, 1, 1)]


def test_content_controls_around_rows_cells_and_tables() -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{tc('甲')}{cell}</w:tr></w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{p('题')}<w:tbl>{row}<w:tr>{tc('乙')}{tc('2')}</w:tr></w:tbl></w:sdtContent></w:sdt>"
    parsed = document(body)
    assert paragraph_texts(parsed) == ["题"]
    assert shape(parsed.grids[0]) == [
        ("甲", 0, 0, 1, 1),
        ("1", 0, 1, 1, 1),
        ("乙", 1, 0, 1, 1),
        ("2", 1, 1, 1, 1),
    ]


def test_nested_tables() -> None:
    inner = table([tc("规章"), tc("3")], [tc("许可"), tc("4")])
    parsed = document(table([tc(p("题") + inner + p("尾")), tc("旁")]))
    assert [type(block).__name__ for block in parsed.blocks] == [
        "Paragraph",
        "Grid",
        "Paragraph",
        "Paragraph",
    ]
    assert shape(parsed.grids[0])[3] == ("4", 1, 1, 1, 1)
    framed = document(table([tc("甲"), tc(table([tc("8")]) + p(""))]))
    assert shape(framed.grids[0]) == [("甲", 0, 0, 1, 1), ("8", 0, 1, 1, 1)]


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def test_automatic_numbers_are_printed_before_words_and_never_make_a_number() -> None:
    def item(text: str, level: int, number: int = 1) -> str:
        run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
        return f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>{run}</w:p>"

    body = (
        item("总体情况", 0) + item("主动公开", 0) + item("国家秘密", 1) + item("依申请", 1) + item("复议", 0)
    )
    body += item("点", 0, 2) + table([tc("数"), tc(item("", 1)), tc(item("12", 1))])
    parsed = document(body, {"word/numbering.xml": NUMBERING})
    assert paragraph_texts(parsed) == [
        "一、总体情况",
        "二、主动公开",
        "1.国家秘密",
        "2.依申请",
        "三、复议",
        "点",
    ]
    assert [piece.text for piece in parsed.grids[0].pieces] == ["数", "", "12"]


def test_numbers_of_heading_styles() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="2"><w:basedOn w:val="1"/></w:style></w:styles>'
    )
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{s}"/></w:pPr><w:r><w:t>节</w:t></w:r></w:p>' for s in "12")
    parsed = document(body, {"word/numbering.xml": NUMBERING, "word/styles.xml": styles})
    assert paragraph_texts(parsed) == ["一、节", "二、节"]


def test_embedded_html_is_read_in_its_place() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/aFChunk" Target="chunk.html"/></Relationships>'
    )
    parsed = document(
        table([tc("甲"), tc("1")]) + '<w:altChunk r:id="r1"/>' + p("尾"),
        {
            "word/_rels/document.xml.rels": relations,
            "word/chunk.html": "<html><p>文</p><table><tr><td>乙<td>2</table></html>",
        },
    )
    assert [grid.pieces[1].locator for grid in parsed.grids] == ["t1r1c2", "t2r1c2"]
    assert paragraph_texts(parsed) == ["文", "尾"]


@pytest.mark.parametrize("beside", [False, True])
def test_strict_documents_and_other_main_parts(beside: bool) -> None:
    usual = package(p("文"))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(usual)) as old, zipfile.ZipFile(stream, "w") as new:
        xml = old.read("word/document.xml").replace(
            W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
        new.writestr("word/Document2.xml", xml)
        if beside:  # Word goes by the relations alone
            new.writestr("word/document.xml", xml.replace("文".encode(), b"old"))
        new.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"'
            ' Target="/word/document2.xml"/></Relationships>',
        )
    assert paragraph_texts(read(stream.getvalue(), "a.docx")) == ["文"]


@pytest.mark.parametrize(
    "data",
    [
        package("", prologue='<!DOCTYPE a [<!ENTITY x "' + "y" * 100 + '">]>'),
        package("<w:p>"),
        package("<w:p>" * 400 + "</w:p>" * 400),
        package(p("文"))[:200],
        b"PK\x03\x04" + b"word/document.xml" * 5,
        package(p(" " * 50_000_000)),
        package(p("文"), {"word/media/a.bin": b"\x00" * 200_000_000}),
    ],
    ids=["entities", "broken", "deep", "cut", "no archive", "huge text", "bomb"],
)
def test_dangerous_and_damaged_files_are_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Unreadable, match="。"):
        read(data, "a.docx")


def test_entities_are_never_expanded() -> None:
    data = package(p("&e;"), prologue='<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>')
    with pytest.raises(Unreadable, match="DTD"):
        docx.read(data, "a.docx")


@pytest.mark.parametrize("mark", ["<w:trPr><w:hidden/></w:trPr>", "<w:trPr><w:del/></w:trPr>"])
def test_rows_that_are_not_printed(mark: str) -> None:
    body = f"<w:tbl><w:tr>{tc('甲')}{tc('1')}</w:tr><w:tr>{mark}{tc('乙')}{tc('2')}</w:tr></w:tbl>"
    assert [piece.text for piece in document(body).grids[0].pieces] == ["甲", "1"]


def test_a_deleted_cell_alone() -> None:
    parsed = document(f"<w:tbl><w:tr>{tc('甲')}{tc('9', '<w:cellDel/>')}{tc('1')}</w:tr></w:tbl>")
    assert [piece.text for piece in parsed.grids[0].pieces] == ["甲", "1"]


def test_character_styles_hide_strike_and_raise() -> None:
    def style(name: str, effect: str, above: str = "") -> str:
        based = f'<w:basedOn w:val="{above}"/>' if above else ""
        return f'<w:style w:type="character" w:styleId="{name}">{based}<w:rPr>{effect}</w:rPr></w:style>'

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = f"""<w:styles {space}>{style("h", "<w:vanish/>")}{style("s", "<w:strike/>")}{style("k", "<w:b/>", "s")}
        {style("u", '<w:vertAlign w:val="superscript"/>')}</w:styles>"""
    run = '<w:r><w:rPr><w:rStyle w:val="{}"/>{}</w:rPr><w:t>7</w:t></w:r>'
    own = '<w:vanish w:val="0"/>'
    cells = [run.format(name, "") + "<w:r><w:t>5</w:t></w:r>" for name in "hsku"] + [run.format("h", own)]
    row = "".join(f"<w:tc><w:p>{cell}</w:p></w:tc>" for cell in cells)
    read_document = document(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>", {"word/styles.xml": styles})
    assert [piece.text for piece in read_document.grids[0].pieces] == ["5", "5", "5", "⁷5", "7"]
    assert Note("struck_out", "2") in read_document.notes


def test_content_nested_without_end_is_refused_with_its_reason() -> None:
    wrapped = "<w:sdt><w:sdtContent>" * 300 + p("1") + "</w:sdtContent></w:sdt>" * 300
    with pytest.raises(Unreadable, match="嵌套"):
        document(wrapped)
