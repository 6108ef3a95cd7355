"""Damaged reports: no crash, no hang, no figure that is other or gone without a word. In full: tests.robustness.mutate."""

import re
from pathlib import Path

from tests.robustness.mutate import mutate, outcome_of, prepare
from tests.support.one_report import read_report
from tests.support.paths import ROOT


def test_damage_is_never_silent(tmp_path: Path) -> None:
    prepare(tmp_path)
    counts, wrong = mutate(tmp_path, 200, 7, 2)
    assert not wrong, (counts, wrong)
    assert counts["loud"] > 20 and counts["same"] > 20 and counts["refused"] > 2


def test_a_cell_too_many_in_a_table_of_one_line() -> None:
    """Each cell of table 四 printed twice, in turn: no figure comes to stand elsewhere without a word."""
    (path,) = (ROOT / "data" / "reports" / "real").rglob("shanghai_office_2019.html")
    data = path.read_bytes()
    before = read_report(data, str(path))
    cells = [match.span() for match in re.finditer(rb"<td\b[^>]*>(?:(?!<td\b).)*?</td>", data, re.DOTALL)]
    kinds = [
        outcome_of(before, data[:last] + data[first:last] + data[last:], str(path), "").kind
        for first, last in cells[-15:]
    ]
    assert set(kinds) == {"loud", "same"} and kinds.count("loud") > 4
