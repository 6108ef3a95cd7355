"""What keeps requests within the listed hosts and the rules of their sites."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.ssl import TLSVersion, optionsForClientTLS
from twisted.web.client import BrowserLikePolicyForHTTPS

from etl.collect.closed_pages import is_log_in
from etl.collect.column_list import ListedColumn
from etl.collect.patience import status_and_wait
from etl.collect.unanswered import LeftByHand, SiteFailed

OLD_TLS_HOSTS = "OLD_TLS_HOSTS"
_LEGACY_SERVER_CONNECT = 0x4
_OLD_CIPHERS = b"DEFAULT:@SECLEVEL=0"


class HostGate:
    """Scrapy's middleware that looks at every request, also those that redirects lead to."""

    def process_request(self, request: Request) -> None:
        """Raise LeftByHand for a request that must not be made."""
        column: ListedColumn | None = request.meta.get("column")
        if column is None:  # robots.txt
            return
        if request.url != column.url and is_log_in(request.url):
            raise LeftByHand("log_in")
        if not column.admits(request.url):
            raise LeftByHand("other_host")


class RobotsRules(RobotsTxtMiddleware):
    """Scrapy's reading of robots.txt, where a site whose rules cannot be read counts as closed (RFC 9309, 2.3.1)."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unknown: dict[str, LeftByHand | SiteFailed] = {}

    async def robot_parser(self, request: Request) -> Any:
        """The rules of a request's site. Raises LeftByHand or SiteFailed if its server fails to tell them."""
        await super().robot_parser(request)
        site = urlparse_cached(request).netloc
        if site in self._unknown:
            raise self._unknown[site]
        return self._parsers[site]  # what is awaited is None for all but the first of several that wait

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._unknown[netloc] = LeftByHand("robots_unknown", status_and_wait(response))
        is_readable = response.status == 200
        await super()._parse_robots(response if is_readable else response.replace(body=b""), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._unknown[netloc] = exc if isinstance(exc, LeftByHand) else SiteFailed(exc)
        super()._robots_error(exc, netloc)


class TlsPolicy(BrowserLikePolicyForHTTPS):
    """Certificates are checked; protocols that are no longer safe are spoken only with the hosts listed for them."""

    def __init__(self, old: frozenset[str]) -> None:
        super().__init__()
        self._old = old

    @classmethod
    def from_crawler(cls, crawler: Crawler, **_: Any) -> TlsPolicy:
        """The policy of a crawl."""
        return cls(crawler.settings[OLD_TLS_HOSTS])

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        """The connection to a host."""
        name = hostname.decode("ascii")
        if name not in self._old:
            return optionsForClientTLS(name)
        creator: Any = optionsForClientTLS(
            name, extraCertificateOptions={"insecurelyLowerMinimumTo": TLSVersion.TLSv1_0}
        )
        context = creator._createConnection.__self__.getContext()
        context.set_options(_LEGACY_SERVER_CONNECT)
        context.set_cipher_list(_OLD_CIPHERS)
        return creator
