"""The markup of a page in a form that is quick to search for rare features."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.model.document import Unreadable

_TAG = re.compile(rb"<[a-z<][^>]*")
_STYLE = re.compile(rb"<style[^>]*>.*?(?:</style|$)", re.DOTALL)
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-9a-f]{1,6})[ \n]?|([^\n]))")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_LONG_TAG = 10_000  # bytes
_MOST_ATTRIBUTES = 2000
_OVERLOADED = "网页里有一个标签带着成千个属性，可能已损坏，没有打开；请在浏览器里重新另存后再提交。"
_BLANKS = b" \t\r\n\f"
# tags whose attributes are mostly addresses, different in each: hundreds on a page, and only styles matter in them
_ADDRESSING = (b"<a ", b"<img ", b"<link ", b"<meta ", b"<script ")


@dataclass(frozen=True, slots=True)
class Markup:
    """The different tags of a page with their attributes, and its style sheets, in lower case.

    `squeezed` is the same without blanks and without links and the like that state no style, `sheets` the style sheets
    alone without blanks, `tags` the tags alone.
    `is_whole` says that every tag and table seems to have its end; if a tag does not, all four hold the whole page.
    `tag_count` is the number of elements that begin.
    """

    source: bytes
    squeezed: bytes
    sheets: bytes
    tags: bytes
    tag_count: int
    is_whole: bool


def markup_of(page: bytes) -> Markup:
    """Collect the markup of a page, which has to be in an encoding that extends ASCII.

    Raises Unreadable for a tag with thousands of attributes, which parsers take very long for.
    """
    page = page.lower()
    every_tag = _TAG.findall(page)
    tags = set(every_tag)
    source = b"\n".join(tags)
    if max(map(len, tags), default=0) > _LONG_TAG and _has_many_attributes(tags):
        raise Unreadable(_OVERLOADED)
    if _has_torn_tag(tags, source):
        squeezed = _squeezed(page)
        sheets = squeezed if b"<style" in page else b""
        return Markup(page, squeezed, sheets, page, len(every_tag), False)
    sheets = b"\n".join(_STYLE.findall(page)) if b"<style" in source else b""
    if b"/*" in sheets:
        sheets = _COMMENT.sub(b"", sheets)  # display/**/:none
    if b"\\" in sheets:
        sheets = _ESCAPE.sub(_unescaped, sheets)  # d\69splay:none
    everything = b"\n".join((source, sheets)) if sheets else source
    styled = [tag for tag in tags if not tag.startswith(_ADDRESSING) or b"style" in tag]
    squeezed = _squeezed(b"\n".join((*styled, sheets)))
    is_whole = page.rfind(b"</table") >= page.rfind(b"<table")
    return Markup(everything, squeezed, _squeezed(sheets), source, len(every_tag), is_whole)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    """The character of an escape in a style sheet; a sign in the place of those that write no property."""
    code = int(escape[1], 16) if escape[1] else 0
    return escape[2] or (bytes((code,)) if 0x20 < code < 0x7F else b"?")


def _has_many_attributes(tags: set[bytes]) -> bool:
    long_tags = (_QUOTED.sub(b"", tag) for tag in tags if len(tag) > _LONG_TAG)
    return any(len(tag.split()) > _MOST_ATTRIBUTES for tag in long_tags)


def _has_torn_tag(tags: set[bytes], source: bytes) -> bool:
    """Whether a tag lacks its end, or has a > in quotes."""
    if source.count(b"<") > len(tags) or any(tag.count(b'"') % 2 for tag in tags):
        return True
    return b"'" in source and any(tag.count(b"'") % 2 for tag in tags)


def _squeezed(source: bytes) -> bytes:
    return source.translate(None, _BLANKS)
