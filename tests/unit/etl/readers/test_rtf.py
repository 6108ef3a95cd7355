"""Rich Text Format: character sets, merged and nested cells, what is hidden or changed, guards."""

from __future__ import annotations

import pytest

from etl.model.document import Document, Note, Unreadable
from etl.readers import read
from tests.support.grids import all_texts, paragraph_texts, shape
from tests.support.office_texts import rtf, rtf_words


def document(body: str) -> Document:
    made = read(rtf(body), "报告.rtf")
    assert made.format == "rtf"
    return made


@pytest.mark.parametrize("encoded", [True, False])
def test_words_in_either_writing(encoded: bool) -> None:
    words = "某县2023年：“㐂”𠮷{完}"
    assert paragraph_texts(document(rf"\pard {rtf_words(words, encoded)}\par")) == [words]


def test_words_in_the_code_page_of_the_file_or_the_far_eastern_run() -> None:
    raw = "".join(f"\\'{byte:02x}" for byte in "年报".encode("gbk"))
    assert paragraph_texts(read(rf"{{\rtf1\ansi\ansicpg936 {raw}\par}}".encode(), "a.rtf")) == ["年报"]
    western = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}}"
    assert paragraph_texts(read(rf"{western}\loch\f0 x\'b7\f1 {raw}\par}}".encode(), "a.rtf")) == ["x·年报"]
    big5 = "".join(f"\\'{byte:02x}" for byte in "報告".encode("big5"))
    assert paragraph_texts(
        read(rf"{{\rtf1{{\fonttbl{{\f3\fcharset136 M;}}}}\f3 {big5}\par}}".encode(), "a.rtf")
    ) == ["報告"]
    assert paragraph_texts(
        read(b"{\\rtf1\\ansi\\ansicpg936 " + "年报".encode("gbk") + b"\\par}", "a.rtf")
    ) == ["年报"]


def test_a_missing_stand_in_takes_no_figure_with_it() -> None:
    assert paragraph_texts(document(r"\u24180\b 12\b0\u20214{5}\par \u20214\line 7\par")) == [
        "年12件5",
        "件",
        "7",
    ]
    assert paragraph_texts(document(r"{\uc2\u24180 ab1}\uc0\u20214 2\par")) == ["年1件2"]


def test_merged_cells() -> None:
    rows = (
        r"\trowd\trleft-108\clvmgf\cellx1000\cellx3010 "
        + rf"\pard\intbl {rtf_words('结果')}\cell {rtf_words('件')}\cell\row",
        r"\trowd\trleft-100\clvmrg\cellx1005\cellx2000\cellx3000 "
        + r"\pard\intbl\cell 2676474\cell 0\cell\row",
        r"\trowd\trleft-108\clmgf\cellx1000\clmrg\cellx2000\cellx3000 "
        + rf"\pard\intbl {rtf_words('甲')}\cell\cell 5\cell\row",
    )
    made = document(rf"\pard {rtf_words('年度报告')}\par " + "".join(rows) + rf"\pard {rtf_words('完')}\par")
    assert shape(made.grids[0]) == [
        ("结果", 0, 0, 2, 1), ("件", 0, 1, 1, 2), ("2676474", 1, 1, 1, 1), ("0", 1, 2, 1, 1), ("甲", 2, 0, 1, 2), ("5", 2, 2, 1, 1),
    ]  # fmt: skip
    assert paragraph_texts(made) == ["年度报告", "完"]


def test_a_row_may_be_stated_behind_its_cells_and_begin_further_right() -> None:
    made = document(
        r"\pard\intbl 1\cell 2\cell{\trowd\cellx1000\cellx2000\row}\trowd\trleft1000\cellx2000\pard\intbl 3\cell\row\pard\par"
    )
    assert shape(made.grids[0]) == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 1, 1, 1, 1)]


