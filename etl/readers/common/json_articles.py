"""Reports that an answer for programs (JSON) holds as strings: the markup or the text of an article beside its title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from etl.readers.common.json_tables import page_of_tables
from etl.text.encoding import decode

_BEGINS = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*[\[{"]')
_MOST_OBJECTS = 200_000  # arrays among them; a list of articles has a few for each
_SHORTEST = 200  # characters of an article
_LONGEST_TITLE = 60
_TOPIC = "信息公开"
_TITLE = re.compile("信息公开.*(?:报告|年报)")
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;(?:p|t[dh]|div)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:p|div|br|table|span|h[1-6]|html|body)\b", re.IGNORECASE)


def articles_in_json(data: bytes) -> bytes:
    """The page or the text of the articles on information disclosure that a JSON file holds, one after the other, each
    below its title, or else of its texts and tables; empty if it holds none or is no JSON."""
    if not _BEGINS.match(data) or data.count(b"[") + data.count(b"{") > _MOST_OBJECTS:
        return b""
    try:
        stated = json.loads(decode(data))
    except (ValueError, RecursionError):
        return b""
    articles = [(_title(strings), body) for strings in _objects(stated) if (body := _body(strings))]
    if not any(_CELL.search(body) or "\n" in body for _, body in articles) and (page := _with_tables(stated)):
        return page.encode("utf-8", "replace")
    if any(_TAG.search(body) for _, body in articles):
        parts = [_as_page(title, body) for title, body in articles]
    else:
        parts = [body if title in body else f"{title}\n{body}" for title, body in articles]
    return "\n".join(parts).encode("utf-8", "replace")


def _with_tables(stated: Any) -> str:
    """The page of a report whose tables are arrays; empty where no text is the title of one."""
    page = page_of_tables(stated)
    return page if _TITLE.search(page) else ""


def _objects(value: Any) -> Iterator[list[str]]:
    """The strings of each object, array or single value, in the order in which they are written."""
    waiting = [value if isinstance(value, dict | list) else [value]]
    while waiting:
        one = waiting.pop()
        values = list(one.values() if isinstance(one, dict) else one)
        yield [value for value in values if isinstance(value, str)]
        waiting += [value for value in reversed(values) if isinstance(value, dict | list)]


def _body(strings: list[str]) -> str:
    """The article among the strings of an object; that with a table if it is there as text, too."""
    long = [
        text if _TAG.search(text) or not _ESCAPED_TAG.search(text) else unescape(text)
        for text in strings
        if len(text) >= _SHORTEST and _TOPIC in text
    ]
    return max(long, key=lambda text: (bool(_CELL.search(text)), len(text)), default="")


def _title(strings: list[str]) -> str:
    short = (text.strip() for text in strings if len(text) <= _LONGEST_TITLE)
    return next((text for text in short if _TITLE.search(text)), "")


def _as_page(title: str, body: str) -> str:
    page = body if _TAG.search(body) else f"<pre>{escape(body)}</pre>"
    return page if title in body else f"<h1>{escape(title)}</h1>\n{page}"
