"""Measures over random selections: pooled, compared over two years, and their spread over agencies."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.data import dictionary, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.dictionary import Measure
from pages.parts.data.selection import Selection
from tests.unit.pages.data.oracle import (
    RANDOM_SELECTIONS,
    chosen,
    contradicts,
    evaluated,
    of_all_years,
    selections,
    sides,
    units,
    value,
)


def _others(opened: OpenVersion, measure: Measure) -> list[Measure]:
    return [other for other in dictionary.measures(opened).values() if other is not measure]


@RANDOM_SELECTIONS
@given(selection=selections, data=st.data())
def test_measures_pool_what_the_cells_state(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, selection: Selection, data: st.DataObject
) -> None:
    measure = data.draw(st.sampled_from(list(dictionary.measures(opened).values())))
    by = data.draw(st.sampled_from(["none", "kind"]))
    together = [
        measure,
        *data.draw(st.lists(st.sampled_from(_others(opened, measure)), max_size=9, unique_by=id)),
    ]
    answer = query.ask(opened, selection, "measures_by", by=by, fragments=query.pooled(together))
    assert set(answer["measure"]) <= {one.key for one in together}
    answer = answer[answer["measure"] == measure.key]
    expected: dict[tuple[int, str], list[float]] = {}
    for report in chosen(reports, selection).itertuples():
        key = (int(report.year), "" if by == "none" else report.kind)
        row = expected.setdefault(key, [0, 0, 0, 0.0, 0.0])
        row[0] += 1
        if pair := sides(cells, report.report_id, measure):
            row[1] += 1
            row[3] += pair[0]
            row[4] += pair[1]
        elif pd.notna(evaluated(cells, report.report_id, measure.numerator)):
            row[2] += contradicts(cells, report.report_id, measure)
    found = {
        (int(row.year), row.key): [
            row.reports, row.taken_in, row.contradictory, row.numerator if row.taken_in else 0.0,
            row.denominator if row.taken_in and measure.denominator else 0.0,
        ]
        for row in answer.itertuples()
    }  # fmt: skip
    assert found.keys() == expected.keys()
    assert all(found[key] == pytest.approx(row) for key, row in expected.items())


@RANDOM_SELECTIONS
@given(selection=selections, data=st.data())
def test_two_years_are_compared_over_the_bodies_that_state_both(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, selection: Selection, data: st.DataObject
) -> None:
    measure = data.draw(st.sampled_from(list(dictionary.measures(opened).values())))
    by = data.draw(st.sampled_from(["none", "kind"]))
    together = [
        measure,
        *data.draw(st.lists(st.sampled_from(_others(opened, measure)), max_size=9, unique_by=id)),
    ]
    answer = query.ask(opened, selection, "matched", by=by, fragments=query.compared(together))
    answer = answer[answer["measure"] == measure.key].set_index("key")
    every, grouped = (
        chosen(reports, of_all_years(selection)),
        dict[str, list[list[tuple[float, float] | None]]](),
    )
    years = every[every["year"].isin([selection.last_year - 1, selection.last_year])]
    for _, part in years.groupby(units(opened, years, selection.last_year)):
        both: list[tuple[float, float] | None] = []
        for year in (selection.last_year - 1, selection.last_year):
            filed = [sides(cells, report, measure) for report in part.loc[part["year"] == year, "report_id"]]
            taken = [pair for pair in filed if pair is not None]
            whole = bool(filed) and len(taken) == len(filed)
            both.append((sum(pair[0] for pair in taken), sum(pair[1] for pair in taken)) if whole else None)
        kind = part.sort_values("year")["kind"].iloc[-1]
        grouped.setdefault("" if by == "none" else kind, []).append(both)
    assert set(answer.index) == set(grouped)
    for key, pairs in grouped.items():
        row, matched = answer.loc[key], [(before, now) for before, now in pairs if before and now]
        assert (row["before_agencies"], row["agencies"], row["both"]) == (
            sum(before is not None for before, _ in pairs), sum(now is not None for _, now in pairs), len(matched)
        )  # fmt: skip
        if matched:
            assert row["before_numerator"] == pytest.approx(sum(before[0] for before, _ in matched))
            assert row["numerator"] == pytest.approx(sum(now[0] for _, now in matched))
            if measure.denominator:
                assert row["before_denominator"] == pytest.approx(sum(before[1] for before, _ in matched))
                assert row["denominator"] == pytest.approx(sum(now[1] for _, now in matched))
    change = query.ask(opened, selection, "change", measure=measure)
    for year, name in ((selection.last_year - 1, "before"), (selection.last_year, "now")):
        part = every[every["year"] == year]
        stated = pd.Series(
            [(sides(cells, report, measure) or [0])[0] for report in part["report_id"]], dtype=float
        )
        assert change[name].sum() == pytest.approx(stated.sum())
        assert (
            change[f"filed_{name}"].sum() == units(opened, years, selection.last_year)[part.index].nunique()
        )


def test_the_change_adds_up(opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame) -> None:
    selection = Selection(2019, 2025, "own", data="synthetic")
    measure = dictionary.measures(opened)["applications_received"]
    frame = query.ask(opened, selection, "change", measure=measure)
    for _year, column in ((2024, "before"), (2025, "now")):
        part = chosen(reports, selection).query("year == @_year")
        values = [value(cells, report, "applications.received_new.total") for report in part["report_id"]]
        assert frame[column].sum() == sum(one for one in values if one == one)
        assert frame[f"filed_{column}"].sum() == units(opened, part, 2025).nunique()


@RANDOM_SELECTIONS
@given(selection=selections, data=st.data(), fewest=st.sampled_from([1, 10, 30]))
def test_the_spread_over_bodies(
    opened: OpenVersion,
    reports: pd.DataFrame,
    cells: pd.DataFrame,
    selection: Selection,
    data: st.DataObject,
    fewest: int,
) -> None:
    measure = data.draw(st.sampled_from(list(dictionary.measures(opened).values())))
    row = query.ask(opened, selection, "spread", measure=measure, fewest=fewest, without=("",)).iloc[0]
    of_agencies = []
    of_year = chosen(reports, selection).query("year == @selection.last_year")
    for report, agency in zip(of_year["report_id"], of_year["agency"], strict=True):
        pair = sides(cells, report, measure)
        if pair and (not measure.denominator or pair[1] >= fewest):
            of_agencies.append((pair[0] / pair[1] if measure.denominator else pair[0], agency))
    values = [value for value, _ in of_agencies]
    assert row["agencies"] == len(values)
    if values:
        for side, end in (("lowest", min(values)), ("highest", max(values))):
            there = [agency for value, agency in of_agencies if value == end]
            assert (row[side], row[f"at_{side}"], row[f"{side}_agency"]) == (end, len(there), min(there))
        quantiles = pd.Series(values).quantile([0.1, 0.25, 0.5, 0.75, 0.9])
        assert [row[name] for name in ("p10", "p25", "p50", "p75", "p90")] == pytest.approx(list(quantiles))
