"""Compares figures and claims of the narrative with the report's own tables.

Wordings are data (patterns.toml). A figure is compared only if it can mean nothing but the cell: approximations,
year-end stocks, other years, parts of a year, single channels and other agencies' figures count as not evaluable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.checks.narrative.patterns import Terms, Wording, claims, figures
from etl.checks.narrative.sentences import paragraphs, quote
from etl.model.report import Address, Finding, Identity
from etl.rules.catalog import finding
from etl.text.chinese_numerals import chinese_number

Counts = dict[str, tuple[int, int]]
Values = Mapping[Address, float | None]

_APPROXIMATELY = re.compile(r"(?:约|近|超|超过|逾|至少|不少于|不低于)$")
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
    """A wording that occurs in a sentence at `span`. `rounding` is how far the value may be off; `is_exempt` if it
    cannot be compared."""

    wording: Wording
    value: float
    rounding: float
    sentence: str
    span: tuple[int, int]
    is_exempt: bool


def check(
    identity: Identity,
    values: Mapping[Address, float | None],
    narratives: Mapping[str, str],
) -> tuple[tuple[Finding, ...], Counts]:
    """Return the findings, and for each rule (times evaluated, times not evaluable).

    `values` are what the cells and the outcome groups count as (`infer_blanks`).
    """
    figure_mentions: list[_Mention] = []
    claim_mentions: list[_Mention] = []
    for key, text in narratives.items():
        if key == "preamble":
            continue
        section = paragraphs(text)
        whole = "".join(sentence for paragraph in section for sentence in paragraph)
        likely_figures = [wording for wording in figures() if _may_occur(wording, whole)]
        likely_claims = [wording for wording in claims() if _may_occur(wording, whole)]
        for paragraph in section:
            before = ""
            for sentence in paragraph:
                figure_mentions += _mentions(likely_figures, sentence, before, key, identity)
                claim_mentions += _mentions(likely_claims, sentence, before, key, identity)
                before += sentence
    findings, counts = [], {}
    for rule, outcome in (
        ("text_figure", _check_figures(figure_mentions, values)),
        ("text_claim", _check_claims(claim_mentions, values)),
    ):
        broken, evaluated, skipped = outcome
        findings += broken
        if evaluated or skipped:
            counts[rule] = (evaluated, skipped)
    return tuple(findings), counts


def _mentions(
    wordings: Iterable[Wording], sentence: str, before: str, section: str, identity: Identity
) -> list[_Mention]:
    """Find the wordings in a sentence of a section; `before` is the paragraph up to that sentence."""
    mentions: list[_Mention] = []
    for wording in wordings:
        if not _may_occur(wording, sentence):
            continue
        if wording.home != section and wording.needs not in sentence and wording.needs not in before:
            continue
        starts: set[int] = set()
        for pattern in wording.patterns:
            has_number = "n" in pattern.groupindex
            for match in pattern.finditer(sentence):
                start = match.start("n") if has_number else match.start()
                if start in starts:
                    continue
                starts.add(start)
                value, rounding = _number(match) if has_number else (0.0, 0.0)
                is_exempt = value is None or _is_exempt(wording, match, sentence, start, identity)
                mentions.append(_Mention(wording, value or 0.0, rounding, sentence, match.span(), is_exempt))
    return mentions


def _may_occur(wording: Wording, text: str) -> bool:
    return any(word in text for word in wording.words)


def _is_exempt(wording: Wording, match: re.Match[str], sentence: str, start: int, identity: Identity) -> bool:
    """Whether the figure is not the table's: approximate, of another period, or of another extent than the agency."""
    before = sentence[:start]
    clause_start = max(sentence.rfind(mark, 0, match.start()) for mark in ",;:。(") + 1
    clause = sentence[clause_start : match.end()]
    behind = re.split(r"[,;。()]", sentence[match.end() : match.end() + 8])[0]
    groups = match.groupdict()
    return bool(
        (wording.skip and wording.skip.search(clause + behind))
        or groups.get("more")
        or (groups.get("n") and _APPROXIMATELY.search(before))
        or _is_of_other_period(wording, before, clause, identity.year)
        or (not wording.part and "其中" in before)
        or (_NARROWER if identity.scope != "own" else _WIDER).search(clause)
    )


def _is_of_other_period(wording: Wording, before: str, clause: str, year: int | None) -> bool:
    years = [int(named) for named in _YEAR.findall(before)]
    return bool(
        (years and years[-1] != year)
        or (not wording.last_year and _LAST_YEAR.search(clause))
        or (not wording.stock and _STOCK.search(clause) and not _THIS_YEAR.search(clause))
        or _PART_OF_YEAR.search(clause)
    )


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


def _check_figures(mentions: list[_Mention], values: Values) -> tuple[list[Finding], int, int]:
    """A wording that agrees with the table once is no finding if it differs elsewhere: that other figure is a part."""
    findings: dict[tuple[str, float], Finding] = {}
    agreed: set[str] = set()
    evaluated = skipped = 0
    for mention in mentions:
        key = mention.wording.key
        known = [
            (terms, total)
            for terms in mention.wording.against
            if (total := _total(terms, values)) is not None
        ]
        alternatives = [total for _, total in known] + [
            total
            for terms in mention.wording.against
            if (total := _total_with_blanks_as_zero(terms, values)) is not None
        ]
        if mention.is_exempt or not alternatives:
            skipped += 1
        elif any(abs(total - mention.value) <= mention.rounding for total in alternatives):
            evaluated += 1
            agreed.add(key)
        elif not known:
            skipped += 1
        else:
            evaluated += 1
            disagreement = _disagreement("text_figure", mention, *known[0], mention.value)
            findings.setdefault((key, mention.value), disagreement)
    return [finding for (key, _), finding in findings.items() if key not in agreed], evaluated, skipped


def _check_claims(mentions: list[_Mention], values: Values) -> tuple[list[Finding], int, int]:
    findings: dict[str, Finding] = {}
    evaluated = skipped = 0
    for mention in mentions:
        totals = [
            (terms, total)
            for terms in mention.wording.against
            if (total := _total_with_blanks_as_zero(terms, values)) is not None
        ]
        if mention.is_exempt or not totals:
            skipped += 1
            continue
        evaluated += 1
        if totals[0][1] > 0:
            disagreement = _disagreement("text_claim", mention, *totals[0], 0)
            findings.setdefault(mention.wording.key, disagreement)
    return list(findings.values()), evaluated, skipped


def _disagreement(rule: str, mention: _Mention, terms: Terms, in_table: float, in_text: float) -> Finding:
    """A finding at the cell that the figure was compared with, or at its table if there are several cells."""
    first = terms[0][1]
    is_one_cell = len(terms) == 1 and not first.row.startswith("group_")
    return finding(
        rule,
        first.table,
        first.row if is_one_cell else None,
        first.column if is_one_cell else None,
        printed=in_table,
        computed=in_text,
        cells=tuple(address for _, address in terms if not address.row.startswith("group_")),
        figure=mention.wording.label_zh,
        figure_en=mention.wording.label_en,
        quote=quote(mention.sentence, *mention.span),
    )


def _total(terms: Terms, values: Values) -> float | None:
    """The signed sum of the cells; None if any is unknown."""
    if any(values.get(address) is None for _, address in terms):
        return None
    return sum(sign * (values.get(address) or 0) for sign, address in terms)


def _total_with_blanks_as_zero(terms: Terms, values: Values) -> float | None:
    """The signed sum of the known cells; None if none is known."""
    if all(values.get(address) is None for _, address in terms):
        return None
    return sum(sign * (values.get(address) or 0) for sign, address in terms)
