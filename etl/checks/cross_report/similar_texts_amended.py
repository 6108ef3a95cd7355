"""Similar texts of an amended version: only texts that changed, and those beside them, are compared again.

The version keeps which phrases are common, and of each compared text its row of bands. Which phrases are common is
counted again, over a bounded sample; a text is renewed if it is new or holds a phrase that has become common or no longer
is. Everything else follows from what is renewed or lost: a text is paired anew with its own of the year before if either
is renewed, and with others if it lies beside a renewed or lost one in a bucket.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import duckdb
import numpy as np

from etl.checks.cross_report import buckets, compared_texts, minhash, similar_texts, text_pairs
from etl.checks.cross_report.steps import run
from etl.checks.cross_report.text_pairs import Text


@dataclass(frozen=True, slots=True)
class _Section:
    """The texts of a section at hand, by their reports; more are read as they are needed."""

    con: duckdb.DuckDBPyConnection
    key: str
    common: minhash.Flags
    texts: dict[str, Text]

    def read(self, reports: Iterable[str]) -> None:
        """Read the texts of these reports, unless they are at hand."""
        rows = self.rows(sorted(set(reports) - self.texts.keys()))
        texts = compared_texts.texts_of(rows, compared_texts.masked(rows), self.common)
        self.texts.update((text.report_id, text) for text in texts)

    def rows(self, reports: Sequence[str]) -> list[tuple[str, ...]]:
        """The printed texts of these reports, as `texts/of_reports` gives them. Row numbers are looked up first: no other
        text is then read, of which there may be gigabytes."""
        if not reports:
            return []
        run(self.con, "amended_texts/rows_of_reports", section=self.key, reports=list(reports))
        return run(self.con, "amended_texts/texts_of_reports", "amended_texts/of_reports").fetchall()


def find(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the relations that `similar_texts.find` fills, for the texts that are compared again.

    What is to be replaced in `built` is named by `work.lost_texts` (sections of reports), `temp.changed_texts` (reports)
    and `temp.replaced_results`.
    """
    run(con, "amended_texts/replaced")
    for key in similar_texts.SECTIONS:
        _compare_section(con, key)
    run(con, "amended_texts/kept_rows", "texts/sorted")
    run(con, "amended_texts/replaced_results", rule=similar_texts.RULE)
    run(con, "amended_texts/counts", rule=similar_texts.RULE, sections=list(similar_texts.SECTIONS))


def _compare_section(con: duckdb.DuckDBPyConnection, key: str) -> None:
    years = compared_texts.compared_years(con, key)
    run(con, "amended_texts/standing", section=key, years=years)
    run(con, "amended_texts/renewed")
    section = _Section(con, key, compared_texts.common_phrases(con, key), {})
    _renew(section, years)
    run(con, "amended_texts/lost", section=key)
    run(con, "amended_texts/lost_rows")
    _pair_with_year_before(section)
    touched = [report for year in _touched_years(con) for report in _pair_with_others(section, year)]
    run(con, "amended_texts/replaced_others", section=key, reports=touched)


def _renew(section: _Section, years: list[int]) -> None:
    """Note in `temp.renewed_texts` and store in `work.compared_texts` the texts that are not compared as before."""
    con, key = section.con, section.key
    before = con.execute("select phrase from built.common_phrases where section_key = ?", [key]).fetchall()
    changed = minhash.flags([phrase for (phrase,) in before]) ^ section.common
    if changed.any():
        section.texts.update(
            (text.report_id, text) for year in years for text in _holding(section, year, changed)
        )
        con.execute(
            "insert into temp.renewed_texts select unnest(?::varchar[]) except from temp.renewed_texts",
            [list(section.texts)],
        )
    rows = con.execute(
        "select year, report_id from temp.standing_texts semi join temp.renewed_texts using (report_id) order by all"
    ).fetchall()
    section.read(report for _, report in rows)
    for year, of_year in groupby(rows, itemgetter(0)):
        texts = [section.texts[report] for _, report in of_year]
        hashed = minhash.bands(minhash.signatures([text.rest for text in texts]))
        compared_texts.store_texts(con, key, year, texts, hashed)


def _holding(section: _Section, year: int, phrases: minhash.Flags) -> Iterator[Text]:
    """The texts of a year with any of these phrases."""
    for rows in compared_texts.printed_texts(section.con, section.key, year):
        masked = compared_texts.masked(rows)
        held = np.flatnonzero(minhash.containing(masked, phrases)).tolist()
        yield from compared_texts.texts_of(
            [rows[at] for at in held], [masked[at] for at in held], section.common
        )


def _pair_with_year_before(section: _Section) -> None:
    pairs = run(section.con, "amended_texts/own_pairs").fetchall()
    run(
        section.con,
        "amended_texts/replaced_own",
        section=section.key,
        reports=[later for _, later, _ in pairs],
    )
    section.read(report for _, *both in pairs for report in both)
    for _, of_year in groupby(sorted(pairs), itemgetter(0)):
        both = zip(
            *((section.texts[later], section.texts[before]) for _, later, before in of_year), strict=True
        )
        texts, texts_before = both
        signed, signed_before = (
            minhash.signatures([text.rest for text in side]) for side in (texts, texts_before)
        )
        similar = text_pairs.with_year_before(texts, signed, texts_before, signed_before)
        compared_texts.store_pairs(section.con, section.key, similar, section.rows)


def _touched_years(con: duckdb.DuckDBPyConnection) -> list[int]:
    """The years with a text that is renewed or lost."""
    return [
        year
        for (year,) in con.execute(
            "select year from temp.lost_texts union "
            "select year from temp.standing_texts semi join temp.renewed_texts using (report_id) order by year"
        ).fetchall()
    ]


def _pair_with_others(section: _Section, year: int) -> list[str]:
    """Store the pairs of the texts of a year that may have other neighbours than before; returns their reports."""
    run(section.con, "amended_texts/bands", section=section.key, year=year)
    rows = section.con.sql("from temp.banded_texts order by report_id").to_arrow_table()
    reports, kinds, regions = (rows[name].to_pylist() for name in ("report_id", "kind", "region"))
    hashed = rows["bands"].combine_chunks().flatten().to_numpy().reshape(-1, minhash.BANDS)
    is_lost = rows["is_lost"].to_numpy()
    touched = buckets.reached(
        is_lost | rows["is_renewed"].to_numpy(), hashed, (kinds, regions), buckets.next_to
    )
    touched &= ~is_lost
    beside = buckets.reached(touched, hashed, (kinds, regions), buckets.in_buckets_of) & ~is_lost
    subset = np.flatnonzero(beside).tolist()
    names = ([kinds[at] for at in subset], [regions[at] for at in subset])
    worth = text_pairs.worth_comparing(hashed[subset], names, touched[subset])
    pairs = [(reports[subset[first]], reports[subset[second]]) for first, second in worth]
    section.read(report for both in pairs for report in both)
    replaced = {reports[at] for at in np.flatnonzero(touched)}
    similar = text_pairs.among_agencies(
        (section.texts[first], section.texts[second]) for first, second in pairs
    )
    wanted = (pair for pair in similar if pair.report_id in replaced)
    compared_texts.store_pairs(section.con, section.key, wanted, section.rows)
    return sorted(replaced)
