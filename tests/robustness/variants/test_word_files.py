"""What the reader makes of variants as DOCX, it makes of the same text in the other files that Word writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks.score_variants import Score, score_file
from tests.robustness.variants import VARIANTS, bases, make
from tests.robustness.variants.made import save
from tests.support.word_files import flat_opc, word_2003

CASES = list(bases(seed=1))
WORD = [
    name for name in VARIANTS if (made := make(CASES[0], name)).extension == "docx" and not made.unreadable
]


@pytest.mark.parametrize("written", [flat_opc, word_2003])
@pytest.mark.parametrize("name", WORD)
def test_docx_variants_as_xml(name: str, written: Callable[[bytes], bytes], tmp_path: Path) -> None:
    as_docx, as_xml = Score(), Score()
    for case in CASES:
        made = make(case, name)
        as_docx.add(score_file(save(made, tmp_path, name)))
        other = replace(made, extension="doc", content=written(made.content))
        as_xml.add(score_file(save(other, tmp_path, name)))
    assert as_xml.right == as_docx.right > 0, as_xml.examples
    assert (as_xml.silent_wrong, as_xml.silent_lost, as_xml.named) == (0, 0, as_docx.named), as_xml.examples
