"""Reads tables written as prose (行政复议：结果维持0件，结果纠正1件) or with one row per figure.

Only rows and columns named exactly are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from etl.model.document import Document, Grid, Paragraph, Piece
from etl.recognise.form_rows import blocks_with_row
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE
from etl.recognise.rows.scan_state import RecognisedRow
from etl.recognise.rows.units import money_unit
from etl.text.numbers import states_figure

_LINE = re.compile(r"(?P<label>[^：:]{2,60})[：:](?P<rest>.+)")
_PHRASES = re.compile(r"[，；;、。]|,(?!\d)")
_PHRASE = re.compile(
    r"(?P<label>\D*?)(?:为|是|共|[：:])?\s*(?P<figure>(?:[-－−]?\d[\d,.]*|无|零|[/／—－-]+)\s*[件条项个次宗起万元]*)"
)
_FEWEST_ROWS = {DISCLOSURE: 4, APPLICATIONS: 18}
_FEWEST_OTHER_ROWS = 3  # all rows of table 四
_FEWEST_COLUMNS = 4
_Statement = tuple[str, str, Piece]  # row, column and the piece that states the figure


def read_prose_table(document: Document, table: str) -> list[RecognisedRow]:
    """The rows of a table of which no header was found.

    Empty if there are too few, or if two places state different figures for one cell.
    """
    figures: dict[str, dict[str, Piece]] = defaultdict(dict)
    for row_key, column, piece in _statements(document, table):
        if figures[row_key].setdefault(column, piece).text != piece.text:
            return []
    recognised = (_row(table, key, columns, order) for order, (key, columns) in enumerate(figures.items()))
    rows = [row for row in recognised if row is not None]
    return rows if len(rows) >= _FEWEST_ROWS.get(table, _FEWEST_OTHER_ROWS) else []


def _row(table: str, key: str, figures: dict[str, Piece], order: int) -> RecognisedRow | None:
    columns, pieces = tuple(figures), tuple(figures.values())
    form = ""
    if table == DISCLOSURE:
        fitting = {
            form
            for form, block in blocks_with_row(key)
            if {column.key for column in block.columns} == set(columns)
        }
        if not fitting:
            return None
        form = fitting.pop() if len(fitting) == 1 else ""
    elif columns != ("total",) and len(columns) < _FEWEST_COLUMNS:
        return None
    printed = tuple(piece.text for piece in pieces)
    return RecognisedRow(table, key, columns, pieces, order, form=form, printed=printed)


def _statements(document: Document, table: str) -> Iterator[_Statement]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from _statements_of_line(block, table)
        elif isinstance(block, Grid):
            yield from _statements_of_grid(block, table)


def _statements_of_line(line: Paragraph, table: str) -> Iterator[_Statement]:
    """A label of a row, a colon, and phrases that each name a column and its figure."""
    match = _LINE.fullmatch(line.text.strip().removeprefix("- "))
    row = _row_named(match["label"], table) if match else None
    if match is None or row is None:
        return
    texts = [phrase.strip() for phrase in _PHRASES.split(match["rest"]) if phrase.strip()]
    phrases = [phrase for text in texts if (phrase := _PHRASE.fullmatch(text))]
    if len(phrases) < len(texts):
        return
    columns = [_column_named(phrase["label"], table, len(phrases)) for phrase in phrases]
    if all(columns):
        for phrase, column in zip(phrases, columns, strict=True):
            text = _with_unit(phrase["figure"], phrase["label"])
            yield row, column or "", Piece(text, 0, 0, line.locator)


def _statements_of_grid(grid: Grid, table: str) -> Iterator[_Statement]:
    """Rows of labels and one figure; the label of a row of the form holds for the rows below, too."""
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
    """The figure with the unit of money in its column's label, unless it has a unit itself."""
    return figure + money_unit(label) if figure.strip()[-1:].isdecimal() else figure


def _row_named(label: str, table: str) -> str | None:
    key = label_matching.row_named(label, table)
    return None if key == label_matching.NOT_A_ROW else key


def _column_named(label: str, table: str, phrases: int) -> str | None:
    """The column; in table 三 a single figure without a label is the total."""
    if not label and phrases == 1 and table == APPLICATIONS:
        return "total"
    return label_matching.column_labels(table).get(label_matching.bare(label))
