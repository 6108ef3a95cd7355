"""A query reads `measured` with the columns that it names and no others, each as the view itself has it."""

import pandas as pd
import pytest

from pages.parts.data import database
from pages.parts.data.database import OpenVersion
from pages.parts.data.measured_columns import narrowed

ALL = "with answer as (select {columns} from measured order by report_id) select * from answer"


@pytest.fixture(scope="module")
def whole(opened: OpenVersion) -> pd.DataFrame:
    return database.rows(opened, "select * from measured order by report_id")


def test_every_column_is_that_of_the_view(opened: OpenVersion, whole: pd.DataFrame) -> None:
    sql = narrowed(opened, ALL.format(columns=", ".join(whole.columns)))
    assert " from figures" in sql.lower()
    pd.testing.assert_frame_equal(database.rows(opened, sql), whole)


@pytest.mark.parametrize(
    "names", [["report_id"], ["year", "disclosure_rate_n", "disclosure_rate_contradictory"]]
)
def test_a_star_gives_what_is_named(opened: OpenVersion, whole: pd.DataFrame, names: list[str]) -> None:
    sql = f"with answer as (select * from measured where '{' '.join(names)}' <> '' order by report_id) from answer"
    answer = database.rows(opened, narrowed(opened, sql))
    assert set(answer.columns) == {"report_id", *names}
    pd.testing.assert_frame_equal(answer, whole[list(answer.columns)])


def test_a_query_of_another_relation_stays_as_it_is(opened: OpenVersion) -> None:
    sql = "with answer as (select year from figures) select * from answer"
    assert narrowed(opened, sql) == sql
