"""Tables two and three over random selections: flow, applicants, outcomes, grounds and every cell."""

import pandas as pd
import pytest
from hypothesis import given

from pages.parts.data import query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from tests.support.form_keys import COLUMNS
from tests.unit.pages.data.oracle import (
    GROUP_ROWS,
    RANDOM_SELECTIONS,
    chosen,
    column,
    is_sum_of,
    selections,
    value,
)


@RANDOM_SELECTIONS
@given(selection=selections)
def test_the_flow_and_the_outcomes_take_whole_reports_only(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, selection: Selection
) -> None:
    flow = query.ask(opened, selection, "flow").set_index("year")
    terms = [
        "applications.received_new.total",
        "applications.carried_in.total",
        "applications.carried_out.total",
    ]
    terms += [f"applications.group_{group}.total" for group in GROUP_ROWS]
    for year, part in chosen(reports, selection).groupby("year"):
        values = [[value(cells, report, term) for term in terms] for report in part["report_id"]]
        whole = [row for row in values if not any(pd.isna(row))]
        row = flow.loc[year]
        assert (row["reports"], row["taken_in"]) == (len(values), len(whole))
        if whole:
            sums = [sum(column) for column in zip(*whole, strict=True)]
            assert [
                row[name] for name in ("received_new", "carried_in", "carried_out", *GROUP_ROWS)
            ] == pytest.approx(sums)


@RANDOM_SELECTIONS
@given(selection=selections)
def test_applications_received_by_year_and_applicant(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, selection: Selection
) -> None:
    answer = query.ask(opened, selection, "received").set_index(["year", "column_key"])
    years = dict(list(chosen(reports, selection).groupby("year")))
    assert set(answer.index) == {(year, key) for year in years for key in COLUMNS}
    for (year, key), row in answer.iterrows():
        stated = column(cells, years[year], f"applications.received_new.{key}")
        assert (row["reports"], row["taken_in"]) == (len(stated), stated.notna().sum())
        assert is_sum_of(row["count"], stated)


@pytest.mark.slow
@RANDOM_SELECTIONS
@given(selection=selections)
def test_outcomes_by_applicant_and_kind_take_whole_columns_only(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, selection: Selection
) -> None:
    answer = pd.concat(
        query.ask(opened, selection, "outcomes_by", by="kind", fragments={"column": column}).assign(
            column_key=column
        )
        for column in COLUMNS
    ).set_index(["key", "column_key", "outcome"])
    expected: dict[tuple[str, str, str], float] = {}
    taken: dict[tuple[str, str], int] = {}
    for report in chosen(reports, selection).query("year == @selection.last_year").itertuples():
        for key in COLUMNS:
            parts = {
                group: value(cells, report.report_id, f"applications.group_{group}.{key}")
                for group in GROUP_ROWS
            }
            total = value(cells, report.report_id, f"applications.concluded_total.{key}")
            if not any(pd.isna(list(parts.values()))) and (pd.isna(total) or total == sum(parts.values())):
                taken[report.kind, key] = taken.get((report.kind, key), 0) + 1
                for group, count in parts.items():
                    at = (report.kind, key, group)
                    expected[at] = expected.get(at, 0.0) + count
    assert answer["count"].to_dict() == pytest.approx(expected)
    assert {at[:2]: n for at, n in answer["taken_in"].items()} == taken


@pytest.mark.slow
@RANDOM_SELECTIONS
@given(selection=selections)
def test_every_row_of_table_three_and_every_cell_of_table_two(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, selection: Selection
) -> None:
    part = chosen(reports, selection).query("year == @selection.last_year")
    for row in query.ask(opened, selection, "grounds").itertuples():
        stated = column(cells, part, f"applications.{row.row_key}.total")
        assert (row.reports, row.taken_in) == (len(part), stated.notna().sum())
        assert is_sum_of(row.count, stated)
        concluded = column(cells, part, "applications.concluded_total.total")
        assert is_sum_of(row.numerator, stated[stated.between(0, concluded)])
        assert is_sum_of(row.concluded, concluded[stated.between(0, concluded)])
    for row in query.ask(opened, selection, "table_two").itertuples():
        on_form = part[part["form"] == row.form]
        stated = column(cells, on_form, f"proactive_disclosure.{row.row_key}.{row.column_key}")
        assert (row.reports, row.taken_in) == (len(on_form), stated.notna().sum())
        assert is_sum_of(row.amount, stated)
