"""A paper as plain data: title, texts, tables and pictures, which every writer lays out in its own format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

# what neither XML nor a reader can take
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part; `sentence` states below it what the part shows."""

    text: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a `small` one is a note: coverage, legend, source."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences under each other, one mark each."""

    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG drawing of `width` by `height` pixels; `description` is what it shows, in words."""

    svg: str
    width: int
    height: int
    description: str


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table whose `head` is repeated on each page; a cell is a text or a small picture, a column of numbers is aligned
    to the right. `widths` are shares of the line, by the texts where there are none."""

    head: Sequence[str]
    rows: Sequence[Sequence[str | Picture]]
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """A cell of a form, 0-based."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A table with merged cells."""

    columns: int
    rows: int
    cells: Sequence[SpannedCell]


Part: TypeAlias = Heading | Text | Points | Picture | PaperTable | PaperForm


@dataclass(frozen=True, slots=True)
class Paper:
    """What is on a paper. `language` is zh or en.

    `warning` says that figures are synthetic; it stands on top and on the foot of each page with `source` (what the
    figures are from, and their version). `link` leads to the same figures.
    """

    language: str
    title: str
    lines: Sequence[str]
    warning: str
    parts: Sequence[Part]
    source: str
    link: str


def clean(text: str) -> str:
    """A text as papers take it: no control characters, cut off where no paper has room."""
    plain = _CONTROL.sub("", str(text))
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def column_widths(table: PaperTable) -> list[float]:
    """The share of the line that each column of a table has: as its longest texts need, none very narrow or wide."""
    if table.widths:
        return [width / sum(table.widths) for width in table.widths]
    needs = []
    for column, head in enumerate(table.head):
        texts = [head, *(cell for row in table.rows if isinstance(cell := row[column], str))]
        needs.append(min(max(5, *(_wide(text) for text in texts)), 44) + 4)
    return [need / sum(needs) for need in needs]


def form_widths(form: PaperForm) -> list[float]:
    """The share of the line that each column of a form has: one of headings as its texts need, one of figures less."""
    alone = [cell for cell in form.cells if cell.column_span == 1]
    needs = []
    for at in range(form.columns):
        own = [cell for cell in alone if cell.column == at]
        is_label = all(cell.is_heading for cell in own)
        needs.append(max([8, *(min(_wide(cell.text), 26) for cell in own if is_label)]))
    return [need / sum(needs) for need in needs]


def number_columns(table: PaperTable) -> list[bool]:
    """Which columns hold numbers alone."""
    return [
        bool(table.rows)
        and all(isinstance(row[at], str) and _is_number(str(row[at])) for row in table.rows)
        and any(any(map(str.isdigit, str(row[at]))) for row in table.rows)
        for at in range(len(table.head))
    ]


def _is_number(text: str) -> bool:
    return not text or bool(re.fullmatch(r"[+−\-]?[\d,.]*\s*%?\*?|—|[\d,]+/[\d,]+", text))


def _wide(text: str) -> int:
    return sum(2 if character >= "\u2e80" else 1 for character in text)
