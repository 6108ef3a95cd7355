"""Quarters, halves and months are parts of the year; their sum is the year's."""

import pytest

from etl.stated import stated_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一季度公开信息30条，第二季度公开信息40条，合计70条。",
         [("disclosed", 30, "other"), ("disclosed", 40, "other"), ("disclosed", 70, "other")]),
        ("一季度公开信息10条；二季度公开信息20条；三季度公开信息30条；四季度公开信息40条；合计100条。",
         [("disclosed", 10, "other"), ("disclosed", 20, "other"), ("disclosed", 30, "other"),
          ("disclosed", 40, "other"), ("disclosed", 100, "year")]),
        ("上半年公示许可结果30条；下半年，公示40条。",
         [("content_enforcement", 30, "other"), ("content_enforcement", 40, "other")]),
        ("1—11月公开信息90条；12月新增公开9条，全年总量达99条。",
         [("disclosed", 90, "other"), ("disclosed", 9, "other"), ("disclosed", 99, "year")]),
        ("公众号今年新增粉丝300人，累计推送图文900篇，其中今年推送90篇。",
         [("channel_wechat", 900, "cumulative"), ("channel_wechat", 90, "year")]),
        ("上年度公布审计结果6篇，本年度公布9篇，累计已公布47篇。",
         [("content_other", 6, "other"), ("content_other", 9, "year"), ("content_other", 47, "cumulative")]),
    ],
)  # fmt: skip
def test_period(text: str, expected: list[tuple[str, float, str]]) -> None:
    figures = stated_figures("overview", text, 2023, "青川县水利局")
    assert [(one.item, one.value, one.period) for one in figures] == expected
