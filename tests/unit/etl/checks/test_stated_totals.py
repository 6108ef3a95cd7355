"""Totals in words against the parts listed after them, and two statements of one item."""

from __future__ import annotations

import pytest

from etl.checks.narrative import stated_totals
from etl.model.report import Finding
from etl.stated import read_section

YEAR = 2023


def check(*sections: str) -> tuple[tuple[Finding, ...], stated_totals.Counts]:
    return stated_totals.check(
        read_section(f"section{number}", text, YEAR) for number, text in enumerate(sections)
    )


def found(*sections: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.rule, str(one.severity), one.expected, one.found) for one in check(*sections)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年公开信息100条，其中网站80条，微信15条。", []),
        ("全年公开信息100条，其中网站80条，微信30条。", [("notice", "100", "110")]),
        ("全年公开信息100条（网站80条、微信30条）。", [("notice", "100", "110")]),
        ("全年公开信息100条，（其中网站80条，微信30条）。", [("notice", "100", "110")]),
        ("全年公开信息100条，其中网站130条。", [("warning", "100", "130")]),
        ("全年公开信息100条。其中，网站80条，微信30条。", [("notice", "100", "110")]),
        ("全年公开信息100条，其中网站80条（含文件30条），编印月报30期。", []),
        ("全年公开信息100条，其中网站80条，比上年增加30条。", []),
        ("全年公开信息100条，其中网站80条；公众号推送200条。", []),
        ("全年公开信息100条。按渠道分，网站60条，微信40条。按内容分，文件70条，动态30条。", []),
        ("全年公开信息100余条，其中网站80条，微信30条。", []),
        ("全年公开信息2.7万条，其中网站2.1万条，微信0.64万条。", []),
        ("各级媒体报道10篇，其中省级7篇、市级8篇。", [("notice", "10", "15")]),
        ("收到政府信息公开申请10件，其中自然人7件、企业8件。", [("notice", "10", "15")]),
        ("收到政府信息公开申请10件，其中答复12件。", []),
        (
            "在政府网站公开信息80条，在微信公众号发布图文30篇；全年合计主动公开信息100条。",
            [("notice", "100", "110")],
        ),
        ("在政府网站公开信息80条，在微信公众号发布图文20篇；全年合计主动公开信息100条。", []),
        ("在政府网站公开信息80条，在微信公众号发布图文30篇。全年主动公开信息100条。", []),
        ("出版政府公报80期，在微信公众号发布图文30篇；全年合计主动公开信息100条。", []),
        ("在政府网站公开信息80条，在微信公众号发布图文30篇；上半年合计主动公开信息100条。", []),
    ],
)
def test_parts_of_a_total(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [one[1:] for one in found(text) if one[0] == "parts_exceed_total"] == expected
    assert not [one for one in found(text) if one[0] == "parts_below_total"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年公开信息100条：网站60条，微信30条。", [("100", "90")]),
        ("全年公开信息100条，分为文件60条、动态30条。", [("100", "90")]),
        ("全年公开信息100条，其中文件60条、其他30条。", [("100", "90")]),
        ("全年公开信息100条，其中文件60条、动态30条。", []),
        ("全年公开信息100条：网站60条，微信40条。", []),
        ("全年公开信息100条：网站60条，微信30余条。", []),
        ("网站公开信息60条，微信推送30条，合计公开信息100条。", [("100", "90")]),
        ("网站公开信息60条，微信推送30条，全年合计公开信息100条。", []),
    ],
)
def test_parts_that_fall_short(text: str, expected: list[tuple[str, str]]) -> None:
    assert [one[2:] for one in found(text) if one[0] == "parts_below_total"] == expected


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        (("我局全年主动公开政府信息61条。", "2023年共公开信息66条。"), [("61", "66")]),
        (("我局全年主动公开政府信息61条。", "2023年共公开信息61条。"), []),
        (("我局全年主动公开政府信息61条。", "截至2023年底累计公开信息900条。"), []),
        (("全县公开政府信息610条。", "本局公开信息61条。"), []),
        (("局网站公开信息20条。", "县政府网站公开信息30条。"), []),
        (("召开新闻发布会2场。", "全年举办新闻发布会3场。"), [("2", "3")]),
        (("公开信息61条，其中公开信息52条在网站。",), []),
        (("公开信息60余条。", "公开信息61条。"), []),
    ],
)
def test_one_item_stated_twice(sections: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert [one[2:] for one in found(*sections) if one[0] == "stated_twice"] == expected


def test_both_statements_are_quoted_and_counted() -> None:
    findings, counts = check("我局全年公开政府信息61条。", "共公开信息66条。")
    assert "“我局全年公开政府信息61条”“共公开信息66条”" in findings[0].message
    assert counts == {"stated_twice": (1, 0)}
    assert check("全年公开信息100条：网站60条，微信40条。")[1] == {
        "parts_exceed_total": (1, 0),
        "parts_below_total": (1, 0),
    }
