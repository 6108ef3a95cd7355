"""What surrounds the text of a page: what it says of itself, and what it does not show."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.blocks import squeeze

_META = {
    "articletitle": "title", "og:title": "title", "dc.title": "title",
    "pubdate": "published_on", "publishdate": "published_on", "article:published_time": "published_on",
    "dc.date": "published_on", "firstpublishedtime": "published_on", "pubtime": "published_on",
    "contentsource": "source", "sitename": "site", "og:site_name": "site", "sitedomain": "domain",
    "url": "url", "og:url": "url", "author": "author", "columnname": "column",
}  # fmt: skip
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})(?!\d)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_CHROME = (
    "script,style,template,noscript,nav,footer,svg,math annotation,select,button,textarea,iframe,object,"
    "datalist,audio,video,canvas,rp,rt"
)
_HIDDEN = '[hidden],[style*="display:none" i],[style*="display: none" i],[style*="mso-hide:all" i]'
_STRUCK = 'del,s,strike,[style*="line-through" i]'
_MAY_HIDE = re.compile(r"\bhidden\b|display\s*:\s*none|mso-hide", re.I)
_MAY_STRIKE = re.compile(r"<(?:del|s|strike)[\s>]|line-through", re.I)
_DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.I)
_ATTACHED = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|ofd|rar|zip)(?:$|[?#])", re.I)


def metadata(tree: LexborHTMLParser, text: str) -> dict[str, str]:
    """Keys `title` (the article's own before the window's), `page_title`, `published_on` (ISO where
    it is a date), `source`, `site`, `url`, `author`, `domain`, `column`; only those that are stated."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        key = _META.get(name)
        value = squeeze(attributes.get("content") or "") if key else ""
        if key and value:
            found.setdefault(key, value)
    title = tree.css_first("title")
    if title is not None and (words := squeeze(title.text())):
        if found.setdefault("title", words) != words:
            found["page_title"] = words
    canonical = tree.css_first('link[rel="canonical" i][href]')
    if canonical is not None and (href := canonical.attributes.get("href")):
        found["url"] = href.strip()
    if "url" not in found and (saved := _SAVED_FROM.search(text, 0, 2000)):
        found["url"] = saved[1]
    if date := _DATE.match(found.get("published_on", "")):
        found["published_on"] = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}"
    return found


def prune(tree: LexborHTMLParser, text: str) -> list[str]:
    """Takes out of the tree what the page does not show; returns what the reader should know."""
    notes: list[str] = []
    frames = [_link(node, "src") for node in tree.css("iframe[src],frame[src]")]
    for node in tree.css(_CHROME):
        node.decompose()
    if _MAY_HIDE.search(text):
        _drop_hidden(tree, notes)
    if _MAY_STRIKE.search(text):
        struck = [node for node in tree.css(_STRUCK) if squeeze(node.text())]
        for node in struck:
            node.decompose()
        if struck:
            notes.append(f"有 {len(struck)} 处划去（删除线）的文字，没有读入。")
    if tree.css_first("table") is None:
        attached = [_link(node, "href") for node in tree.css("a[href]")]
        elsewhere = [link for link in attached if _ATTACHED.search(link)] + [link for link in frames if link]
        if elsewhere:
            notes.append("网页里没有表格，内容可能在附件或内嵌页面里：" + "、".join(elsewhere[:5]))
        if pictures := len(tree.css("body img")):
            notes.append(f"网页里没有表格，有 {pictures} 张图片；如表格是图片，请提供可读的原件。")
    return notes


def _drop_hidden(tree: LexborHTMLParser, notes: list[str]) -> None:
    hidden = [node for node in tree.css(_HIDDEN) if node.tag not in ("body", "html")]
    seen = {node.mem_id for node in hidden}
    for node in tree.css("[style]"):
        if node.mem_id not in seen and node.tag not in ("body", "html"):
            if _DISPLAY_NONE.search(node.attributes.get("style") or ""):
                hidden.append(node)
    kept = len(tree.css("table"))
    tables = sum(len(node.css("table")) + (node.tag == "table") for node in hidden)
    if tables and tables >= kept:
        # some sites show the article only by a script: better read it, and say so
        notes.append("网页的表格都在隐藏的部分里，已照样读入，请核对原网页。")
        hidden = [node for node in hidden if node.tag != "table" and not node.css_first("table")]
    for node in hidden:
        node.decompose()


def _link(node: LexborNode, attribute: str) -> str:
    return (node.attributes.get(attribute) or "").strip()
