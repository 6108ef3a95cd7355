"""Time of the processor that a page takes for a province nobody has chosen, against the rerun of the emptiest page.

    python -m tests.benchmarks.bench_choices DATABASE

Runs the pages in this process, without a browser, so that a busy machine changes little. For each page: a new province
and the same again (medians), both as multiples of 数据与口径, the questions that a new one puts to the database, and the
part of the time that they take. Then 区县对比 and the filing of 数据质量 over the whole country, at first (regions alone are
known) and again: the least of a few runs, time of the processor and on the clock.
"""

from __future__ import annotations

import inspect
import logging
import os
import statistics
import sys
import tempfile
import time
from functools import wraps
from pathlib import Path
from typing import Any

from pages.parts.data import database, dictionary, sample
from pages.parts.data.database import OpenVersion
from pages.parts.runtime import cache
from tests.support.pages import components_looked_for_once, run_page

PLACES = 8
PAGES = ("overview", "disclosure", "applications", "litigation")
NATIONAL, TIMES = ("compare", "quality"), 4


def main(source: Path) -> None:
    logging.disable(logging.ERROR)
    asked: list[float] = []
    _count(asked)
    with components_looked_for_once(), tempfile.TemporaryDirectory(dir=source.parent) as folder:
        (Path(folder) / "disclosure.000001.duckdb").hardlink_to(source)
        (Path(folder) / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
        os.environ["DISCLOSURE_WAREHOUSE"] = folder
        for page in ("data", *PAGES):
            run_page(page)
        opened = database.open_version()
        assert opened is not None
        provinces = [name for name in sample.regions(opened)["province"].unique() if name][:PLACES]
        empty = statistics.median(_worked("data") for _ in provinces)
        print(
            f"{'page':14}{'empty ms':>9}{'new ms':>8}{'ratio':>7}{'known ms':>9}{'ratio':>7}{'questions':>11}{'ms':>6}"
        )
        for page in PAGES:
            new, known, questions = [], [], []
            for province in provinces:
                asked.clear()
                new.append(_worked(page, province))
                questions.append((len(asked), sum(asked)))
                known.append(_worked(page, province))
            at, again = statistics.median(new), statistics.median(known)
            count, seconds = (statistics.median(values) for values in zip(*questions, strict=True))
            print(
                f"{page:14}{empty * 1e3:>9.0f}{at * 1e3:>8.0f}{at / empty:>7.2f}{again * 1e3:>9.0f}{again / empty:>7.2f}"
                f"{count:>11.0f}{seconds * 1e3:>6.0f}"
            )
        for page in NATIONAL:
            _national(page, opened)


def _national(page: str, opened: OpenVersion) -> None:
    first: list[tuple[float, float]] = []
    again: list[tuple[float, float]] = []
    for _ in range(TIMES):
        cache.clear()
        run_page("data")
        sample.regions(opened)
        dictionary.area_codes(opened)
        for times in (first, again):
            start = time.perf_counter()
            times.append((_worked(page), time.perf_counter() - start))
    for when, times in (("at first", first), ("again", again)):
        worked, took = (min(values) for values in zip(*times, strict=True))
        print(f"{page}, whole country, {when}: {worked:.2f} s of processor, {took:.2f} s")


def _worked(page: str, province: str = "") -> float:
    """Seconds of the processor for one run."""
    start = time.process_time()
    app = run_page(page, **({"province": province} if province else {}))
    assert not app.exception, app.exception
    return time.process_time() - start


def _count(asked: list[float]) -> None:
    """Note the seconds of the processor that each question takes which the cache does not answer."""
    answer = inspect.unwrap(database.answer)

    @wraps(answer)
    def noted(path: str, mark: int, sql: str, parameters: tuple[tuple[str, object], ...]) -> Any:
        start = time.process_time()
        try:
            return answer(path, mark, sql, parameters)
        finally:
            asked.append(time.process_time() - start)

    database.answer = cache.cached(noted)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
