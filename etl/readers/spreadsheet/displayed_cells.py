"""The texts of a sheet as it shows them, from its values and what its XML says about them."""

from __future__ import annotations

from collections.abc import Iterable

from etl.readers.common.blocks import squeeze
from etl.readers.common.picture_fonts import PICTURE_SIGN
from etl.readers.spreadsheet.workbook_xml import Position, SheetXml

_PICTURED = str.maketrans(dict.fromkeys("0123456789", PICTURE_SIGN))
_CONDITIONAL = "[条件格式]"


def displayed(rows: list[list[str]], xml: SheetXml) -> list[list[str]]:
    """The rows as the sheet shows them: hidden rows and columns blank, a word where a result is missing."""
    # a row of formulas without results may be the last one, and has no values
    rows += ([] for _ in range(max((row for row, _ in xml.substitutes), default=-1) + 1 - len(rows)))
    for (row, column), word in xml.substitutes.items():
        rows[row] += [""] * (column + 1 - len(rows[row]))
        if rows[row][column] in ("", "0"):
            rows[row][column] = word
    _show_values(rows, xml)
    for (row, column), word in xml.covered.items():
        # beside a label: a picture over empty rows is an ornament
        if row < len(rows) and column < len(rows[row]) and any(rows[row][:column]):
            rows[row][column] = rows[row][column] or word
    for row in xml.hidden_rows.intersection(range(len(rows))):
        rows[row] = [""] * len(rows[row])
    if xml.hidden_columns:
        hidden = xml.hidden_columns
        return [["" if column in hidden else text for column, text in enumerate(row)] for row in rows]
    return rows


def _show_values(rows: list[list[str]], xml: SheetXml) -> None:
    """Change values to what their parts, formats and colours show."""
    for row, column in _inside(rows, xml.texts):
        rows[row][column] = squeeze(xml.texts[row, column].text)
    if xml.hides_zeros:
        for texts in rows:
            texts[:] = ["" if text == "0" else text for text in texts]
    for row, column in _inside(rows, xml.formats):
        rows[row][column] = xml.formats[row, column].display_text(rows[row][column])
    for row, column in _inside(rows, xml.pictured):
        rows[row][column] = rows[row][column].translate(_PICTURED)
    for row, column in _inside(rows, xml.unseen | xml.struck):
        rows[row][column] = ""
    for row, column in _inside(rows, xml.doubtful):
        rows[row][column] = _CONDITIONAL


def _inside(rows: list[list[str]], positions: Iterable[Position]) -> list[Position]:
    return [(row, column) for row, column in positions if row < len(rows) and column < len(rows[row])]
