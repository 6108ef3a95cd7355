"""A choice is a clause, a sentence and a link at once."""

from urllib.parse import parse_qs

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.data import dictionary
from pages.parts.data.selection import LEVELS, SCOPES, Selection, common_area, ignored, resolve

PLACES = pd.DataFrame(
    [
        ("湖南省", "湘潭市", "", "government_rollup", "prefecture", False, 1, 7, 2018, 2025),
        ("湖南省", "湘潭市", "湘潭县", "government_rollup", "county", False, 1, 7, 2019, 2025),
        ("湖南省", "湘潭市", "韶山市", "government_rollup", "county", False, 1, 6, 2019, 2025),
        ("湖南省", "湘潭市", "湘潭县", "own", "county", False, 20, 140, 2019, 2025),
        ("示例省", "澄汐市", "岚岭区", "own", "county", True, 5, 35, 2019, 2024),
    ],
    columns=[
        "province",
        "city",
        "county",
        "scope",
        "level",
        "synthetic",
        "agencies",
        "reports",
        "first_year",
        "last_year",
    ],
).assign(last_read=lambda places: places["last_year"])


def test_the_default_is_one_kind_of_report_of_one_level() -> None:
    scope = resolve({}, PLACES)
    assert (scope.scope, scope.levels, scope.data) == ("government_rollup", ("county",), "real")
    assert (scope.first_year, scope.last_year) == (2018, 2025)
    assert resolve({}, PLACES, since=2019).first_year == 2019


@pytest.mark.parametrize(
    ("chosen", "field", "value"),
    [
        ({"scope": "own"}, "levels", ()),
        ({"level": "prefecture"}, "levels", ("prefecture",)),
        ({"level": "township"}, "levels", ("county",)),
        ({"county": "韶山市"}, "county", "韶山市"),
        ({"county": "无此县"}, "county", ""),
        ({"from": "2024", "to": "2020"}, "first_year", 2020),
        ({"to": "1900"}, "last_year", 2025),
        ({"from": "2030"}, "first_year", 2018),
        ({"data": "synthetic"}, "last_year", 2024),
        ({"data": "none such"}, "data", "real"),
        ({"to": "x"}, "last_year", 2025),
        ({"data": "synthetic"}, "scope", "own"),
        ({"scope": "' or 1=1"}, "scope", "government_rollup"),
        ({"kind": "edu"}, "kinds", ("edu",)),
    ],
)
def test_choices(chosen: dict[str, object], field: str, value: object) -> None:
    assert getattr(resolve(chosen, PLACES), field) == value


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "scope": st.sampled_from(SCOPES),
            "level": st.sampled_from(LEVELS),
            "data": st.sampled_from(["real", "synthetic", "all"]),
            "from": st.sampled_from(["2019", "2021"]),
            "county": st.sampled_from(["湘潭县", "岚岭区"]),
            "kind": st.lists(st.sampled_from(["edu", "police"]), min_size=1, unique=True),
        },
    )
)
def test_a_link_means_the_choice_that_it_was_made_from(chosen: dict[str, object]) -> None:
    scope = resolve(chosen, PLACES)
    back = {
        name: values if len(values) > 1 else values[0]
        for name, values in parse_qs(scope.link(3, "en")).items()
    }
    assert resolve(back, PLACES) == scope
    assert (back["version"], back["lang"]) == ("3", "en")


@pytest.mark.parametrize(
    ("chosen", "lost"),
    [
        ({}, []),
        (
            {
                "county": "湘潭县",
                "scope": "own",
                "level": "county",
                "from": "2019",
                "kind": "edu",
                "data": "real",
            },
            [],
        ),
        ({"scope": "all", "to": "2018"}, []),
        ({"county": "无此县"}, [("county", "无此县")]),
        ({"data": "synthetic", "county": "湘潭县"}, [("county", "湘潭县")]),
        ({"level": "township", "from": "2030"}, [("level", "township"), ("from", "2030")]),
        ({"scope": "system_rollup", "data": "x"}, [("data", "x"), ("scope", "system_rollup")]),
        ({"area": "999999"}, [("area", "999999")]),
    ],
)
def test_choices_that_the_data_do_not_have_are_named(
    chosen: dict[str, object], lost: list[tuple[str, str]]
) -> None:
    assert ignored(chosen, resolve(chosen, PLACES), PLACES) == lost


def test_the_newest_year_is_that_of_the_scope() -> None:
    old = PLACES.assign(last_year=[2025, 2025, 2025, 2021, 2024])
    assert resolve({"scope": "own"}, old).last_year == 2021
    assert resolve({"scope": "own"}, old, since=2023).first_year == 2021
    assert resolve({"scope": "own", "to": "2025"}, old).last_year == 2025, (
        "a year without reports may be asked for"
    )


@pytest.mark.parametrize(
    ("last_read", "scope"),
    [
        ([2024, 2024, 2024, 2025, 2024], "government_rollup"),
        ([2018, 2018, 2018, 2025, 2024], "own"),
        ([None, None, None, 2025, 2024], "own"),
        ([None, None, None, None, None], "own"),
    ],
)
def test_roll_ups_that_are_unreadable_or_years_old_are_not_the_default(
    last_read: list[int | None], scope: str
) -> None:
    assert resolve({}, PLACES.assign(last_read=pd.Series(last_read, dtype=float))).scope == scope


def test_real_reports_come_first_unless_they_are_the_shipped_ones() -> None:
    few = PLACES.assign(reports=[1, 0, 0, 0, 900])
    assert resolve({}, few).data == "real"
    assert resolve({}, few, only_sample=True).data == "synthetic"
    assert resolve({"data": "real"}, few, only_sample=True).data == "real"
    assert resolve({}, few[few["synthetic"]]).data == "synthetic"


def test_a_link_names_a_region_by_its_code() -> None:
    made = resolve({"county": "韶山市", "city": "湘潭市", "province": "湖南省"}, PLACES)
    assert parse_qs(made.link(1, "zh"))["county"] == ["韶山市"]
    short = made.link(1, "zh", {}, "430382")
    assert parse_qs(short)["area"] == ["430382"] and "%" not in short


def test_roll_ups_always_have_one_level() -> None:
    for chosen in ({}, {"scope": "system_rollup"}, {"scope": "government_rollup", "county": "湘潭县"}):
        scope = resolve(chosen, PLACES)
        assert scope.scope == "own" or len(scope.levels) == 1


def test_the_clause_holds_no_value() -> None:
    scope = Selection(2019, 2025, "own", county="湘潭县'; drop table figures", kinds=("edu",), data="real")
    clause, parameters = scope.condition()
    assert "drop" not in clause
    assert parameters["county"] == scope.county


def test_the_area_that_all_share() -> None:
    assert common_area(PLACES[PLACES["province"] == "湖南省"]) == ("湖南省", "湘潭市")
    assert common_area(PLACES) == ()


def test_names_of_areas_leave_out_what_all_share() -> None:
    keys = ["湖南省›湘潭市", "湖南省›湘潭市›湘潭县", "湖南省›湘潭市›鼓楼区", "江苏省›南京市›鼓楼区"]
    assert list(dictionary.area_names(keys, "zh").values()) == [
        "湘潭市本级",
        "湘潭县",
        "湘潭市·鼓楼区",
        "南京市·鼓楼区",
    ]
