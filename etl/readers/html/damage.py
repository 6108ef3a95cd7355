"""Detect damaged markup that browsers, and this reader, repair in silence."""

from __future__ import annotations

import re

from etl.model.document import Note

# a tag without its end, or with a quote that is never closed: what follows disappears in it
_TORN = re.compile(
    r"<(?:(?=</?(?:td|th|tr|table|p|span)\b)|[a-z][^<>\"'=\s;()&|]{0,40}<|"
    r"(?:td|th|tr|p|span|font|div|b|strong|em|center)\b(?:[^<>\"']|\"[^<>\"]*\"|'[^<>']*')*+[<\"'])[^<>]{0,20}",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b.*?(?:</script|\Z)", re.IGNORECASE | re.DOTALL)
_TABLE_END = re.compile(r"</table", re.IGNORECASE)
_TABLE_START = re.compile(r"<table\b", re.IGNORECASE)
_LONGEST_QUOTE = 80
_TAIL = 30


def damage(text: str) -> list[Note]:
    """Note the signs of damage: `cut_off` if the last table has no end, `torn_tag` for a torn tag in a table."""
    start = _TABLE_START.search(text)
    if start is None:
        return []
    end = max((match.start() for match in _TABLE_END.finditer(text)), default=0)
    notes = []
    if _TABLE_START.search(text, end):
        notes.append(Note("cut_off", text[-_TAIL:].strip()))
    torn = _TORN.search(text, start.start(), end or len(text))
    if torn and "<script" in text:
        torn = _TORN.search(_SCRIPT.sub("", text[start.start() : end or None]))
    if torn:
        notes.append(Note("torn_tag", torn[0][:_LONGEST_QUOTE]))
    return notes
