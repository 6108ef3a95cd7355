"""What one report cannot well state, given who filed it and for which year: rules of law rather than of arithmetic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from etl.checks.narrative.sentences import paragraphs, quote
from etl.model.report import Address, Cell, Finding, Identity
from etl.rules.catalog import finding
from etl.text.numbers import plain_number

# times evaluated, times not evaluable, what was found
Outcome = tuple[int, int, tuple[Finding, ...]]
Counts = dict[str, tuple[int, int]]
_NOTHING: Outcome = (0, 0, ())

FIRST_FEE_YEAR = 2021  # 国办函〔2020〕109号 came into force on 2021-01-01
FIRST_JANUARY_YEAR = 2019  # 条例 as revised in April 2019, Art. 49; before it 31 March for all (old Art. 31)
_WITHOUT_RULES = ("county", "township")
_RULE_COLUMNS = ("in_force", "issued", "repealed", "disclosed_total", "newly_made", "newly_disclosed")

_NUMBERING = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?")
# a year that opens a sentence as its period: 2021年，… 2021年度新收到… but not 2021年3月, 2021年底, 2021年决算
_OPENING = re.compile(r"(?:在|回顾)?(20[0-4]\d)年(?:度|里|间)?(?=[,我全本共因未没新收受县市区乡镇省州])")
_BESIDE_ITS_YEAR = re.compile(
    r"上年|上一年|去年|同比|相比|较|增长|下降|将|继续|计划|打算|下一步|整改|决算|预算|截至"
)


def check(
    identity: Identity, cells: Mapping[Address, Cell], narratives: Mapping[str, str]
) -> tuple[tuple[Finding, ...], Counts]:
    """Findings of the rules below, and rule -> (times evaluated, times not evaluable)."""
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
    return tuple(one for _, _, found in outcomes.values() for one in found), counts


def _rules_below_city(identity: Identity, cells: Mapping[Address, Cell]) -> Outcome:
    """规章 are made by ministries, provinces and cities divided into districts (立法法), not by counties."""
    stated = [
        (column, value)
        for column in _RULE_COLUMNS
        if (cell := cells.get(Address("proactive_disclosure", "rules", column)))
        and (value := cell.value) is not None
    ]
    if not stated:
        return _NOTHING
    if not identity.level:
        return 0, 1, ()
    if identity.level not in _WITHOUT_RULES:
        return _NOTHING
    above = [(column, value) for column, value in stated if value > 0]
    found = [
        finding(
            "rules_below_city",
            "proactive_disclosure",
            "rules",
            column,
            expected="0",
            found=plain_number(value),
        )
        for column, value in above[:1]
    ]
    return 1, 0, tuple(found)


def _fee_row_before_2021(identity: Identity, cells: Mapping[Address, Cell]) -> Outcome:
    """Nobody could leave a fee unpaid before there were fees."""
    place = ("applications", "other_fee_unpaid", "total")
    cell = cells.get(Address(*place))
    if cell is None or cell.value is None or identity.year is None or identity.year >= FIRST_FEE_YEAR:
        return _NOTHING
    if cell.value == 0:
        return 1, 0, ()
    found = finding(
        "fee_row_before_2021", *place, expected="0", found=plain_number(cell.value), year=str(identity.year)
    )
    return 1, 0, (found,)


def deadline(identity: Identity) -> date | None:
    """The last day to publish by law; None where the law names none or the body is not known well enough."""
    if identity.year is None or identity.level in ("", "township") or "public_institution" in identity.kinds:
        return None
    if identity.year < FIRST_JANUARY_YEAR or identity.scope == "government_rollup":
        return date(identity.year + 1, 3, 31)
    return date(identity.year + 1, 1, 31)


def _late(identity: Identity) -> Outcome:
    last = deadline(identity)
    if last is None or not identity.published_on:
        return 0, 1, ()
    published = date.fromisoformat(identity.published_on)
    if published <= last:
        return 1, 0, ()
    found = finding(
        "late", expected=last.isoformat(), found=identity.published_on, days=str((published - last).days)
    )
    return 1, 0, (found,)


def _other_year_in_text(identity: Identity, narratives: Mapping[str, str]) -> Outcome:
    """A sentence whose period is the year before or after. Where the stated period itself is of another year,
    identity has said so already."""
    year = identity.year
    if year is None or any(one.rule == "year_disagrees" for one in identity.findings):
        return 0, 1, ()
    for section, text in narratives.items():
        if section == "preamble":
            continue
        for sentence in (one for paragraph in paragraphs(text) for one in paragraph):
            opening = _OPENING.match(sentence, _NUMBERING.match(sentence).end())  # type: ignore[union-attr]
            if not opening or abs(int(opening[1]) - year) != 1:
                continue
            ahead = int(opening[1]) > year and section == "problems"
            if ahead or str(year) in sentence or _BESIDE_ITS_YEAR.search(sentence):
                continue
            quoted = quote(sentence, 0, opening.end())
            return 1, 0, (finding("other_year_in_text", expected=str(year), found=opening[1], quote=quoted),)
    return 1, 0, ()
