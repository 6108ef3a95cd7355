"""Every SQL file states what one row of it is; what else a header holds is tested beside the code that reads it."""

import re
from pathlib import Path

import pytest

from tests.support.paths import ROOT

# the layout of a version, which has a test of its own
LAYOUT = {ROOT / "etl" / "warehouse" / name for name in ("schema.sql", "views.sql")}
ETL = sorted(set((ROOT / "etl").rglob("*.sql")) - LAYOUT)
PAGES = sorted((ROOT / "pages").rglob("*.sql"))
# a row, or for steps that write none: why not
GRAIN = re.compile(r"(one|two) rows? (per|for)\b|one row\b|none\b|no row", re.IGNORECASE)


def test_there_are_files() -> None:
    assert len(ETL) > 60 and len(PAGES) > 50


@pytest.mark.parametrize("path", [*ETL, *PAGES], ids=lambda path: path.stem)
def test_a_file_opens_with_its_grain(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("-- ")
    assert GRAIN.match(first.removeprefix("-- ").removeprefix("grain: ")), first


def test_no_two_questions_share_a_name() -> None:
    assert len({path.stem for path in PAGES}) == len(PAGES)


def test_no_distributive_article_is_left_in_a_grain() -> None:
    """«one row a report» is not English: one row per report."""
    wrong = re.compile(r"^-- (?:grain: )?(?:one|two) rows? an? ", re.MULTILINE)
    assert [path for path in (*ETL, *PAGES) if wrong.search(path.read_text(encoding="utf-8"))] == []
