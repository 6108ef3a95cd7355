"""What is a draft or a form to copy, wherever it is said: in a title, a line beside it, the page's title, the file's name."""

import pytest

from etl.identity.identify import identify
from etl.model.document import Document, Grid, Paragraph, PartName, Piece
from tests.support.titled_pages import page, rules

TITLE = "如皋市审计局2020年政府信息公开工作年度报告"
WORDS = [
    "征求意见稿",
    "样表",
    "样例",
    "草稿",
    "模板",
    "范本",
    "送审稿",
    "未定稿",
    "报审稿",
    "空表",
    "未审",
    "第二稿",
]
BODY = "本报告按照国务院办公厅规定的格式模板编制。"


def _severity(*lines: str, **where: object) -> str | None:
    return rules(page(*lines, **where)).get("not_an_annual_report")  # type: ignore[arg-type]


@pytest.mark.parametrize("word", WORDS)
def test_a_draft_is_none_that_counts_wherever_it_says_so(word: str) -> None:
    said = {
        "title": _severity(f"{TITLE}（{word}）", BODY),
        "line below": _severity(TITLE, f"（{word}）", BODY),
        "line above": _severity(f"【{word}】", TITLE, BODY),
        "bare line": _severity("首页", word, TITLE, BODY),
        "broken title": _severity("如皋市审计局2020年", "政府信息公开工作年度报告", f"（{word}）", BODY),
        "page title": _severity(TITLE, BODY, metadata={"title": f"{TITLE}（{word}）"}),
        "file": _severity(TITLE, BODY, at=f"甲/{TITLE}（{word}）.html"),
        "short file": _severity(TITLE, BODY, at=f"甲/01{word}.docx"),
        "part of a file": _severity(TITLE, BODY, at=f"甲/年报{word}.xlsx#2"),
    }
    assert said == dict.fromkeys(said, "error")


@pytest.mark.parametrize(
    "lines",
    [
        ("附件2 样表：", TITLE), (TITLE, "2021-01-20", "（征求意见稿）"), (TITLE, "——征求意见稿——"), (TITLE, "（2021年1月10日征求意见稿）"),
        (TITLE, "（征求意见稿第二稿）"), (TITLE, "（样表，仅供参考）"), (TITLE, "* 草稿 *"),
    ],
)  # fmt: skip
def test_a_line_may_say_more_than_the_word(lines: tuple[str, ...]) -> None:
    assert _severity(*lines, BODY) == "error"


def test_a_line_that_is_a_cell_of_a_sheet_is_one_beside_the_title() -> None:
    cell = Grid((Piece("（样表）", 0, 0, "s1r2c1"),))
    sheet = Document("xlsx", (Paragraph(TITLE, "s1r1c1"), cell, Paragraph(BODY, "s1r3c1")))
    assert rules(identify(sheet, "甲/a.xlsx")).get("not_an_annual_report") == "error"


@pytest.mark.parametrize(
    ("around", "severity"),
    [
        ("（征求意见稿）", "error"), ("内部草稿 请勿外传\n第1页", "error"), (f"{TITLE}（送审稿）", "error"), ("样表", "error"), ("", None),
        ("Sheet1", None), (TITLE, None), ("本报告参考格式模板编制" + "，内容真实" * 20, None),
    ],
)  # fmt: skip
def test_short_words_around_the_text_say_that_it_is_a_draft(around: str, severity: str | None) -> None:
    assert _severity(TITLE, BODY, metadata={"around": around}) == severity


def test_a_watermark_may_have_been_forgotten_in_a_final_report() -> None:
    assert _severity(TITLE, BODY, metadata={"watermarks": "内部审核稿"}) == "warning"
    assert _severity(TITLE, BODY, metadata={"watermarks": "某县教育局"}) is None


@pytest.mark.parametrize(("names", "severity"), [(("说明", "样表"), "error"), (("年报", "样表"), None)])
def test_all_sheets_with_tables_are_those_of_drafts(names: tuple[str, str], severity: str | None) -> None:
    table = Grid(tuple(Piece(str(n), 0, n, f"s1r1c{n + 1}") for n in range(8)))
    first, second = names
    parts = (PartName(first, "s1r1c1"), Paragraph(TITLE, "s1r1c1"), *((table,) if first == "年报" else ()))
    sheet = Document("xlsx", (*parts, PartName(second, "s2r1c1"), table))
    assert rules(identify(sheet, "甲/a.xlsx")).get("not_an_annual_report") == severity


def test_the_finding_says_where_the_word_stands() -> None:
    (found,) = (
        one for one in page(TITLE, at="甲/01样表.html").findings if one.rule == "not_an_annual_report"
    )
    assert "“样表”" in found.message and "01样表.html" in found.message


def test_a_manifest_overrules_the_name_of_a_file_only() -> None:
    manifest = {"agency": "如皋市审计局", "year": "2020"}
    assert _severity(TITLE, at="甲/年报模板.docx", manifest=manifest) is None
    assert _severity(f"{TITLE}（样表）", at="a.html", manifest=manifest) == "error"


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ((TITLE, "征求意见", BODY), "a.html"),  # a link of the site
        ((TITLE, "本报告的样本为全市各单位。", BODY), "a.html"),
        ((TITLE, BODY, "（样表）"), "a.html"),  # far from the title
        ((TITLE, "三、向社会公开征求意见稿3件。", BODY), "a.html"),
        ((TITLE, BODY), "草稿箱导出/a.html"),  # a folder lets another copy go before, and no more
    ],
)
def test_other_uses_of_the_words(lines: tuple[str, ...], at: str) -> None:
    assert _severity(*lines, at=at) is None


@pytest.mark.parametrize("word", WORDS)
def test_a_folder_of_drafts_lets_another_copy_go_before(word: str) -> None:
    assert page(TITLE, at=f"{word}/a.html").edition == "uncorrected"


@pytest.mark.parametrize("name", ["XX县XX局", "××局", "＊＊镇人民政府"])
def test_signs_in_place_of_a_name_are_a_form_to_copy(name: str) -> None:
    assert _severity(f"{name}2023年政府信息公开工作年度报告", BODY) == "error"
