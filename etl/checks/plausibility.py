"""Plausibility checks of one report, given who filed it and for which year: rules of law, not of arithmetic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from etl.checks.narrative.sentences import paragraphs, quote
from etl.model.report import Address, Cell, Finding, Identity
from etl.rules.catalog import finding

# (times evaluated, times not evaluable, findings)
Outcome = tuple[int, int, tuple[Finding, ...]]
Counts = dict[str, tuple[int, int]]
_NOT_APPLICABLE: Outcome = (0, 0, ())

FIRST_FEE_YEAR = 2021  # 国办函〔2020〕109号 came into force on 2021-01-01
FIRST_JANUARY_YEAR = 2019  # 条例 as revised in April 2019, art. 49; until then 31 March for all (old art. 31)
_LEVELS_WITHOUT_RULES = ("county", "township")
_RULE_COLUMNS = ("in_force", "issued", "repealed", "disclosed_total", "newly_made", "newly_disclosed")

_NUMBERING = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?")
# a year that opens a sentence as its period: 2021年，… or 2021年度新收到…, but not 2021年3月, 2021年底 or 2021年决算
_OPENING_YEAR = re.compile(r"(?:在|回顾)?(20[0-4]\d)年(?:度|里|间)?(?=[,我全本共因未没新收受县市区乡镇省州])")
_OTHER_YEAR_EXPECTED = re.compile(
    r"上年|上一年|去年|同比|相比|较|增长|下降|将|继续|计划|打算|下一步|整改|决算|预算|截至"
)


def check(
    identity: Identity, cells: Mapping[Address, Cell], narratives: Mapping[str, str]
) -> tuple[tuple[Finding, ...], Counts]:
    """Return the findings of the rules below, and for each rule (times evaluated, times not evaluable).

    A rule that does not apply to the report is missing from the counts.
    """
    outcomes = {
        "rules_below_city": _rules_below_city(identity, cells),
        "fee_row_before_2021": _fee_row_before_2021(identity, cells),
        "late": _late(identity),
        "other_year_in_text": _other_year_in_text(identity, narratives),
    }
    counts = {
        rule: (evaluated, skipped)
        for rule, (evaluated, skipped, _) in outcomes.items()
        if evaluated + skipped
    }
    return tuple(finding for _, _, findings in outcomes.values() for finding in findings), counts


def _rules_below_city(identity: Identity, cells: Mapping[Address, Cell]) -> Outcome:
    """规章 are made by ministries, provinces and cities divided into districts (立法法), not by counties."""
    stated = [
        (address, value)
        for column in _RULE_COLUMNS
        if (cell := cells.get(address := Address("proactive_disclosure", "rules", column)))
        and (value := cell.value) is not None
    ]
    if not stated:
        return _NOT_APPLICABLE
    if not identity.level:
        return 0, 1, ()
    if identity.level not in _LEVELS_WITHOUT_RULES:
        return _NOT_APPLICABLE
    for address, value in stated:
        if value > 0:
            return 1, 0, (finding("rules_below_city", *address, printed=value, computed=0),)
    return 1, 0, ()


def _fee_row_before_2021(identity: Identity, cells: Mapping[Address, Cell]) -> Outcome:
    """No fee could be left unpaid before fees were charged."""
    address = Address("applications", "other_fee_unpaid", "total")
    cell, year = cells.get(address), identity.year
    if cell is None or cell.value is None or year is None or year >= FIRST_FEE_YEAR:
        return _NOT_APPLICABLE
    if cell.value == 0:
        return 1, 0, ()
    unpaid = finding("fee_row_before_2021", *address, printed=cell.value, computed=0, year=str(year))
    return 1, 0, (unpaid,)


def deadline(identity: Identity) -> date | None:
    """The last day on which the report may be published by law; None if the law names none for such an agency, or if
    too little is known of it."""
    if identity.year is None or identity.level in ("", "township") or "public_institution" in identity.kinds:
        return None
    if identity.year < FIRST_JANUARY_YEAR or identity.scope == "government_rollup":
        return date(identity.year + 1, 3, 31)
    return date(identity.year + 1, 1, 31)


def _late(identity: Identity) -> Outcome:
    last_day = deadline(identity)
    if last_day is None or not identity.published_on:
        return 0, 1, ()
    published = date.fromisoformat(identity.published_on)
    if published <= last_day:
        return 1, 0, ()
    days_late = str((published - last_day).days)
    return (
        1,
        0,
        (finding("late", expected=last_day.isoformat(), found=identity.published_on, days=days_late),),
    )


def _other_year_in_text(identity: Identity, narratives: Mapping[str, str]) -> Outcome:
    """Report the first sentence whose period is the year before or after the report's.

    If the stated period of the whole report is of another year, the rule `year_disagrees` has reported it already.
    """
    year = identity.year
    if year is None or any(reported.rule == "year_disagrees" for reported in identity.findings):
        return 0, 1, ()
    for section, text in narratives.items():
        if section == "preamble":
            continue
        for sentence in (sentence for paragraph in paragraphs(text) for sentence in paragraph):
            opening = _opening_of_neighbouring_year(sentence, section, year)
            if opening:
                quoted = quote(sentence, 0, opening.end())
                disagrees = finding("other_year_in_text", expected=str(year), found=opening[1], quote=quoted)
                return 1, 0, (disagrees,)
    return 1, 0, ()


def _opening_of_neighbouring_year(sentence: str, section: str, year: int) -> re.Match[str] | None:
    """The opening of a sentence that names the year before or after as its period; None if there is a reason for it,
    such as a comparison, a plan in the section on problems, or the report's own year beside it."""
    numbering = _NUMBERING.match(sentence)
    opening = _OPENING_YEAR.match(sentence, numbering.end() if numbering else 0)
    if not opening or abs(int(opening[1]) - year) != 1:
        return None
    is_plan = int(opening[1]) > year and section == "problems"
    if is_plan or str(year) in sentence or _OTHER_YEAR_EXPECTED.search(sentence):
        return None
    return opening
