"""Answers that readers share, and the reports behind each figure."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.parts.data import dictionary, query, question
from pages.parts.data.database import OpenVersion
from pages.parts.data.question import Years
from pages.parts.data.selection import Selection
from pages.parts.sections.texts.themes import theme_question
from tests.unit.pages.data.oracle import (
    RANDOM_SELECTIONS,
    selections,
)

SHARED = [name for name in question.names() if question.question(name).years in (Years.EACH, Years.LAST)]


@pytest.mark.parametrize("name", SHARED)
@settings(RANDOM_SELECTIONS, max_examples=6)
@given(selection=selections, first=st.integers(2019, 2025), by=st.sampled_from(["none", "kind"]))
def test_an_answer_that_others_may_share_is_that_of_the_years_chosen(
    opened: OpenVersion, name: str, selection: Selection, first: int, by: str
) -> None:
    """`years: each` and `years: last` promise that the other years of the selection change nothing."""
    selection = replace(selection, first_year=min(first, selection.last_year))
    measure = dictionary.measures(opened)["disclosure_rate"]
    of_column = query.question("outcomes_of_column").sql.replace("{column}", "total")
    given = {"fewest": 10, "item": None, "key": None, "without": ("",)}
    values = {key: value for key, value in given.items() if key in question.question(name).parameters}
    fragments = {
        **query.pooled([measure]),
        **query.compared([measure]),
        "marked": theme_question(),
        "column": "total",
        "columns": of_column,
    }

    def asked() -> pd.DataFrame:
        return query.ask(opened, selection, name, measure=measure, by=by, fragments=fragments, **values)

    answer = asked()
    alone = replace(question.question(name), years=Years.ALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query, "question", lambda _: alone)
        # an empty column does not tell its type
        pd.testing.assert_frame_equal(answer, asked(), check_dtype=len(answer) > 0)


@pytest.mark.parametrize("by", sorted(set(query.BY) - {"none"}))
def test_a_click_on_any_grouping_finds_the_reports_behind_it(opened: OpenVersion, by: str) -> None:
    """Every drill-down runs with a key, and its rows are those of the groups that charts show."""
    selection = Selection(2024, 2025, "own", data="synthetic")
    expected = query.ask(opened, selection, "expected_by", by=by)
    for row in expected[expected["year"] == 2025].head(3).itertuples():
        behind = query.ask(opened, selection, "filing_reports", by=by, key=row.key, year=2025, part=None)
        assert len(behind) == row.expected
    measure = dictionary.measures(opened)["disclosure_rate"]
    sums = query.ask(opened, selection, "measures_by", by=by, fragments=query.pooled([measure]))
    for row in sums[sums["year"] == 2025].head(3).itertuples():
        behind = query.ask(
            opened, selection, "drilldown_reports", measure=measure, by=by, key=row.key, year=2025
        )
        assert len(behind) == behind["total_reports"].iloc[0] == row.reports
        totals = behind[["total_numerator", "total_denominator"]].iloc[0].astype(float).fillna(0).tolist()
        assert totals == pd.Series([row.numerator, row.denominator], dtype=float).fillna(0).tolist()
        cell = {"cell": "applications__granted__total"}
        behind = query.ask(opened, selection, "drilldown_cell", by=by, fragments=cell, key=row.key, year=2025)
        assert (
            len(behind) == row.reports
            and behind["numerator"].sum() == behind["total_numerator"].fillna(0).iloc[0]
        )
