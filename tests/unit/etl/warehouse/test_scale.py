"""The rows that benchmarks stage by the hundred thousand are rows as reading stages them."""

from pathlib import Path

import pytest

from etl.warehouse import full_build
from tests.benchmarks import scale
from tests.benchmarks.scale import stage_sources
from tests.support.reports import RUN, query


@pytest.mark.slow
def test_staged_rows_make_a_version(tmp_path: Path) -> None:
    scale.stage(tmp_path / "staging", 70, texts=True)
    stage_sources(tmp_path / "staging")
    full_build.build(tmp_path / "disclosure.000001.duckdb", tmp_path / "staging", RUN)
    counts = query(
        tmp_path / "disclosure.000001.duckdb",
        "select (select count(*) from reports), (select count(*) from narratives), (select count(*) from stated_figures)",
    )
    assert counts[0][:2] == (70, 140) and counts[0][2] > 70
