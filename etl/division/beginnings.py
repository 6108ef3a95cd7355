"""Where a report may begin in a document: at a title of an annual report, or at a part that bears a body or a year."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from etl.identity import title_parser, year_patterns
from etl.identity.agency_names import bodies_of_rows, looks_like_agency, name_alone
from etl.identity.clues import signature
from etl.identity.regions import named
from etl.model.document import Document, Grid, Paragraph, PartName
from etl.text.chinese_numerals import arabic_dates
from etl.text.comparable import plain

_LINES_OF_TITLE = 4
_LONGEST_LINE = 60
_REPORT = ("报告", "年报", "報告", "年報")
# 填报单位:某局; 某局(2023年); 某局年度报告
_NAMED_BODY = re.compile(
    r"(?:(?:填报|报告|编制|报送|公开|填表)?(?:单位|机关|部门|机构)(?:名称|全称)?(?:\(盖?章\))?:)?(?P<name>(?!(?:人民)?政府).{3,}?)"
    r"(?:\(公?盖?章\))?\(?(?P<year>20[0-4]\d)?年?度?\)?(?:(?:政府)?信息公开)?(?:工作)?(?:年度)?(?:报告|年报|情况)?"
    # the title of a table: 某局2023年行政复议、行政诉讼情况
    r"(?P<table>(?:主动公开|收到和处理|依申请公开|(?:被?申请|提起)?行政复议)[^。;]{0,24}(?:情况|统计表?|表))?"
    r"(?:(?:报告|填报)?(?:年度|日期|时间):?(?:(?P<year_of_report>20[0-4]\d)年?度?|.*))?"
)
_ENDS_OF_NAMES = tuple("局委办厅部会府院站所处心区镇乡")
_MAY_HEAD = re.compile(
    rf"20\d\d年|(?:[{''.join(_ENDS_OF_NAMES)}]|报告|年报|情况)(?:[(（]公?盖?章[)）])?[】\])]?\s*$"
)
_BODY = re.compile("单位|机关|部门|机构")
_PROSE = re.compile("[。，；]")
_YEAR_ALONE = re.compile(r"[\[(【]?(20[0-4]\d)年(?:度|年?报)?[\])】]?")
_GOVERNMENT = "人民政府"
_NO_BODY = ("", "政府", _GOVERNMENT)  # 四、政府信息公开行政复议、行政诉讼情况


@dataclass(frozen=True, slots=True)
class Beginning:
    """A title, and where it stands: the block and, in a grid, the row. `agency` or `year` is known, or both.

    `is_title` tells the title of a report, `printed`, from the name of a part, such as a sheet; `by_heading`: the body is
    named by a line that holds nothing else, or nothing but the title of a table (`of_table`).
    """

    block: int
    row: int
    agency: str
    year: int | None
    is_title: bool
    printed: str = ""
    by_heading: bool = False
    of_table: bool = False

    @property
    def is_year_alone(self) -> bool:
        return not self.agency and not self.is_title

    def is_same(self, other: Beginning) -> bool:
        """Whether nothing says that the two belong to different reports."""
        return self.is_same_agency(other) and (not self.year or not other.year or self.year == other.year)

    def with_details_of(self, later: Beginning) -> Beginning:
        """This beginning with what a later one of the same report states beside it."""
        agency = max(self.agency, later.agency, key=len)
        is_named_below = agency != self.agency or self.printed.endswith(agency)
        return replace(
            self,
            agency=agency,
            year=self.year or later.year,
            is_title=self.is_title or later.is_title,
            printed=self.printed or later.printed,
            by_heading=later.by_heading if is_named_below else self.by_heading,
        )

    def is_same_agency(self, other: Beginning) -> bool:
        """Whether one name may be the other: 民政局 and 湘潭县民政局, but not 湘潭县 and 湘潭县民政局."""
        names = [name.removesuffix(_GOVERNMENT) for name in (self.agency, other.agency)]
        return names[0].endswith(names[1]) or names[1].endswith(names[0])


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: int
    row: int


def beginnings(document: Document) -> list[Beginning]:
    """Every place where a report may begin, in reading order."""
    lines = list(_lines(document))
    titles = list(_signed(list(_titles(lines)), lines))
    taken = {(title.block, title.row) for title in titles}
    headings = (one for one in _headings(document) if (one.block, one.row) not in taken)
    starts = [*titles, *headings, *_named_parts(document)]
    return sorted(starts, key=lambda beginning: (beginning.block, beginning.row))


def _lines(document: Document) -> Iterator[_Line]:
    """Paragraphs, and the rows of grids that hold a single text."""
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield _Line(block.text.strip(), number, 0)
        elif not isinstance(block, PartName) and any("报" in piece.text for piece in block.pieces):
            for row, pieces in enumerate(block.rows()):
                texts = [piece.text.strip() for piece in pieces if piece.text.strip()]
                if len(texts) == 1:
                    yield _Line(texts[0], number, row)


def _titles(lines: list[_Line]) -> Iterator[Beginning]:
    known: dict[tuple[tuple[str, ...], ...], tuple[int, title_parser.Title] | None] = {}
    for at, line in enumerate(lines):
        if not _may_end_a_title(line.text):
            continue
        window = lines[max(0, at - _LINES_OF_TITLE + 1) : at + 1]
        below = lines[at + 1 : at + 1 + title_parser.LINES_BELOW]
        texts = tuple(tuple(one.text for one in part) for part in (window, below))
        if texts not in known:
            known[texts] = title_parser.title_at_end(*texts)
        if named_at := known[texts]:
            start, title = named_at
            first = window[start]
            if first.block == line.block or not any(one.row for one in window[start:]):
                year = title.year.year if title.year else None
                yield Beginning(
                    first.block, first.row, title.agency, year, is_title=True, printed=title.printed
                )


def _signed(titles: Sequence[Beginning], lines: Sequence[_Line]) -> Iterator[Beginning]:
    """The titles; one that names no body has that of the signature below its report, if there are several."""
    blocks = [line.block for line in lines]
    for title, following in pairwise((*titles, None)):
        if title and not title.agency and len(titles) > 1:
            end = bisect_left(blocks, following.block) if following else None
            own = [line.text for line in lines[bisect_right(blocks, title.block) : end]]
            title = replace(title, agency=signature(own))
        if title:
            yield title


class _Heading(NamedTuple):
    """What a heading names: a body, a year or both; `of_table`: it is also the title of a table."""

    agency: str
    year: int | None
    of_table: bool = False


def _headings(document: Document) -> Iterator[Beginning]:
    """Headings that are a year or the name of a body and say nothing else, above the reports of a compilation."""
    lines = list(_short_lines(document))
    for line, below in pairwise((*lines, _Line("", -1, 0))):
        heading = _heading(line.text)
        if heading is None:
            continue
        agency, year, of_table = heading
        is_signature = below.block == line.block + 1 and title_parser.is_date(below.text)
        if not agency or not is_signature:
            yield Beginning(
                line.block, line.row, agency, year, is_title=False, by_heading=bool(agency), of_table=of_table
            )


@lru_cache(maxsize=4096)
def _heading(printed: str) -> _Heading | None:
    text = arabic_dates(plain(printed))
    if year_alone := _YEAR_ALONE.fullmatch(text):
        return _Heading("", int(year_alone[1]))
    stated = _NAMED_BODY.fullmatch(text)
    name = name_alone(stated["name"]) if stated else ""
    if stated is None or name in _NO_BODY:
        return None
    year = stated["year"] or stated["year_of_report"]
    return _Heading(name, int(year) if year else None, bool(stated["table"]))


def _short_lines(document: Document) -> Iterator[_Line]:
    """Short paragraphs, and short texts in the first column of a grid that stand alone in their row."""
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if len(block.text) <= _LONGEST_LINE and not _PROSE.search(block.text):
                yield _Line(block.text, number, 0)
        elif isinstance(block, Grid):
            shared = {piece.row for piece in block.pieces if piece.column and piece.text.strip()}
            yield from _labelled_rows(block, number, shared)
            yield from (
                _Line(piece.text.strip(), number, piece.row)
                for piece in block.pieces
                if not piece.column
                and piece.row not in shared
                and len(piece.text) <= _LONGEST_LINE
                and _MAY_HEAD.search(piece.text)
            )


def _labelled_rows(grid: Grid, number: int, rows: Set[int]) -> Iterator[_Line]:
    """Those of the rows of a grid that name a body behind a label or beside a year, as lines: 填报单位 | 某局 | 2023年."""
    named_rows = {
        piece.row
        for piece in grid.pieces
        if piece.row in rows and (piece.text.endswith(_ENDS_OF_NAMES) or _BODY.search(piece.text))
    }
    texts: dict[int, list[str]] = {row: [] for row in sorted(named_rows)}
    for piece in sorted(grid.pieces, key=lambda piece: piece.column) if texts else ():
        if piece.row in texts:
            texts[piece.row].append(piece.text)
    for row, (name, year) in bodies_of_rows(texts).items():
        if name not in _NO_BODY:
            yield _Line(name + year, number, row)


def _may_end_a_title(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and any(word in text.replace(" ", "") for word in _REPORT)


def _named_parts(document: Document) -> Iterator[Beginning]:
    for number, block in enumerate(document.blocks):
        if isinstance(block, PartName):
            name = plain(block.name)
            agency = name if looks_like_agency(name) or named(name) else ""
            stated = year_patterns.of_path(name)
            if agency or stated:
                yield Beginning(number, 0, agency, stated.year if stated else None, is_title=False)
