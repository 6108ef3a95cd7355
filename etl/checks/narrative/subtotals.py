"""Compares totals of the narrative with the parts named after them: 公开信息100条，其中网站80条，微信30条."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.checks.narrative.sentences import quote
from etl.model.report import Finding, Severity
from etl.rules.catalog import finding

_NUMBER = r"(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?![\d.%])"
_TOTAL = re.compile(
    rf"(?:共|公开|发布|收到|受理|推送|更新)[^,。;:()\d]{{0,16}}{_NUMBER}(条|件|篇|期|份)[,:(]*其中[,:]?"
)
_PART = re.compile(rf"([^,;:、。\d]{{2,20}}){_NUMBER}(条|件|篇|期|份)")
_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_A_PART = re.compile(r"增加|减少|同比|增长|下降|较|比上|累计|截至|阅读|点击|浏览|人次|占|办结|答复|处理")


@dataclass(frozen=True, slots=True)
class Total:
    """A total and its parts, named in one sentence and all in the same unit; `span` is where to quote it."""

    value: int
    parts: tuple[int, ...]
    sentence: str
    span: tuple[int, int]


def totals(sentence: str) -> list[Total]:
    """Every total of a sentence that 其中 divides into parts, without parts of parts and comparisons."""
    if "其中" not in sentence:
        return []
    totals = []
    for match in _TOTAL.finditer(sentence):
        tail = _BRACKETS.sub("", re.split("其中|[。;]", sentence[match.end() :])[0])
        parts = [
            _integer(part[2])
            for part in _PART.finditer(tail)
            if part[3] == match[2] and not _NOT_A_PART.search(part[1])
        ]
        if parts:
            span = (match.start(), min(match.end() + 24, len(sentence)))
            totals.append(Total(_integer(match[1]), tuple(parts), sentence, span))
    return totals


def check(totals: list[Total]) -> tuple[list[Finding], int, int]:
    """Return findings for parts that exceed their total, times evaluated and times not evaluable (always 0).

    A single part larger than its total is wrong (a warning); several together may count the same item twice (a notice).
    """
    findings = []
    for total in totals:
        if sum(total.parts) <= total.value:
            continue
        one_exceeds = max(total.parts) > total.value
        findings.append(
            finding(
                "parts_exceed_total",
                printed=total.value,
                computed=max(total.parts) if one_exceeds else sum(total.parts),
                severity=Severity.WARNING if one_exceeds else None,
                quote=quote(total.sentence, *total.span),
            )
        )
    return findings, len(totals), 0


def _integer(text: str) -> int:
    return int(text.replace(",", ""))
