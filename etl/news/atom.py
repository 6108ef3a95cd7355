"""News as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from etl.news.items import MOST_ITEMS, Item
from etl.news.letter_words import words
from etl.runtime.language import Language

ATOM = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def to_atom(
    items: Sequence[Item], about: str, language: Language, own_address: str = "", dashboard: str = ""
) -> bytes:
    """The feed as UTF-8, the newest version first. `about` tells one choice of reports from another; `own_address` is where
    the feed is, `dashboard` the address of the dashboard that its entries lead to, both may be empty.

    Ids are made of what is told, so that a reader sees nothing twice.
    """
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    texts = words(language)
    _add(feed, "id", _urn(f"feed/{about}"))
    _add(feed, "title", texts["feed"] + (f" · {about}" if about else ""))
    _add(feed, "updated", _time(max((item.published_at for item in items), default=_NEVER)))
    _add(_add(feed, "author"), "name", texts["author"])
    if own_address:
        _add(feed, "link", rel="self", type=ATOM, href=own_address)
    if len(items) > MOST_ITEMS:
        _add(feed, "subtitle", texts["more"].format(n=MOST_ITEMS))
    for item in items[:MOST_ITEMS]:
        entry = _add(feed, "entry")
        _add(entry, "id", _urn(f"entry/{item.key}"))
        _add(entry, "title", item.title)
        _add(entry, "updated", _time(item.published_at))
        _add(entry, "category", term=item.topic.replace(" ", "-"))
        if dashboard and item.agency_id:
            shown = urlencode({"agency": item.agency_id, "year": item.year, "scope": item.scope})
            _add(entry, "link", rel="alternate", href=f"{dashboard.rstrip('/')}/agency?{shown}")
        _add(entry, "content", "\n".join(item.lines), type="text")
    data: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    clean = {key: _NOT_IN_XML.sub("\ufffd", value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", clean)
    if text:
        element.text = _NOT_IN_XML.sub("\ufffd", text)
    return element


def _urn(key: str) -> str:
    return uuid5(NAMESPACE_URL, f"disclosure/{key}").urn


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
