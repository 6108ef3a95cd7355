"""Similar texts: sections 一 and 五 against the agency's own of the year before, and against those of other agencies
of the same year that share its kind or its county.

Compared is what is left of a text when years, numbers, names and common phrases are taken out; common is what stands in
the newest text of more than one agency in twenty (and of more than four). A text that repeats last year's figures one
by one is told whatever is left of it. Years are taken newest first, until `LIMIT` texts are read; the texts of older
ones are counted as not evaluable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from etl.checks.cross_report import minhash
from etl.checks.cross_report.text_masking import mask, numbers

RULE = "similar_text"
SECTIONS = {
    "overview": ("一、总体情况", "section 一 (overview)"),
    "problems": ("五、问题与改进", "section 五 (problems)"),
}
LIMIT = 200_000
THRESHOLD = 90.0
SHORTEST = 60  # characters that must be left of a text
_SAMPLE = 20_000
_COMMON_SHARE, _COMMON_LEAST = 0.05, 4
_WORTH_COMPARING = 0.4  # share of equal bins of two signatures
_KEPT = 3
_AT_ONCE = 5_000  # texts whose printed form is held
_EXCERPT, _QUOTED = 160, 40


@dataclass(frozen=True, slots=True)
class Text:
    """A section of a report: `rest` is what is left of it, `numbers` a hash of the figures that it states, or 0."""

    report_id: str
    agency_id: str
    kind: str
    area: str
    rest: str
    numbers: int

    @property
    def evaluable(self) -> bool:
        return len(self.rest) >= SHORTEST or self.numbers != 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and one that it is similar to, in per cent; None where both state the same figures: these are compared
    whatever is left of them."""

    report_id: str
    other: str
    own_previous_year: bool
    similarity: float | None


def find(con: duckdb.DuckDBPyConnection) -> None:
    """Fills `similar_texts` and the counts of the rule; the findings are rendered by the caller."""
    years = [
        year
        for (year,) in con.execute("select distinct year from current_reports order by 1 desc").fetchall()
    ]
    for section in SECTIONS:
        common = minhash.common_shingles(_sample(con, section), _COMMON_SHARE, _COMMON_LEAST)
        read, newer_year = 0, 0
        newer: list[Text] = []
        newer_signature = minhash.signatures([])
        for year in years:
            texts = _texts(con, section, year, common) if read < LIMIT else []
            signature = minhash.signatures([text.rest for text in texts])
            if newer_year == year + 1:
                _store(con, section, _with_year_before(newer, newer_signature, texts, signature))
            _store(con, section, _among_agencies(texts, signature))
            _count(con, section, year, texts)
            read += len(texts)
            newer, newer_signature, newer_year = texts, signature, year
    con.execute("create or replace temp table sorted as select * from similar_texts order by all")
    con.execute("truncate similar_texts")
    con.execute("insert into similar_texts select * from sorted")


def rows(con: duckdb.DuckDBPyConnection) -> Iterator[list[dict[str, str | None]]]:
    """What the findings say: the most similar text of each section, the agency's own before others'."""
    found = con.execute(
        """
        select report_id, section_key, own_previous_year, same_numbers, similarity, excerpt, agency, year
        from similar_texts join (select report_id as other_report_id, agency, year from current_reports)
            using (other_report_id)
        qualify row_number() over (
            partition by report_id, section_key order by own_previous_year desc, similarity desc, other_report_id
        ) = 1
        order by report_id, section_key
        """
    )
    while batch := found.fetchmany(10_000):
        yield [_words(*row) for row in batch]


def _words(
    report_id: str,
    section: str,
    own: bool,
    same_numbers: bool,
    similarity: float,
    excerpt: str,
    agency: str,
    year: int,
) -> dict[str, str | None]:
    return {
        **dict.fromkeys(("table_key", "row_key", "column_key", "expected"), None),
        "report_id": report_id,
        "found": f"{similarity:.0f}%",
        "section": SECTIONS[section][0],
        "section_en": SECTIONS[section][1],
        "other": f"本机关{year}年报告" if own else f"{agency}{year}年报告",
        "other_en": f"the agency's own report for {year}" if own else f"the report of {agency} for {year}",
        "numbers": "，且数字逐一相同" if same_numbers else "",
        "numbers_en": ", figures included" if same_numbers else "",
        "quote": excerpt[:_QUOTED].replace("\n", " ") + ("…" if len(excerpt) > _QUOTED else ""),
    }


def _sample(con: duckdb.DuckDBPyConnection, section: str) -> list[str]:
    """The newest text of each agency, masked; of some of them where there are very many."""
    found = con.execute(
        """
        with newest as (
            select report_id, agency, province, city, county
            from current_reports
            where report_id in (select report_id from incoming_narratives where section_key = $section)
            qualify row_number() over (partition by agency_id, scope order by year desc) = 1
            order by md5(agency_id || scope) limit $most
        )
        select text, agency, province, city, county
        from incoming_narratives join newest using (report_id) where section_key = $section
        """,
        {"section": section, "most": _SAMPLE},
    )
    return [mask(*row) for row in found.fetchall()]


