"""Figures stated in words: what the disclosure page shows of them, against pandas over `stated_figures`."""

import pandas as pd
from hypothesis import given

from pages.parts.data import database, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from tests.unit.pages.data.oracle import RANDOM_SELECTIONS, chosen, selections


@RANDOM_SELECTIONS
@given(selection=selections)
def test_items_of_the_last_year(opened: OpenVersion, reports: pd.DataFrame, selection: Selection) -> None:
    year = chosen(reports, selection)
    year = year[year["year"] == selection.last_year]
    stated = database.rows(opened, "select * from stated_figures").merge(
        year[["report_id", "scope"]], on="report_id"
    )
    stated = stated[
        (stated["period"] == "year") & ((stated["subject"] == "own") | (stated["scope"] != "own"))
    ]
    largest = stated.groupby(["item_key", "report_id"])["value"].max().groupby("item_key")
    answer = query.ask(opened, selection, "stated_by_item").set_index("item_key")
    assert set(answer.index) == set(largest.groups)
    for item, row in answer.iterrows():
        values = largest.get_group(item)
        assert (row["taken_in"], row["reports"], row["amount"], row["middle"]) == (
            len(values),
            len(year),
            values.sum(),
            values.median(),
        )


def test_the_published_sample_states_its_seven_figures(opened: OpenVersion) -> None:
    found = database.rows(
        opened,
        "select item_key, value, quote from stated_figures join reports using (report_id) "
        "where agency = '湘潭县统计局' and year = 2020 order by position",
    )
    assert [int(value) for value in found["value"]] == [61, 52, 9, 32, 6, 1, 5]
    assert all(str(int(row.value)) in row.quote for row in found.itertuples())
