"""A page of a site as links and words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from etl.text.encoding import decode

_MOST_LINKS = 20_000
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_SESSION = re.compile(
    r";jsessionid=[^?#/]*|(?<=[?&])(?:jsessionid|phpsessid|aspsessionid\w*)=[^&#]*(?:&|$)", re.IGNORECASE
)
_DATES = ("pubdate", "publishdate", "firstpublishedtime")
_DATE = re.compile(r"(20\d\d)[-/年.](\d{1,2})[-/月.](\d{1,2})")


@dataclass(frozen=True, slots=True)
class Link:
    """An address, absolute and without fragment, and what the page says of it."""

    url: str
    text: str


class FetchedPage:
    """A page at an address; `declared` is the character set that the server named."""

    def __init__(self, url: str, data: bytes, declared: str | None = None) -> None:
        self.url = url
        self.source = decode(data, declared)
        self.tree = LexborHTMLParser(self.source)
        base = self.tree.css_first("base[href]")
        self._base = urljoin(url, (base.attributes.get("href") or "") if base else "")

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the page, and those of lists that its scripts draw (大汉 datastore), in reading order."""
        links: dict[str, Link] = {}
        records = "".join(_CDATA.findall(self.source))
        for tree in (self.tree, *([LexborHTMLParser(records)] if records else ())):
            for link in self._anchors(tree):
                before = links.setdefault(link.url, link)
                if len(link.text) > len(before.text):
                    links[link.url] = link
        return tuple(links.values())

    @property
    def title(self) -> str:
        """The heading, else the title of the page."""
        for selector in ("meta[name=ArticleTitle]", "h1", "title"):
            node = self.tree.css_first(selector)
            if node and (text := words(node.attributes.get("content") or node.text())):
                return text
        return ""

    @property
    def words(self) -> str:
        """What the page shows."""
        body = LexborHTMLParser(self.source).body
        if body is None:
            return ""
        for node in body.css("script, style, noscript"):
            node.decompose()
        return words(body.text(separator=" "))

    @property
    def published_on(self) -> str:
        """The date of publication (YYYY-MM-DD) that the page's metadata state; empty if none."""
        for node in self.tree.css("meta[name][content]"):
            match = _DATE.search(node.attributes.get("content") or "")
            if match and (node.attributes.get("name") or "").lower() in _DATES:
                return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
        return ""

    def absolute(self, address: str) -> str:
        """An address of the page as one of its own, without the visitor's session, which is another in each run; empty
        if it is none that can be asked for."""
        try:
            url = urljoin(self._base, html.unescape(address).strip()).partition("#")[0]
            parts = urlsplit(_SESSION.sub("", url).rstrip("?&") if _SESSION.search(url) else url)
            return parts.geturl() if parts.scheme in ("http", "https") else ""
        except ValueError:
            return ""

    def _anchors(self, tree: LexborHTMLParser) -> Iterator[Link]:
        for node in tree.css("a[href]")[:_MOST_LINKS]:
            url = self.absolute(node.attributes.get("href") or "")
            titles = (words(node.attributes.get("title") or ""), words(node.text(separator="")))
            if url:
                yield Link(url, max(titles, key=len))


def words(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
