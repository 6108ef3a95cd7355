"""What surrounds the text of a page: what it says of itself, and what it does not show."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.common.blocks import squeeze
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
_HIDDEN = '[hidden],[style*="display" i]'
_STRUCK = 'del,s,strike,[style*="line-through" i]'
_STRIKING = re.compile(rb"<(?:del|s|strike)[\s/>]|<(?:del|s|strike)$", re.MULTILINE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(rb"<(?!t[dr]>)[a-z<][^>]*")  # a bare cell or row has nothing to look for
_STYLE = re.compile(rb"<style[^>]*>.*?(?:</style|$)", re.DOTALL)
_ATTACHED = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|ofd|rar|zip)(?:$|[?#])", re.IGNORECASE)


def markup(page: bytes) -> tuple[bytes, bool]:
    """The different tags of a page with their attributes, and its style sheets, in lower case; and whether every tag
    and table seems to have its end.

    Where something rare is looked for, it is quickly seen here that a page has none of it.
    """
    page = page.lower()
    tags = set(_TAG.findall(page))
    source = b"\n".join(tags)
    if source.count(b"<") > len(tags) or any(tag.count(b'"') % 2 for tag in tags):
        return page, False  # torn, or with a > in quotes
    if b"'" in source and any(tag.count(b"'") % 2 for tag in tags):
        return page, False
    styles = _STYLE.findall(page) if b"<style" in source else ()
    return b"\n".join((source, *styles)), page.rfind(b"</table") >= page.rfind(b"<table")


def metadata(tree: LexborHTMLParser, text: str, source: bytes) -> dict[str, str]:
    """Keys `title` (the article's own before the window's), `page_title`, `published_on` (ISO where
    it is a date), `source`, `site`, `url`, `author`, `domain`, `column`; only those that are stated."""
    found: dict[str, str] = {}
    for node in elements(tree.root, "meta[content]"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        key = _META.get(name)
        value = squeeze(attributes.get("content") or "") if key else ""
        if key and value:
            found.setdefault(key, value)
    titles = elements(tree.head, "title") or elements(tree.root, "title")
    words = squeeze(titles[0].text()) if titles else ""
    if words and found.setdefault("title", words) != words:
        found["page_title"] = words
    canonical = elements(tree.root, 'link[rel="canonical" i][href]') if b"<link" in source else []
    if canonical and (href := canonical[0].attributes.get("href")):
        found["url"] = href.strip()
    if "url" not in found and (saved := _SAVED_FROM.search(text, 0, 2000)):
        found["url"] = saved[1]
    if date := _DATE.match(found.get("published_on", "")):
        found["published_on"] = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}"
    return found


def prune(tree: LexborHTMLParser, source: bytes) -> list[Note]:
    """Takes out of the tree what the page does not show; returns what the reader should know.

    `source` is the page's `markup`: most pages hide nothing, and that is quickly seen.
    """
    notes: list[Note] = []
    if b"display" in source or b"hidden" in source:
        _drop_hidden(tree, notes)
    if b"visibility" in source:
        for node in tree.css('[style*="visibility" i]'):
            if _INVISIBLE.search(node.attributes.get("style") or "") and not _shown_by_script(node):
                for child in list(node.iter(include_text=True)):
                    child.decompose()
    if b"line-through" in source or _STRIKING.search(source):
        struck = [node for node in tree.css(_STRUCK) if squeeze(node.text())]
        for node in struck:
            node.decompose()
        if struck:
            notes.append(Note("struck_out", str(len(struck))))
    return notes


def _shown_by_script(node: LexborNode) -> bool:
    """Whether this is the article of a WeChat page, which stays invisible until its script has run."""
    return node.attributes.get("id") == "js_content"


def elsewhere(tree: LexborHTMLParser) -> list[Note]:
    """For a page without tables: where its content may be instead."""
    notes: list[Note] = []
    links = [_link(node, "href") for node in tree.css("a[href]")]
    links = [link for link in links if _ATTACHED.search(link)]
    links += [_link(node, "src") for node in tree.css("iframe[src],frame[src]")]
    if links := [link for link in links if link]:
        notes.append(Note("elsewhere", "、".join(links[:5])))
    if pictures := len(tree.css("body img")):
        notes.append(Note("pictures_only", str(pictures)))
    return notes


def _drop_hidden(tree: LexborHTMLParser, notes: list[Note]) -> None:
    hidden = []
    for node in tree.css(_HIDDEN):
        attributes = node.attributes
        if node.tag in ("body", "html"):
            continue
        if "hidden" in attributes or _NOT_SHOWN.search(attributes.get("style") or ""):
            hidden.append(node)
    if not hidden:
        return
    kept = len(tree.css("table"))
    tables = sum(len(node.css("table")) for node in hidden)
    if tables and tables >= kept:
        # some sites show the article only by a script: better read it, and say so
        notes.append(Note("hidden_tables"))
        hidden = [node for node in hidden if not node.css_first("table")]
    elif tables:
        behind = {node.mem_id for node in hidden if node.css_first("table") and _behind_a_tab(node)}
        if behind:
            notes.append(Note("tabbed_tables"))
        hidden = [node for node in hidden if node.mem_id not in behind]
    for node in reversed(hidden):
        node.decompose()


def _behind_a_tab(node: LexborNode) -> bool:
    """Whether one of several parts alike of which a click shows another: beside it stands a part of its class."""
    name = (node.attributes.get("class") or "").split()[:1]
    for beside in node.parent.iter() if name and node.parent is not None else ():
        if beside.tag == node.tag and beside.mem_id != node.mem_id:
            shown = not _NOT_SHOWN.search(beside.attributes.get("style") or "")
            if shown and (beside.attributes.get("class") or "").split()[:1] == name:
                return True
    return False


def _link(node: LexborNode, attribute: str) -> str:
    return (node.attributes.get(attribute) or "").strip()
