"""Over real connections: what readers see while versions are published, in a small size."""

from pathlib import Path

import pytest

from tests.robustness.faults import publishing


def test_answers_are_of_one_version_and_a_new_one(demo_warehouse: Path) -> None:
    told = publishing.watched(demo_warehouse, sessions=6, publications=4)
    assert told.count > 6 and told.wrong == []


def test_a_stale_answer_would_be_noticed(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "publish", lambda house: 99)
    monkeypatch.setattr(publishing, "LATEST", 0)
    assert publishing.watched(demo_warehouse, sessions=2, publications=1).wrong
