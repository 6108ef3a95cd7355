"""The markup of a page in a form that is quick to search for rare features."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG = re.compile(rb"<(?!t[dr]>)[a-z<][^>]*")  # a bare cell or row has nothing to look for
_STYLE = re.compile(rb"<style[^>]*>.*?(?:</style|$)", re.DOTALL)
_BLANKS = b" \t\r\n\f"


@dataclass(frozen=True, slots=True)
class Markup:
    """The different tags of a page with their attributes, and its style sheets, in lower case.

    `squeezed` is the same without blanks, `sheets` the style sheets alone without blanks. `is_whole` says that every
    tag and table seems to have its end; if a tag does not, all three hold the whole page.
    """

    source: bytes
    squeezed: bytes
    sheets: bytes
    is_whole: bool


def markup_of(page: bytes) -> Markup:
    """Collect the markup of a page, which has to be in an encoding that extends ASCII."""
    page = page.lower()
    tags = set(_TAG.findall(page))
    source = b"\n".join(tags)
    if _has_torn_tag(tags, source):
        squeezed = _squeezed(page)
        return Markup(page, squeezed, squeezed if b"<style" in page else b"", False)
    sheets = b"\n".join(_STYLE.findall(page)) if b"<style" in source else b""
    source = b"\n".join((source, sheets))
    is_whole = page.rfind(b"</table") >= page.rfind(b"<table")
    return Markup(source, _squeezed(source), _squeezed(sheets), is_whole)


def _has_torn_tag(tags: set[bytes], source: bytes) -> bool:
    """Whether a tag lacks its end, or has a > in quotes."""
    if source.count(b"<") > len(tags) or any(tag.count(b'"') % 2 for tag in tags):
        return True
    return b"'" in source and any(tag.count(b"'") % 2 for tag in tags)


def _squeezed(source: bytes) -> bytes:
    return source.translate(None, _BLANKS)
