"""Cuts a document where another report begins and brings tables of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from etl.division.beginnings import Beginning, beginnings
from etl.division.superseded_parts import without_superseded_parts
from etl.identity import title_parser, year_patterns
from etl.model.document import Block, Document, Grid, PartName
from etl.recognise import tables_printed
from etl.recognise.sections import narrative_paragraphs

_FEWEST_OF_A_YEAR = 2  # tables: a sheet that names only a year may just hold one of last year's
_ROW = attrgetter("row")
_TITLE = "政府信息公开工作年度报告"
_YEAR = re.compile(r"20\d\d年?度?")
_NARRATIVE_ALONE = 4  # sections: so many make a report whose tables cannot be read


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a document. `name` is that of its sheet; `agency` and `year` are what its beginning states."""

    document: Document
    name: str = ""
    agency: str = ""
    year: int | None = None

    def clue_path(self, source_name: str) -> str:
        """The path to take clues from: the source's folders and the sheet in place of the file, whose name tells of
        all its reports; a body and a year in it serve a report that states none."""
        *folders, file_name = re.split(r"[/\\]", source_name)
        year = None if self.year else year_patterns.of_path(file_name)
        agency = "" if self.agency else title_parser.parse(file_name).agency
        name = f"{agency}{_TITLE}({self.name})" if agency else self.name
        return "/".join((*folders, *([year.value] if year else []), name))


@dataclass(frozen=True, slots=True)
class _Segment:
    beginning: Beginning
    blocks: tuple[Block, ...]
    tables: frozenset[str]
    sections: frozenset[str]

    def is_report(self, of_year: Mapping[int | None, frozenset[str]]) -> bool:
        """Whether this holds what a report does; `of_year` are the tables under each year that stands alone."""
        if self.beginning.agency or self.beginning.is_title:
            return bool(self.tables) or len(self.sections) >= _NARRATIVE_ALONE
        return bool(self.tables) and len(of_year[self.beginning.year]) >= _FEWEST_OF_A_YEAR

    def goes_on(self, before: _Segment) -> bool:
        """Whether this may be a later piece of the report before, whose title a page may repeat or link to."""
        if before.beginning.is_same(self.beginning):
            return True
        is_other = not before.beginning.is_same_agency(self.beginning)
        if is_other and (not self.beginning.by_heading or self.beginning.of_table):
            return False
        return not (self.tables & before.tables or self.sections & before.sections)


def divide(document: Document) -> tuple[Part, ...]:
    """The reports in a document in reading order; the whole document where it holds one or none.

    A title alone begins no report: lists of links, contents and page headers have titles, too. It has to name another
    body or year than the report before, and tables or sections of its own have to follow.
    """
    document = without_superseded_parts(document)
    changes = _changes(beginnings(document))
    if len(changes) < 2:
        return (Part(document),)
    document = _by_row(document)
    segments = list(_segments(document, changes))
    owners = _owners(segments)
    if max(owners) < 1:
        return (Part(document),)
    return tuple(_parts(document, segments, owners))


def _owners(segments: Sequence[_Segment]) -> list[int]:
    """The number of the report that each segment belongs to, -1 before the first report.

    Where the tables of several bodies stand under each heading in turn, a segment goes on with its body's report.
    """
    of_year: dict[int | None, frozenset[str]] = {}
    for segment in segments:
        if segment.beginning.is_year_alone:
            year = segment.beginning.year
            of_year[year] = of_year.get(year, frozenset()) | segment.tables
    reports: list[_Segment] = []
    owners: list[int] = []
    held: dict[tuple[str, int | None], tuple[int, frozenset[str]]] = {}
    current = -1
    for segment in segments:
        name = (segment.beginning.agency, segment.beginning.year)
        number, tables = held.get(name, (-1, frozenset()))
        if number >= 0 and number != current and segment.tables and not segment.tables & tables:
            current = number
            held[name] = (number, tables | segment.tables)
        elif segment.is_report(of_year) and not (reports and segment.goes_on(reports[-1])):
            current = len(reports)
            reports.append(segment)
            held[name] = (current, segment.tables)
        owners.append(current)
    return owners


def _changes(all_beginnings: Sequence[Beginning]) -> list[Beginning]:
    """Those that name another body or year than the one before, each with all that the following ones add to it."""
    changes: list[Beginning] = []
    for beginning in all_beginnings:
        if changes and changes[-1].is_same(beginning):
            changes[-1] = changes[-1].with_details_of(beginning)
        else:
            changes.append(beginning)
    return changes


