"""Damaged reports: no crash, no hang, no figure that is other or gone without a word. In full: tests.benchmarks.mutate."""

from pathlib import Path

from tests.benchmarks.mutate import mutate, prepare


def test_damage_is_never_silent(tmp_path: Path) -> None:
    prepare(tmp_path)
    counts, wrong = mutate(tmp_path, 200, 7, 2)
    assert not wrong, (counts, wrong)
    assert counts["loud"] > 20 and counts["same"] > 20 and counts["refused"] > 2
