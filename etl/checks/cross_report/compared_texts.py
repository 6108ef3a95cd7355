"""The texts that are compared: which, what is left of them, and how they and their pairs are written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import attrgetter

import duckdb
import numpy as np
import pyarrow as pa
from rapidfuzz import fuzz

from etl.checks.cross_report import minhash, text_pairs
from etl.checks.cross_report.steps import run
from etl.checks.cross_report.text_masking import figures_in, mask
from etl.checks.cross_report.text_pairs import THRESHOLD, Pair, Text

LIMIT = 200_000
SAMPLE = 10_000  # agencies, among which a share of a twentieth is told to a quarter of a per cent
_COMMON_SHARE, _COMMON_LEAST = 0.05, 4
_TEXTS_AT_ONCE = 5_000  # texts whose printed form is in memory at a time
_LONGEST_EXCERPT = 160
Read = Callable[[Sequence[str]], list[tuple[str, ...]]]


def compared_years(con: duckdb.DuckDBPyConnection, section: str) -> list[int]:
    """The years whose texts are compared, newest first: as many as it takes to read `LIMIT` texts."""
    years, texts_read = [], 0
    for year, texts in run(con, "texts/years", section=section).fetchall():
        if texts_read < LIMIT:
            years.append(year)
        texts_read += texts
    return years


def common_phrases(con: duckdb.DuckDBPyConnection, section: str) -> minhash.Flags:
    """Which phrases of a section are common now; they are written to `work.common_phrases`."""
    common = minhash.common_shingles(_sample(con, section), _COMMON_SHARE, _COMMON_LEAST)
    phrases = pa.table({"phrase": np.flatnonzero(common).astype(np.uint32)})
    con.register("phrase_rows", phrases)
    con.execute(
        "insert into work.common_phrases select ?, phrase from phrase_rows order by phrase", [section]
    )
    con.unregister("phrase_rows")
    return common


def _sample(con: duckdb.DuckDBPyConnection, section: str) -> list[str]:
    """The newest text of each agency, masked; a sample of them if there are very many."""
    newest = run(con, "texts/sample", section=section, most=SAMPLE)
    return [mask(*row) for row in newest.fetchall()]


def texts_of_year(
    con: duckdb.DuckDBPyConnection, section: str, year: int, common: minhash.Flags
) -> list[Text]:
    """The texts of one section and year, in the order of their report ids."""
    texts = [
        text for batch in printed_texts(con, section, year) for text in texts_of(batch, masked(batch), common)
    ]
    return sorted(texts, key=attrgetter("report_id"))


def printed_texts(con: duckdb.DuckDBPyConnection, section: str, year: int) -> Iterator[list[tuple[str, ...]]]:
    """Batches of the rows of `texts/of_year`."""
    cursor = run(con, "texts/of_year", section=section, year=year)
    while batch := cursor.fetchmany(_TEXTS_AT_ONCE):
        yield batch


def masked(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The printed texts of rows of `texts/of_year`, masked."""
    return [mask(*row[4:]) for row in rows]


def texts_of(
    rows: Sequence[tuple[str, ...]], masked_texts: Sequence[str], common: minhash.Flags
) -> Iterator[Text]:
    """What is compared of the texts in rows of `texts/of_year`."""
    for row, rest in zip(rows, minhash.without_common(masked_texts, common), strict=True):
        report_id, agency_id, kind, region, text, *_ = row
        figures = figures_in(text)
        yield Text(report_id, agency_id, kind, region, rest, hash(figures) if figures else 0)


def store_texts(
    con: duckdb.DuckDBPyConnection, section: str, year: int, texts: Sequence[Text], hashed: minhash.Bands
) -> None:
    """Add the texts of a section and year to `work.compared_texts`, with their rows of bands."""
    columns = {
        "report_id": [text.report_id for text in texts],
        "is_evaluable": [text.is_evaluable for text in texts],
        "is_long": [text.is_long for text in texts],
        "bands": pa.FixedSizeListArray.from_arrays(hashed.reshape(-1), minhash.BANDS),
    }
    con.register("text_rows", pa.table(columns))
    con.execute(
        "insert into work.compared_texts "
        "select report_id, ?, ?, is_evaluable, if(is_long, bands, null) from text_rows order by report_id",
        [section, year],
    )
    con.unregister("text_rows")


def store_pairs(
    con: duckdb.DuckDBPyConnection, section: str, pairs: Iterator[Pair], read: Read | None = None
) -> None:
    """Add the pairs to `work.similar_texts`, with the passage that they share in the printed texts; `read` gives the rows
    of `texts/of_reports` for these reports, if it is not that query."""
    while batch := list(islice(pairs, _TEXTS_AT_ONCE // 2)):
        reports = sorted({report for pair in batch for report in (pair.report_id, pair.other_report_id)})
        rows_of_reports = (
            read(reports)
            if read
            else run(con, "texts/of_reports", section=section, reports=reports).fetchall()
        )
        printed = {row[0]: row[4:] for row in rows_of_reports}
        if rows := [row for pair in batch if (row := _row(section, pair, printed))]:
            con.register("pair_rows", pa.Table.from_pylist(rows))
            con.execute("insert into work.similar_texts by name from pair_rows")
            con.unregister("pair_rows")


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
