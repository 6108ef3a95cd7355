"""Whether a title is that of another document, and a report a draft or a form to copy, by words in and beside the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.text.comparable import plain

WORDS = (
    r"征求意见稿|意见稿|(?:送审|报审|送签|审核|审阅|审议|修改|内部|校对|过程|讨论|报批|上会|待定|暂定|草拟|拟|底|草|初|样|第?[一二三四五])稿|未定稿|[待未]审(?!结)|试填|草案"
    r"|样[表例本式]|(?<!规)范[本例]|模[板版]|空白?表"
)
"""Nouns that no report bears which counts, as a pattern over plain text."""
_RETELLINGS = r"解读|图解|一图读懂|一图看懂|图说"
RETOLD = re.compile(rf"(?:政策|文字|图文|视频|动漫)?(?:{_RETELLINGS})")
"""A word that makes a title that of a text or picture about the report."""
_DECOYS = (
    (re.compile(_RETELLINGS), False),
    (
        re.compile(r"(?:更正|补正|勘误|订正|补充)(?:情况)?(?:的)?(?:说明|公告|启事|声明|通告)|勘误表"),
        False,
    ),
    (
        re.compile(
            rf"征求意见(?!反馈)|{WORDS}|比对|对比|对照|比较|同比|环比|数据分析|变化分析|分析报告|变化情况|历年数据|近(?:[两二三四五]|\d{{1,2}})年|一览表"
        ),
        True,
    ),
    (
        re.compile(
            r"指南|公开目录|报表|通知|通报|公开条例|工作总结|工作要点|工作计划|工作方案|实施方案|考核|培训|学年|制度汇编|保密审查|落实情况|要点分工|报告格式|填[报写]说明|(?:报告|年报)(?:的)?(?:报送|编制|编发|发布|提交|上报)"
        ),
        True,
    ),
)
_NAMELESS = re.compile("[X×xＸ*＊]{2,}(?=[省市州盟县区旗局委厅镇乡街单机])")
_WORD = re.compile(WORDS)
_LINE = re.compile(
    r"[\W_]*(?:附件\d*\W?)?(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?|本文为|此件为|内部)?"
    rf"(?:{WORDS})(?:第?[一二三四五六七八九\d]{{1,2}}稿|\W?仅供参考|\W?请勿[外引]\w)?[\W_\d]*"
)
_DATE = re.compile(r"(?:发布|公布)?(?:(?:日期|时间)\W)?[\d年月日./:-]{6,}")


def decoy(title: str, agency: str) -> tuple[str, bool]:
    """(the word that makes it another document's title, whether for certain); words of the agency's name do not count,
    but signs in its place do (××局)."""
    if match := _NAMELESS.search(title):
        return match[0], True
    outside = title.replace(agency, "") if agency else title
    for pattern, certain in _DECOYS:
        if match := pattern.search(outside):
            return match[0], certain
    return "", False


def draft_word(text: str) -> str:
    """The word of a title or a name that makes it a draft's; empty where there is none."""
    match = _WORD.search(plain(text))
    return match[0] if match else ""


def line_beside(lines: Sequence[str], title: str) -> str:
    """The line right above or below the title that says that this is a draft; empty where there is none."""
    printed = plain(title)
    for line in _beside(
        [text for line in lines if (text := plain(line[:120])) and not _DATE.fullmatch(text)], printed
    ):
        if _LINE.fullmatch(line):
            return line
    return ""


def _beside(lines: Sequence[str], title: str) -> Iterator[str]:
    for above, below in pairwise(lines):
        if title.startswith(below):
            yield above
        if title.endswith(above):
            yield below
