"""Which column of a ledger of applications holds what, whatever its headings are called and in how many rows they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from etl.season.ledger.ledger_words import (
    AFTER_REVIEW,
    DIRECT,
    EITHER,
    PATHS,
    PROLONGED,
    REVIEW,
    SUIT,
    is_result,
)
from etl.text.comparable import plain

NEEDED = ("received", "applicant", "outcome", "concluded")
# words in the heading of each column, the most telling first
_HEADINGS = {
    "received": ("收到", "收件", "受理日", "受理时间", "登记日", "登记时间", "申请日", "申请时间"),
    "applicant": ("申请人类", "申请人性质", "申请主体", "申请人属", "申请人身份"),
    "outcome": ("办理结果", "处理结果", "答复结果", "答复类型", "答复类别", "办理情况", "答复情况", "结果"),
    "concluded": ("办结日", "办结时间", "答复日", "答复时间", "办理日", "办结"),
    PROLONGED: ("延期", "延长"),
    AFTER_REVIEW: ("复议后起诉", "复议后诉讼", "复议后行政诉讼", "经复议"),
    DIRECT: ("直接起诉", "直接诉讼", "未经复议"),
    SUIT: ("诉讼结果", "行政诉讼", "诉讼", "起诉"),
    REVIEW: ("复议结果", "行政复议", "复议"),
}
# by when something is due is not when it was done; whether, when and where a review was asked for is not how it ended
_DUE = re.compile(r"应|期限|时限|截止|截至|到期|届满|是否|按期")
_CASE = re.compile(r"复议|诉讼|起诉")
_ABOUT_CASE = re.compile(r"是否|日期|时间|[案文]?号|机关|法院|理由|申请人")
_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the columns are, by key, and the index of the first row below the headings."""

    columns: Mapping[str, int]
    below: int


def heads(rows: Sequence[Sequence[str]], hidden: Set[int] = frozenset()) -> Heads | None:
    """The headings of a sheet; a hidden column is taken only for what no other says."""
    shown_or_not = _heads(rows)
    if shown_or_not is None or hidden.isdisjoint(shown_or_not.columns.values()):
        return shown_or_not
    shown = _heads([["" if at in hidden else text for at, text in enumerate(row)] for row in rows])
    if shown is None:
        return shown_or_not
    more = {key: at for key, at in shown_or_not.columns.items() if at in hidden and key not in shown.columns}
    return Heads({**shown.columns, **more}, shown.below)


def _heads(rows: Sequence[Sequence[str]]) -> Heads | None:
    """The headings within the first rows of a sheet: one row, or two of which the upper one groups; None if a column that
    is needed is nowhere."""
    for at, row in enumerate(rows[:_WITHIN]):
        headings = _with_second_row(rows, at) if _has_needed(_columns(row, [""] * len(row))) else None
        if headings is not None:
            return headings
    for at in range(1, min(len(rows), _WITHIN)):
        if _is_grouping(rows[at - 1]) and _has_needed(columns := _columns(*_over(rows[at - 1], rows[at]))):
            return Heads(columns, at + 1)
    return None


def _with_second_row(rows: Sequence[Sequence[str]], at: int) -> Heads:
    """The headings of a row that has all that is needed, refined by the one below it, or put into groups by the one above."""
    row = rows[at]
    columns = _columns(row, [""] * len(row))
    if at + 1 < len(rows):
        below = rows[at + 1]
        goes_on = all(_text(below, columns[key]) in ("", _text(row, columns[key])) for key in NEEDED)
        if goes_on and any(text.strip() for text in below):
            return Heads(_columns(*_over(row, below)), at + 2)
    if at and _is_grouping(rows[at - 1]):
        columns = _columns(*_over(rows[at - 1], row))
    return Heads(columns, at + 1)


def _text(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _is_grouping(row: Sequence[str]) -> bool:
    """Whether a row above headings groups them: a title is one text."""
    return len({text.strip() for text in row if text.strip()}) > 1


def _over(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[str], list[str]]:
    """The heading of each column, and that of its group above; a heading that reaches over both rows has no group."""
    width = max(len(upper), len(lower))
    groups, own = ([_text(row, at) for at in range(width)] for row in (upper, lower))
    groups = _spread(groups, own)
    texts = [low or high for low, high in zip(own, groups, strict=True)]
    return texts, ["" if text == group else group for text, group in zip(texts, groups, strict=True)]


def _spread(groups: Sequence[str], own: Sequence[str]) -> list[str]:
    """Group headings also over the columns to their right that have a heading of their own and no group."""
    spread: list[str] = []
    for at, group in enumerate(groups):
        goes_on = not group and own[at] and at and own[at - 1]
        spread.append(spread[-1] if goes_on else group)
    return spread


def _has_needed(columns: Mapping[str, int]) -> bool:
    return all(key in columns for key in NEEDED)


def _columns(own: Sequence[str], groups: Sequence[str]) -> dict[str, int]:
    """The position of each column, each heading taken once; the words of its group count where its own say nothing."""
    texts = [plain(text) for text in own]
    joined = [
        text if _CASE.search(text) else plain(group) + text for group, text in zip(groups, texts, strict=True)
    ]
    columns: dict[str, int] = {}
    for key, words in _HEADINGS.items():
        places = (
            at
            for headings in (texts, joined)
            for word in words
            for at in range(len(texts))
            if at not in columns.values() and word in headings[at] and _may_be(key, texts[at], joined[at])
        )
        if (place := next(places, None)) is not None:
            columns.setdefault(_either(key, joined[place]), place)
    return columns


def _may_be(key: str, own: str, joined: str) -> bool:
    if key in PATHS or key == SUIT:
        untold = key == AFTER_REVIEW and "未经" in joined
        return not (untold or is_result(own) or _ABOUT_CASE.search(own))
    if key in ("received", "concluded"):
        return not _DUE.search(own) and not _CASE.search(joined)
    return key != "outcome" or not _CASE.search(joined)


def _either(key: str, heading: str) -> str:
    """A heading that names reviews and suits at once is a column of both."""
    both = "复议" in heading and re.search("诉讼|起诉", heading) and not re.search("复议后|经复议", heading)
    return EITHER if both and (key in PATHS or key == SUIT) else key
