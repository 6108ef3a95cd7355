"""Sentences about rows of ledgers and return lists: both languages say the same, and English readers are told in English."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

import etl.season.row_sentences
from etl.season.follow_up.replies import read_replies
from etl.season.ledger.counting import tables
from etl.season.ledger.ledger_file import ledger_in
from etl.season.row_sentences import Sentence, ranges, sentence
from tests.support.office_workbook import workbook

TEXTS = tomllib.loads(
    Path(etl.season.row_sentences.__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
HEAD = ("收到日期", "申请人类别", "办理结果", "办结日期", "行政复议")
# Chinese words other than those that are quoted from the file
CHINESE = re.compile(r"[\u4e00-\u9fff，。；、：]")
QUOTED = re.compile(r"“[^”]*”|\([^)]*\)")


def english(*sentences: Sentence) -> list[str]:
    said = [QUOTED.sub("", one.en) for one in sentences]
    assert not [one for one in said if CHINESE.search(one)]
    return said


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    zh, en = (
        {name for _, name, _, _ in Formatter().parse(TEXTS[key][each]) if name} for each in ("zh", "en")
    )
    assert zh == en


def test_all_that_is_said_of_a_ledger_is_said_in_english_too() -> None:
    rows = [
        HEAD,
        ("2024-01-08", "公民", "予以公开", "2024-06-20", ""),
        ("2024-01-08", "公民", "予以公开", "2024-06-20", ""),
        ("某日", "公民", "予以公开", "2024-01-20", ""),
        ("2024-02-31", "公民", "予以公开", "2024-03-20", ""),
        ("2124-02-21", "公民", "予以公开", "2124-03-20", ""),
        ("1924-02-21", "公民", "予以公开", "1924-03-20", ""),
        ("", "公民", "予以公开", "2024-01-20", ""),
        ("2024-01-08", "外星人", "予以公开", "2024-01-20", ""),
        ("2024-01-08", "公民", "好", "2024-01-20", ""),
        ("2024-01-08", "公民", "予以公开", "", ""),
        ("2024-01-08", "公民", "予以公开", "2024-01-02", ""),
        ("2024-01-08", "公民", "予以公开", "2024-01-20", "不知道"),
        ("2022-01-08", "公民", "予以公开", "2022-01-20", "维持"),
    ]
    again = [HEAD, rows[1], ("2024-04-08", "公民", "予以公开", "2024-04-20", "")]
    ledger = ledger_in(workbook(rows, again, rows, hidden=3, hidden_rows=[2, 3]), "台账.xlsx", 2024)
    found = tables(ledger, 2024)
    problems = english(*ledger.problems)
    assert len(problems) == 10 and problems[0].strip().startswith("row 4: the date")
    remarks = " ".join(english(*found.remarks, found.late_basis))
    for words in (
        "2 sheets were read",
        "rows 3 are the same",
        "hidden or filtered",
        "not of 2024",
        "suits after a review",
    ):
        assert words in remarks


def test_all_that_is_said_of_replies_is_said_in_english_too() -> None:
    head = ("说明", "编号", "整改情况", "主管部门意见")
    one = "0123456789ab"
    lines = [
        ("", one, "已更正", "认可说明"),
        ("", one, "情况说明", ""),
        ("", "1", "已更正", ""),
        ("", "a" * 12, "好", ""),
    ]
    found = read_replies(workbook([head, *lines]), "退回单.xlsx")
    assert len(english(*found.problems)) == 4


def test_a_sentence_within_a_sentence_is_in_its_language() -> None:
    lines = ranges([3, 7, 8, 9])
    assert (lines.zh, lines.en) == ("3、7–9", "3, 7–9")
    assert ranges(range(0, 60, 2)).zh.endswith("、36、38……（共 30 行）")
    said = sentence("rows_alike", where=sentence("of_sheet", name="甲"), lines=lines)
    assert said.zh.startswith("工作表“甲”第 3、7–9 行") and said.en.startswith("sheet “甲”: rows 3, 7–9")
