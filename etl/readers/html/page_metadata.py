"""What a page states about itself outside its text, and where its content may be if it has no table."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.common.blocks import squeeze
from etl.readers.html.markup import Markup
from etl.readers.html.selectors import elements

_META = {
    "articletitle": "title", "og:title": "title", "dc.title": "title",
    "pubdate": "published_on", "publishdate": "published_on", "article:published_time": "published_on",
    "dc.date": "published_on", "firstpublishedtime": "published_on", "pubtime": "published_on",
    "contentsource": "source", "sitename": "site", "og:site_name": "site", "sitedomain": "domain",
    "url": "url", "og:url": "url", "author": "author", "columnname": "column",
}  # fmt: skip
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})(?!\d)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_SAVED_FROM_WITHIN = 2000
_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|ofd|rar|zip)(?:$|[?#])", re.IGNORECASE)
_MOST_LINKS = 5


def metadata(tree: LexborHTMLParser, text: str, markup: Markup) -> dict[str, str]:
    """Collect what a page states about itself.

    Keys: `title` (the article's own before the window's), `page_title`, `published_on` (ISO if it is a date),
    `source`, `site`, `url`, `author`, `domain`, `column`; only those that are stated.
    """
    values: dict[str, str] = {}
    for node in elements(tree.root, "meta[content]"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        key = _META.get(name)
        value = squeeze(attributes.get("content") or "") if key else ""
        if key and value:
            values.setdefault(key, value)
    titles = elements(tree.head, "title") or elements(tree.root, "title")
    window_title = squeeze(titles[0].text()) if titles else ""
    if window_title and values.setdefault("title", window_title) != window_title:
        values["page_title"] = window_title
    if url := _canonical_url(tree, markup) or values.get("url") or _saved_from(text):
        values["url"] = url
    if date := _DATE.match(values.get("published_on", "")):
        values["published_on"] = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}"
    return values


def _canonical_url(tree: LexborHTMLParser, markup: Markup) -> str:
    canonical = elements(tree.root, 'link[rel="canonical" i][href]') if b"<link" in markup.source else []
    return _link(canonical[0], "href") if canonical else ""


def _saved_from(text: str) -> str:
    """The address that a browser wrote into the file when it saved the page."""
    saved = _SAVED_FROM.search(text, 0, _SAVED_FROM_WITHIN)
    return saved[1] if saved else ""


def content_elsewhere(tree: LexborHTMLParser) -> list[Note]:
    """Note where the content of a page without tables may be: attachments, frames, pictures."""
    notes: list[Note] = []
    attachments = [link for node in tree.css("a[href]") if _ATTACHMENT.search(link := _link(node, "href"))]
    frames = [link for node in tree.css("iframe[src],frame[src]") if (link := _link(node, "src"))]
    embedded = [
        link
        for selector, attribute in (("embed[src]", "src"), ("object[data]", "data"))
        for node in tree.css(selector)
        if _ATTACHMENT.search(link := _link(node, attribute))
    ]
    if links := attachments + frames + embedded:
        notes.append(Note("elsewhere", "、".join(links[:_MOST_LINKS])))
    if pictures := len(tree.css("body img")):
        notes.append(Note("pictures_only", str(pictures)))
    return notes


def _link(node: LexborNode, attribute: str) -> str:
    return (node.attributes.get(attribute) or "").strip()
