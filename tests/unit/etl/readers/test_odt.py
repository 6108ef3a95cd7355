"""OpenDocument texts: what is hidden or changed, automatic numbers, guards."""

from __future__ import annotations

import pytest

from etl.model.document import Note, Unreadable
from etl.readers import read
from etl.readers.odt.names import SVG
from tests.support.grids import paragraph_texts
from tests.support.odt_parts import cell, document, p, span, style, table
from tests.support.office_texts import fodt, odt


def test_hidden_rows_and_sections_are_left_out() -> None:
    rows = "".join(
        f'<table:table-row table:visibility="{shown}">{cell(text)}{cell("1")}</table:table-row>'
        for text, shown in (("甲", "visible"), ("乙", "collapse"), ("丙", "filter"))
    )
    hidden = (
        f'<text:section text:display="none">{p("藏")}</text:section><text:section>{p("露")}</text:section>'
    )
    made = document(
        f"<table:table>{rows}</table:table>{hidden}<text:p><text:hidden-text text:is-hidden='true'/>完</text:p>"
        "<text:p><text:hidden-paragraph text:is-hidden='true'/>藏</text:p><text:p><text:hidden-paragraph text:is-hidden='false'/>了</text:p>"
    )
    assert [piece.text for piece in made.grids[0].pieces] == ["甲", "1"]
    assert paragraph_texts(made) == ["露", "完", "了"]


def test_what_styles_hide_strike_out_and_raise() -> None:
    styles = (
        style("藏", 'text:display="none"') + style("子", 'fo:font-weight="bold"', parent="藏") + style("划", 'style:text-line-through-style="solid"')
        + style("不划", 'style:text-line-through-style="none"', parent="划") + style("上", 'style:text-position="super 58%"')
        + style("升", 'style:text-position="33% 58%"') + style("下", 'style:text-position="-33% 58%"') + style("低", 'style:text-position="sub 58%"') + style("段", 'text:display="none"', "paragraph")
        + style("微", 'fo:font-size="1.2pt"') + style("小", 'fo:font-size="10.5pt"', parent="微")
    )  # fmt: skip
    body = p(
        f"1{span('2', '藏')}{span('3', '子')}{span('4', '划')}{span('5', '不划')}{span('6', '上')}{span('7', '升')}{span('8', '下')}{span('9', '低')}{span('8', '微')}{span('7', '小')}"
    )
    made = document(body + p("看不见", "段"), styles)
    assert paragraph_texts(made) == ["15⁶⁷⁸⁹7"]
    assert made.notes == (Note("struck_out", "1"), Note("unseen", "1"))


def test_white_figures_beside_others_unless_on_a_ground() -> None:
    styles = style("白", 'fo:color="#ffffff"') + style("底", 'fo:background-color="#000080"', "table-cell")
    rows = f"<table:table-row>{cell('甲')}{cell('1' + span('2', '白'))}</table:table-row>"
    ground = f"<table:table-row>{cell('乙')}{cell('1' + span('2', '白'), 'table:style-name=' + chr(34) + '底' + chr(34))}</table:table-row>"
    made = document(f"<table:table>{rows}{ground}</table:table>", styles)
    assert [piece.text for piece in made.grids[0].pieces] == ["甲", "1", "乙", "12"]


def test_changes_notes_and_comments_are_no_text() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>99</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注</text:p></text:note-body></text:note>"
    comment = "<office:annotation><text:p>批注 5</text:p></office:annotation>"
    ruby = "<text:ruby><text:ruby-base>县</text:ruby-base><text:ruby-text>xian</text:ruby-text></text:ruby>"
    made = document(
        f'{changes}<text:p>收<text:change-start text:change-id="1"/>17<text:change-end/>件{note}{comment}{ruby}</text:p>'
    )
    assert paragraph_texts(made) == ["收17件县"]
    assert made.notes == (Note("revised"),)


