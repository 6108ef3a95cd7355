"""Time every question that the pages ask of a database; and four of them in pandas and SQLite.

    python -m tests.benchmarks.bench_queries DATABASE

Also times 100,000 rows of reports, measures and cells as CSV, as 数据与口径 exports them.

Runs each page over the whole country, one province and one city, and times each query in DuckDB alone (median, 95th
percentile, the slowest by name). No answer comes from a cache.
"""

from __future__ import annotations

import io
import os
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
from streamlit.testing.v1 import AppTest

from etl.export.relations import ReportFilter, read_guarded_rows, relation_query
from etl.export.writers import write_csv
from pages.parts.data import database as page_database
from pages.parts.data import question
from pages.parts.state import navigation
from tests.support.paths import ROOT

# how the text of a question begins, up to the first fragment -> its name
_NAMES = {question.question(name).sql.partition("{")[0][:200].strip(): name for name in question.names()}
RUNS = 5
ROWS = 100_000
_YEAR_TOTALS = "select year, sum({a}) as a, sum({b}) as b from figures where scope = 'own' group by year"
_AREAS = "select province, city, sum({a}) as a, sum({b}) as b from figures where scope = 'own' and year = 2024 group by province, city"
_TOP = "select agency_id, sum({a}) as a from figures where level = 'county' group by agency_id order by a desc limit 50"
_ONE = "select year, {a}, {b} from figures where agency_id = '{agency}' order by year"
A, B = "applications__received_new__total", "applications__group_granted__total"


def main(database: Path) -> None:
    _peers(database)
    _exports(database)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "disclosure.000001.duckdb").symlink_to(database.resolve())
        (Path(folder) / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
        os.environ["DISCLOSURE_WAREHOUSE"] = folder
        _pages()


def _exports(database: Path) -> None:
    con = page_database.connection(str(database), database.stat().st_mtime_ns)
    measures = con.execute("select count(*) from measures").fetchall()[0][0]
    cells = con.execute("select max(n) from (select count(*) as n from form_cells group by form)").fetchall()[
        0
    ][0]
    for relation, rows_a_report in (("reports", 1), ("measures", measures), ("cells", cells)):
        some = f"select report_id from reports order by year desc, agency_id limit {ROWS // rows_a_report}"
        took = _best(partial(_exported, con, relation, ReportFilter(f"report_id in ({some})")))
        print(f"{relation}: {ROWS:,} rows as CSV in {took / 1000:.2f} s")


def _exported(con: duckdb.DuckDBPyConnection, relation: str, reports: ReportFilter) -> None:
    rows = read_guarded_rows(con, relation_query(con, relation, reports), reports)
    assert write_csv(rows, io.BytesIO()) > 0.9 * ROWS


def _pages() -> None:
    taken: dict[str, list[float]] = defaultdict(list)
    by_page: dict[str, list[float]] = defaultdict(list)
    now = [""]

    def timed(path: str, mark: int, sql: str, parameters: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        cursor = page_database.connection(path, mark).cursor()
        bound = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters}
        start = time.perf_counter()
        answer = cursor.execute(sql, bound or None).df()
        seconds = time.perf_counter() - start
        name = next((name for line, name in _NAMES.items() if line in sql.split("answer as (")[-1]), sql[:40])
        taken[re.sub(r"\s+", " ", name)].append(seconds)
        by_page[now[0]].append(seconds)
        return answer

    page_database.answer = timed
    for page in navigation.PAGES:
        now[0] = page
        for choice in _CHOICES:
            app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=600)
            for name, value in choice.items():
                app.query_params[name] = value
            app.run()
    print(f"{'page':16}{'queries':>9}{'median ms':>11}{'p95 ms':>9}")
    everything = [seconds for some in by_page.values() for seconds in some]
    for page, some in [*by_page.items(), ("all", everything)]:
        ordered = sorted(some)
        print(
            f"{page:16}{len(some):>9}{statistics.median(some) * 1000:>11.0f}"
            f"{ordered[int(0.95 * (len(ordered) - 1))] * 1000:>9.0f}"
        )
    for name, some in sorted(taken.items(), key=lambda item: -max(item[1]))[:6]:
        print(f"   slowest: {name:40} {max(some) * 1000:.0f} ms")


_CHOICES: tuple[Mapping[str, str], ...] = (
    {},
    {"province": "示例3省"},
    {"province": "示例3省", "city": "示例40市"},
)


def _peers(database: Path) -> None:
    columns = ["agency_id", "year", "scope", "level", "province", "city", A, B]
    con = page_database.connection(str(database), database.stat().st_mtime_ns)
    frame = con.execute(f"select {', '.join(columns)} from figures").df()
    agency = frame["agency_id"].iloc[len(frame) // 2]
    lite = sqlite3.connect(":memory:")
    frame.to_sql("figures", lite, index=False)
    own = frame["scope"] == "own"
    questions: dict[str, tuple[str, Callable[[], object]]] = {
        "totals by year": (_YEAR_TOTALS, lambda: frame[own].groupby("year")[[A, B]].sum()),
        "cities in one year": (
            _AREAS, lambda: frame[own & (frame["year"] == 2024)].groupby(["province", "city"])[[A, B]].sum()
        ),
        "50 largest agencies": (
            _TOP, lambda: frame[frame["level"] == "county"].groupby("agency_id")[A].sum().nlargest(50)
        ),
        "one agency": (_ONE, lambda: frame[frame["agency_id"] == agency].sort_values("year")[["year", A, B]]),
    }  # fmt: skip
    taken: dict[str, tuple[str, float, float, float]] = {}
    for name, (text, in_pandas) in questions.items():
        sql = text.format(a=A, b=B, agency=agency)
        ours = _best(partial(fetched, con, sql))
        plain = _best(partial(fetched, lite, sql))
        taken[name] = (sql, ours, _best(in_pandas), plain)
    lite.execute("create index by_agency on figures (agency_id)")
    print(f"\n{'ms (times ours)':24}{'DuckDB':>9}{'pandas':>17}{'SQLite':>17}{'SQLite, indexed':>17}")
    for name, (sql, ours, *others) in taken.items():
        others.append(_best(partial(fetched, lite, sql)))
        print(f"{name:24}{ours:>9.2f}" + "".join(f"{f'{one:.2f} ({one / ours:.1f})':>17}" for one in others))


def fetched(con: duckdb.DuckDBPyConnection | sqlite3.Connection, sql: str) -> Sequence[object]:
    return con.execute(sql).fetchall()


def _best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