def _texts(con: duckdb.DuckDBPyConnection, section: str, year: int, common: minhash.Flags) -> list[Text]:
    """In the order of their reports."""
    found = con.execute(
        """
        select report_id, agency_id || scope, kind, concat_ws('|', province, city, county), text, agency,
            province, city, county
        from incoming_narratives join current_reports using (report_id) where section_key = ? and year = ?
        """,
        [section, year],
    )
    texts: list[Text] = []
    while some := found.fetchmany(_AT_ONCE):
        masked = [mask(*row[4:]) for row in some]
        for row, rest in zip(some, minhash.without(masked, common), strict=True):
            report_id, agency_id, kind, area, text, *_ = row
            stated = numbers(text)
            texts.append(Text(report_id, agency_id, kind, area, rest, hash(stated) if stated else 0))
    return sorted(texts, key=attrgetter("report_id"))


def _with_year_before(
    texts: Sequence[Text],
    signature: NDArray[np.uint32],
    before: Sequence[Text],
    signature_before: NDArray[np.uint32],
) -> Iterator[Pair]:
    position = {text.agency_id: at for at, text in enumerate(before)}
    for at, text in enumerate(texts):
        there = position.get(text.agency_id)
        if there is None:
            continue
        other = before[there]
        if text.numbers != 0 and text.numbers == other.numbers:
            yield Pair(text.report_id, other.report_id, True, None)
        elif min(len(text.rest), len(other.rest)) >= SHORTEST:
            alike = np.mean(signature[at] == signature_before[there]) >= _WORTH_COMPARING
            similarity = fuzz.ratio(text.rest, other.rest, score_cutoff=THRESHOLD) if alike else 0.0
            if similarity >= THRESHOLD:
                yield Pair(text.report_id, other.report_id, True, similarity)


def _among_agencies(texts: Sequence[Text], signature: NDArray[np.uint32]) -> Iterator[Pair]:
    """Each text's most similar few among those of the same kind or the same county."""
    long = np.array([at for at, text in enumerate(texts) if len(text.rest) >= SHORTEST], np.int64)
    best: dict[int, list[tuple[float, str]]] = {}
    done: set[tuple[int, int]] = set()
    for shared in ("kind", "area"):
        names = [getattr(texts[at], shared) for at in long]
        group = np.unique(np.array(names, dtype=object).astype(str), return_inverse=True)[1].astype(np.int64)
        for one, two in long[minhash.candidates(signature[long], group)].tolist():
            if (
                (one, two) in done
                or texts[one].agency_id == texts[two].agency_id
                or not getattr(texts[one], shared)
            ):
                continue
            done.add((one, two))
            similarity = fuzz.ratio(texts[one].rest, texts[two].rest, score_cutoff=THRESHOLD)
            if similarity >= THRESHOLD:
                best.setdefault(one, []).append((-similarity, texts[two].report_id))
                best.setdefault(two, []).append((-similarity, texts[one].report_id))
    for at, found in best.items():
        for negative, other in sorted(found)[:_KEPT]:
            yield Pair(texts[at].report_id, other, False, -negative)


def _store(con: duckdb.DuckDBPyConnection, section: str, pairs: Iterator[Pair]) -> None:
    while some := list(islice(pairs, _AT_ONCE // 2)):
        printed = _printed(con, section, {name for pair in some for name in (pair.report_id, pair.other)})
        if rows := [row for pair in some if (row := _row(section, pair, printed))]:
            con.register("found_pairs", pa.Table.from_pylist(rows))
            con.execute("insert into similar_texts by name select * from found_pairs")
            con.unregister("found_pairs")


def _printed(con: duckdb.DuckDBPyConnection, section: str, reports: set[str]) -> dict[str, tuple[str, ...]]:
    """Text, agency and places of these reports."""
    found = con.execute(
        """
        select report_id, text, agency, province, city, county
        from incoming_narratives join current_reports using (report_id)
        where section_key = ? and report_id in (select unnest(?::varchar[]))
        """,
        [section, sorted(reports)],
    ).fetchall()
    return {report: tuple(rest) for report, *rest in found}


def _row(section: str, pair: Pair, printed: dict[str, tuple[str, ...]]) -> dict[str, object] | None:
    """A row of `similar_texts`; None where texts with the same figures are not similar after all."""
    similarity = pair.similarity
    if similarity is None:
        similarity = fuzz.ratio(*(mask(*printed[report]) for report in (pair.report_id, pair.other)))
        if similarity < THRESHOLD:
            return None
    text = printed[pair.report_id][0]
    first, there, length = _longest_common(text, printed[pair.other][0])
    return {
        "report_id": pair.report_id,
        "section_key": section,
        "other_report_id": pair.other,
        "own_previous_year": pair.own_previous_year,
        "same_numbers": pair.similarity is None,
        "similarity": round(similarity, 1),
        "excerpt": text[first : first + min(length, _EXCERPT)],
        "position": first + 1,
        "other_position": there + 1,
    }


def _longest_common(text: str, other: str) -> tuple[int, int, int]:
    """Where the longest common passage starts in both, and its length."""
    equal = [one for one in LCSseq.opcodes(text, other) if one.tag == "equal"]
    longest = max(equal, key=lambda one: one.src_end - one.src_start, default=None)
    return (
        (longest.src_start, longest.dest_start, longest.src_end - longest.src_start) if longest else (0, 0, 0)
    )


def _count(con: duckdb.DuckDBPyConnection, section: str, year: int, texts: Sequence[Text]) -> None:
    evaluable = [text.report_id for text in texts if text.evaluable]
    con.execute(
        """
        insert into across_checks
        with evaluable as (select unnest(?::varchar[]) as report_id)
        select ?, report_id, (report_id in (from evaluable))::integer, (report_id not in (from evaluable))::integer
        from incoming_narratives join current_reports using (report_id) where section_key = ? and year = ?
        """,
        [evaluable, RULE, section, year],
    )
