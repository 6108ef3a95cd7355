"""What Word shows of fills, versions, fields inside fields, fonts of pictures, bare numbers and parts of other files."""

from __future__ import annotations

import pytest

from etl.readers import docx
from tests.support.word_packages import W as WORD
from tests.support.word_packages import document, p, package, table, tc

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*content: str, properties: str = "") -> str:
    rows = table([tc("行政强制"), tc("".join(content), properties)])
    return document(rows).grids[0].pieces[1].text


def fill(kind: str) -> str:
    return f'<w14:textFill xmlns:w14="{W14}">{kind}</w14:textFill>'


def solid(color: str) -> str:
    return fill(f"<w14:solidFill>{color}</w14:solidFill>")


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        (fill("<w14:noFill/>"), "12"),
        (solid('<w14:srgbClr w14:val="FFFFFF"/>'), "12"),
        (solid('<w14:schemeClr w14:val="bg1"/>'), "12"),
        (solid('<w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'), "12"),
        ('<w:color w:val="FFFFFF"/>' + solid('<w14:srgbClr w14:val="000000"/>'), "129"),
        (solid('<w14:schemeClr w14:val="bg1"><w14:lumMod w14:val="50000"/></w14:schemeClr>'), "129"),
        (fill("<w14:noFill/>") + f'<w14:textOutline xmlns:w14="{W14}"/>', "129"),
        ('<w:w w:val="1"/>', "12"),
        ('<w:w w:val="80"/>', "129"),
    ],
)
def test_letters_are_seen_in_the_fill_that_is_shown(properties: str, text: str) -> None:
    assert cell(p(run("12"), run("9", properties))) == text


@pytest.mark.parametrize(
    ("color", "shading", "text"),
    [
        ("000000", 'w:val="solid" w:color="000000" w:fill="FFFFFF"', "12"),
        ("FFFFFF", 'w:val="solid" w:color="000000" w:fill="FFFFFF"', "129"),
        ("FFFFFF", 'w:val="pct80" w:color="000000" w:fill="FFFFFF"', "129"),
        ("FFFFFF", 'w:val="diagStripe" w:color="000000" w:fill="FFFFFF"', "129"),
        ("auto", 'w:val="clear" w:fill="000000"', "129"),
    ],
)
def test_patterns_and_automatic_colours_are_those_of_the_page(color: str, shading: str, text: str) -> None:
    assert cell(p(run("12"), run("9", f'<w:color w:val="{color}"/><w:shd {shading}/>'))) == text


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        ('<mc:Choice Requires="wps">{0}</mc:Choice>', "7"),
        ('<mc:Choice Requires="q" xmlns:q="urn:q">{0}</mc:Choice>', "9"),
        ('<mc:Choice Requires="q wps" xmlns:q="urn:q">{0}</mc:Choice>', "9"),
        (
            '<mc:Choice Requires="q" xmlns:q="urn:q">{1}</mc:Choice><mc:Choice Requires="wps">{0}</mc:Choice>',
            "7",
        ),
    ],
)
def test_the_first_version_that_word_understands_is_read(choices: str, text: str) -> None:
    versions = choices.format(run("7"), run("8")) + f"<mc:Fallback>{run('9')}</mc:Fallback>"
    assert cell(p(f"<mc:AlternateContent>{versions}</mc:AlternateContent>")) == text


def test_a_field_inside_the_instruction_of_another_is_not_printed() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>= 7</w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("7") + mark("end")
    assert cell(p(mark("begin") + code + inner + mark("separate") + run("12") + mark("end"))) == "12"
    assert cell(p(mark("begin") + code + mark("separate") + inner + mark("end"))) == "7"


@pytest.mark.parametrize(("font", "text"), [("Wingdings", "□□件"), ("Arial", "12件")])
def test_digits_in_a_font_of_pictures_are_no_number(font: str, text: str) -> None:
    assert cell(p(run("12件", f'<w:rFonts w:ascii="{font}"/>'))) == text


@pytest.mark.parametrize(
    ("pattern", "more", "content", "text"),
    [
        ("%1", "", "", "3"),
        ("%1", "", "12", "12"),
        ("%1", '<w:suff w:val="nothing"/>', "12", "312"),
        ("%1.", '<w:suff w:val="nothing"/>', "12", "3.12"),
        ("%1、", '<w:suff w:val="nothing"/>', "12", "12"),
        ("%1.", "", "", ""),
        ("%15", "", "12", "35\n12"),
        ("%1.5", "", "", "3.5"),
        ("%1", "<w:rPr><w:vanish/></w:rPr>", "", ""),
    ],
)
def test_a_bare_automatic_number_is_read_where_it_is_all_that_is_printed(
    pattern: str, more: str, content: str, text: str
) -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="3"/><w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>'
    data = package(
        table([tc("规章"), tc(numbered.format(run(content) if content else ""))]),
        {"word/numbering.xml": numbering},
    )
    assert docx.read(data, "a.docx").grids[0].pieces[1].text == text


def test_the_content_of_another_file_in_a_cell_is_not_taken_for_nothing() -> None:
    assert cell('<w:altChunk r:id="r1"/>' + p()) == "□"


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ('<w:pict><v:shape style="position:absolute;visibility: hidden">{}</v:shape></w:pict>', "12"),
        ('<w:pict><v:shape style="position:absolute">{}</v:shape></w:pict>', "12\n9"),
        (
            '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
            '<wp:docPr hidden="1"/>{}</wp:inline></w:drawing>',
            "12",
        ),
    ],
)
def test_a_box_in_a_shape_that_is_switched_off_is_not_read(shape: str, text: str) -> None:
    box = f"<v:textbox><w:txbxContent>{p('9')}</w:txbxContent></v:textbox>"
    assert cell(p(run("12"), f"<w:r>{shape.format(box)}</w:r>")) == text
