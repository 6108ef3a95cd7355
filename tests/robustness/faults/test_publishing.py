"""What readers see over real connections while versions are published, in small numbers."""

from pathlib import Path

import pytest

from tests.robustness.faults import publishing


def test_answers_are_of_one_version_and_a_new_one(demo_warehouse: Path) -> None:
    answers = publishing.watched(demo_warehouse, sessions=4, publications=2)
    assert answers.count > 4 and answers.wrong == []


def test_a_stale_answer_would_be_noticed(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "publish", lambda house: 99)
    monkeypatch.setattr(publishing, "LATEST", 0)
    assert publishing.watched(demo_warehouse, sessions=2, publications=1).wrong
