"""Scrapy's cache over the sightings: within a run nothing is fetched twice, in a later one only if it changed."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

from etl.collect.sightings import Sightings

_THIS_RUN = "X-Answered-In-This-Run"  # only between storage and policy
_LASTING = (200, 301, 302, 303, 307, 308, 404, 410)


class AnswerStorage:
    """Where Scrapy's cache keeps answers."""

    _sightings: Sightings

    def __init__(self, settings: BaseSettings) -> None:
        """Scrapy makes one for a crawl."""

    def open_spider(self, spider: Spider) -> None:
        """Take the sightings of the spider."""
        self._sightings = spider.sightings  # type: ignore[attr-defined]

    def close_spider(self, spider: Spider) -> None:
        """Nothing to close."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """The kept answer of a request."""
        answer = self._sightings.answer(request.url)
        if answer is None:
            return None
        headers = Headers(answer.headers)
        if answer.run == self._sightings.run:
            headers[_THIS_RUN] = "1"
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        return kind(url=request.url, headers=headers, status=answer.status, body=answer.body)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Keep an answer."""
        headers = {
            name.decode("latin-1"): [value.decode("latin-1") for value in values]
            for name, values in response.headers.items()
            if name.decode("latin-1") != _THIS_RUN
        }
        self._sightings.keep_answer(request.url, response.status, headers, response.body)


class AskAgain:
    """When Scrapy's cache answers: in the run that fetched it, and after a server said that nothing changed."""

    def __init__(self, settings: BaseSettings) -> None:
        """Scrapy makes one for a crawl."""

    def should_cache_request(self, request: Request) -> bool:
        """Whether an answer may be kept: always."""
        return True

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Whether an answer says how things are, rather than that the server failed."""
        return response.status in _LASTING and "partial" not in response.flags

    def is_cached_response_fresh(self, cached: Response, request: Request) -> bool:
        """Whether this run has asked already; if not, the request is made conditional."""
        if _THIS_RUN in cached.headers:
            return True
        for condition, validator in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            request.headers.pop(condition, None)
            if cached.status == 200 and (value := cached.headers.get(validator)):
                request.headers[condition] = value
        return False

    def is_cached_response_valid(self, cached: Response, response: Response, request: Request) -> bool:
        """Whether the server said that nothing changed."""
        return response.status == 304
