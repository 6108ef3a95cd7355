"""What differs between two versions, against a comparison of the two files row by row."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from etl.changes import output
from etl.changes.compare import Changes, Incomparable, compare_versions, table_of
from etl.model.report import Address, Report, StatedFigure
from tests.support.reports import build, identity, query, report

pytestmark = pytest.mark.slow
KEY = ("agency_id", "year", "scope")


def some_reports(chance: Random) -> list[Report]:
    """Reports of six bodies, of which any may be missing, changed, doubled or of another form."""
    made = []
    for body in range(6):
        for copy in range(chance.choice((0, 1, 1, 1, 2))):
            figures: dict[str, float | None] = {
                "applications.received_new.total": chance.choice((3, 4)),
                "applications.granted.company": chance.choice((0, 1, None)),
                "review_litigation.review.upheld": chance.choice((0, 7)),
            }
            who = identity(
                f"示例县第{body}局", chance.choice((2019, 2022)), county=chance.choice(("示例县", ""))
            )
            one = replace(report(who, figures, chance.choice(("2019", "2021"))), stated=some_figures(chance))
            name = f"{who.agency}{who.year}-{copy}-{chance.choice('ab')}.html"
            made.append(replace(one, source_name=name))
    return made


def some_figures(chance: Random) -> tuple[StatedFigure, ...]:
    """Figures in words, some of one item several times."""
    return tuple(
        StatedFigure(
            item,
            chance.choice((1.0, 2.0)),
            "条",
            "year",
            "exact",
            "own",
            "",
            "overview",
            f"{item}{place}",
            place,
        )
        for place, item in enumerate(
            chance.choices(("disclosed", "channel_website"), k=chance.choice((0, 2, 3)))
        )
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    chance = Random(4)
    return [build(tmp_path_factory.mktemp("version"), some_reports(chance)) for _ in range(4)]


def keyed(path: Path) -> dict[tuple[Any, ...], str]:
    """The current report of each agency's year and scope."""
    return {
        row[:3]: row[3]
        for row in query(path, f"select {', '.join(KEY)}, report_id from reports where is_current")
    }


def by_address(path: Path, report_id: str) -> dict[str, tuple[Any, ...]]:
    cells = query(
        path,
        "select concat_ws('/', table_key, row_key, column_key), value, raw, state from cells "
        f"where report_id = '{report_id}'",
    )
    return {row[0]: row[1:] for row in cells}


def rows(changes: Changes, relation: str, columns: str) -> list[tuple[Any, ...]]:
    return changes.con.sql(f"select {columns} from {table_of(relation)}").fetchall()


@pytest.mark.slow
@pytest.mark.parametrize(("older", "newer"), [(0, 1), (1, 2), (3, 0), (2, 2)])
def test_equals_an_independent_comparison(files: list[Path], older: int, newer: int) -> None:
    before, after = keyed(files[older]), keyed(files[newer])
    ids = [{one for (one,) in query(files[side], "select report_id from reports")} for side in (older, newer)]
    replaced = {
        (after[key], before[key]) for key in before.keys() & after.keys() if before[key] != after[key]
    }
    expected: set[tuple[str, str, str | None]] = {("replaced", *pair) for pair in replaced}
    expected |= {("new", one, None) for one in ids[1] - ids[0] - {new for new, _ in replaced}}
    expected |= {("gone", one, None) for one in ids[0] - ids[1] - {old for _, old in replaced}}
    cells = set()
    for key in before.keys() & after.keys():
        old, new = by_address(files[older], before[key]), by_address(files[newer], after[key])
        for cell in old.keys() | new.keys():
            sides = [side.get(cell, (None, None, None)) for side in (old, new)]
            if sides[0] != sides[1]:
                cells.add((*key, cell, *sides[0], *sides[1]))
    with compare_versions(files[older], files[newer]) as changes:
        assert sorted(rows(changes, "reports", "change, report, instead_of"), key=str) == sorted(
            expected, key=str
        )
        found = rows(
            changes, "cells", f"{', '.join(KEY)}, cell, old, old_raw, old_state, new, new_raw, new_state"
        )
        assert len(found) == len(set(found)) and set(found) == cells
        stated = rows(
            changes,
            "stated_figures",
            f"{', '.join(KEY)}, item_key, old, new, old_quote is null, new_quote is null",
        )
        assert sorted(stated, key=str) == sorted(
            stated_otherwise(files[older], files[newer], before, after), key=str
        )
        measured = set(rows(changes, "measures", f"{', '.join(KEY)}, measure"))
        assert measured == changed_measures(files[older], files[newer], before.keys() & after.keys())
        findings = Counter(rows(changes, "findings", f"change, {', '.join(KEY)}, rule_key, expected, found"))
        old_findings, new_findings = (findings_of(files[side]) for side in (older, newer))
        closed, new_ones = old_findings - new_findings, new_findings - old_findings
        assert findings == Counter({("closed", *key): n for key, n in closed.items()}) + Counter(
            {("new", *key): n for key, n in new_ones.items()}
        )
        assert bool(expected) == bool(cells) == bool(findings) == (older != newer)


