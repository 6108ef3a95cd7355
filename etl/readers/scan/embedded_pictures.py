"""Pictures inside web pages and Word files: which they are, by number, and the tables that they show."""

from __future__ import annotations

import base64
import binascii
import importlib.util
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from urllib.parse import unquote_to_bytes
from zipfile import ZipFile

from etl.model.document import Block, Note, Unreadable
from etl.readers.common.ooxml_package import member, open_package

MOST_PICTURES = 20
"""Of one file, large enough to show a table, that are looked at."""
_DATA = re.compile(r"data:image/[\w.+-]{1,20}(;base64)?,([^\"'<>)]{200,})", re.IGNORECASE)
_MEDIA = "word/media/"


@cache
def can_recognise() -> bool:
    """Whether text recognition is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def pictures_in_page(text: str) -> Iterator[bytes]:
    """The pictures in the data addresses of a web page, in order; those that are damaged as empty bytes."""
    for match in _DATA.finditer(text):
        yield picture_at(match[0])


def picture_at(address: str) -> bytes:
    """The picture in a data address; empty if it is none or damaged."""
    match = _DATA.fullmatch(address.strip())
    if match is None:
        return b""
    content = unquote_to_bytes(match[2])
    try:
        return base64.b64decode(b"".join(content.split())) if match[1] else content
    except (binascii.Error, ValueError):
        return b""


def media_names(package: ZipFile) -> list[str]:
    """The pictures of a Word file, in the order of their names."""
    return sorted(name for name in package.namelist() if name.startswith(_MEDIA))


def picture_numbered(data: bytes, number: int) -> bytes:
    """The picture of that number (1-based) in a web page or Word file. Raises ValueError if there is none."""
    if data.startswith(b"PK"):
        package = open_package(data)
        names = media_names(package)
        picture = member(package, names[number - 1]) if 0 < number <= len(names) else None
    else:
        text = data.replace(b"\x00", b"").decode("latin-1")
        picture = next(islice(pictures_in_page(text), number - 1, None), None)
    if not picture:
        raise ValueError(f"no picture {number}")
    return picture


def tables_shown(data: bytes, number: int) -> tuple[Sequence[Block], list[Note]]:
    """What the picture of that number shows, if it has a ruled table; its locators are on page `number`."""
    # NumPy and Pillow are imported where a picture is looked at: most files show none, and every process pays for them
    from etl.readers.scan.pictures import may_hold_table
    from etl.readers.scan.reader import read_pages

    if not data or not may_hold_table(data):
        return (), []
    try:
        blocks, notes = read_pages(data, number, only_tables=True)
    except Unreadable as refusal:
        return (), [Note("part_unread", reason=str(refusal))]
    return blocks, notes
