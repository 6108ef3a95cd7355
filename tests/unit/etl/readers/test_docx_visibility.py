"""What Word prints is what is read: white text, raised marks, choices of forms, pictures in cells."""

from __future__ import annotations

import io
import zipfile

import pytest

from etl.model.document import Note
from etl.readers import docx
from tests.support.word_packages import W as WORD
from tests.support.word_packages import document, p, package, table, tc

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SHADED = '<w:shd w:val="clear" w:fill="1F4E78"/>'
PICTURE = '<w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r>'
VML = '<w:r><w:pict><v:shape><v:imagedata r:id="r1"/></v:shape></w:pict></w:r>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*runs: str, properties: str = "", table_properties: str = "") -> str:
    rows = table([tc("行政强制"), tc(p(*runs), properties)]).replace("<w:tbl>", f"<w:tbl>{table_properties}")
    return document(rows).grids[0].pieces[1].text


@pytest.mark.parametrize(
    ("color", "properties", "text"),
    [
        ('<w:color w:val="FFFFFF"/>', "", ""),
        ('<w:color w:val="fefefe"/>', "", ""),
        ('<w:color w:val="FFFFFF" w:themeColor="background1"/>', "", ""),
        ('<w:color w:val="FFFFFF"/>', SHADED, "0"),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="FFFFFF"/>', ""),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', "", "0"),
        (f'<w:color w:val="FFFFFF"/>{SHADED}', "", "0"),
        ('<w:color w:val="1F4E78"/>', SHADED, ""),
        ('<w:color w:val="auto"/>', "", "0"),
        ('<w:color w:val="FF0000"/>', "", "0"),
        ('<w:sz w:val="2"/>', "", ""),
    ],
)
def test_zeros_that_nobody_sees_are_blank(color: str, properties: str, text: str) -> None:
    assert cell(run("0", color), properties=properties) == text


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ('<w:color w:val="000000"/><w:highlight w:val="black"/>', "12"),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>', "12"),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>', "912"),
        ('<w:color w:val="FF0000"/><w:highlight w:val="none"/>', "912"),
    ],
)
def test_a_digit_of_the_colour_of_its_highlight_is_not_read(properties: str, text: str) -> None:
    assert cell(run("9", properties), run("12")) == text


