"""Limit how deep the elements of a page nest, as browsers do: parsing takes time with the square of the depth."""

from __future__ import annotations

import re
from collections import Counter

from etl.readers.html.cell_text import BLOCKS

_DEEPEST_BARE = 300  # for tags without attributes, which style and state nothing
_DEEPEST = 400  # for all others
_DEEPEST_TABLE = 450  # browsers stop at 512
_FEWEST_TAGS = 3000  # less take no time at any depth
_CHUNK = 4096
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1\b|\Z)|<(/?)([a-z][^\s/>]*)([^>]*)>",
    re.IGNORECASE | re.DOTALL,
)
# without an end, or with one that may be left out
_FLAT = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "caption",
})  # fmt: skip


def flattened(text: str, page: bytes, tag_count: int) -> str:
    """The page without the tags of elements that lie deeper than 300 layers, or 400 if they have attributes.

    Their content stays on lines of its own, and so do tables down to 450 layers.

    `text` is the page in characters, `page` the same in an encoding that extends ASCII, `tag_count` the number of
    elements that begin in it.
    """
    return _flattened(text) if tag_count > _FEWEST_TAGS and _may_be_deep(page) else text


def _may_be_deep(page: bytes) -> bool:
    """Whether many more tags begin than end before some place; tags without an end are among them."""
    open_tags = 0
    for start in range(0, len(page), _CHUNK):
        end = start + _CHUNK
        open_tags += page.count(b"<", start, end) - 2 * page.count(b"</", start, end)
        if open_tags > _DEEPEST_BARE:
            return True
    return False


def _flattened(text: str) -> str:
    pieces: list[str] = []
    open_names: list[str] = []
    open_count: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    done = 0
    for token in _TOKEN.finditer(text):
        name = (token[3] or "").lower()
        if not name or name in _FLAT:
            continue
        if token[2]:
            if not left_out[name]:
                _close(name, open_names, open_count)
                continue
            left_out[name] -= 1
        elif len(open_names) < _deepest(name, token[4]):
            open_names.append(name)
            open_count[name] += 1
            continue
        else:
            left_out[name] += 1
        pieces.append(text[done : token.start()])
        if name in BLOCKS:
            pieces.append("<br>")
        done = token.end()
    return "".join((*pieces, text[done:]))


def _deepest(name: str, attributes: str) -> int:
    if name == "table":
        return _DEEPEST_TABLE
    return _DEEPEST if attributes else _DEEPEST_BARE


def _close(name: str, open_names: list[str], open_count: Counter[str]) -> None:
    """Close the innermost open element of a name, and those open within it."""
    while open_count[name]:
        closed = open_names.pop()
        open_count[closed] -= 1
        if closed == name:
            return
