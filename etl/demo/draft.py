"""A report to be written, which every writer of a format receives."""

from __future__ import annotations

from dataclasses import dataclass

from etl.form.layout import PrintedTable

SYNTHETIC_MARK = "【合成数据 SYNTHETIC DATA】本报告由程序生成，机关与数字均为虚构，不代表任何真实机关。"


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of a report: heading, paragraphs, then tables."""

    heading: str
    paragraphs: tuple[str, ...]
    tables: tuple[PrintedTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A report to be written; `mark` is printed first, `published_on` is an ISO date."""

    agency: str
    year: int
    title: str
    published_on: str
    preamble: str
    sections: tuple[Section, ...]
    mark: str = SYNTHETIC_MARK
