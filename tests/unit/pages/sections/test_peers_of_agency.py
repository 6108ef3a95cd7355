"""The peers of a body, and how it is found, against the same taken from the relations another way."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pages.parts.data import database, query
from pages.parts.data.selection import Selection
from pages.parts.sections.agency import peer_position
from pages.parts.sections.agency.agency_choice import open_agency, selection_of_agency
from tests.support.compared_views import OWN, ROLLED_UP, stated, view_of


@pytest.fixture(autouse=True)
def loaded(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    yield


def test_the_spread_of_peers_is_that_of_their_reports() -> None:
    view = view_of("agency", OWN)
    for year in (2020, 2024):
        known = stated(year, "own")
        known = known[known["concluded"] >= 10]
        scope = Selection(year, year, "own", levels=("county",), data="synthetic")
        row = query.ask(
            view.opened, scope, "spread", measure=view.measure("disclosure_rate"), fewest=10, without=("",)
        ).iloc[0]
        assert row["agencies"] == len(known)
        for name, share in (("p10", 0.1), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9)):
            assert row[name] == pytest.approx(np.quantile(known["granted"] / known["concluded"], share))


def test_peers_of_a_body_are_of_its_level_kind_and_kind_of_report() -> None:
    opened = database.open_version()
    assert opened is not None
    some = database.rows(
        opened,
        "select * from reports where synthetic and is_current and year = 2024 and level = 'county' and scope = 'own' and kind = 'civil'",
    )
    if some.empty:
        some = database.rows(
            opened,
            "select * from reports where synthetic and is_current and year = 2024 and level = 'county' and scope = 'own'",
        )
    one = some.iloc[0]
    view = view_of("agency", Selection(2019, 2024, "", agency=one["agency_id"], data="synthetic"))
    agency = open_agency(view)
    assert agency is not None and agency.year == 2024
    scope = peer_position.peer_selection(view, agency, "city")
    found = query.ask(
        opened, scope, "units", measure=view.measure("applications_concluded"), by="agency", year=2024
    )
    kinds = database.rows(
        opened,
        "select agency_id, kinds, level, scope, city from reports where is_current and year = 2024 and synthetic",
    )
    expected = {
        row.agency_id
        for row in kinds.itertuples()
        if one["kind"] in row.kinds
        and row.level == "county"
        and row.scope == "own"
        and row.city == one["city"]
    }
    assert set(found["key"]) == expected and one["agency_id"] in expected


def test_a_body_is_found_whatever_the_filters_say_and_an_unknown_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = view_of("agency", ROLLED_UP)
    real = database.rows(
        view.opened,
        "select agency_id, year from reports where not synthetic and is_current order by agency_id limit 1",
    ).iloc[0]
    scope = selection_of_agency(
        view.opened,
        Selection(
            2019,
            2025,
            "government_rollup",
            levels=("county",),
            county="岚岭区",
            agency=real["agency_id"],
            data="synthetic",
        ),
    )
    assert scope.data == "real" and scope.last_year == real["year"] and not scope.county
    agency = open_agency(view_of("agency", scope))
    assert agency is not None and agency.report is not None
    assert selection_of_agency(view.opened, Selection(2019, 2025, "own", agency="nobody")).agency == ""
