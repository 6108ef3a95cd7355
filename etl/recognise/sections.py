"""Divides the narrative into the sections of the form, by the wording of their headings, not by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model.document import Document, Paragraph
from etl.recognise.rows.label_matching import bare

# by section key, the wording of its heading, in the order of the form
SECTIONS = {
    "overview": re.compile(r"总体情况|概述|基本情况|工作概况"),
    "proactive": re.compile(r"主动公开"),
    "applications": re.compile(r"申请"),
    "review": re.compile(r"行政复议|行政诉讼"),
    "problems": re.compile(r"问题|改进"),
    "other": re.compile(r"其他需要|其它需要|需要报告|需要说明"),
}
_HEADING = re.compile(r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、.．部章]|[一二三四五六七八九十]{1,2}\s)\s*\S")
_LONGEST = 45


def narratives(document: Document) -> dict[str, str]:
    """Text of each section outside its tables, one line per paragraph; `preamble` is what precedes the first."""
    return {
        key: "\n".join(paragraph.text.strip() for paragraph in paragraphs)
        for key, paragraphs in narrative_paragraphs(document).items()
    }


def narrative_paragraphs(document: Document) -> dict[str, list[Paragraph]]:
    """The paragraphs of each section, without the headings that begin one."""
    sections: dict[str, list[Paragraph]] = {}
    section = "preamble"
    for paragraph in document.paragraphs:
        text = paragraph.text.strip()
        if len(text) <= _LONGEST and _HEADING.match(text):
            heading = next((key for key, pattern in SECTIONS.items() if pattern.search(bare(text))), None)
            if heading:
                section = heading
                continue
        sections.setdefault(section, []).append(paragraph)
    return sections


def locator_at(paragraphs: Sequence[Paragraph], position: int) -> str:
    """The locator of the paragraph that holds a position of the section's text."""
    for paragraph in paragraphs:
        position -= len(paragraph.text.strip()) + 1
        if position < 0:
            return paragraph.locator
    return paragraphs[-1].locator if paragraphs else ""
