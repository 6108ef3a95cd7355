"""Where a report may begin in a document: at a title of an annual report, or at a part that bears a body or a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.identity import title_parser, year_patterns
from etl.identity.agency_names import looks_like_agency
from etl.identity.regions import named
from etl.model.document import Document, Paragraph, PartName
from etl.text.comparable import plain

_LINES_OF_TITLE = 4
_LONGEST_LINE = 60
_REPORT = ("报告", "年报", "報告", "年報")
_GOVERNMENT = "人民政府"


@dataclass(frozen=True, slots=True)
class Beginning:
    """A title, and where it stands: the block and, in a grid, the row. `agency` or `year` is known, or both.

    `is_title` tells the title of a report, `printed`, from the name of a part, such as a sheet.
    """

    block: int
    row: int
    agency: str
    year: int | None
    is_title: bool
    printed: str = ""

    def is_same(self, other: Beginning) -> bool:
        """Whether nothing says that the two belong to different reports."""
        return self.is_same_agency(other) and (not self.year or not other.year or self.year == other.year)

    def with_details_of(self, later: Beginning) -> Beginning:
        """This beginning with what a later one of the same report states beside it."""
        agency = max(self.agency, later.agency, key=len)
        return replace(
            self,
            agency=agency,
            year=self.year or later.year,
            is_title=self.is_title or later.is_title,
            printed=self.printed or later.printed,
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
    starts = [*_titles(list(_lines(document))), *_named_parts(document)]
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