def _segments(document: Document, changes: Sequence[Beginning]) -> Iterator[_Segment]:
    ends = [*changes[1:], None]
    for beginning, end in zip(changes, ends, strict=True):
        blocks = tuple(_between(document.blocks, beginning, end))
        part = replace(document, blocks=blocks)
        sections = frozenset(narrative_paragraphs(part)) - {"preamble"}
        yield _Segment(beginning, blocks, tables_printed(part), sections)


def _parts(document: Document, segments: Sequence[_Segment], owners: Sequence[int]) -> Iterator[Part]:
    """The document cut at each report; what stands before the first belongs to it, other titles excepted."""
    blocks: dict[int, list[Block]] = {}
    beginning_of: dict[int, Beginning] = {}
    at = 0
    for owner, run in groupby(owners):
        start = segments[at].beginning
        beginning_of.setdefault(owner, start)
        opening = None if at == 0 else start
        at += len(list(run))
        end = segments[at].beginning if at < len(segments) else None
        blocks.setdefault(owner, []).extend(_between(document.blocks, opening, end))
    head = _common_year(segments[: owners.index(0)])
    for owner in range(len(beginning_of) - (-1 in beginning_of)):
        beginning, own = beginning_of[owner], tuple(blocks[owner])
        names = [block.name for block in own if isinstance(block, PartName)]
        name = beginning.agency if beginning.agency in names else next(iter(names), "")
        metadata = _metadata(document, beginning, beginning_of[0], head)
        yield Part(replace(document, blocks=own, metadata=metadata), name, beginning.agency, beginning.year)


def _common_year(before: Sequence[_Segment]) -> int | None:
    """The year of the titles that stand above all reports, such as that of a compilation."""
    years = {segment.beginning.year for segment in before if segment.beginning.is_title}
    return next(iter(years)) if len(years) == 1 else None


def _metadata(document: Document, beginning: Beginning, first: Beginning, head: int | None) -> dict[str, str]:
    """What the file states, without a title that is that of another report in it; `head`: the year of a common title."""
    metadata = dict(document.metadata)
    if beginning.by_heading:  # the title is said once of all bodies
        is_common = bool(first.agency) and first.printed.endswith(
            first.agency
        )  # which stands below the title
        stated_year = beginning.year or head or (first.year if is_common else None)
        common = "" if title_parser.parse(first.printed).agency else first.printed
        year = f"{stated_year}年" if stated_year and not common else ""
        return metadata | {"title": beginning.agency + (common or year + _TITLE)}
    title = title_parser.parse(metadata.pop("title", ""))
    stated = replace(first, agency=title.agency, year=title.year.year if title.year else None)
    if title.printed and stated.is_same(beginning) and (title.year or beginning.is_title):
        metadata["title"] = title.printed
    elif not beginning.agency:  # the body is named once, with the year of the first report
        named = title.printed if title.agency else first.printed
        year = f"{beginning.year}年" if beginning.year else ""
        metadata["title"] = year + _YEAR.sub("", named)
    return metadata


def _between(blocks: Sequence[Block], start: Beginning | None, end: Beginning | None) -> Iterator[Block]:
    """The blocks from one beginning to the next, a grid cut at the row where the title stands."""
    first = start.block if start else 0
    for number, block in enumerate(blocks[first : end.block + 1 if end else None], start=first):
        top = start.row if start and number == start.block else 0
        bottom = end.row if end and number == end.block else None
        if bottom != 0:
            yield _cut(block, top, bottom) if isinstance(block, Grid) and (top or bottom) else block


def _by_row(document: Document) -> Document:
    """The document with the pieces of each grid in the order of their rows, so that it can be cut many times."""
    blocks = (
        replace(block, pieces=tuple(sorted(block.pieces, key=_ROW))) if isinstance(block, Grid) else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _cut(grid: Grid, top: int, bottom: int | None) -> Grid:
    """The rows from `top` to before `bottom` of a grid whose pieces are in the order of their rows."""
    start = bisect_left(grid.pieces, top, key=_ROW)
    end = None if bottom is None else bisect_left(grid.pieces, bottom, key=_ROW)
    return replace(
        grid, pieces=tuple(piece._replace(row=piece.row - top) for piece in grid.pieces[start:end])
    )