def test_deleted_words_that_a_flat_file_keeps_in_their_place() -> None:
    regions = "".join(
        f'<text:changed-region text:id="{name}"><text:{kind}/></text:changed-region>'
        for name, kind in (("d", "deletion"), ("i", "insertion"))
    )
    kept = '<text:change-start text:change-id="{0}"/>{1}<text:change-end text:change-id="{0}"/>'
    body = f"<text:tracked-changes>{regions}</text:tracked-changes><text:p>收{kept.format('d', '9')}{kept.format('i', '17')}件</text:p>"
    assert paragraph_texts(document(body)) == ["收17件"]


def test_blanks_breaks_and_boxes() -> None:
    box = f"<draw:frame><draw:text-box>{p('框里')}<table:table><table:table-row>{cell('甲')}{cell('1')}</table:table-row></table:table></draw:text-box></draw:frame>"
    made = document(f"<text:p>一\n 二<text:s text:c='3'/>三<text:line-break/>四<text:tab/>五{box}</text:p>")
    assert paragraph_texts(made) == ["一 二 三", "四 五", "框里"]
    assert [piece.text for piece in made.grids[0].pieces] == ["甲", "1"]


def test_automatic_numbers_are_printed_before_words() -> None:
    levels = (
        '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/>'
    )
    styles = f'<text:list-style style:name="L">{levels}</text:list-style>'
    inner = f"<text:list>{''.join(f'<text:list-item>{p(text)}</text:list-item>' for text in ('甲', '5', '乙'))}</text:list>"
    outer = f'<text:list text:style-name="L"><text:list-item>{p("总体情况")}{inner}</text:list-item><text:list-item>{p("公开")}</text:list-item></text:list>'
    more = f'<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>{p("申请")}</text:list-item></text:list>'
    made = document(outer + p("文") + more, styles)
    assert paragraph_texts(made) == ["一、总体情况", "（1）甲", "5", "（3）乙", "二、公开", "文", "三、申请"]


def test_numbers_of_headings_come_from_the_outline() -> None:
    outline = '<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:outline-style>'
    made = document(
        '<text:h text:outline-level="1">总体情况</text:h><text:h text:outline-level="1">公开</text:h>',
        outline,
    )
    assert paragraph_texts(made) == ["一、总体情况", "二、公开"]


def test_a_picture_in_a_cell_is_told() -> None:
    picture = "<text:p><draw:frame><draw:image/></draw:frame></text:p>"
    row = "".join(f"<table:table-cell>{words}</table:table-cell>" for words in (p("行政强制"), picture))
    made = document(table(row))
    assert [piece.text for piece in made.grids[0].pieces] == ["行政强制", "[图片]"]
    assert made.notes == (Note("pictured_cells", "1"),)


def test_a_text_of_pictures_alone_says_so() -> None:
    made = document("<text:p><draw:frame><draw:image/></draw:frame></text:p>")
    assert made.notes == (Note("pictures_only", "1"),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (odt("<text:p>x"), "损坏"),
        (odt("", others={"META-INF/manifest.xml": "<m:encryption-data/>"}), "密码"),
        (odt("</office:text><office:text>").replace(b"office:text", b"office:xext"), "损坏|正文"),
        (odt('<table:table><table:table-row table:number-rows-repeated="999999"><table:table-cell table:number-columns-repeated="9"/></table:table-row></table:table>'), "巨大"),
        (odt('<table:table><table:table-row><table:table-cell table:number-columns-repeated="99999999999999999999"/></table:table-row></table:table>' + "<text:section>" * 400), "层层嵌套"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + fodt("<text:p>&a;</text:p>").partition(b"?>")[2], "DTD"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data, "a.odt")


@pytest.mark.parametrize(("selected", "text"), [("1", "甲12"), ("7", "甲"), ("", "甲")])
def test_a_drop_down_taken_over_from_word_shows_its_entry(selected: str, text: str) -> None:
    space = 'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
    entries = "".join(
        f'<field:param field:name="{name}" field:value="{value}"/>'
        for name, value in (
            ("Dropdown_ListEntry", "9"),
            ("Dropdown_ListEntry", "12"),
            ("Dropdown_Selected", selected),
        )
    )
    made = document(p(f"甲<field:fieldmark {space}>{entries}</field:fieldmark>"))
    assert paragraph_texts(made) == [text]


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ('fo:font-size="1%"', "12"),
        ('fo:font-size="58%"', "129"),
        ('loext:opacity="0%"', "12"),
        ('loext:opacity="50%"', "129"),
        ('loext:opacity="0%" style:use-window-font-color="true"', "129"),
        ('style:text-scale="1%"', "12"),
        ('style:text-scale="90%"', "129"),
        ('style:font-name="Wingdings"', "12□"),
        ('style:font-name="SimSun"', "129"),
    ],
)
def test_digits_too_faint_or_flat_and_pictures_are_no_figures(properties: str, text: str) -> None:
    declared = (
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" ' + properties
    )
    rows = table(cell("件") + cell("12" + span("9", "T")))
    assert document(rows, style("T", declared)).grids[0].pieces[1].text == text


