"""Waiting as long as a site asks for (Retry-After, RFC 9110, 10.2.3), within reason."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy import Request, signals
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.http import Response

LONGEST = 120  # seconds
_TIMES_PER_ADDRESS = 3
_TIMES_PER_HOST = 20
_BUSY = frozenset({429, 503})


class Patience:
    """Scrapy's extension that leaves a host alone for as long as it asks, after which Scrapy asks again for what the
    host refused. Sets the delay of the host's slot, as Scrapy's AutoThrottle does."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._usual: dict[str, float] = {}
        self._waits: Counter[str] = Counter()
        crawler.signals.connect(self.answered, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Patience:
        """The extension of a crawl."""
        return cls(crawler)

    def answered(self, response: Response, request: Request) -> None:
        """Set what an answer means for the next request to its host, and whether its own is made again."""
        assert self._crawler.engine is not None
        downloader: Downloader = self._crawler.engine.downloader
        host = request.meta[downloader.DOWNLOAD_SLOT]
        slot = downloader.slots[host]
        usual = self._usual.setdefault(host, slot.delay)
        slot.delay = usual
        if response.status not in _BUSY:
            return
        seconds = seconds_asked(response, datetime.now(UTC))
        if seconds is not None and seconds <= LONGEST and self._waits[host] < _TIMES_PER_HOST:
            self._waits[host] += 1
            slot.delay = max(usual, seconds)
            slot.lastseen = monotonic()  # from now on, not from when the request was sent
            request.meta["max_retry_times"] = _TIMES_PER_ADDRESS
        elif seconds is not None or response.status == 429:
            request.meta["dont_retry"] = True


def seconds_asked(response: Response, now: datetime) -> float | None:
    """How long an answer asks to wait, in seconds; None if it does not, or not in a form that can be read."""
    text = _retry_after(response)
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


def status_and_wait(response: Response) -> str:
    """The status of an answer, with the wait that it asks for: `429, Retry-After: 3600`."""
    asked = _retry_after(response)[:40]
    return f"{response.status}, Retry-After: {asked}" if asked else str(response.status)


def _retry_after(response: Response) -> str:
    """The header as it came; empty without one."""
    return (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
