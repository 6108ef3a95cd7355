"""Reports that answers for programs (JSON) hold as strings."""

import json
from typing import Any

import pytest

from etl.model.document import Unreadable
from etl.readers import read
from etl.readers.common.json_articles import articles_in_json

TITLE = "某县民政局2023年政府信息公开工作年度报告"
PROSE = "本机关依法推进政府信息公开。" * 20
PAGE = f"<p>{PROSE}</p><table><tr><td>行政许可</td><td>12</td></tr></table>"
TEXT = f"{PROSE}\n行政许可\t12\n行政处罚\t3\n"


def figures(told: Any, name: str = "a.json", encoding: str = "utf-8", is_ascii: bool = True) -> list[str]:
    document = read(json.dumps(told, ensure_ascii=is_ascii).encode(encoding), name)
    assert document.paragraphs[0].text == TITLE
    return [piece.text for grid in document.grids for piece in grid.pieces]


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("is_ascii", [True, False])
def test_an_article_below_its_title(name: str, encoding: str, is_ascii: bool) -> None:
    told = {"code": 0, "data": [{"title": TITLE, "content": PAGE, "views": 7}]}
    assert figures(told, name, encoding, is_ascii) == ["行政许可", "12"]


def test_an_article_that_is_text() -> None:
    assert figures({"data": {"title": TITLE, "content": TEXT}}) == ["行政许可", "12", "行政处罚", "3"]


def test_an_article_whose_markup_is_escaped() -> None:
    assert figures({"title": TITLE, "content": PAGE.replace("<", "&lt;")}) == ["行政许可", "12"]


def test_an_article_told_twice_is_read_once_and_with_its_table() -> None:
    assert figures({"title": TITLE, "content": PAGE, "contentText": TEXT * 3}) == ["行政许可", "12"]


def test_every_article_of_a_list_is_read() -> None:
    other = TITLE.replace("2023", "2022")
    told = [{"title": TITLE, "content": PAGE}, {"title": other, "content": PAGE}]
    assert figures(told) == ["行政许可", "12"] * 2
    document = read(json.dumps(told).encode(), "a.json")
    assert [one.text for one in document.paragraphs if "年度报告" in one.text] == [TITLE, other]


def test_a_file_of_data_says_what_it_is() -> None:
    with pytest.raises(Unreadable, match="JSON"):
        read(b'{"code": 0, "rows": [1, 2]}', "a.json")


@pytest.mark.parametrize(
    "data",
    [b"", b"[" * 200_000, b'{"a": 1', b'"x"', b"[1, 2]", json.dumps([PROSE[:50], {"a": "x" * 999}]).encode()],
)
def test_what_holds_no_article_is_left_as_it_is(data: bytes) -> None:
    assert articles_in_json(data) == b""


@pytest.mark.parametrize(
    "rows",
    [
        [["甲", 1, None], ["乙", "2", ""]],
        [[{"text": "甲"}, {"text": "1", "rowspan": 1}, {"value": None}], [{"text": "乙"}, {"text": 2}, ""]],
    ],
)
def test_tables_that_are_arrays_are_read_between_their_texts(rows: list[Any]) -> None:
    stated = {
        "title": "某县民政局2023年政府信息公开年度报告",
        "parts": ["二、主动公开", {"rows": rows}, True, "完"],
    }
    made = read(json.dumps(stated).encode(), "a.json")
    assert [block.text for block in made.paragraphs] == [stated["title"], "二、主动公开", "完"]
    assert [(piece.text, piece.row, piece.column) for piece in made.grids[0].pieces if piece.text] == [
        ("甲", 0, 0), ("1", 0, 1), ("乙", 1, 0), ("2", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [[["甲", "1"]], [["甲", ["1"]], ["乙", "2"]], [["甲", True], ["乙", "2"]]])
def test_other_arrays_are_no_tables(rows: list[Any]) -> None:
    with pytest.raises(Unreadable, match="JSON"):
        read(json.dumps({"title": "某县民政局2023年政府信息公开年度报告", "rows": rows}).encode(), "a.json")
