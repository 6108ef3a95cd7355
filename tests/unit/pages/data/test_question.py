"""The front matter of every question states what its text does."""

import ast
import re

import pytest

from pages.parts.data import question
from pages.parts.data.question import Years, compose, parse
from tests.support.paths import ROOT

PREPARED = {
    "continued",
    "selected",
    "selected_all_years",
    "succeeded_agencies",
    "expected",
    "expected_agencies",
}
YEARS = {"first_year", "last_year"}
OF_A_MEASURE = {"numerator", "denominator", "stated", "contradictory"}
FRAGMENTS = {"marked", "columns"}  # whole queries with relations of their own
QUOTED = re.compile(r"'[^']*'")


@pytest.mark.parametrize("name", question.names())
def test_the_relations_used_are_those_declared(name: str) -> None:
    asked = question.question(name)
    named = set(re.findall(r"\b(?:from|join)\s+([a-z_]+)", asked.sql)) & PREPARED
    assert named <= set(asked.uses)
    assert named == set(asked.uses) or FRAGMENTS & set(asked.parameters)


@pytest.mark.parametrize("name", question.names())
def test_the_parameters_named_are_those_declared(name: str) -> None:
    asked = question.question(name)
    values = set(re.findall(r"\$(\w+)", QUOTED.sub("", asked.sql))) - YEARS
    places = set(re.findall(r"{(\w+)}", asked.sql))
    if places & OF_A_MEASURE:
        places = places - OF_A_MEASURE | {"measure"}
    assert values | places == set(asked.parameters)
    assert len(asked.parameters) == len(set(asked.parameters))


@pytest.mark.parametrize("name", question.names())
def test_a_row_and_its_years_are_stated(name: str) -> None:
    asked = question.question(name)
    assert asked.grain.startswith("one row")
    reads_years = bool(YEARS & set(re.findall(r"\$(\w+)", asked.sql)))
    if asked.years is Years.NONE:
        assert not reads_years and not set(asked.uses) & {"selected", "expected"}
    if asked.years is Years.LAST:
        assert "first_year" not in asked.sql, "the last year alone"


def test_relations_come_once_and_before_those_made_of_them() -> None:
    sql = compose("select 1 from expected", ("expected",), "scope = $scope")
    order = [name for name in re.findall(r"^(?:with )?(\w+) as \(", sql, re.MULTILINE) if name in PREPARED]
    assert order.index("selected_all_years") < order.index("selected") < order.index("expected")
    assert order.index("expected_agencies") < order.index("expected") and len(order) == len(set(order)) == 5
    assert "where scope = $scope" in sql and "{" not in sql


def test_what_a_question_does_not_use_is_left_out() -> None:
    assert compose("select 1", (), "true") == "with answer as (select 1)\nselect * from answer"


@pytest.mark.parametrize(
    "text",
    ["select 1", "-- one row\nselect 1", "-- years: all\nselect 1", "-- one row\n-- years: some\nselect 1"],
)
def test_incomplete_front_matter_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


def test_every_question_asked_is_given_its_values() -> None:
    asked = [
        (path.name, str(call.args[0].value), {keyword.arg for keyword in call.keywords})
        for path in (ROOT / "pages").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "ask"
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert len(asked) > 50
    lacking = [
        (file, name, sorted(lacks))
        for file, name, given in asked
        if None not in given and (lacks := needed(name) - given)
    ]
    assert not lacking


def needed(name: str) -> set[str]:
    """The values that a question needs beside the years of the selection."""
    return set(re.findall(r"\$(\w+)", QUOTED.sub("", question.question(name).sql))) - YEARS
