"""What a Word file prints around its text: page headers and footers, watermarks, text boxes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree

from etl.model.document import around
from etl.readers.common.blocks import squeeze
from etl.readers.common.ooxml_package import member, parse
from etl.readers.docx.runs import W, words_of

_REFERENCE = re.compile(rb"<w:(?:header|footer)Reference\b[^>]*\bid=[\"']([^\"']+)")
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_LONGEST = 200  # characters of a line
_MOST_PARTS = 30


def words_around(
    package: zipfile.ZipFile, root: etree._Element, xml: bytes, relations: Mapping[str, tuple[str, str]]
) -> dict[str, str]:
    """The metadata `around`, if there are such words; `xml` are the bytes of `root`, `relations` those of its part."""
    return around(_lines(package, root, xml, relations))


def _lines(
    package: zipfile.ZipFile, root: etree._Element, xml: bytes, relations: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    if b"txbxContent" in xml:
        for box in root.iter(W + "txbxContent"):
            yield from _short("".join(map(words_of, box.iter(W + "p"))))
    if b"textpath" in xml:
        yield from _word_art(root)
    for identifier in islice(dict.fromkeys(_REFERENCE.findall(xml)), _MOST_PARTS):
        target = relations.get(identifier.decode("utf-8", "replace"), ("", ""))[1]
        if data := member(package, target):
            part = parse(data)
            for paragraph in part.iter(W + "p"):
                yield from _short(words_of(paragraph))
            yield from _word_art(part)


def _word_art(part: etree._Element) -> Iterator[str]:
    for art in part.iter(_WORD_ART):
        yield from _short(art.get("string") or "")


def _short(words: str) -> Iterator[str]:
    if (line := squeeze(words).replace("\n", " ")) and len(line) <= _LONGEST:
        yield line
