"""The tokens of Rich Text Format: groups, control words, encoded characters, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|([^\\{}\r\n\x00]+)|[\r\n\x00]+|\\"
)

_BRACE = re.compile(rb"\\[\\{}]|[{}]")


class Token(NamedTuple):
    """`word`: a control word or sign with its number, if any; `raw`: bytes of text; `{` and `}` are words."""

    word: str
    number: int | None = None
    raw: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; binary data are skipped. Never raises."""
    at = 0
    while (match := _TOKEN.match(data, at)) is not None:
        at = match.end()
        word, number, code, sign, brace, text = match.groups()
        if word:
            value = int(number) if number else None
            if word == b"bin" and value and value > 0:
                at = min(at + value, len(data))
            else:
                yield Token(word.decode("ascii"), value)
        elif code:
            yield Token("", raw=bytes((int(code, 16),)))
        elif sign:
            yield Token("", raw=sign) if sign in b"\\{}" else Token(sign.decode("latin-1"))
        elif brace:
            yield Token(brace.decode("ascii"))
        elif text:
            yield Token("", raw=text)


def group_end(data: bytes) -> int:
    """Where the group ends in which these bytes begin; their own end where it does not."""
    depth = 1
    for brace in _BRACE.finditer(data):
        depth += (brace[0] == b"{") - (brace[0] == b"}")
        if not depth:
            return brace.start()
    return len(data)
