"""Figures and claims of the narrative against the report's own tables.

Wordings are data (patterns.toml). A figure is compared only where it can be nothing else: approximations, stocks,
other years, parts of the year, channels and other bodies' figures are passed over and counted as not evaluable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.checks.narrative import subtotals
from etl.checks.narrative.patterns import Terms, Wording, claims, figures
from etl.checks.narrative.sentences import paragraphs, quote
from etl.form.blank_inference import counted
from etl.model.report import Address, Cell, Finding, Identity
from etl.rules.catalog import finding
from etl.text.chinese_numerals import chinese_number
from etl.text.numbers import plain_number

Counts = dict[str, tuple[int, int]]
Values = Mapping[Address, float | None]

_ABOUT = re.compile(r"(?:约|近|超|超过|逾|至少|不少于|不低于)$")
_YEAR = re.compile(r"(20[0-4]\d)(?=年)")
_LAST_YEAR = re.compile(r"上一?年|去年|往年|前年|同期|历年|历史")
_STOCK = re.compile(r"截至|截止|累计|以来|历年")
_THIS_YEAR = re.compile(r"全年|本年|年度|当年|年内")
_PART_OF_YEAR = re.compile(r"[上下]半年|季度|月份")
_WIDER = re.compile(r"全[省市州县区旗盟]|各(?:级|部门|单位|[省市州县区旗盟镇乡]|科室|股室)|系统")
_NARROWER = re.compile(r"本级|办公室|办公厅|[府政]办|机关")
_DIGITS = str.maketrans("零〇一二两三四五六七八九", "001223456789")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A wording found in a sentence; `exempt` where it cannot be compared."""

    wording: Wording
    value: float
    rounding: float
    sentence: str
    place: tuple[int, int]
    exempt: bool


def check(
    identity: Identity,
    cells: Mapping[Address, Cell],
    table_forms: Mapping[str, str],
    narratives: Mapping[str, str],
) -> tuple[tuple[Finding, ...], Counts]:
    """Findings, and rule -> (times evaluated, times not evaluable)."""
    texts = {key: paragraphs(text) for key, text in narratives.items() if key != "preamble"}
    stated, claimed, summed = [], [], []
    for key, section in texts.items():
        whole = "".join(sentence for paragraph in section for sentence in paragraph)
        worded = [wording for wording in figures() if _speaks(wording, whole)]
        claiming = [wording for wording in claims() if _speaks(wording, whole)]
        for paragraph in section:
            before = ""
            for sentence in paragraph:
                stated += _mentions(worded, sentence, before, key, identity)
                claimed += _mentions(claiming, sentence, before, key, identity)
                summed += subtotals.totals(sentence)
                before += sentence
    values = counted(cells, table_forms) if stated or claimed else {}
    findings, counts = [], {}
    for rule, outcome in (
        ("text_figure", _figures(stated, values)),
        ("text_claim", _claims(claimed, values)),
        ("parts_exceed_total", subtotals.check(summed)),
    ):
        found, evaluated, skipped = outcome
        findings += found
        if evaluated or skipped:
            counts[rule] = (evaluated, skipped)
    return tuple(findings), counts


def _mentions(
    wordings: Iterable[Wording], sentence: str, before: str, section: str, identity: Identity
) -> list[_Mention]:
    """The wordings found in a sentence of a section; `before` is the paragraph up to it."""
    found: list[_Mention] = []
    for wording in wordings:
        if not _speaks(wording, sentence):
            continue
        if wording.home != section and wording.needs not in sentence and wording.needs not in before:
            continue
        taken: set[int] = set()
        for pattern in wording.patterns:
            for match in pattern.finditer(sentence):
                place = match.start("n") if "n" in pattern.groupindex else match.start()
                if place in taken:
                    continue
                taken.add(place)
                value, rounding = _number(match) if "n" in pattern.groupindex else (0.0, 0.0)
                exempt = value is None or _exempt(wording, match, sentence, place, identity)
                found.append(_Mention(wording, value or 0.0, rounding, sentence, match.span(), exempt))
    return found


def _speaks(wording: Wording, text: str) -> bool:
    return any(word in text for word in wording.words)


