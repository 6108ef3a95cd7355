"""The reader on every variant: no figure wrong or lost without a finding, agency and year always right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.score_variants import Score, score_file
from tests.robustness.variants import VARIANTS, bases, make
from tests.robustness.variants.made import save

CASES = list(bases(seed=1))


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_is_read_wrong_in_silence(name: str, tmp_path: Path) -> None:
    score = Score()
    for case in CASES:
        score.add(score_file(save(make(case, name), tmp_path, name)))
    assert score.silent_wrong == 0, score.examples
    assert score.silent_lost == 0, score.examples
    assert score.named == score.files, score.examples


def test_a_silent_error_is_seen(tmp_path: Path) -> None:
    """The score itself: one changed figure of the truth counts as one silent error."""
    path = save(make(CASES[1], "html_plain"), tmp_path, "html_plain")
    truth = path.with_name(path.name + ".truth.json")
    text = truth.read_text(encoding="utf-8")
    cell = '"review_litigation/review/upheld": '
    truth.write_text(text.replace(cell, cell + "9"), encoding="utf-8")
    assert score_file(path).silent_wrong == 1
