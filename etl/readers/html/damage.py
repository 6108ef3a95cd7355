"""Signs that a page's source is damaged where a browser, and we, go on as if nothing were missing."""

from __future__ import annotations

import re

from etl.model.document import Note

# a tag whose end is missing, or one of whose quotes has no other: what follows it disappears in it
_TORN = re.compile(
    r"<(?:(?=</?(?:td|th|tr|table|p|span)\b)|[a-z][^<>\"'=\s;()&|]{0,40}<|"
    r"(?:td|th|tr|p|span|font|div|b|strong|em|center)\b(?:[^<>\"']|\"[^<>\"]*\"|'[^<>']*')*+[<\"'])[^<>]{0,20}",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b.*?(?:</script|\Z)", re.IGNORECASE | re.DOTALL)
_TABLE_ENDS = re.compile(r"</table", re.IGNORECASE)
_TABLE_BEGINS = re.compile(r"<table\b", re.IGNORECASE)


def damage(text: str) -> list[Note]:
    """A note of each sign: `torn_tag` inside a table, `cut_off` at the end."""
    begins = _TABLE_BEGINS.search(text)
    if begins is None:
        return []
    end = max((match.start() for match in _TABLE_ENDS.finditer(text)), default=0)
    found = []
    if _TABLE_BEGINS.search(text, end):
        found.append(Note("cut_off", text[-30:].strip()))
    torn = _TORN.search(text, begins.start(), end or len(text))
    if torn and "<script" in text:
        torn = _TORN.search(_SCRIPT.sub("", text[begins.start() : end or None]))
    if torn:
        found.append(Note("torn_tag", torn[0][:80]))
    return found
