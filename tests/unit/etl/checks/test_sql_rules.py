"""Headers of the rules over several reports: each states its grain and reads what it declares."""

from __future__ import annotations

import json
from collections.abc import Iterator

import duckdb
import pytest

from etl.checks.cross_report.sql_rules import Reads, SqlRule, parse, sql_rules
from etl.rules.catalog import rules

# what is prepared for rules, and what it is prepared from
_MADE_OF = {
    "differing_cells": "copies",
    "sentences_of_copies": "copies",
    "flows": "current_reports",
    "usual_flows": "current_reports",
}
# agencies that merged into another: part of an agency's history
_ALSO_READ = {Reads.AGENCY_HISTORY: {"agency_successions"}}


def relations(query: str) -> set[str]:
    """The relations that a query reads, without its own common table expressions."""
    with duckdb.connect() as con:
        ((parsed,),) = con.execute("select json_serialize_sql(?)", [query]).fetchall()
    tree = json.loads(parsed)
    assert not tree["error"], tree
    nodes = list(_nodes(tree))
    named = {node["table_name"] for node in nodes if node.get("type") == "BASE_TABLE"}
    own = {entry["key"] for node in nodes for entry in node.get("cte_map", {}).get("map", ())}
    return named - own


def _nodes(tree: object) -> Iterator[dict]:
    if isinstance(tree, dict):
        yield tree
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _nodes(child)


@pytest.mark.parametrize("rule", sql_rules(), ids=lambda rule: rule.key)
def test_a_rule_reads_what_its_header_declares(rule: SqlRule) -> None:
    read = {_MADE_OF.get(name, name) for name in relations(rule.query)}
    assert read - _ALSO_READ.get(rule.reads, set()) == {rule.reads.relation}


def test_every_rule_is_declared_in_the_catalog() -> None:
    keys = [rule.key for rule in sql_rules()]
    assert keys
    assert set(keys) <= rules().keys()


def test_each_extent_is_read_by_some_rule() -> None:
    assert {rule.reads for rule in sql_rules()} == set(Reads)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "-- grain: one row per report\n",
        "-- reads: rollups\n-- grain: one row per report\n",
        "-- grain: one row per report\n-- reads: whatever\n",
    ],
    ids=["none", "reads missing", "wrong order", "unknown input"],
)
def test_a_rule_without_a_complete_header_is_refused(header: str) -> None:
    with pytest.raises(ValueError):
        parse("some_rule", f"{header}select * from reconciliation")


def test_comments_and_aliases_do_not_change_what_a_rule_reads() -> None:
    query = "-- grain: one row per report\n-- reads: rollups\n-- not from agency_history\nselect 1 from reconciliation"
    assert parse("some_rule", query).reads is Reads.ROLLUPS
    assert relations(query) == {"reconciliation"}
