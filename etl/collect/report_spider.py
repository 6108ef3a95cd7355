"""Walk the listed columns: lists, their further pages, reports, attachments."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from etl.collect.answer_archive import AnswerArchive
from etl.collect.closed_pages import reason_of_page, reason_of_status, took_down
from etl.collect.column_list import ListedColumn
from etl.collect.fetched_page import FetchedPage
from etl.collect.linked_files import is_file, linked_files
from etl.collect.list_paging import MOST_PAGES, further_pages
from etl.collect.patience import status_and_wait
from etl.collect.reasons import reason
from etl.collect.report_titles import is_of, report_year
from etl.collect.sightings import Copy, Sightings
from etl.collect.unanswered import reason_of_failure
from etl.collect.written_files import keep_file, relative_path
from etl.sources.containers.served_file import ending


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that a link promises: its title and year, the page that links to it, and the date that this states."""

    title: str
    year: int
    parent_url: str = ""
    published_on: str = ""


class ReportSpider(Spider):
    """Keeps what the columns publish; everything else goes on the list for a person."""

    name = "disclosure"

    def __init__(
        self,
        columns: Sequence[ListedColumn],
        folder: Path,
        sightings: Sightings,
        archive: AnswerArchive,
        timeout: int,
    ) -> None:
        super().__init__()
        self._columns, self._folder, self._timeout = columns, folder, timeout
        self.sightings, self._archive = sightings, archive
        self._pages: Counter[str] = Counter()
        self._requested: set[str] = set()
        self._visited: dict[str, set[str]] = {column.url: set() for column in columns}
        self.found: Counter[str] = Counter()

    async def start(self) -> AsyncIterator[Request]:
        """The lists, and what earlier runs found, which may have changed or gone although no list names it."""
        for column in self._columns:
            self._pages[column.url] += 1
            for request in self._request(column.url, column, self.parse_list, None):
                yield request
        listed = {column.url: column for column in self._columns}
        for copy in list(self.sightings.copies()):
            if copy.column_url in listed:
                wanted = Wanted(copy.title, copy.year, copy.parent_url, copy.published_on)
                for request in self._request(
                    copy.url, listed[copy.column_url], self.parse_report, wanted, priority=-1
                ):
                    yield request

    def parse_list(self, response: Response) -> Iterator[Request]:
        """A page of a list: its reports and further pages."""
        column: ListedColumn = response.meta["column"]
        if key := reason_of_status(response.status):
            self._leave(_asked(response), column, "", key, status_and_wait(response))
            return
        page = _page(response)
        reports = [(link, year) for link in page.links if (year := report_year(link.text))]
        if not reports and (key := reason_of_page(page)):
            self._leave(_asked(response), column, "", key)
            return
        self.found[column.url] += len(reports)
        for link, year in reports:
            if column.admits(link.url):
                yield from self._request(
                    link.url, column, self.parse_report, Wanted(link.text, year, response.url)
                )
            else:
                self._leave(link.url, column, response.url, "other_host")
        yield from self._further(page, column)

    def _further(self, page: FetchedPage, column: ListedColumn) -> Iterator[Request]:
        """Further pages, as long as pages bring links that no earlier one had: calendars have no end."""
        pages = further_pages(page)
        new = {link.url for link in page.links} - self._visited[column.url] - set(pages) - {page.url}
        self._visited[column.url] |= new | {page.url}
        for url in pages if new else ():
            if url in self._visited[column.url] or not column.admits(url):
                continue
            if self._pages[column.url] >= MOST_PAGES:
                self._leave(column.url, column, "", "too_many_pages", MOST_PAGES)
                return
            self._visited[column.url].add(url)
            self._pages[column.url] += 1
            yield from self._request(url, column, self.parse_list, None)

    def parse_report(self, response: Response) -> Iterator[Request]:
        """A report, a page or a file, and what a page has attached."""
        column, wanted = response.meta["column"], response.meta["wanted"]
        if key := reason_of_status(response.status):
            if key == "gone":
                self.sightings.mark_gone(_asked(response), _now()[:10])
            self._leave(_asked(response), column, wanted.parent_url, key, status_and_wait(response))
            return
        suffix = _ending(response)
        if suffix != ".html":
            self._keep(response, column, wanted, suffix)
            return
        page = _page(response)
        files = linked_files(page)
        if took_down(page, _asked(response), column.url, bool(files)):
            self.sightings.mark_gone(_asked(response), _now()[:10])
            self._leave(_asked(response), column, wanted.parent_url, "taken_down")
            return
        if not files and (key := reason_of_page(page)):
            self._leave(_asked(response), column, wanted.parent_url, key)
            return
        published_on = page.published_on or wanted.published_on
        if not is_file(response.url):
            self._keep(
                response, column, Wanted(wanted.title, wanted.year, wanted.parent_url, published_on), suffix
            )
        for link in files:
            attached = Wanted(wanted.title, wanted.year, response.url, published_on)
            if column.admits(link.url):
                yield from self._request(link.url, column, self.parse_file, attached)
            else:
                self._leave(link.url, column, response.url, "other_host")

    def parse_file(self, response: Response) -> None:
        """An attachment; a page in its place is none."""
        column, wanted = response.meta["column"], response.meta["wanted"]
        key, suffix = reason_of_status(response.status), _ending(response)
        if not key and suffix == ".html":
            key = reason_of_page(_page(response)) or ("check" if is_file(response.url) else "")
        if not key:
            self._keep(response, column, wanted, suffix)
            return
        if key == "gone":
            self.sightings.mark_gone(_asked(response), _now()[:10])
        self._leave(_asked(response), column, wanted.parent_url, key, status_and_wait(response))

    def failed(self, failure: Failure) -> None:
        """A request without an answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        wanted: Wanted | None = request.meta["wanted"]
        key, detail = reason_of_failure(failure.value, self._timeout)
        self._leave(
            request.meta["asked"], request.meta["column"], wanted.parent_url if wanted else "", key, detail
        )

    def closed(self, reason: str) -> None:
        """Name the columns in which nothing was found."""
        left = {address for _, _, address, *_ in self.sightings.by_hand()}
        for column in self._columns:
            if reason == "finished" and not self.found[column.url] and column.url not in left:
                self._leave(column.url, column, "", "none_found")

    def _request(
        self, url: str, column: ListedColumn, callback: Any, wanted: Wanted | None, priority: int = 0
    ) -> Iterator[Request]:
        """The request of an address, once in a run. Redirects are not filtered: one that is would be lost in silence."""
        if url not in self._requested:
            self._requested.add(url)
            meta = {"column": column, "wanted": wanted, "asked": url}
            yield Request(
                url, callback=callback, errback=self.failed, meta=meta, priority=priority, dont_filter=True
            )

    def _keep(self, response: Response, column: ListedColumn, wanted: Wanted, suffix: str) -> None:
        digest = hashlib.sha256(response.body).hexdigest()
        is_own = is_of(column.agency, wanted.title)
        file = relative_path(column.agency, column.region_code, wanted.year, digest, suffix)
        if "cached" not in response.flags:
            self._archive.add(response, wanted.parent_url)
        keep_file(self._folder, file, response.body)
        self.sightings.keep_copy(
            Copy(
                _asked(response), digest, file, column.url, column.agency if is_own else "",
                column.region_code if is_own else "", wanted.year, wanted.title, wanted.published_on, wanted.parent_url,
                response.status, (response.headers.get("ETag") or b"").decode("latin-1"), _now(), _now(),
            )
        )  # fmt: skip

    def _leave(self, url: str, column: ListedColumn, parent: str, key: str, detail: object = "") -> None:
        self.sightings.leave_by_hand(url, column.agency, column.region_code, parent, reason(key, detail))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _asked(response: Response) -> str:
    """The address that was asked for, before redirects."""
    asked: str = response.meta["asked"]
    return asked


def _page(response: Response) -> FetchedPage:
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    declared = content_type.lower().partition("charset=")[2].strip(" \"';") or None
    return FetchedPage(response.url, response.body, declared)


def _ending(response: Response) -> str:
    content_type, disposition = (
        (response.headers.get(name) or b"").decode("latin-1")
        for name in ("Content-Type", "Content-Disposition")
    )
    return ending(response.url, content_type, disposition, response.body)
