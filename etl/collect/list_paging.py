"""Further pages of a list, as the systems of government sites number them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode, urlsplit

from etl.collect.fetched_page import FetchedPage

MOST_PAGES = 200  # of one column: an annual report is published once a year
_NEXT = re.compile(
    r"(?:下一?页|后一?页|下页|次页|next|[>＞»›]{1,2}|\[?\d{1,3}\]?|尾页|末页|最后一页)", re.IGNORECASE
)
_TRS = re.compile(
    r"createPageHTML\(\s*(\d+)\s*,\s*\d+\s*,\s*[\"'](\w+)[\"']\s*,\s*[\"'](\w+)[\"']", re.IGNORECASE
)
_TRS_VARIABLE = re.compile(r"var\s+countPage\s*=\s*(\d+)")
_COLUMN_INDEX = re.compile(r"(column-index)(?:-\d+)?(\.s?html?)$")
_COUNT = re.compile(
    r"(?:page_?count|total_?pages?|countPage|pageTotal|pages)[\"']?\s*[=:]\s*[\"']?(\d{1,4})|共\s*(\d{1,4})\s*页",
    re.IGNORECASE,
)
_VISUAL_BUILDER = re.compile(r"_simple_list_gotopage_fun\(\s*(\d+)")
_JPAGE_COUNT = re.compile(r"totalRecord[\"']?\s*:\s*(\d+)")
_JPAGE_SIZE = re.compile(r"perPage[\"']?\s*:\s*(\d+)")
_JPAGE_UNIT = re.compile(r"(?:\$\([\"']#|<div\s+id=[\"'])(\d+)[\"']")
_GROUP = re.compile(
    r"<nextgroup>\s*<!\[CDATA\[\s*<a\s+href=[\"']([^\"']*dataproxy[^\"']*)[\"']", re.IGNORECASE
)


def further_pages(page: FetchedPage) -> tuple[str, ...]:
    """Addresses of other pages of the list that a page shows, at most `MOST_PAGES`, the page itself left out."""
    addresses = dict.fromkeys(url for system in _SYSTEMS for url in system(page) if url and url != page.url)
    return tuple(addresses)[:MOST_PAGES]


def _trs(page: FetchedPage) -> Iterator[str]:
    """`createPageHTML(count, current, "index", "html")`: index.html, index_1.html and so on."""
    for count, name, ending in _TRS.findall(page.source)[:1]:
        yield from (
            page.absolute(f"{name}_{number}.{ending}") for number in _numbers(count, first=1, before=True)
        )
        return
    for count in _TRS_VARIABLE.findall(page.source)[:1]:
        yield from (page.absolute(f"index_{number}.html") for number in _numbers(count, first=1, before=True))


def _column_index(page: FetchedPage) -> Iterator[str]:
    """column-index-2.shtml and so on, as many as the page counts."""
    name = _COLUMN_INDEX.search(urlsplit(page.url).path)
    count = _COUNT.search(page.source)
    if name and count:
        numbers = _numbers(count[1] or count[2], first=2)
        yield from (page.absolute(f"{name[1]}-{number}{name[2]}") for number in numbers)


def _jpage(page: FetchedPage) -> Iterator[str]:
    """大汉: the next group of records, and pages by the number of the unit."""
    yield from (page.absolute(address) for address in _GROUP.findall(page.source))
    count, size = _JPAGE_COUNT.search(page.source), _JPAGE_SIZE.search(page.source)
    unit = _JPAGE_UNIT.search(page.source)
    if count and size and unit and int(size[1]) and "/col/" in page.url and not _GROUP.search(page.source):
        pages = -(-int(count[1]) // int(size[1]))
        for number in _numbers(str(pages), first=2):
            yield page.absolute("?" + urlencode({"uid": unit[1], "pageNum": number}))


def _visual_builder(page: FetchedPage) -> Iterator[str]:
    """博达: nb.htm, then nb/N.htm counted down to nb/1.htm."""
    path = urlsplit(page.url).path
    count = _VISUAL_BUILDER.search(page.source)
    if count and path.endswith(".htm"):
        folder = path.rpartition("/")[2].removesuffix(".htm")
        if not folder.isdigit():
            yield from (
                page.absolute(f"{folder}/{number}.htm") for number in _numbers(count[1], first=1, before=True)
            )


def _plain(page: FetchedPage) -> Iterator[str]:
    """Links that say so: 下一页, a number, rel=next."""
    for node in page.tree.css("a[href], link[rel=next]"):
        text = (node.text() or "").strip()
        if node.tag == "link" or node.attributes.get("rel") == "next" or _NEXT.fullmatch(text):
            yield page.absolute(node.attributes.get("href") or "")


def _numbers(count: str, first: int, before: bool = False) -> range:
    """The numbers of further pages from `first`; `before`: the last bears the number before the count."""
    return range(first, min(int(count[:6]) + (not before), MOST_PAGES + first))


_SYSTEMS: tuple[Callable[[FetchedPage], Iterator[str]], ...] = (
    _trs,
    _column_index,
    _jpage,
    _visual_builder,
    _plain,
)
