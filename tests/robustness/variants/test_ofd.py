"""What the reader makes of printed variants as PDF, it makes of the same pages as OFD."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks.score_variants import Score, score_file
from tests.robustness.variants import VARIANTS, bases, make
from tests.robustness.variants.made import save
from tests.support.ofd_file import from_pdf, run, scaled_run

CASES = list(bases(seed=1))
PRINTED = [
    name for name in VARIANTS if (made := make(CASES[0], name)).extension == "pdf" and not made.unreadable
]


@pytest.mark.parametrize("write_run", [run, scaled_run])
@pytest.mark.parametrize("name", PRINTED)
def test_printed_variants_as_ofd(
    name: str, write_run: Callable[[str, list[float], float, float], str], tmp_path: Path
) -> None:
    as_pdf, as_ofd = Score(), Score()
    for case in CASES:
        made = make(case, name)
        as_pdf.add(score_file(save(made, tmp_path, name)))
        ofd = replace(made, extension="ofd", content=from_pdf(made.content, write_run))
        as_ofd.add(score_file(save(ofd, tmp_path, name)))
    # without ruled lines, a few rows of figures are lost, with a finding
    least = 0.97 * as_pdf.right if "borderless" in name else as_pdf.right
    assert as_ofd.right >= least > 0, as_ofd.examples
    assert (as_ofd.silent_wrong, as_ofd.silent_lost, as_ofd.named) == (0, 0, as_ofd.files), as_ofd.examples
