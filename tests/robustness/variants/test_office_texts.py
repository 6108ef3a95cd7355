"""What the reader makes of variants as web pages and Word files, it makes of the same text in other office formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from etl.model.document import Document
from etl.readers import read
from tests.benchmarks.score_variants import Score, score_file
from tests.robustness.variants import VARIANTS, bases, make
from tests.robustness.variants.made import save
from tests.support.office_texts import fodt, odt, odt_body, rtf, rtf_body

CASES = list(bases(seed=1))
READ = [
    name
    for name in VARIANTS
    if (made := make(CASES[0], name)).extension in ("html", "docx")
    and not made.unreadable
    and not any(grid.ragged for grid in read(made.content, f"a.{made.extension}").grids)
]
WRITTEN: dict[str, Callable[[Document], bytes]] = {
    "odt": lambda document: odt(odt_body(document)),
    "fodt": lambda document: fodt(odt_body(document)),
    "rtf": lambda document: rtf(rtf_body(document)),
}


@pytest.mark.parametrize("extension", WRITTEN)
@pytest.mark.parametrize("name", READ)
def test_variants_in_other_formats(name: str, extension: str, tmp_path: Path) -> None:
    as_made, as_written = Score(), Score()
    # the four reports in turn: all formats share one reader of tables
    made = make(CASES[(READ.index(name) + list(WRITTEN).index(extension)) % len(CASES)], name)
    as_made.add(score_file(save(made, tmp_path, name)))
    content = WRITTEN[extension](read(made.content, f"a.{made.extension}"))
    as_written.add(score_file(save(replace(made, extension=extension, content=content), tmp_path, name)))
    assert as_written.right == as_made.right > 0, as_written.examples
    assert (as_written.silent_wrong, as_written.silent_lost) == (0, 0), as_written.examples
