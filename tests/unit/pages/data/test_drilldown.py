"""Answers that readers share, and the reports behind each figure."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.parts.charts.base import palette
from pages.parts.data import cell_sums, database, dictionary, query, question
from pages.parts.data.database import OpenVersion
from pages.parts.data.question import Years
from pages.parts.data.selection import Selection
from pages.parts.sections.texts.themes import theme_question
from pages.parts.state.context import View
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
    given = {
        "fewest": 10,
        "item": None,
        "key": None,
        "told": None,
        "keys": None,
        "both": True,
        "without": ("",),
    }
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


# a report that was not filed has no form
def test_no_group_asked_for_is_without_its_totals(
    opened: OpenVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    selection = Selection(2024, 2025, "own", data="synthetic")
    measure = dictionary.measures(opened)["disclosure_rate"]
    sums = query.ask(opened, selection, "measures_by", by="kind", fragments=query.pooled([measure]))
    keys = tuple(reversed(sums.loc[sums["year"] == 2025, "key"].tolist()))
    monkeypatch.setattr(query, "MOST_BEHIND", len(keys))
    behind = query.ask(
        opened, selection, "drilldown_reports", measure=measure, by="kind", keys=keys, year=2025, without=()
    )
    assert tuple(behind["key"]) == keys and len(keys) > 3


def _behind(opened: OpenVersion, name: str, by: str, key: str, **values: object) -> pd.DataFrame:
    """The reports of a group in 2025 behind a figure of the own reports."""
    selection = Selection(2024, 2025, "own", data="synthetic")
    return query.ask(opened, selection, name, by=by, keys=(key,), year=2025, without=(), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", sorted(set(query.BY) - {"none", "form"}))
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
        behind = _behind(opened, "drilldown_reports", by, str(row.key), measure=measure)
        assert len(behind) == behind["total_reports"].iloc[0] == row.reports
        totals = behind[["total_numerator", "total_denominator"]].iloc[0].astype(float).fillna(0).tolist()
        assert totals == pd.Series([row.numerator, row.denominator], dtype=float).fillna(0).tolist()
        cell = cell_sums.fragments(cell_sums.one("applications.granted.total"))
        behind = _behind(opened, "drilldown_cells", by, str(row.key), fragments=cell)
        assert (
            len(behind) == row.reports
            and behind["numerator"].sum() == behind["total_numerator"].fillna(0).iloc[0]
        )


def test_each_part_of_a_column_of_filing_leads_to_its_own_reports(opened: OpenVersion) -> None:
    selection = Selection(2019, 2025, "own", data="synthetic")
    counts = query.ask(opened, selection, "filing_counts", by="none")
    assert counts["faulty"].sum() > 0 < counts["missing"].sum()
    for row in counts.itertuples():
        drawn = {"without_errors": row.filed - row.faulty, "faulty": row.faulty, "missing": row.missing}
        for part, n in drawn.items():
            behind = query.ask(
                opened, selection, "filing_reports", by="none", key=None, year=row.year, part=part
            )
            assert len(behind) == n, (row.year, part)


@pytest.mark.parametrize("key", ["disclosure_rate", "applications_received"])
@pytest.mark.parametrize("by", ["none", "kind", "agency"])
def test_the_reports_behind_a_change_add_up_to_both_years(opened: OpenVersion, key: str, by: str) -> None:
    """Over the agencies that state both years and, apart from that, over all reports of either year."""
    selection = Selection(2024, 2025, "own", data="synthetic")
    measure = dictionary.measures(opened)[key]
    sides = ["total_numerator", "total_denominator", "before_numerator", "before_denominator"]

    def totals(both: bool, keys: tuple[str, ...] | None) -> list[float]:
        rows = query.ask(
            opened, replace(selection, first_year=2025), "drilldown_change", measure=measure, by=by, keys=keys, both=both
        )  # fmt: skip
        return [float(total) for total in rows[sides].iloc[0].astype(float).fillna(0)]

    matched = query.ask(opened, selection, "matched", by=by, fragments=query.compared([measure]))
    for row in matched[matched["both"] > 0].head(4).itertuples():
        behind = totals(True, None if by == "none" else (row.key,))
        figures = pd.Series([row.numerator, row.denominator, row.before_numerator, row.before_denominator])
        assert behind == figures.astype(float).fillna(0).tolist()
    pooled = query.ask(opened, selection, "measures_by", by="none", fragments=query.pooled([measure]))
    pooled = pooled.set_index("year")[["numerator", "denominator"]].astype(float).fillna(0)
    assert totals(False, None) == [*pooled.loc[2025], *pooled.loc[2024]]


@pytest.mark.parametrize("by", sorted(set(query.BY) - {"none"}))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_grouping_is_named_in_words(opened: OpenVersion, by: str, language: str) -> None:
    """The caption of a figure that was clicked names its group: no code of a level, type, form or region."""
    view = View("quality", opened, Selection(2019, 2025, "own", data="synthetic"), language, palette.LIGHT)
    groups = database.rows(opened, f"select distinct {query.BY[by]} as key from reports where synthetic")
    keys = [str(key) for key in groups["key"] if key]
    names = view.names(by, keys)
    assert keys and all(names[key] != key or by == "province" for key in keys), names
