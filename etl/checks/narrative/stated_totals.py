"""Compares totals that the narrative states with the parts listed after them, and statements of one item with another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from etl.checks.narrative.sentences import quote
from etl.model.report import Finding, Severity, StatedFigure
from etl.rules.catalog import finding
from etl.stated import Reading, Total, items
from etl.text.numbers import plain_number

Counts = dict[str, tuple[int, int]]

# statements of these items with the same words speak of the same thing; of others (letters, followers, contents) an
# agency may state several
_STATED_ONCE = frozenset(
    {"disclosed", "channel_website", "channel_wechat", "channel_microblog", "channel_gazette", "interpretations",
     "press_conferences", "online_interviews", "training_sessions", "training_people", "meetings", "staff",
     "staff_full_time", "staff_part_time", "reading_points", "visits"}
)  # fmt: skip
_NOT_A_NAME = re.compile(
    r"20\d\d年度?|全年|年内|本年度?|我[局委办厅镇乡市县区]|本[局委办厅镇乡市县区]|主动|公开|发布|公布|更新|推送|向社会|通过|各类|政府|政务|信息|共计|合计|总计|共|累计|总|数量|数|量|为|达|约|了|举办|召开|组织|开展|配备|设立|有|[，,、。（）()“”]"
)


def check(readings: Iterable[Reading]) -> tuple[tuple[Finding, ...], Counts]:
    """Return the findings, and for each rule (times evaluated, times not evaluable) of the sections of one report."""
    readings = tuple(readings)
    totals = [total for reading in readings for total in reading.totals]
    complete = [total for total in totals if _claims_to_be_complete(total)]
    repeated = _repeated(
        [figure for reading in readings for figure in reading.figures if figure not in reading.parts]
    )
    findings = [
        *(finding for total in totals if (finding := _exceeds(total))),
        *(finding for total in complete if (finding := _falls_short(total))),
        *(finding for figures in repeated.values() if (finding := _differ(figures))),
    ]
    counts = {
        "parts_exceed_total": len(totals),
        "parts_below_total": len(complete),
        "stated_twice": len(repeated),
    }
    return tuple(findings), {rule: (count, 0) for rule, count in counts.items() if count}


def _by_kind(total: Total) -> Mapping[str, list[float]]:
    """The parts by what they are told by: those of channels and those of contents are two ways to divide one total."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for part in total.parts:
        kinds[part.kind].append(part.value)
    return kinds


def _rounding(total: Total) -> float:
    return total.rounding + sum(part.rounding for part in total.parts)


def _claims_to_be_complete(total: Total) -> bool:
    return total.is_complete and not total.is_mixed and len(_by_kind(total)) == 1 and len(total.parts) > 1


def _exceeds(total: Total) -> Finding | None:
    """A single part larger than its total is wrong (a warning); several together may count the same item twice (a
    notice)."""
    most = max(_by_kind(total).values(), key=sum)
    if sum(most) <= total.value + _rounding(total):
        return None
    one_exceeds = max(most) > total.value
    return finding(
        "parts_exceed_total",
        printed=total.value,
        computed=max(most) if one_exceeds else sum(most),
        severity=Severity.WARNING if one_exceeds else None,
        quote=quote(total.sentence, *total.span),
    )


def _falls_short(total: Total) -> Finding | None:
    (parts,) = _by_kind(total).values()
    if sum(parts) >= total.value - _rounding(total):
        return None
    return finding(
        "parts_below_total",
        printed=total.value,
        computed=sum(parts),
        quote=quote(total.sentence, *total.span),
    )


def _repeated(figures: Sequence[StatedFigure]) -> Mapping[tuple[str, ...], list[StatedFigure]]:
    """Figures by what they speak of, where several speak of the same."""
    same: dict[tuple[str, ...], list[StatedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.item in _STATED_ONCE and figure.exactness == "exact" and figure.period != "other":
            name = _NOT_A_NAME.sub("", figure.label)
            same[figure.item, figure.period, figure.subject, figure.unit, name].append(figure)
    return {key: figures for key, figures in same.items() if len(figures) > 1}


def _differ(figures: Sequence[StatedFigure]) -> Finding | None:
    """The first statement that differs from the one before it."""
    for first, second in pairwise(figures):
        if first.value != second.value:
            item = next(item for item in items() if item.key == first.item)
            return finding(
                "stated_twice",
                expected=plain_number(first.value),
                found=plain_number(second.value),
                item=item.label_zh,
                item_en=item.label_en,
                quote=_printed(first),
                other=_printed(second),
            )
    return None


def _printed(figure: StatedFigure) -> str:
    return "".join(figure.quote.split())
