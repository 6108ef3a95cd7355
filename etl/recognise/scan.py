"""Goes down the stream of printed rows once: headers, titles, units, and the rows of the form below them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from etl.model.document import Piece
from etl.recognise.column_alignment import rightmost_edge
from etl.recognise.form_rows import ALL_PATHS, form_row, form_row_of_blank
from etl.recognise.headers.extra_columns import is_short_extra_heading
from etl.recognise.headers.table_headers import read_header
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.scan_state import CurrentGrid, CurrentTable, RecognisedRow, Scan, ScanResult
from etl.recognise.rows.table_caption import (
    UNCAPTIONED,
    Edition,
    edition_of,
    year_of_caption,
    year_of_title,
)
from etl.recognise.rows.units import unit_in_row
from etl.recognise.statistics_2014 import Indicators

_CHAPTER = re.compile(r"\s*第?[一二三四五六七八九十]{1,3}[、.．部章]")
_LINES_OF_LINK = 2  # from one title in a list to the next
_LONGEST_TABLE_TITLE = 40
_LONGEST_LABEL = 60
_LONGEST_UNIT = 8
_BESIDE = 6  # lines at most between a row of the form and one that resembles it
_LABEL_LINES = 5  # a label of the form is broken over so many lines before its last one at most


def scan(rows: Iterable[PrintedRow]) -> ScanResult:
    """Rows of the form, orphans and indicators of the 2014 form, each with its position in the stream."""
    state = Scan()
    indicators = Indicators()
    for order, row in enumerate(rows):
        indicators.add(row)
        if row.names_part:
            _enter_part(state, row.pieces[0].text)
            continue
        if row.grid != state.grid.number:
            _enter_grid(state, row)
        if row.grid < 0 and len(row.pieces) == 1:
            _read_line(state, row, order)
        else:
            _read_row(state, row, order)
    _set_aside_look_alikes(state.result)
    state.result.statistics = indicators.pieces_by_row()
    state.result.statistics_units = indicators.units
    return state.result


def _enter_part(state: Scan, name: str) -> None:
    """A sheet begins anew; its name may say of which year its tables are, or that they are a draft."""
    state.current, state.labels_above, state.grid = CurrentTable(), (), CurrentGrid()
    state.part_caption = state.caption = replace(UNCAPTIONED.with_line(name), remark="")
    state.result.years.add(state.caption.year)


def _caption(state: Scan, text: str, order: int, is_chapter: bool = False) -> None:
    """A line that may caption the tables below it, up to the next chapter; the title of a report captions them all.

    Titles of different years in a row are a list of links and caption nothing.
    """
    _end_edition(state)
    state.caption_used = False
    if is_chapter:
        state.caption = state.part_caption
    if year := year_of_title(text):
        before, state.title = state.title, (order, year)
        is_link = order - before[0] <= _LINES_OF_LINK and before[1] != year
        state.result.years.add(year)
        state.part_caption = state.caption = replace(state.part_caption, year=0 if is_link else year)
        return
    state.caption = state.caption.with_line(text)
    state.result.years.add(state.caption.year)


def _end_edition(state: Scan) -> None:
    """作废 is said of the table right below it."""
    if state.caption_used and state.caption.edition:
        before = state.part_caption
        state.caption = replace(state.caption, edition=before.edition, remark=before.remark)


def _enter_grid(state: Scan, row: PrintedRow) -> None:
    """A grid without a header continues the table before it; one that begins with other headings does not."""
    state.grid = CurrentGrid(row.grid)
    if row.grid < 0:
        return
    state.captions.enter_table()
    _end_edition(state)
    unknown = [at for at in row.texts if not _is_label_of_form(row.pieces[at].text)]
    if len(unknown) >= 2 and row.figures == 0:
        state.current = CurrentTable(state.current.table)


def _is_label_of_form(text: str) -> bool:
    return any(
        label_matching.closest_row(text, table)
        or label_matching.closest_column(text, table)
        or label_matching.bare(text) in label_matching.group_labels(table)
        for table in (DISCLOSURE, APPLICATIONS, REVIEW)
    )


def _read_row(state: Scan, row: PrintedRow, order: int) -> None:
    row = _without_headings(state, row)
    if row.positioned and not row.figures:
        state.grid.right_edge = max(state.grid.right_edge, rightmost_edge(row.pieces))
        state.grid.headings += [row.pieces[at] for at in row.texts]
    if read_header(state, row):
        state.labels_above = ()
        if state.current.header and row.positioned:
            state.current.header = replace(state.current.header, right_edge=state.grid.right_edge)
    elif not _read_form_row(state, row, order):
        _read_other_row(state, row, order)


def _without_headings(state: Scan, row: PrintedRow) -> PrintedRow:
    """A row of running text may begin with the last headings of a header of which each line holds one or some."""
    count = len(row.texts)
    if row.grid < 0 and row.figures and row.texts == tuple(range(count)):
        headings = PrintedRow(row.pieces[:count])
        if count and read_header(state, headings):
            return PrintedRow(row.pieces[count:])
    return row


def _read_form_row(state: Scan, row: PrintedRow, order: int) -> bool:
    recognised = form_row(state, row, order) if row.figures else form_row_of_blank(state, row, order)
    if recognised is None:
        return False
    state.result.rows.append(recognised._replace(caption=state.caption))
    state.grid.label = _label_of(row, recognised)
    if row.texts and not _is_named_in_full(state, row, recognised.table):
        state.result.look_alikes[order] = row
    state.labels_above, state.grid.headings, state.current.header_complete = (), [], True
    state.caption_used = True
    return True


def _label_of(row: PrintedRow, recognised: RecognisedRow) -> Piece | None:
    """The cell that names the row of the form, if one cell does."""
    for at in reversed(row.texts):
        if label_matching.closest_row(row.pieces[at].text, recognised.table) == recognised.row:
            return row.pieces[at]
    return None


def _doubt_first_of_two(state: Scan, row: PrintedRow, order: int) -> None:
    """One label may stand beside two rows of figures, such as those of two bodies: which of them counts is not said."""
    label, rows = state.grid.label, state.result.rows
    if label is None:
        return
    last, texts = rows[-1], [row.pieces[at] for at in row.texts]
    is_next = last.order == order - 1
    is_correction = is_next and bool(texts) and edition_of(texts[0].text) is not Edition.UNSAID
    is_beside = row.positioned and (
        row.pieces[0].row < label.row + label.row_span
        or (is_next and all(piece.column >= label.column + label.column_span for piece in texts))
    )
    if (is_beside or is_correction) and row.figures >= len(last.columns) and not last.doubt:
        rows[-1] = last._replace(doubt="row_twice")


def _is_named_in_full(state: Scan, row: PrintedRow, table: str) -> bool:
    """Whether a label of the row is one of the form, perhaps cut short or begun on the lines above."""
    labels = [row.pieces[at].text for at in row.texts]
    joined = ["".join((*state.labels_above[start:], labels[-1])) for start in range(len(state.labels_above))]
    return any(label_matching.is_named_in_full(label, table) for label in (*labels, *joined, "".join(labels)))


def _set_aside_look_alikes(result: ScanResult) -> None:
    """A row whose label merely resembles that of a row of the form printed beside it is none of the form."""
    orders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in result.rows:
        if row.order not in result.look_alikes and row.row != ALL_PATHS:
            orders[row.table, row.row].append(row.order)
    aside = {
        row.order
        for row in result.rows
        if row.order in result.look_alikes
        and any(abs(order - row.order) <= _BESIDE for order in orders.get((row.table, row.row), ()))
    }
    result.rows = [row for row in result.rows if row.order not in aside]
    result.orphans += [(order, result.look_alikes[order]) for order in sorted(aside)]


def _read_other_row(state: Scan, row: PrintedRow, order: int) -> None:
    """A row of figures without a label is an orphan; texts may be a title, units, or the beginning of a label."""
    if row.figures:
        state.result.orphans.append((order, row))
        _doubt_first_of_two(state, row, order)
    elif row.texts:
        title = row.pieces[row.texts[0]].text
        state.captions.read_title(title)
        _read_units(state, row)
        if len(row.texts) == 1:
            _caption(state, title, order, _is_chapter(title))
        _add_label(state, row.pieces[row.texts[-1]].text)


def _add_label(state: Scan, text: str) -> None:
    state.labels_above = (*state.labels_above[-_LABEL_LINES:], text)


def _read_units(state: Scan, row: PrintedRow) -> None:
    """A row of units under the headings of table 二; a unit in a heading itself takes precedence."""
    header, texts = state.current.header, [row.pieces[at].text for at in row.texts]
    if (
        header is not None
        and state.current.table == DISCLOSURE
        and header.grid == row.grid
        and not header.unit
        and max(map(len, texts)) <= _LONGEST_UNIT
    ):
        state.current.header = replace(header, unit=unit_in_row(texts))


def _read_line(state: Scan, row: PrintedRow, order: int) -> None:
    text = row.pieces[0].text
    state.captions.read_line(text)
    if not row.texts:
        if year_of_caption(text):
            _caption(state, text, order)
        else:
            state.result.orphans.append((order, row))
        return
    table = _table_titled(text)
    if table and table != state.current.table:
        state.current = CurrentTable(table)
    _caption(state, text, order, bool(table) or _is_chapter(text))
    if table and (rest := _after_title(text)):  # a page's lines may be joined to one paragraph
        _caption(state, rest, order)
    if len(text) > _LONGEST_LABEL or text.endswith("。"):
        state.labels_above = ()
        if not state.current.header_complete:
            state.current = CurrentTable(state.current.table)
    elif read_header(state, row):
        state.labels_above = ()
    else:
        _count_extra_heading(state, text)
        _add_label(state, text)


def _is_chapter(text: str) -> bool:
    return bool(_table_titled(text) or (_CHAPTER.match(text) and not _is_label_of_form(text)))


@lru_cache(maxsize=4096)
def _table_titled(text: str) -> str | None:
    """The table of the form that a line is the title of."""
    line, titles = label_matching.bare(text), label_matching.table_titles()
    if line in titles:
        return titles[line]
    if len(line) > _LONGEST_TABLE_TITLE:
        return None
    return next((table for title, table in titles.items() if title in line), None)


def _after_title(text: str) -> str:
    """What follows the title of a table on its line."""
    line = label_matching.bare(text)
    return next((line.partition(title)[2] for title in label_matching.table_titles() if title in line), "")


def _count_extra_heading(state: Scan, text: str) -> None:
    """Where headings are printed one per line, one that the form does not have may follow its own."""
    current = state.current
    if (
        current.table == DISCLOSURE
        and current.header
        and not current.header_complete
        and is_short_extra_heading(text)
    ):
        current.header = replace(current.header, trailing_extras=current.header.trailing_extras + 1)
