"""Totals of the narrative and the parts named behind them: 公开信息100条，其中网站80条，微信30条."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.checks.narrative.sentences import quote
from etl.model.report import Finding, Severity
from etl.rules.catalog import finding
from etl.text.numbers import plain_number

_NUMBER = r"(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?![\d.%])"
_TOTAL = re.compile(
    rf"(?:共|公开|发布|收到|受理|推送|更新)[^,。;:()\d]{{0,16}}{_NUMBER}(条|件|篇|期|份)[,:(]*其中[,:]?"
)
_PART = re.compile(rf"([^,;:、。\d]{{2,20}}){_NUMBER}(条|件|篇|期|份)")
_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_A_PART = re.compile(r"增加|减少|同比|增长|下降|较|比上|累计|截至|阅读|点击|浏览|人次|占|办结|答复|处理")


@dataclass(frozen=True, slots=True)
class Total:
    """A total and its parts as named in one sentence, all in the same unit."""

    value: int
    parts: tuple[int, ...]
    sentence: str
    place: tuple[int, int]


def totals(sentence: str) -> list[Total]:
    """Every total of a sentence behind which 其中 names parts; parts of parts and comparisons are left out."""
    if "其中" not in sentence:
        return []
    found = []
    for match in _TOTAL.finditer(sentence):
        tail = _BRACKETS.sub("", re.split("其中|[。;]", sentence[match.end() :])[0])
        named = [
            _whole(part[2])
            for part in _PART.finditer(tail)
            if part[3] == match[2] and not _NOT_A_PART.search(part[1])
        ]
        if named:
            place = (match.start(), min(match.end() + 24, len(sentence)))
            found.append(Total(_whole(match[1]), tuple(named), sentence, place))
    return found


def check(found: list[Total]) -> tuple[list[Finding], int, int]:
    """Parts that exceed their total. A single one does so wrongly; together they may count the same item twice."""
    findings = []
    for one in found:
        if sum(one.parts) <= one.value:
            continue
        single = max(one.parts) > one.value
        findings.append(
            finding(
                "parts_exceed_total",
                expected=plain_number(one.value),
                found=plain_number(max(one.parts) if single else sum(one.parts)),
                severity=Severity.WARNING if single else None,
                quote=quote(one.sentence, *one.place),
            )
        )
    return findings, len(found), 0


def _whole(text: str) -> int:
    return int(text.replace(",", ""))
