"""Replies in return lists that were edited carelessly: nothing is lost in silence, and each message is true."""

from collections.abc import Sequence

import pytest

from etl.model.document import Unreadable
from etl.season.follow_up.replies import Replies, read_replies
from tests.support.office_workbook import workbook

ONE, OTHER = "a" * 12, "b" * 12
HEAD = ("说明", "编号", "整改情况", "主管部门意见")


def read(*sheets: Sequence[Sequence[object]], merged: str = "", rulings: bool = False) -> Replies:
    return read_replies(workbook(*sheets, merged=merged), "退回单.xlsx", rulings)


def said_of(found: Replies) -> list[str]:
    return [problem.zh for problem in found.problems]


def test_lists_of_several_bodies_on_sheets_of_one_workbook_are_all_taken() -> None:
    found = read([HEAD, ("改了", ONE, "已更正", "")], [("请填",), HEAD, ("属实", OTHER, "情况说明", "")])
    assert [(one.code, one.answer) for one in found.replies] == [(ONE, "已更正"), (OTHER, "情况说明")]
    assert not found.problems


def test_a_reply_in_a_merged_cell_is_the_reply_to_each_of_its_lines() -> None:
    found = read([HEAD, ("同一原因", ONE, "已更正"), (None, OTHER, None)], merged="A2:A3 C2:C3")
    assert [(one.code, one.answer, one.note) for one in found.replies] == [
        (ONE, "已更正", "已更正；同一原因"),
        (OTHER, "已更正", "已更正；同一原因"),
    ]


def test_a_word_that_cannot_be_chosen_is_named_with_those_that_can() -> None:
    found = read([HEAD, ("", ONE, "已更正", "同意"), ("", OTHER, "改好了", "")], rulings=True)
    assert not found.replies
    ruling, answer = said_of(found)
    assert "“同意”" in ruling and "认可说明" in ruling and "已更正”" not in ruling
    assert "“改好了”" in answer and "情况说明" in answer


def test_two_different_replies_to_one_finding_are_told_and_equal_ones_are_one() -> None:
    found = read(
        [HEAD, ("甲", ONE, "已更正"), ("乙", ONE, "情况说明"), ("", OTHER, "已更正"), ("", OTHER, "已更正")]
    )
    assert [(one.code, one.answer) for one in found.replies] == [(ONE, "已更正"), (OTHER, "已更正")]
    (problem,) = said_of(found)
    assert problem == f"“表1”第 3 行的编号 {ONE} 重复而答复不同，以“表1”第 2 行为准。"


def test_a_code_that_a_spreadsheet_has_turned_into_a_number_is_named() -> None:
    found = read([HEAD, ("", 12345, "已更正"), ("", 123456789012, "已更正")])
    assert [one.code for one in found.replies] == ["123456789012"]
    assert "“12345”" in said_of(found)[0]


def test_a_list_without_the_column_of_codes_is_refused() -> None:
    with pytest.raises(Unreadable, match="编号"):
        read([("说明", "整改情况"), ("改了", "已更正")])


def test_what_a_unit_writes_into_the_columns_of_the_office_is_named_with_its_cell_and_not_taken() -> None:
    head = (*HEAD, "意见说明")
    lines = [("属实", ONE, "情况说明", "认可说明", ""), ("", OTHER, "", "退回再改", "再看")]
    found = read([("请填",), head, *lines])
    assert [(one.code, one.ruling, one.note) for one in found.replies] == [(ONE, "", "情况说明；属实")]
    assert [problem.partition(" 的")[0] for problem in said_of(found)] == ["“表1”D3", "“表1”D4", "“表1”E4"]
    assert "认可说明" in said_of(found)[0] and "主管部门" in said_of(found)[0]
    own = read([("请填",), head, *lines], rulings=True)
    assert [(one.code, one.ruling) for one in own.replies] == [(ONE, "认可说明"), (OTHER, "退回再改")]
    assert not own.problems


def test_a_list_that_was_saved_as_csv_is_taken_like_a_workbook() -> None:
    text = f"请填,,,\n说明,编号,整改情况,主管部门意见\n改了,{ONE},已更正,认可说明\n"
    found = read_replies(text.encode("gb18030"), "退回单.csv")
    assert [(one.code, one.line.zh) for one in found.replies] == [(ONE, "第 3 行")]
    assert said_of(found)[0].startswith("D3 的“主管部门意见”")
