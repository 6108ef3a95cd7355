"""Time a season's papers for a province of 3,000 bodies, seven years each.

    python -m tests.benchmarks.bench_season

The roll-up of all bodies with its workbook, fill-in forms for each of them with last year's figures, circular, return list,
reminders and score sheet; and a batch of 500 drafts, checked against the same warehouse.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import duckdb

from etl import demo
from etl.season.batch_check import check_batch
from etl.season.fill_in.template import blanks
from etl.season.fill_in.template_files import write_forms
from etl.season.fill_in.template_workbook import to_xlsx
from etl.season.rollup import draft_rollup
from etl.season.season_papers import SEASON_PAPERS, Place
from etl.warehouse import full_build
from etl.warehouse.version_record import Run
from tests.benchmarks.scale import stage
from tests.benchmarks.scale_cells import YEARS

BODIES, YEAR = 3000, YEARS[-1]
DRAFTS, _DRAFTS_PER_COUNTY = 500, 17
Made = TypeVar("Made")
_RUN = Run(datetime(2026, 1, 1), "bench", "bench", 1, 0, 0, 0, 0)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        staging, database = Path(folder) / "staging", Path(folder) / "disclosure.000001.duckdb"
        stage(staging, BODIES * len(YEARS))
        full_build.build(database, staging, _RUN)
        with duckdb.connect(str(database), read_only=True) as con:
            _measure(con, Path(folder))
        _check(Path(folder))


def _measure(con: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    query = "select province, count(*) from expected where year = $year group by all order by 2 desc"
    province, bodies = con.execute(query, {"year": YEAR}).fetchall()[0]
    place = Place(con, warehouse, (province,), YEAR)
    print(f"{province}: {bodies} bodies")
    rollup = _timed("roll-up", lambda: draft_rollup(con, place.area, YEAR))
    print(f"  {len(rollup.parts)} parts, {len(rollup.cells)} cells")
    for key, paper in SEASON_PAPERS.items():
        if key != "templates":
            _timed(key, partial(paper.make, place))
    forms = _timed("last year's figures of all bodies", lambda: blanks(con, YEAR + 1, (), place.area))
    _timed(f"{len(forms)} forms by all processors", lambda: write_forms(forms, warehouse / "forms"))
    some = forms[:200]
    _timed(f"{len(some)} forms by one", lambda: [len(to_xlsx(blank)) for blank in some])


def _check(folder: Path) -> None:
    """Check drafts of the synthetic counties in every format, with each call of `progress` counted."""
    drafts, calls = folder / "drafts", []
    counties = DRAFTS // _DRAFTS_PER_COUNTY
    written = demo.write(drafts, counties, (YEAR, YEAR), seed=1)
    batch = _timed(
        f"batch check of {written} drafts",
        lambda: check_batch(drafts, folder, progress=lambda *at: calls.append(at)),
    )
    print(
        f"  {len(batch.checked)} checked, {len(batch.unreadable)} unreadable, progress told {len(calls)} times"
    )


def _timed(what: str, make: Callable[[], Made]) -> Made:
    start, worked = time.perf_counter(), time.process_time()
    made = make()
    seconds, processor = time.perf_counter() - start, time.process_time() - worked
    print(f"{what}: {seconds:.2f} s, of the processor {processor:.2f} s", flush=True)
    return made


if __name__ == "__main__":
    main()
