"""Groups recognised rows into printed copies of a table, and chooses the copy to read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from etl.model.report import Finding
from etl.recognise.form_rows import ALL_PATHS
from etl.recognise.rows.scan_state import RecognisedRow, is_blank
from etl.recognise.rows.table_caption import Edition, OfReport, TableCaption
from etl.rules.catalog import finding
from etl.text.numbers import read_number

Copy = dict[str, RecognisedRow]  # by row key
_HEADER_ROWS = 5  # a repeated header has so many rows at most
_FIRST_ROWS = ("rules", "received_new")


def split_by_path(rows: Iterable[RecognisedRow]) -> list[RecognisedRow]:
    """The rows, with a single line for all of table 四 divided into one row per path."""
    return [part for row in rows for part in (_parts(row) if row.row == ALL_PATHS else (row,))]


def _parts(row: RecognisedRow) -> Iterable[RecognisedRow]:
    for path in dict.fromkeys(name.partition("/")[0] for name in row.columns):
        indexes = [index for index, name in enumerate(row.columns) if name.startswith(f"{path}/")]
        yield row._replace(
            row=path,
            columns=tuple(row.columns[index].partition("/")[2] for index in indexes),
            pieces=tuple(row.pieces[index] for index in indexes) if row.pieces else None,
        )


def printed_copies(rows: Sequence[RecognisedRow]) -> list[Copy]:
    """Rows of one table grouped into its printed copies.

    A row that is printed again begins a new copy, and so does the table's first row, unless what follows can belong
    to the copy before. A label that continues after a page break repeats its row without figures; that is no copy.
    """
    copies: list[Copy] = []
    order, order_above = -1, -1  # a line of table 四 is three rows of the same order
    for row in rows:
        if row.order != order:
            order, order_above = row.order, order
        above = copies[-1].get(row.row) if copies else None
        if above is None:
            if not copies or row.row in _FIRST_ROWS:
                copies.append({})
            copies[-1][row.row] = row
        else:
            _add_again(copies, above, row, is_next=above.order == order_above)
    return _joined(copies)


def _add_again(copies: list[Copy], above: RecognisedRow, row: RecognisedRow, is_next: bool) -> None:
    """Adds a row that the last copy has already; `is_next`: only that row is printed between."""
    if is_next and row.order == above.order + 1 and not is_blank(row) and not is_blank(above):
        copies[-1][row.row] = above._replace(doubt="row_twice")
    elif is_blank(row) and _may_continue(above, row):
        return
    elif is_blank(above) and is_next and _may_continue(above, row):
        copies[-1][row.row] = row
    else:
        copies.append({row.row: row})


def _may_continue(above: RecognisedRow, row: RecognisedRow) -> bool:
    """Whether the rows are close enough that only a repeated header stands between them."""
    return row.order - above.order <= _HEADER_ROWS + 1 and row.caption.year == above.caption.year


def _joined(copies: Sequence[Copy]) -> list[Copy]:
    """The copies, with parts of one joined: those that share no columns, or no rows except identical ones."""
    joined: list[Copy] = []
    for copy in copies:
        common = joined[-1].keys() & copy.keys() if joined else set()
        if joined and all(_identical(joined[-1][key], copy[key]) for key in common):
            joined[-1] = copy | joined[-1]
        elif joined and all(_disjoint(joined[-1][key], copy[key]) for key in common):
            joined[-1] |= copy | {key: _side_by_side(joined[-1][key], copy[key]) for key in common}
        else:
            joined.append(copy)
    return joined


def _identical(first: RecognisedRow, second: RecognisedRow) -> bool:
    return (
        first.caption == second.caption
        and first.columns == second.columns
        and first.printed == second.printed
        and not is_blank(first)
    )


def _disjoint(left: RecognisedRow, right: RecognisedRow) -> bool:
    return left.caption == right.caption and not set(left.columns) & set(right.columns)


def _side_by_side(left: RecognisedRow, right: RecognisedRow) -> RecognisedRow:
    """One row whose columns were printed in two tables."""
    readable = left.pieces is not None and right.pieces is not None
    return left._replace(
        columns=left.columns + right.columns,
        pieces=(left.pieces or ()) + (right.pieces or ()) if readable else None,
        doubt=left.doubt or right.doubt,
        printed=left.printed + right.printed,
    )


def best_copy(
    table: str,
    copies: Sequence[Copy],
    year: int | None,
    years: Collection[int | OfReport],
    findings: list[Finding],
) -> Copy:
    """The copy that counts, empty if none does: of the report's own year, corrected or final, filled in, complete.

    `years` are those that titles and captions of the document name. Where the report's own is among them, a copy under
    the caption of another year is of that year. Adds a finding if no copy is left, or if copies of similar size state
    different figures.
    """
    of_years = [(_year_of(copy, year), copy) for copy in copies]
    is_told = year in years or (year is not None and OfReport.LAST_YEAR in years)
    own = [copy for of, copy in of_years if not is_told or of in (0, year)]
    if copies and not own:
        other = str(of_years[0][0])
        findings.append(finding("table_of_other_year", table, expected=str(year), found=other))
    if not own:
        return {}
    size = max(len(copy) for copy in own)
    large = [copy for copy in own if len(copy) > size / 2]
    complete = [copy for copy in large if _caption(copy).edition is not Edition.SUPERSEDED] or large
    titled = [copy for copy in complete if _year_of(copy, year) == year]
    untitled = [copy for copy in complete if not _caption(copy).year]
    candidates = [copy for copy in titled or untitled or complete if not _is_unfilled(copy)] or complete
    edition = max(_caption(copy).edition for copy in candidates)
    last = [copy for copy in candidates if _caption(copy).edition is edition]
    best = max(last, key=lambda copy: (_count_readable(copy), len(copy)))
    filled = [copy for copy in large if not _is_unfilled(copy)]
    if len({_figures(copy) for copy in filled}) > 1:
        is_only = len(candidates) == 1 and len(complete) == len(large)
        rule = "table_twice" if len(last) > 1 or is_only else "copy_superseded"
        findings.append(finding(rule, table, found=str(len(filled))))
    caption = _caption(best)
    if caption.edition is Edition.SUPERSEDED and caption.remark and not _is_unfilled(best):
        findings.append(finding("caption_doubtful", table, found=caption.remark))
    return best


def _year_of(copy: Copy, year: int | None) -> int:
    """The year in a copy's caption, 0 if it names none, or only by the report's `year`, which is not known."""
    named = _caption(copy).year
    if isinstance(named, OfReport):
        return year + named.value if year else 0
    return named


def _caption(copy: Copy) -> TableCaption:
    """What stands above the copy's first row."""
    return min(copy.values(), key=lambda row: row.order).caption


def _is_unfilled(copy: Copy) -> bool:
    """Whether the copy is a template without a figure."""
    return all(is_blank(row) for row in copy.values())


def _count_readable(copy: Copy) -> int:
    """How many rows stand under a header of the form, with a figure for each of its columns."""
    return sum(row.pieces is not None and row.doubt != "header_missing" for row in copy.values())


def _figures(copy: Mapping[str, RecognisedRow]) -> frozenset[tuple[str, tuple[float | None, ...]]]:
    return frozenset(
        (key, tuple(read_number(piece.text).value for piece in row.pieces or ())) for key, row in copy.items()
    )