def _list(name: str, suffix: str, alignment: str, width: str = "") -> str:
    return (
        f'<text:list-style style:name="{name}"><text:list-level-style-number text:level="1" style:num-format="1" '
        f'style:num-suffix="{suffix}"><style:list-level-properties {width}>{alignment}</style:list-level-properties>'
        "</text:list-level-style-number></text:list-style>"
    )


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ('table:formula="ooow:1+46" office:value-type="float" office:value="47"', "47"),
        ('office:value-type="string" office:string-value="47"', "47"),
        ('office:value-type="float" office:value="47"', ""),  # such a cell shows nothing
    ],
)
def test_a_cell_without_words_shows_the_result_of_its_formula(attributes: str, text: str) -> None:
    cells = f"{cell('件')}<table:table-cell {attributes}/>"
    rows = table(cells)
    assert document(rows).grids[0].pieces[1].text == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (p(span("12", "White"), "Dark"), "12"),
        (p('12<text:variable-set text:display="none">9</text:variable-set>'), "12"),
        (p("12<text:script>9</text:script>"), "12"),
        (p("12<draw:frame><svg:title>9</svg:title><svg:desc>9</svg:desc></draw:frame>"), "12"),
        (p(f"12<draw:custom-shape>{p('9')}</draw:custom-shape>"), "12\n9"),
        (p("<draw:frame><draw:object/></draw:frame>"), "[公式]"),
        (f'<text:list text:style-name="L"><text:list-item>{p("")}</text:list-item></text:list>', "3"),
        (f'<text:list text:style-name="L"><text:list-item>{p("12")}</text:list-item></text:list>', "312"),
        (f'<text:list text:style-name="Tab"><text:list-item>{p("12")}</text:list-item></text:list>', "12"),
        (f'<text:list text:style-name="None"><text:list-item>{p("12")}</text:list-item></text:list>', "1.12"),
        (f'<text:list text:style-name="Wide"><text:list-item>{p("12")}</text:list-item></text:list>', "12"),
        (
            f'<text:list text:style-name="Five"><text:list-item>{p("12")}</text:list-item></text:list>',
            "15\n12",
        ),
        (f'<text:list text:style-name="Half"><text:list-item>{p("")}</text:list-item></text:list>', "1.5"),
    ],
)
def test_a_cell_is_read_as_it_shows(content: str, text: str) -> None:
    content = content.replace("<svg:title>", '<svg:title xmlns:svg="' + SVG[1:-1] + '">')
    content = content.replace("<svg:desc>", '<svg:desc xmlns:svg="' + SVG[1:-1] + '">')
    styles = (
        '<style:style style:name="Dark" style:family="paragraph"><style:paragraph-properties fo:background-color="#000000"/></style:style>'
        + style("White", 'fo:color="#ffffff"')
        + _list("Tab", "", '<style:list-level-label-alignment text:label-followed-by="listtab"/>')
        + _list("None", ".", '<style:list-level-label-alignment text:label-followed-by="nothing"/>')
        + _list("Five", "5", '<style:list-level-label-alignment text:label-followed-by="listtab"/>')
        + _list("Half", ".5", '<style:list-level-label-alignment text:label-followed-by="nothing"/>')
        + _list("Wide", "", "", 'text:min-label-width="0.6cm"')
        + '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/></text:list-style>'
    )
    rows = table(f"{cell('件')}<table:table-cell>{content}</table:table-cell>")
    assert document(rows, styles).grids[0].pieces[1].text == text
