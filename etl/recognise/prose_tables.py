"""Tables told in words: a line says its row and each of its columns (行政复议：结果维持0件，结果纠正1件), or a table has
a row for every figure, with the names of both beside it. Only what is named exactly is read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from etl.model.document import Document, Grid, Paragraph, Piece
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE
from etl.recognise.rows.scan_state import FoundRow
from etl.recognise.rows.units import money_unit
from etl.recognise.scan import homes
from etl.text.numbers import states_figure

_SAID = re.compile(r"(?P<label>[^：:]{2,60})[：:](?P<rest>.+)")
_PHRASES = re.compile(r"[，；;、。]|,(?!\d)")
_PHRASE = re.compile(
    r"(?P<label>\D*?)(?:为|是|共|[：:])?\s*(?P<figure>(?:[-－−]?\d[\d,.]*|无|零|[/／—－-]+)\s*[件条项个次宗起万元]*)"
)
_FEWEST = {DISCLOSURE: 4, APPLICATIONS: 18}  # rows; of table 四 all three
_FEWEST_COLUMNS = 4
Figures = dict[str, Piece]


def spoken(document: Document, table: str) -> list[FoundRow]:
    """The rows of one table of which no header was found; nothing where they are few, or said twice and otherwise."""
    told: dict[str, Figures] = defaultdict(dict)
    for row, column, piece in _told(document, table):
        if told[row].setdefault(column, piece).text != piece.text:
            return []
    found = [_row(table, key, figures, order) for order, (key, figures) in enumerate(told.items())]
    rows = [row for row in found if row is not None]
    return rows if len(rows) >= _FEWEST.get(table, 3) else []


def _row(table: str, key: str, figures: Figures, order: int) -> FoundRow | None:
    columns, pieces = tuple(figures), tuple(figures.values())
    form = ""
    if table == DISCLOSURE:
        fitting = {
            form for form, block in homes(key) if {column.key for column in block.columns} == set(columns)
        }
        if not fitting:
            return None
        form = fitting.pop() if len(fitting) == 1 else ""
    elif columns != ("total",) and len(columns) < _FEWEST_COLUMNS:
        return None
    printed = tuple(piece.text for piece in pieces)
    return FoundRow(table, key, columns, pieces, order, form=form, printed=printed)


def _told(document: Document, table: str) -> Iterator[tuple[str, str, Piece]]:
    """Row, column and figure wherever all three are said."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from _of_line(block, table)
        else:
            yield from _of_grid(block, table)


def _of_line(line: Paragraph, table: str) -> Iterator[tuple[str, str, Piece]]:
    said = _SAID.fullmatch(line.text.strip().removeprefix("- "))
    row = _row_named(said["label"], table) if said else None
    if said is None or row is None:
        return
    phrases = [phrase.strip() for phrase in _PHRASES.split(said["rest"]) if phrase.strip()]
    found = [_PHRASE.fullmatch(phrase) for phrase in phrases]
    columns = [_column_named(match["label"], table, len(found)) if match else None for match in found]
    if all(columns):
        for match, column in zip(found, columns, strict=True):
            if match and column:
                text = _with_unit(match["figure"], match["label"])
                yield row, column, Piece(text, 0, 0, line.locator)


def _of_grid(grid: Grid, table: str) -> Iterator[tuple[str, str, Piece]]:
    row: str | None = None
    for pieces in grid.rows():
        printed = [piece for piece in pieces if piece.text.strip()]
        if len(printed) < 2 or not states_figure(printed[-1].text):
            row = None
            continue
        labels = [piece.text for piece in printed[:-1]]
        named = [key for label in labels if (key := _row_named(label, table))]
        row = named[-1] if named else row
        column = label_matching.column_labels(table).get(label_matching.bare(labels[-1]))
        if row and column and not (named and _row_named(labels[-1], table)):
            yield row, column, printed[-1]._replace(text=_with_unit(printed[-1].text, labels[-1]))
        elif row and named and len(printed) == 2 and table == APPLICATIONS:
            yield row, "total", printed[-1]


def _with_unit(figure: str, label: str) -> str:
    """The figure with the unit of money that its column's name says, where it bears none itself."""
    return figure + money_unit(label) if figure.strip()[-1:].isdecimal() else figure


def _row_named(label: str, table: str) -> str | None:
    key = label_matching.row_named(label, table)
    return None if key == label_matching.NOT_A_ROW else key


def _column_named(label: str, table: str, phrases: int) -> str | None:
    """The column; of table 三 a single figure without a name is the total."""
    if not label and phrases == 1 and table == APPLICATIONS:
        return "total"
    return label_matching.column_labels(table).get(label_matching.bare(label))
