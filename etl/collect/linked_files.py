"""Attachments of a report's page: plain links, viewers in frames, addresses in scripts of a click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from selectolax.lexbor import LexborNode

from etl.collect.fetched_page import FetchedPage, Link, words

MOST_FILES = 20  # of one page
_ENDINGS = r"docx?|pdf|wps|et|xlsx?|ofd|rtf|odt|ods|zip|rar|7z|mht"
_NAMED = re.compile(rf"\.(?:{_ENDINGS})$", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"/down(?:load|file)[\w.]*(?:\.jsp|\.do|\.aspx?|\.php)?$|downfile|download\.jsp", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"']([^\"'\s]{3,500})[\"']")
_OUTSIDE = "nav, header, footer, .nav, .footer, .header"


def linked_files(page: FetchedPage) -> tuple[Link, ...]:
    """What a page of a report carries as files, at most `MOST_FILES`."""
    outside = {node.mem_id for part in page.tree.css(_OUTSIDE) for node in part.css("a")}
    links: dict[str, Link] = {}
    for node in page.tree.css("a, iframe, embed, object, [onclick]"):
        if node.mem_id in outside:
            continue
        text = words(node.text(separator="") or "")
        for address in _addresses(node):
            url = page.absolute(address)
            if url and url != page.url and _is_file(url, text):
                links.setdefault(url, Link(url, text))
    return tuple(links.values())[:MOST_FILES]


def is_file(url: str) -> bool:
    """Whether an address ends as those of documents do."""
    return bool(_NAMED.search(unquote(urlsplit(url).path)))


def _addresses(node: LexborNode) -> Iterator[str]:
    """The addresses that an element names; a viewer's is that of what it shows."""
    for name in ("href", "src", "data"):
        address = node.attributes.get(name) or ""
        if address.lower().startswith("javascript:"):
            yield from _QUOTED.findall(address)
        elif address:
            yield _shown_in_viewer(address)
    for script in _QUOTED.findall(node.attributes.get("onclick") or ""):
        yield _shown_in_viewer(script)


def _shown_in_viewer(address: str) -> str:
    """`…/viewer.html?file=/a.pdf` shows /a.pdf."""
    path, _, query = address.partition("?")
    if path.lower().endswith((".html", ".htm", ".jsp")) and "download" not in path.lower():
        for name, value in parse_qsl(query.partition("#")[0]):
            if name.lower() in ("file", "url", "src", "path") and _NAMED.search(value.partition("?")[0]):
                return value
    return address


def _is_file(url: str, text: str) -> bool:
    return (
        is_file(url)
        or bool(_DOWNLOAD.search(urlsplit(url).path))
        or (bool(_NAMED.search(text)) and "?" in url)
    )
