"""`load`: read files and folders and publish one new database version."""

from __future__ import annotations

import argparse
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from etl.cli.arguments import Parser, add_warehouse, positive
from etl.cli.messages import message
from etl.cli.progress import progress_bar
from etl.ingest.forked_workers import start_early
from etl.runtime import language
from etl.text.refusals import reason_in_language
from etl.warehouse import versions

if TYPE_CHECKING:
    from etl.ingest.load import Summary
    from etl.ingest.read_tasks import ReadWith

_LOG = logging.getLogger("etl")
_REJECTED_LISTED = 20


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.argument("sources", nargs="+", type=Path, metavar="SOURCE", help=message("load.sources"))
    add_warehouse(parser)
    parser.option("--workers", type=positive, metavar="N", help=message("load.workers"))
    parser.option("--scheduler", metavar="ADDRESS", help=message("load.scheduler"))


def run(options: argparse.Namespace) -> int:
    """0 if a version was published or nothing had to be done, 1 if nothing could be read, 2 for wrong usage."""
    started = time.perf_counter()
    if _report_missing(options.sources):
        return 2
    try:
        summary = _load(options)
    except _Unusable as reason:
        _LOG.error("%s", reason, extra={"event": "usage"})
        return 2
    if summary is None:
        return 1
    _settle(summary, versions.folder(options.warehouse))
    _report(summary, round(time.perf_counter() - started, 1))
    return 0 if summary.loaded or summary.unchanged else 1


def _settle(summary: Summary, folder: Path) -> None:
    """Close the findings that the new version no longer has; the load itself does not depend on it."""
    import duckdb

    from etl.season.follow_up import current, store

    if summary.path is None or not store.path_in(folder).exists():
        return
    try:
        with duckdb.connect(str(summary.path), read_only=True) as con:
            changes = current.settle_followed(con, folder)
    except (store.StoreFailed, duckdb.Error) as error:
        _LOG.warning(message("load.unsettled"), error, extra={"event": "unsettled"})
        return
    if changes:
        _LOG.info(message("load.settled"), len(changes), extra={"event": "settled"})


class _Unusable(Exception):
    """An option needs an extra that is not installed."""


def _report_missing(sources: Sequence[Path]) -> bool:
    missing = [str(source) for source in sources if not os.path.lexists(source)]
    if missing:
        _LOG.error(message("load.missing"), "、".join(missing), extra={"event": "usage"})
    return bool(missing)


def _load(options: argparse.Namespace) -> Summary | None:
    """Load the sources; None, with the reason logged, if the warehouse was left as it was."""
    if not options.scheduler:
        start_early()
    import duckdb
    from pyarrow import ArrowException

    from etl.checks.corrections import CorrectionsUnreadable
    from etl.ingest.load import load_sources

    read_with = _on_cluster(options.scheduler) if options.scheduler else None
    try:
        with progress_bar() as progress:
            return load_sources(
                options.sources, versions.folder(options.warehouse), options.workers, read_with, progress
            )
    except (OSError, duckdb.Error, ArrowException, CorrectionsUnreadable) as error:
        _LOG.error(message("load.failed"), error, extra={"event": "failed"})
        return None


def _on_cluster(scheduler: str) -> ReadWith:
    from etl.ingest.dask_cluster import NotInstalled, on_cluster

    try:
        return on_cluster(scheduler)
    except NotInstalled as missing:
        raise _Unusable(str(missing)) from missing


def _report(summary: Summary, seconds: float) -> None:
    """Log what was rejected and removed; print the summary, whose last line scripts read."""
    _log_rejected(summary.path)
    if summary.removed:
        _LOG.warning(message("load.removed"), summary.removed, extra={"event": "removed"})
    version = versions.version_of(summary.path) if summary.path else None
    about = asdict(summary) | {"version": version, "seconds": seconds}
    _LOG.info("%s", summary, extra={"event": "load", "about": about})
    print(summary)


def _log_rejected(database: Path | None) -> None:
    """Log the first files that could not be read in the newest version, for the clerk at the terminal."""
    if database is None:
        return
    import duckdb

    with duckdb.connect(str(database), read_only=True) as con:
        rows = con.execute("select source_name, reason from rejected_sources order by source_name").fetchall()
    for name, reason in rows[:_REJECTED_LISTED]:
        about = {"source": name, "reason": reason}
        shown = reason_in_language(reason, language.current())
        _LOG.warning(message("load.rejected"), name, shown, extra={"event": "rejected", "about": about})
    further = len(rows) - _REJECTED_LISTED
    if further > 0:
        extra = {"event": "rejected_more", "about": {"count": further}}
        _LOG.warning(message("load.rejected_more"), further, extra=extra)