def _exempt(wording: Wording, match: re.Match[str], sentence: str, place: int, identity: Identity) -> bool:
    """Is this another figure than the table's: approximate, of another time, of part or of more than the body?"""
    before = sentence[:place]
    clause_start = max(sentence.rfind(mark, 0, match.start()) for mark in ",;:。(") + 1
    clause = sentence[clause_start : match.end()]
    behind = re.split(r"[,;。()]", sentence[match.end() : match.end() + 8])[0]
    if wording.skip and wording.skip.search(clause + behind):
        return True
    if match.groupdict().get("more") or (match.groupdict().get("n") and _ABOUT.search(before)):
        return True
    years = [int(year) for year in _YEAR.findall(before)]
    if years and years[-1] != identity.year:
        return True
    if not wording.last_year and _LAST_YEAR.search(clause):
        return True
    if not wording.stock and _STOCK.search(clause) and not _THIS_YEAR.search(clause):
        return True
    if not wording.part and "其中" in before:
        return True
    if _PART_OF_YEAR.search(clause):
        return True
    return bool((_NARROWER if identity.scope != "own" else _WIDER).search(clause))


def _number(match: re.Match[str]) -> tuple[float | None, float]:
    """The value, and by how much it may have been rounded: 2.7万 is anything from 26,500 to 27,500. The value is None
    if the characters are no single number (二三十)."""
    text = match["n"].replace(",", "")
    if text[0].isascii():
        value: float | None = float(text)
    else:
        value = chinese_number(text) if "十" in text else int(text.translate(_DIGITS))
    if value is None or not match["myriad"]:
        return value, 0.0
    return value * 10_000, 5_000 / 10 ** len(text.partition(".")[2])


def _figures(mentions: list[_Mention], values: Values) -> tuple[list[Finding], int, int]:
    """A wording that agrees with the table once is not told where it differs elsewhere: that is a part of it."""
    found: dict[tuple[str, float], Finding] = {}
    agreed: set[str] = set()
    evaluated = skipped = 0
    for one in mentions:
        known = [total for terms in one.wording.against if (total := _total(terms, values)) is not None]
        blank_as_zero = [_blank_as_zero(terms, values) for terms in one.wording.against]
        if one.exempt or not any(total is not None for total in blank_as_zero):
            skipped += 1
        elif any(
            total is not None and abs(total - one.value) <= one.rounding for total in (*known, *blank_as_zero)
        ):
            evaluated += 1
            agreed.add(one.wording.key)
        elif not known:
            skipped += 1
        else:
            evaluated += 1
            key = (one.wording.key, one.value)
            terms = next(terms for terms in one.wording.against if _total(terms, values) is not None)
            found.setdefault(key, _differs("text_figure", one, terms, known[0], plain_number(one.value)))
    return [one for (key, _), one in found.items() if key not in agreed], evaluated, skipped


def _claims(mentions: list[_Mention], values: Values) -> tuple[list[Finding], int, int]:
    found: dict[str, Finding] = {}
    evaluated = skipped = 0
    for one in mentions:
        totals = [
            (terms, total)
            for terms in one.wording.against
            if (total := _blank_as_zero(terms, values)) is not None
        ]
        if one.exempt or not totals:
            skipped += 1
            continue
        evaluated += 1
        if totals[0][1] > 0:
            found.setdefault(one.wording.key, _differs("text_claim", one, *totals[0], "0"))
    return list(found.values()), evaluated, skipped


def _differs(rule: str, one: _Mention, terms: Terms, expected: float, found: str) -> Finding:
    """At the cell concerned, where it is a single one of the form."""
    first = terms[0][1]
    whole = len(terms) == 1 and not first.row.startswith("group_")
    return finding(
        rule,
        first.table,
        first.row if whole else None,
        first.column if whole else None,
        expected=plain_number(expected),
        found=found,
        figure=one.wording.label_zh,
        figure_en=one.wording.label_en,
        quote=quote(one.sentence, *one.place),
    )


def _total(terms: Terms, values: Values) -> float | None:
    if any(values.get(address) is None for _, address in terms):
        return None
    return sum(sign * (values.get(address) or 0) for sign, address in terms)


def _blank_as_zero(terms: Terms, values: Values) -> float | None:
    """None where nothing is known at all."""
    if all(values.get(address) is None for _, address in terms):
        return None
    return sum(sign * (values.get(address) or 0) for sign, address in terms)
