"""Similar texts: sections 一 and 五 compared with the agency's own of the year before, and with those of other agencies of
the same year that share its kind or its county.

What is compared is what is left of a text without years, figures, names and common phrases; a phrase is common if it
occurs in the newest text of more than one agency in twenty, and of more than four. A text that repeats last year's
figures one by one is compared whatever is left of it. Years are taken newest first until `compared_texts.LIMIT` texts
are read; the texts of older years count as not evaluable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb
import numpy as np

from etl.checks.cross_report import compared_texts, minhash, text_pairs
from etl.checks.cross_report.steps import run
from etl.checks.cross_report.text_pairs import Pair, Text

RULE = "similar_text"
SECTIONS = {
    "overview": ("一、总体情况", "section 一 (overview)"),
    "problems": ("五、问题与改进", "section 五 (problems)"),
}
_LONGEST_QUOTE = 40


def find(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `work.similar_texts`, what is kept for amending them, and the counts of the rule; `finding_rows` gives its
    findings."""
    for section in SECTIONS:
        _compare_section(con, section)
        run(con, "texts/counts", section=section, rule=RULE)
    run(con, "texts/sorted")


def _compare_section(con: duckdb.DuckDBPyConnection, section: str) -> None:
    common = compared_texts.common_phrases(con, section)
    newer_year = 0
    newer: list[Text] = []
    newer_signatures = minhash.signatures([])
    for year in compared_texts.compared_years(con, section):
        texts = compared_texts.texts_of_year(con, section, year, common)
        signatures = minhash.signatures([text.rest for text in texts])
        hashed = minhash.bands(signatures)
        if newer_year == year + 1:
            own = text_pairs.with_year_before(newer, newer_signatures, texts, signatures)
            compared_texts.store_pairs(con, section, own)
        compared_texts.store_pairs(con, section, _among_agencies(texts, hashed))
        compared_texts.store_texts(con, section, year, texts, hashed)
        newer, newer_signatures, newer_year = texts, signatures, year


def _among_agencies(texts: Sequence[Text], hashed: minhash.Bands) -> Iterator[Pair]:
    long = [at for at, text in enumerate(texts) if text.is_long]
    texts = [texts[at] for at in long]
    shared = ([text.kind for text in texts], [text.region for text in texts])
    worth = text_pairs.worth_comparing(hashed[long], shared, np.ones(len(long), bool))
    return text_pairs.among_agencies((texts[first], texts[second]) for first, second in worth)


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
