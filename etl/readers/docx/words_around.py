"""What a Word file prints around its text: page headers and footers, watermarks, text boxes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
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
    """The metadata `around` and `watermarks`, if there are such words; `xml` are the bytes of `root`, `relations` those of its part."""
    boxes = root.iter(W + "txbxContent") if b"txbxContent" in xml else ()
    lines = ["".join(map(words_of, box.iter(W + "p"))) for box in boxes]
    watermarks = list(_word_art(root)) if b"textpath" in xml else []
    for part in _headers(package, xml, relations):
        lines += map(words_of, part.iter(W + "p"))
        watermarks += _word_art(part)
    return around(_short(lines), _short(watermarks))


def _headers(
    package: zipfile.ZipFile, xml: bytes, relations: Mapping[str, tuple[str, str]]
) -> Iterator[etree._Element]:
    """The page headers and footers that sections name."""
    for identifier in islice(dict.fromkeys(_REFERENCE.findall(xml)), _MOST_PARTS):
        target = relations.get(identifier.decode("utf-8", "replace"), ("", ""))[1]
        if data := member(package, target):
            yield parse(data)


def _word_art(part: etree._Element) -> Iterator[str]:
    for art in part.iter(_WORD_ART):
        yield art.get("string") or ""


def _short(lines: Iterable[str]) -> Iterator[str]:
    printed = (squeeze(line).replace("\n", " ") for line in lines)
    return (line for line in printed if len(line) <= _LONGEST)
