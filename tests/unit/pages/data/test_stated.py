"""Figures stated in words and in the statistics table: what the disclosure page shows of them, against pandas over
`stated_figures` and `cells`."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given

from pages.parts.charts.base import palette
from pages.parts.data import database, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.sections.shared import stated_numbers
from pages.parts.state.context import View
from tests.support.pages import run_page
from tests.unit.pages.data.oracle import RANDOM_SELECTIONS, chosen, selections

# rows of the statistics table that have another name as an item
_RENAMED = {"training_courses": "training_sessions", "trained": "training_people"}


@pytest.fixture(scope="module")
def numbers(opened: OpenVersion) -> pd.DataFrame:
    """One number per report and item: that of the statistics table, else the largest in words."""
    items = set(database.rows(opened, "select item_key from stated_items")["item_key"])
    told = database.rows(opened, "select * from stated_figures").merge(
        database.rows(opened, "select report_id, scope from reports"), on="report_id"
    )
    told = told[(told["period"] == "year") & ((told["subject"] == "own") | (told["scope"] != "own"))]
    words = told.groupby(["report_id", "item_key"])["value"].max()
    printed = database.rows(
        opened,
        "select report_id, row_key, value from cells where table_key = 'statistics' and value is not null",
    )
    printed = printed.assign(item_key=printed["row_key"].replace(_RENAMED))
    table = printed[printed["item_key"].isin(items)].set_index(["report_id", "item_key"])["value"]
    frame = pd.DataFrame({"words": words}).join(pd.DataFrame({"table": table}), how="outer")
    return frame.assign(
        told=["table" if row.table == row.table else "words" for row in frame.itertuples()],
        value=frame["table"].fillna(frame["words"]),
    ).reset_index()


def test_the_demo_states_numbers_in_words(numbers: pd.DataFrame) -> None:
    assert set(numbers["told"]) == {"words"} and len(numbers) > 1000


@RANDOM_SELECTIONS
@given(selection=selections)
def test_items_of_the_last_year(
    opened: OpenVersion, reports: pd.DataFrame, numbers: pd.DataFrame, selection: Selection
) -> None:
    year = chosen(reports, selection)
    year = year[year["year"] == selection.last_year]
    expected = numbers[numbers["report_id"].isin(year["report_id"])].groupby("item_key")["value"]
    answer = query.ask(opened, selection, "stated_by_item").set_index("item_key")
    assert set(answer.index) == set(expected.groups)
    for item, row in answer.iterrows():
        values = expected.get_group(item)
        assert (row["taken_in"], row["reports"], row["amount"], row["middle"]) == (
            len(values),
            len(year),
            values.sum(),
            values.median(),
        )


@RANDOM_SELECTIONS
@given(selection=selections)
def test_an_item_by_year_and_by_kind(
    opened: OpenVersion, reports: pd.DataFrame, numbers: pd.DataFrame, selection: Selection
) -> None:
    years = chosen(reports, selection)
    stated = years.merge(numbers[numbers["item_key"] == "disclosed"], on="report_id")
    by_year = query.ask(opened, selection, "stated_by_year", item="disclosed")
    by_year = by_year[by_year["taken_in"] > 0].set_index(["year", "told"])
    expected = stated.groupby(["year", "told"])["value"]
    assert by_year["middle"].to_dict() == expected.median().to_dict()
    assert by_year["amount"].to_dict() == expected.sum().to_dict()
    last = stated[stated["year"] == selection.last_year].groupby("kind")["value"]
    by_kind = query.ask(opened, selection, "stated_by_group", item="disclosed", by="kind").set_index("key")
    stating = by_kind[by_kind["taken_in"] > 0]
    assert stating["middle"].to_dict() == last.median().to_dict()
    filed = years[years["year"] == selection.last_year].groupby("kind").size()
    assert by_kind["reports"].to_dict() == filed.to_dict()


@RANDOM_SELECTIONS
@given(selection=selections)
def test_who_stands_out(
    opened: OpenVersion, reports: pd.DataFrame, numbers: pd.DataFrame, selection: Selection
) -> None:
    whole = chosen(reports, selection).merge(numbers[numbers["item_key"] == "disclosed"], on="report_id")
    now = whole[whole["year"] == selection.last_year].set_index("agency_id")
    before = whole[whole["year"] == selection.last_year - 1].set_index("agency_id")["value"]
    expected = set()
    for agency, row in now.iterrows():
        value, last = row["value"], before.get(agency)
        peers = now[(now["kind"] == row["kind"]) & (now["scope"] == row["scope"])]["value"]
        middle = peers.median()
        if value == 0:
            expected.add((agency, "zero"))
        elif value == last:
            expected.add((agency, "same"))
        if last is not None and value >= 3 * last and value - last >= 20:
            expected.add((agency, "jump"))
        if last is not None and value and 3 * value <= last and last - value >= 20:
            expected.add((agency, "fall"))
        if len(peers) >= 5 and value and (value >= 10 * middle or 10 * value <= middle):
            expected.add((agency, "far"))
    answer = query.ask(opened, selection, "stated_unusual", item="disclosed")
    assert set(zip(answer["agency_id"], answer["reason"], strict=True)) == expected


def test_the_published_sample_states_its_seven_figures(opened: OpenVersion) -> None:
    found = database.rows(
        opened,
        "select item_key, value, quote from stated_figures join reports using (report_id) "
        "where agency = '湘潭县统计局' and year = 2020 order by position",
    )
    assert [int(value) for value in found["value"]] == [61, 52, 9, 32, 6, 1, 5]
    assert all(str(int(row.value)) in row.quote for row in found.itertuples())


def test_the_definitions_say_how_many_reports_state_an_item(opened: OpenVersion) -> None:
    selection = Selection(2025, 2025, "", data="synthetic")
    chosen_reports = query.ask(opened, selection, "stated_by_item").set_index("item_key")["taken_in"]
    (table,) = [
        frame.value
        for frame in run_page("data", data="synthetic", to="2025").dataframe
        if "代码" in frame.value
    ]
    shown = table.set_index("代码")["计入份数"]
    assert len(shown) == 43 and {key: n for key, n in shown.items() if n} == chosen_reports.to_dict()


@pytest.mark.parametrize(
    ("language", "name"), [("zh", "主动公开信息总数"), ("en", "Information disclosed in total")]
)
def test_an_item_that_no_report_states_has_its_name(opened: OpenVersion, language: str, name: str) -> None:
    nobody = View("compare", opened, Selection(2019, 2019, "own", agency="nobody"), language, palette.LIGHT)
    assert not stated_numbers.item_names(nobody)
    assert stated_numbers.item_name(nobody, stated_numbers.FIRST_ITEM) == name
    assert stated_numbers.choose_item(nobody, "stated") == stated_numbers.FIRST_ITEM
