"""One run over the listed columns."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import CrawlerProcess

from etl.collect.answer_archive import AnswerArchive
from etl.collect.column_list import ListedColumn
from etl.collect.host_gate import OLD_TLS_HOSTS
from etl.collect.report_spider import ReportSpider
from etl.collect.sightings import Sightings
from etl.collect.written_files import write_lists
from etl.sources.source import SIZE_LIMIT

_AGENT = "disclosure-collect/1.0 (annual reports on government information disclosure; contact: {contact})"


@dataclass(frozen=True, slots=True)
class Manners:
    """How a run behaves: seconds between two requests to a host, seconds for one answer, whom a site can write to."""

    seconds: float
    timeout: int
    contact: str


@dataclass(frozen=True, slots=True)
class Collected:
    """What a collection holds after a run: contents, those new in this run, addresses left to a person."""

    copies: int
    new: int
    by_hand: int


def collect(columns: Sequence[ListedColumn], folder: Path, manners: Manners) -> Collected:
    """Fetch the columns into a folder and write its lists; goes on with a run that was killed. May be called once in a
    process. Raises OSError if the folder cannot be written, or another run is at work in it."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        sightings = Sightings(folder, _now())
    except sqlite3.Error as error:
        raise OSError(None, str(error), str(folder)) from error
    archive = AnswerArchive(folder, sightings.run, _now())
    process = CrawlerProcess(_settings(columns, manners), install_root_handler=False)
    logging.getLogger("scrapy").setLevel(logging.CRITICAL)
    crawler = process.create_crawler(ReportSpider)
    process.crawl(
        crawler, columns=columns, folder=folder, sightings=sightings, archive=archive, timeout=manners.timeout
    )
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    write_lists(folder, sightings)
    copies = list(sightings.copies())
    result = Collected(
        len(copies),
        sum(copy.first_seen >= sightings.started_at for copy in copies),
        len(sightings.by_hand()),
    )
    if stats.get("finish_reason") == "finished":
        sightings.finish(_now())
    else:
        sightings.close()
        raise KeyboardInterrupt
    return result


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _settings(columns: Sequence[ListedColumn], manners: Manners) -> dict[str, Any]:
    seconds: dict[str, float] = {}
    for column in columns:
        for host in (column.host, *column.asset_hosts):
            asked = manners.seconds if column.seconds is None else column.seconds
            seconds[host] = max(seconds.get(host, 0), asked)
    middlewares = {
        "etl.collect.host_gate.HostGate": 50,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "etl.collect.host_gate.RobotsRules": 100,
    }
    return {
        OLD_TLS_HOSTS: frozenset(column.host for column in columns if column.old_tls),
        "USER_AGENT": _AGENT.format(contact=manners.contact or "not stated"),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "disclosure-collect",
        "DOWNLOADER_MIDDLEWARES": middlewares,
        "DOWNLOADER_CLIENTCONTEXTFACTORY": "etl.collect.host_gate.TlsPolicy",
        "DOWNLOAD_SLOTS": {
            host: {"concurrency": 1, "delay": delay, "randomize_delay": False}
            for host, delay in seconds.items()
        },
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": manners.seconds,
        "DOWNLOAD_TIMEOUT": manners.timeout,
        "DOWNLOAD_MAXSIZE": SIZE_LIMIT,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": [429, 502, 503, 504],
        "EXTENSIONS": {"etl.collect.patience.Patience": 0},
        "HTTPERROR_ALLOW_ALL": True,
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_STORAGE": "etl.collect.answer_cache.AnswerStorage",
        "HTTPCACHE_POLICY": "etl.collect.answer_cache.AskAgain",
        "COOKIES_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
    }
