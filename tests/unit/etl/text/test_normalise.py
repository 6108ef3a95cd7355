"""Printed text to comparable text, printed number to value and state."""

import pytest

from etl.model.report import State
from etl.text.normalise import normalise
from etl.text.numbers import read_number

NUMBERS = {
    "0": 0, "　　0": 0, "1181155元": 1181155, "1,234": 1234, "1，234,567": 1234567, "1 181 155": 1181155, "０": 0,
    "１２": 12, "零": 0, "0件": 0, "-2": -2, "－2": -2, "−2": -2, "增2": 2, "减3": -3, "477.35": 477.35, "12.": 12,
    "12①": 12, "5²": 5, "7⑴": 7, "22（其中修订16件）": 22, "98（项）": 98, "1.2万件": 12000, "12\u200b3": 123,
    "十二": 12, "一百零五件": 105, "两件": 2, "3例": 3, "￥1,234.5": 1234.5, "↓2": -2, "5※": 5,
}  # fmt: skip
SILENT = {
    "": State.BLANK, "\u3000": State.BLANK, "\xa0": State.BLANK, "/": State.DASH, "-": State.DASH, "——": State.DASH,
    "—": State.DASH, "∕": State.DASH, "N/A": State.WORD, "无": State.WORD, "暂无": State.WORD,
}  # fmt: skip
TEXTS = [
    "约5",
    "3 5",
    "12\n34",
    "3/5",
    "1,23",
    "①",
    "12₁",
    "(3)",
    "见附件",
    "5至6",
    "12条以上",
    "0-1",
    "1.2.3",
    "一",
    "二",
    "一百一",
    "二〇二四",
    "913[公式]",
    "12[图片]",
]


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_states_its_number(text: str, value: float) -> None:
    printed = read_number(text)
    assert (printed.state, printed.value) == (State.NUMBER, value)


@pytest.mark.parametrize(("text", "state"), SILENT.items())
def test_states_no_number(text: str, state: State) -> None:
    printed = read_number(text)
    assert (printed.state, printed.value) == (state, None)


@pytest.mark.parametrize("text", TEXTS)
def test_does_not_guess(text: str) -> None:
    printed = read_number(text)
    assert (printed.state, printed.value) == (State.TEXT, None)


def test_keeps_unit_and_remark() -> None:
    assert read_number("477.35万元").unit == "万元"
    assert read_number("22（其中修订16件）").note == "(其中修订16件)"
    assert read_number("12①").note == "①"


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("⼯作 ⼀", "工作一"),
        ("㈠主動公開政府資訊情況", "(一)主动公开政府信息情况"),
        ("規範性檔案", "规范性文件"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("（六）其他\u3000处理\n", "(六)其他处理"),
    ],
)
def test_makes_labels_comparable(printed: str, plain: str) -> None:
    assert normalise(printed) == plain