def test_tables_in_cells_stand_apart() -> None:
    inner = "".join(
        rf"\pard\intbl\itap2 {label}\nestcell {number}\nestcell{{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}}{{\nonesttables\par}}"
        for number, label in enumerate("abcdefgh")
    )
    made = document(
        rf"\trowd\cellx1000\cellx2000\pard\intbl {inner}\pard\intbl\itap1 x\cell y\cell\row\pard\par"
    )
    assert all_texts(made) == [[[label, str(number)] for number, label in enumerate("abcdefgh")]]
    assert paragraph_texts(made) == ["x", "y"]


def test_what_is_hidden_struck_out_deleted_or_raised() -> None:
    body = r"\pard 1{\v 2}{\strike 3}{\deleted 4}{\super 5}{\nosupersub 6}{\v\plain 7}{\v0 8}{\up6 9}{\sub 1}{\dn4 2}{\dn0 3}{\fs2 4}{\fs2\fs21 5}\par"
    made = document(body)
    assert paragraph_texts(made) == ["1⁵678⁹¹²35"]
    assert set(made.notes) == {Note("unseen", "1"), Note("struck_out", "1"), Note("revised")}


@pytest.mark.parametrize(
    ("state", "result", "shown"),
    [
        (r"\ffres1", "", "12"),
        (r"\ffres0", "", "9"),
        ("", "", "9"),
        (r"\ffdefres1", "", "12"),
        (r"\ffres25\ffdefres1", "", "12"),
        (r"\ffres0", "12", "12"),
    ],
)
def test_a_drop_down_shows_its_result_or_else_the_entry_of_its_number(
    state: str, result: str, shown: str
) -> None:
    entries = rf"{{\*\formfield{{\fftype2{state}{{\*\ffname d}}{{\*\ffl 9}}{{\*\ffl 12}}}}}}"
    field = rf"{{\field{{\*\fldinst FORMDROPDOWN {entries}}}{{\fldrslt {result}}}}}"
    assert paragraph_texts(document(rf"\pard a {field} b\par c\par")) == [f"a {shown} b", "c"]


def test_an_entry_of_a_drop_down_may_hold_anything() -> None:
    body = r"\pard{\field{\*\fldinst{\*\formfield{{\*\ffl {\fldrslt 1}2{\fldrslt 3}}}}}{\fldrslt }}4\par"
    assert paragraph_texts(document(body))[0].endswith("4")


def test_white_figures_beside_others_unless_on_a_ground() -> None:
    cells = r"\pard\intbl a\cell 1{\cf2 2}\cell\row"
    made = document(
        rf"\trowd\cellx1000\cellx2000 {cells}\trowd\cellx1000\clcbpat1\cellx2000 {cells}\pard\par"
    )
    assert [piece.text for piece in made.grids[0].pieces] == ["a", "1", "a", "12"]


def test_headers_footnotes_fields_and_boxes() -> None:
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard box\par}}}"
    body = (
        r"{\header\pard head 1\par}{\info{\title t}}\pard 7{\footnote 99}{\field{\*\fldinst PAGE}{\fldrslt 3}}{\*\unknown 5}\par"
        rf"\trowd\cellx1000\cellx2000\pard\intbl {box}4\cell 6\cell\row\pard\par"
    )
    made = document(body)
    assert paragraph_texts(made) == ["73"]
    assert all_texts(made) == [[["box 4", "6"]]]


def test_automatic_numbers_are_printed_before_words() -> None:
    label = rf"{{\listtext\pard\plain {rtf_words('一、')}\tab}}"
    made = document(rf"\pard{label}{rtf_words('总体情况')}\par\pard{label}12\par\pard{label}\par\pard x\par")
    assert paragraph_texts(made) == ["一、总体情况", "12", "x"]


def test_a_picture_in_a_cell_is_told() -> None:
    row = r"\trowd\cellx900\cellx1800\pard\intbl a\cell\pard\intbl{\pict ff}\cell\row"
    made = document(row)
    assert [piece.text for piece in made.grids[0].pieces] == ["a", "[图片]"]
    assert made.notes == (Note("pictured_cells", "1"),)


