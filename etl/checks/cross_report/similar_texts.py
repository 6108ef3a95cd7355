"""Similar texts: sections 一 and 五 compared with the agency's own of the year before, and with those of other agencies of
the same year that share its kind or its county.

What is compared is what is left of a text without years, figures, names and common phrases; a phrase is common if it
occurs in the newest text of more than one agency in twenty, and of more than four. A text that repeats last year's
figures one by one is compared whatever is left of it. Years are taken newest first until `LIMIT` texts are read; the
texts of older years count as not evaluable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter

import duckdb
import pyarrow as pa
from rapidfuzz import fuzz

from etl.checks.cross_report import minhash, text_pairs
from etl.checks.cross_report.steps import run
from etl.checks.cross_report.text_masking import figures_in, mask
from etl.checks.cross_report.text_pairs import THRESHOLD, Pair, Text

RULE = "similar_text"
SECTIONS = {
    "overview": ("一、总体情况", "section 一 (overview)"),
    "problems": ("五、问题与改进", "section 五 (problems)"),
}
LIMIT = 200_000
_SAMPLE = 20_000
_COMMON_SHARE, _COMMON_LEAST = 0.05, 4
_TEXTS_AT_ONCE = 5_000  # texts whose printed form is in memory at a time
_LONGEST_EXCERPT, _LONGEST_QUOTE = 160, 40


def find(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `work.similar_texts` and the counts of the rule; `finding_rows` gives its findings."""
    for section in SECTIONS:
        if years := [year for (year,) in run(con, "texts/years", section=section).fetchall()]:
            _compare_section(con, section, years)
    run(con, "texts/sorted")


def _compare_section(con: duckdb.DuckDBPyConnection, section: str, years: Sequence[int]) -> None:
    common = minhash.common_shingles(_sample(con, section), _COMMON_SHARE, _COMMON_LEAST)
    texts_read, newer_year = 0, 0
    newer: list[Text] = []
    newer_signatures = minhash.signatures([])
    for year in years:
        texts = _texts(con, section, year, common) if texts_read < LIMIT else []
        signatures = minhash.signatures([text.rest for text in texts])
        if newer_year == year + 1:
            own = text_pairs.with_year_before(newer, newer_signatures, texts, signatures)
            _store(con, section, own)
        _store(con, section, text_pairs.among_agencies(texts, signatures))
        _count(con, section, year, texts)
        texts_read += len(texts)
        newer, newer_signatures, newer_year = texts, signatures, year


def finding_rows(con: duckdb.DuckDBPyConnection) -> Iterator[list[dict[str, str | None]]]:
    """Batches of findings' rows: the most similar text per report and section, the agency's own before others'."""
    cursor = run(con, "texts/most_similar")
    while batch := cursor.fetchmany(10_000):
        yield [_finding_row(*row) for row in batch]


def _finding_row(
    report_id: str,
    section: str,
    own: bool,
    same_figures: bool,
    similarity: float,
    excerpt: str,
    agency: str,
    year: int,
) -> dict[str, str | None]:
    return {
        **dict.fromkeys(("table_key", "row_key", "column_key"), None),
        "report_id": report_id,
        "found": f"{similarity:.0f}%",
        "section": SECTIONS[section][0],
        "section_en": SECTIONS[section][1],
        "other": f"本机关{year}年报告" if own else f"{agency}{year}年报告",
        "other_en": f"the agency's own report for {year}" if own else f"the report of {agency} for {year}",
        "numbers": "，且数字逐一相同" if same_figures else "",
        "numbers_en": ", figures included" if same_figures else "",
        "quote": excerpt[:_LONGEST_QUOTE].replace("\n", " ") + ("…" if len(excerpt) > _LONGEST_QUOTE else ""),
    }


def _sample(con: duckdb.DuckDBPyConnection, section: str) -> list[str]:
    """The newest text of each agency, masked; a sample of them if there are very many."""
    newest = run(con, "texts/sample", section=section, most=_SAMPLE)
    return [mask(*row) for row in newest.fetchall()]


def _texts(con: duckdb.DuckDBPyConnection, section: str, year: int, common: minhash.Flags) -> list[Text]:
    """The texts of one section and year, in the order of their report ids."""
    cursor = run(con, "texts/of_year", section=section, year=year)
    texts: list[Text] = []
    while batch := cursor.fetchmany(_TEXTS_AT_ONCE):
        masked = [mask(*row[4:]) for row in batch]
        for row, rest in zip(batch, minhash.without_common(masked, common), strict=True):
            report_id, agency_id, kind, region, text, *_ = row
            figures = figures_in(text)
            texts.append(Text(report_id, agency_id, kind, region, rest, hash(figures) if figures else 0))
    return sorted(texts, key=attrgetter("report_id"))


def _store(con: duckdb.DuckDBPyConnection, section: str, pairs: Iterator[Pair]) -> None:
    while batch := list(islice(pairs, _TEXTS_AT_ONCE // 2)):
        reports = {report for pair in batch for report in (pair.report_id, pair.other_report_id)}
        printed = _printed_texts(con, section, reports)
        if rows := [row for pair in batch if (row := _row(section, pair, printed))]:
            con.register("pair_rows", pa.Table.from_pylist(rows))
            con.execute("insert into work.similar_texts by name from pair_rows")
            con.unregister("pair_rows")


def _printed_texts(
    con: duckdb.DuckDBPyConnection, section: str, reports: set[str]
) -> dict[str, tuple[str, ...]]:
    """Text, agency and regions of each of these reports, as `mask` takes them."""
    rows = run(con, "texts/of_reports", section=section, reports=sorted(reports)).fetchall()
    return {report_id: tuple(rest) for report_id, *rest in rows}


def _row(section: str, pair: Pair, printed: dict[str, tuple[str, ...]]) -> dict[str, object] | None:
    """A row of `work.similar_texts`; None if texts with the same figures turn out not to be similar."""
    similarity = pair.similarity
    if similarity is None:
        similarity = fuzz.ratio(
            *(mask(*printed[report]) for report in (pair.report_id, pair.other_report_id))
        )
        if similarity < THRESHOLD:
            return None
    text, other_text = printed[pair.report_id][0], printed[pair.other_report_id][0]
    start, other_start, length = text_pairs.longest_common_passage(text, other_text)
    return {
        "report_id": pair.report_id,
        "section_key": section,
        "other_report_id": pair.other_report_id,
        "own_previous_year": pair.own_previous_year,
        "same_numbers": pair.similarity is None,
        "similarity": round(similarity, 1),
        "excerpt": text[start : start + min(length, _LONGEST_EXCERPT)],
        "position": start + 1,
        "other_position": other_start + 1,
    }


def _count(con: duckdb.DuckDBPyConnection, section: str, year: int, texts: Sequence[Text]) -> None:
    evaluable = [text.report_id for text in texts if text.is_evaluable]
    run(con, "texts/counts", section=section, year=year, rule=RULE, evaluable=evaluable)