def renamed(made: bytes) -> bytes:
    """The file with another prefix for Word's own names."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode().replace("w:", "x:").replace("xmlns:w=", "xmlns:x=")
            new.writestr(name, content)
    return changed.getvalue()


@pytest.mark.parametrize(
    "properties",
    [
        "<w:color w:val='FFFFFF'/>",
        '<w:color w:themeColor="accent1"\n  w:val="FFFFFF"/>',
        "<w:sz w:val='2'/>",
        "<w:rStyle w:val='hidden'/>",
        '<x:color x:val="FFFFFF"/>',
        '<x:rStyle x:val="hidden"/>',
    ],
)
def test_how_a_file_spells_its_markup_shows_nothing(properties: str) -> None:
    """Quotes, line ends, the order of attributes and prefixes are up to the program that writes a file."""
    styles = "<w:styles xmlns:w='{}'><w:style w:type='character' w:styleId='hidden'><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    cells = [tc("行政强制"), tc(p(run("9", properties.replace("x:", "w:")), run("12")))]
    made = package(table(cells), {"word/styles.xml": styles.format(WORD)})
    if "x:" in properties:
        made = renamed(made)
    assert docx.read(made, "a.docx").grids[0].pieces[1].text == "12"


@pytest.mark.parametrize(
    "built",
    [
        "<m:sSup><m:e>{0}</m:e><m:sup>{1}</m:sup></m:sSup>",
        "<m:f><m:num>{0}</m:num><m:den>{1}</m:den></m:f>",
    ],
)
def test_a_power_or_a_fraction_is_no_number_of_two_digits(built: str) -> None:
    words = ("<m:r><m:t>1</m:t></m:r>", "<m:r><m:t>2</m:t></m:r>")
    formula = f'<m:oMath xmlns:m="{MATH}">{built.format(*words)}</m:oMath>'
    assert cell(formula) == "[公式]12"


def test_a_figure_printed_from_right_to_left_is_not_read_as_it_is_written() -> None:
    assert cell(f'<w:bdo w:val="rtl">{run("12")}</w:bdo>') == "\u202e12"
    assert cell(f'<w:bdo w:val="ltr">{run("12")}</w:bdo>') == "12"


def test_what_a_field_draws_is_no_blank() -> None:
    def field(instruction: str) -> str:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('end')}"

    assert cell(field(" EQ \\o\\ac(○,3)")) == "[公式]"
    assert cell(field(" FORMTEXT ")) == ""


def test_white_text_is_noted_and_may_stand_on_the_ground_of_a_table_style() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    styled = '<w:tblPr><w:tblStyle w:val="a"/></w:tblPr>'
    assert cell(run("合计", white), table_properties=styled) == "合计"
    assert cell(run("9", white), run("12"), table_properties=styled) == "12"
    parsed = document(p(run("旧", white), run("新")))
    assert [paragraph.text for paragraph in parsed.paragraphs] == ["新"]
    assert parsed.notes == (Note("unseen", "1"),)


@pytest.mark.parametrize(
    "properties",
    [
        '<w:position w:val="10"/><w:sz w:val="12"/>',
        '<w:position w:val="6"/>',
        '<w:position w:val="-6"/>',
        '<w:vertAlign w:val="subscript"/>',
        '<w:vertAlign w:val="superscript"/>',
    ],
)
@pytest.mark.parametrize("mark", ["1", "[1]"])
def test_a_raised_digit_is_no_digit_of_the_figure(properties: str, mark: str) -> None:
    assert cell(run("12"), run(mark, properties)) == "12¹"


def test_a_lowered_digit_before_the_figure_is_a_mark() -> None:
    assert cell(run("1", '<w:vertAlign w:val="subscript"/>'), run("2")) == "¹2"


def test_the_result_of_a_formula_that_word_is_to_calculate_anew_is_not_read() -> None:
    def field(instruction: str, dirty: str) -> str:
        begin = f'<w:r><w:fldChar w:fldCharType="begin"{dirty}/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        return f'{begin}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("0")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    stale = document(p(field(" =SUM(LEFT) ", ' w:dirty="true"')))
    assert (stale.paragraphs, stale.notes) == ((), (Note("not_calculated"),))
    for kept in (field(" =SUM(LEFT) ", ""), field(" PAGE ", ' w:dirty="true"')):
        assert [paragraph.text for paragraph in document(p(kept)).paragraphs] == ["0"]


def test_a_figure_that_is_all_raised_stays_one() -> None:
    assert cell(run("12", '<w:position w:val="6"/>')) == "12"
    assert cell(run("1"), run("2", '<w:position w:val="1"/>')) == "12"


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    "<w:r><w:instrText> FORM </w:instrText></w:r>{}"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
ENTRIES = '<w:listEntry w:val="0"/><w:listEntry w:val="12"/><w:listEntry w:val="37"/>'
RESULT = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>37</w:t></w:r>'


@pytest.mark.parametrize(
    ("form", "result", "text"),
    [
        (f'<w:ddList><w:result w:val="2"/>{ENTRIES}</w:ddList>', "", "37"),
        (f'<w:ddList><w:default w:val="1"/>{ENTRIES}</w:ddList>', "", "12"),
        (f"<w:ddList>{ENTRIES}</w:ddList>", "", "0"),
        (f'<w:ddList><w:result w:val="9"/>{ENTRIES}</w:ddList>', "", ""),
        (f'<w:ddList><w:result w:val="2"/>{ENTRIES}</w:ddList>', RESULT, "37"),
        ("<w:checkBox><w:checked/></w:checkBox>", "", "☑"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "", "☐"),
    ],
)
def test_a_choice_of_a_form_is_read_as_shown(form: str, result: str, text: str) -> None:
    assert cell(FIELD.format(form, result)) == text


def test_a_list_of_choices_shows_the_chosen_one_only() -> None:
    choices = '<w:dropDownList><w:listItem w:displayText="12" w:value="12"/></w:dropDownList>'
    control = f"<w:sdt><w:sdtPr>{choices}</w:sdtPr><w:sdtContent>{run('37')}</w:sdtContent></w:sdt>"
    assert cell(control) == "37"


@pytest.mark.parametrize("picture", [PICTURE, VML])
def test_a_picture_instead_of_a_figure_is_told(picture: str) -> None:
    parsed = document(table([tc("甲"), tc(p(picture))], [tc("乙"), tc(p("5", picture))]))
    assert [piece.text for piece in parsed.grids[0].pieces] == ["甲", "[图片]", "乙", "5"]
    assert parsed.notes == (Note("pictured_cells", "1"),)


def test_a_row_of_no_height_is_not_printed() -> None:
    flat = '<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>'
    shown = '<w:trPr><w:trHeight w:val="1"/></w:trPr>'
    assert len(document(table([tc("甲"), tc("1")], row_properties=shown)).grids[0].pieces) == 2
    both = (
        table([tc("甲"), tc("9")], row_properties=flat)[: -len("</w:tbl>")] + table([tc("乙"), tc("1")])[7:]
    )
    assert [piece.text for piece in document(both).grids[0].pieces] == ["乙", "1"]


def test_a_character_style_whitens_and_raises() -> None:
    def style(name: str, effect: str) -> str:
        return f'<w:style w:type="character" w:styleId="{name}"><w:rPr>{effect}</w:rPr></w:style>'

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    effects = style("w", '<w:color w:val="FFFFFF"/>') + style("u", '<w:position w:val="8"/>')
    runs = [p(run("12"), run("9", f'<w:rStyle w:val="{name}"/>')) for name in "wu"]
    parsed = document(
        table([tc("甲"), *map(tc, runs)]), {"word/styles.xml": f"<w:styles {space}>{effects}</w:styles>"}
    )
    assert [piece.text for piece in parsed.grids[0].pieces] == ["甲", "12", "12⁹"]


def _styled(kind: str, effect: str, properties: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{kind}"><w:name w:val="{kind}"/><w:rPr>{effect}</w:rPr>{properties}</w:style>'
        f'<w:style w:type="{kind}" w:styleId="{kind}2"><w:basedOn w:val="{kind}"/></w:style>'
    )


def _under_styles(paragraph: str, table_style: str, styles: str, *runs: str) -> str:
    inner = f'<w:p><w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>{"".join(runs)}</w:p>'
    body = table([tc("行政强制"), tc(inner)]).replace(
        "<w:tbl>", f'<w:tbl><w:tblPr><w:tblStyle w:val="{table_style}"/></w:tblPr>'
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts: dict[str, str | bytes] = {"word/styles.xml": f"<w:styles {space}>{styles}</w:styles>"}
    return document(body, parts).grids[0].pieces[1].text


@pytest.mark.parametrize("effect", ['<w:color w:val="FFFFFF"/>', "<w:vanish/>", '<w:sz w:val="2"/>'])
@pytest.mark.parametrize("kind", ["paragraph", "table"])
def test_a_style_of_the_paragraph_or_the_table_hides_figures(kind: str, effect: str) -> None:
    names = ("paragraph2", "none") if kind == "paragraph" else ("none", "table2")
    assert _under_styles(*names, _styled(kind, effect), run("0")) == ""


def test_a_run_states_its_own_colour_and_a_style_its_own_ground() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    black = run("12", '<w:color w:val="000000"/>')
    assert _under_styles("paragraph", "none", _styled("paragraph", white), black) == "12"
    ground = f"<w:pPr>{SHADED}</w:pPr>"
    assert _under_styles("paragraph", "none", _styled("paragraph", white, ground), run("12")) == "12"
    shaded_first_row = f'<w:tblStylePr w:type="firstRow"><w:rPr>{white}</w:rPr></w:tblStylePr>'
    assert _under_styles("none", "table", _styled("table", "", shaded_first_row), run("12")) == "12"


@pytest.mark.parametrize("effect", ["vanish", "strike"])
@pytest.mark.parametrize(
    ("table_style", "paragraph_style", "properties", "text"),
    [
        ("", "paragraph", '<w:rStyle w:val="character"/>', "12"),
        ("", "paragraph", "", ""),
        ("", "", '<w:rStyle w:val="character"/>', ""),
        ("", "paragraph", '<w:rStyle w:val="character"/><w:{0}/>', ""),
        ("", "paragraph", '<w:{0} w:val="0"/>', "12"),
        ("table", "paragraph", "", "12"),
        ("table", "", '<w:rStyle w:val="character"/>', "12"),
        ("table", "paragraph", '<w:rStyle w:val="character"/>', ""),
    ],
)
def test_a_style_takes_back_what_another_hides(
    table_style: str, paragraph_style: str, properties: str, text: str, effect: str
) -> None:
    styles = "".join(_styled(kind, f"<w:{effect}/>") for kind in ("table", "paragraph", "character"))
    made = _under_styles(paragraph_style, table_style, styles, run("12", properties.format(effect)))
    assert made == text