def stated_otherwise(
    older: Path, newer: Path, before: dict[tuple[Any, ...], str], after: dict[tuple[Any, ...], str]
) -> Iterator[tuple[Any, ...]]:
    """What only one side states, item by item, the first of one side beside the first of the other."""
    for key in before.keys() & after.keys():
        for item in ("disclosed", "channel_website"):
            sides = []
            for path, reports in ((older, before), (newer, after)):
                statement = (
                    f"select value from stated_figures where report_id = '{reports[key]}' and item_key = '{item}' "
                    "order by position"
                )
                sides.append([value for (value,) in query(path, statement)])
            only = [list(side) for side in sides]
            for value in sides[0]:
                if value in only[1]:
                    only[0].remove(value)
                    only[1].remove(value)
            for pair in zip_longest(*only):
                yield (*key, item, *pair, *(value is None for value in pair))


def changed_measures(older: Path, newer: Path, keys: Any) -> set[tuple[Any, ...]]:
    sides = []
    for path in (older, newer):
        with duckdb.connect(str(path), read_only=True) as con:
            frame = con.sql("from measured").df().astype(object)
            frame = frame.where(frame.notna(), None)
            sides.append({tuple(row[list(KEY)]): row for _, row in frame.iterrows()})
    return {
        (*key, column[:-2])
        for key in keys
        for column in sides[0][key].index
        if column.endswith(("_n", "_d")) and sides[0][key][column] != sides[1][key][column]
    }


def findings_of(path: Path) -> Counter[tuple[Any, ...]]:
    columns = ", ".join(KEY)
    return Counter(
        query(path, f"select {columns}, rule_key, expected, found from findings join reports using (report_id) "
                    "where is_current")
    )  # fmt: skip


def test_identities_name_the_field_and_the_reason(tmp_path: Path) -> None:
    who = identity("示例县统计局")
    older = build(tmp_path / "a", [report(who)])
    newer = build(tmp_path / "b", [report(replace(who, county="示范县"))])
    with compare_versions(older, newer) as changes:
        assert rows(changes, "identities", "field, old, new, why") == [
            ("county", "示例县", "示范县", "stated_otherwise")
        ]


def test_all_formats_say_the_same(files: list[Path]) -> None:
    with compare_versions(files[0], files[1]) as changes:
        text, table, words = io.StringIO(), io.BytesIO(), io.StringIO()
        output.to_json(changes, text)
        output.to_csv(changes, table)
        output.to_text(changes, words)
    said = json.loads(text.getvalue())
    lines = list(csv.DictReader(io.StringIO(table.getvalue().decode("utf-8-sig"))))
    kinds = Counter(line["kind"] for line in lines)
    counts = {
        table_of(name).removesuffix("_changes"): len(said[name])
        for name in said
        if name not in ("from", "to")
    }
    assert kinds == Counter(counts) and len(words.getvalue().splitlines()) == len(lines) + 2
    assert {"agency", "year", "cell", "old", "new", "why"} <= said["cells"][0].keys()


def test_a_rate_without_numerator_is_no_number(tmp_path: Path) -> None:
    contradictory = {"applications.granted.total": 9.0, "applications.concluded_total.total": 3.0}
    sound = contradictory | {"applications.granted.total": 3.0}
    older, newer = (
        build(tmp_path / "a", [report(figures=sound)]),
        build(tmp_path / "b", [report(figures=contradictory)]),
    )
    with compare_versions(older, newer) as changes:
        lines = changes.con.sql(output.lines_query("zh"))
        rate = lines.filter("place = 'disclosure_rate'").project("old, new").fetchall()
        text = io.StringIO()
        output.to_text(changes, text)
    assert rate == [("3 / 3", None)]
    assert "3 / 3 → —" in text.getvalue()


def test_a_correction_is_told_by_what_counts_and_so_are_the_measures_of_it(tmp_path: Path) -> None:
    printed = report(figures={"applications.received_new.total": 3.0, "applications.carried_in.total": 1.0})
    at = Address("applications", "received_new", "total")
    cell = printed.cells[at]._replace(value=99.0, corrected=True)
    corrected = replace(printed, cells={**printed.cells, at: cell})
    older, newer = build(tmp_path / "a", [printed]), build(tmp_path / "b", [corrected])
    with compare_versions(older, newer) as changes:
        lines = changes.con.sql(output.lines_query("zh")).project("kind, old, new, why").fetchall()
    assert ("cell", "3", "99", "correction") in lines
    assert ("measure", "4", "100", "correction") in lines
    assert {why for kind, _, _, why in lines if kind in ("cell", "measure")} == {"correction"}


def test_versions_of_different_layouts_are_not_compared(files: list[Path], tmp_path: Path) -> None:
    other = tmp_path / files[0].name
    other.write_bytes(files[0].read_bytes())
    with duckdb.connect(str(other)) as con:
        con.execute("update version set schema_version = 3")
    with pytest.raises(Incomparable, match="3"), compare_versions(other, files[0]):
        pass