def test_a_text_of_pictures_alone_says_so() -> None:
    assert document(r"\pard{\*\shppict{\pict ff}}{\nonshppict{\pict ff}}\par").notes == (
        Note("pictures_only", "1"),
    )


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_cut_file_is_refused(cut: int) -> None:
    whole = rtf(r"\trowd\cellx1000\cellx2000\pard\intbl 1\cell 2\cell\row\pard\par")
    with pytest.raises(Unreadable, match="不完整"):
        read(whole[:-cut], "a.rtf")


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (r"{\highlight2\cf2 9}12", "12"),
        (r"{\highlight2\cf1 9}12", "912"),
        (r"{\chcbpat2\highlight1\cf2 9}12", "912"),
        (r"{\mvf 9}12", "12"),
        (r"12{\mmath{\*\moMath{\mr 9}}}", "12[公式]"),
    ],
)
def test_grounds_moves_and_formulas_beside_a_figure(figure: str, text: str) -> None:
    colors = r""
    row = rf"\trowd\cellx3000\cellx6000\intbl A\cell {figure}\cell\row\pard "
    assert all_texts(document(colors + row)) == [[["A", text]]]


FONTS = r"{\fonttbl{\f0\fcharset134 SimSun;}{\f7\fcharset2 Wingdings;}}"


@pytest.mark.parametrize(
    ("shape", "figure", "text"),
    [
        ("", r"12{\charscalex1 9}", "12"),
        ("", r"12{\charscalex80 9}", "129"),
        ("", r"12{\f7 9}", "12□"),
        ("", r"{\upr{8}{\*\ud{12}}}", "12"),
        ("", r"{\listtext 1}2", "12"),
        ("", r"{\listtext 1\tab}2", "2"),
        ("", r"{\listtext 12}", "12"),
        ("", r"{\listtext 1.}2", "1.2"),
        ("", r"12{\shp{\*\shpinst{\sp{\sn fHidden}{\sv 1}}{\shptxt\pard\plain 9\par}}}", "12"),
        ("", r"12{\shp{\*\shpinst{\shptxt\pard\plain 9\par}{\sp{\sn fHidden}{\sv 1}}}}", "12"),
        ("", r"{\shp{\*\shpinst{\sp{\sn fHidden}{\sv 0}}{\shptxt\pard\intbl 12}}}", "12"),
        ("", r"12{\shpgrp{\*\shpinst{\sp{\sn fHidden}{\sv 1}}{\shp{\*\shpinst{\shptxt\pard 9}}}}}", "12"),
        ("", r"{\shp{\*\shpinst{\shptxt\pard\intbl 12}}{\shprslt 12}}", "12"),
        ("", r"{\*\shppict{\pict 00}}{\nonshppict 7}12", "12"),
        ("", r"{\listtext 12.\tab}", ""),
        ("", r"\cbpat1{\cf2 12}", "12"),
        ("", r"\cbpat1\pard\intbl{\cf2 9}12", "12"),
        (r"\clshdng10000\clcfpat1\clcbpat2", r"{\cf2 12}", "12"),
        (r"\clshdng10000\clcfpat1\clcbpat2", r"12{\cf1 9}", "12"),
        ("", r"1{\field{\*\fldinst SYMBOL 50 \\f Arial}{\fldrslt\f0}}", "1[公式]"),
        ("", r"1{\field{\*\fldinst SYMBOL 50 \\f Arial}{\fldrslt 2}}", "12"),
        ("", r"1{\field{\*\fldinst EQ \\o(2,9)}{\fldrslt }}", "1[公式]"),
        ("", r"12{\field{\*\fldinst SET x 9}{\fldrslt }}", "12"),
    ],
)
def test_a_figure_is_read_as_its_cell_shows_it(shape: str, figure: str, text: str) -> None:
    row = rf"\trowd\cellx1000 {shape}\cellx2000 \pard\intbl {rtf_words('件')}\cell {figure}\cell\row"
    made = document(FONTS + row + rf"\pard {rtf_words('完')}\par")
    assert all_texts(made) == [[["件", text]]]
