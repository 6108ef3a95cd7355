"""From found rows to the cells of the report's form: which copy, which form, which row a torn figure belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.form import form_of_year, forms, table_addresses
from etl.model.document import Piece
from etl.model.report import Address, Cell, Finding, State
from etl.recognise.orphans import give_orphans_rows, take_torn_figures
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from etl.recognise.rows.scan_state import FoundRow, Scan, silent
from etl.rules.catalog import finding, form_cells
from etl.text.numbers import YUAN, Printed, read_number

STATISTICS = "statistics"
_NEARLY_ALL = 0.8
_NOT_PRINTED = Cell(None, "", State.BLANK, "")
_HEADER_ROWS = 5
_FIRST_ROWS = ("rules", "received_new")
TABLES = (DISCLOSURE, APPLICATIONS, REVIEW)
_OTHER_2019, _OTHERS_2021 = "other", ("other_not_corrected_in_time", "other_fee_unpaid", "other_remaining")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The cells of the three tables. `forms`: table -> form, only of tables that were found."""

    cells: dict[Address, Cell]
    forms: dict[str, str]
    findings: tuple[Finding, ...]


def assemble(scan: Scan, year: int | None) -> Recognised:
    """Cells of the whole form, with findings for everything that was not plainly printed."""
    findings: list[Finding] = []
    rows = _paths_apart(scan.found)
    chosen: dict[str, dict[str, FoundRow]] = {}
    for table in TABLES:
        copies = _copies([row for row in rows if row.table == table])
        chosen[table] = _best(table, copies, year, findings)
    by_table = _forms(chosen, year)
    if not by_table:
        return _statistics(scan, year)
    torn = give_orphans_rows(scan, chosen[APPLICATIONS], by_table.get(APPLICATIONS, ""))
    chosen[APPLICATIONS] |= torn
    cells: dict[Address, Cell] = {}
    for table in TABLES:
        form = by_table.get(table) or form_of_year(year or 0) or "2021"
        if not chosen[table]:
            findings.append(finding("table_missing", table))
            cells |= {
                address: Cell(None, "", State.UNREADABLE, "") for address in table_addresses(form, table)
            }
            continue
        cells |= _table_cells(table, form, chosen[table], findings)
    take_torn_figures(scan, cells, findings)
    findings += _form_findings(by_table, year)
    return Recognised(cells, by_table, tuple(findings))


def _statistics(scan: Scan, year: int | None) -> Recognised:
    """The one table of the 2014 form; before 2014 no form was due, and nothing is missing."""
    due = form_of_year(year) if year else "2021"
    if not scan.statistics:
        missing = [table.key for table in forms()[due].tables] if due else []
        cells = {
            a: Cell(None, "", State.UNREADABLE, "") for key in missing for a in table_addresses(due, key)
        }
        return Recognised(cells, {}, tuple(finding("table_missing", key) for key in missing))
    findings: list[Finding] = []
    found = {
        row: FoundRow(
            STATISTICS,
            row,
            ("value",),
            pieces if len(pieces) == 1 else None,
            0,
            doubt="" if len(pieces) == 1 else "row_ragged",
            printed=tuple(piece.text for piece in pieces),
        )
        for row, pieces in scan.statistics.items()
    }
    cells = _table_cells(STATISTICS, "2014", found, findings)
    if len(found) < _NEARLY_ALL * len(cells):  # some offices left indicators out at will
        findings = [one for one in findings if one.rule != "row_missing"]
    return Recognised(cells, {STATISTICS: "2014"}, tuple(findings))


def _paths_apart(rows: Iterable[FoundRow]) -> list[FoundRow]:
    """The one line of table 四 as a row for each path."""
    done: list[FoundRow] = []
    for row in rows:
        if row.row != "*":
            done.append(row)
            continue
        for path in dict.fromkeys(name.partition("/")[0] for name in row.columns):
            at = [index for index, name in enumerate(row.columns) if name.startswith(f"{path}/")]
            done.append(
                replace(
                    row,
                    row=path,
                    columns=tuple(row.columns[index].partition("/")[2] for index in at),
                    pieces=tuple(row.pieces[index] for index in at) if row.pieces else None,
                )
            )
    return done


def _copies(rows: Sequence[FoundRow]) -> list[dict[str, FoundRow]]:
    """Rows grouped into printed copies of the table: a row that comes again begins a new one, and so does the table's
    first row, where what came before has no row in common with what follows.

    A label that goes on after a page break repeats its row without figures; that is no new copy.
    """
    copies: list[dict[str, FoundRow]] = []
    line, line_before = -1, -1  # a line of table 四 is three rows
    for row in rows:
        if row.order != line:
            line, line_before = row.order, line
        before = copies[-1].get(row.row) if copies else None
        next_to = before is not None and before.order == line_before
        twice = next_to and row.order == line_before + 1
        if before is not None and twice and not silent(row) and not silent(before):
            copies[-1][row.row] = replace(before, doubt="row_twice")
        elif before is not None and silent(row) and _goes_on(before, row):
            continue
        elif before is not None and silent(before) and next_to and _goes_on(before, row):
            copies[-1][row.row] = row
        elif before is not None or not copies or row.row in _FIRST_ROWS:
            copies.append({row.row: row})
        else:
            copies[-1][row.row] = row
    return _joined(copies)


def _goes_on(before: FoundRow, row: FoundRow) -> bool:
    """Whether a row may be the rest of one before: printed so near to it that only a repeated header stands between."""
    return row.order - before.order <= _HEADER_ROWS + 1 and row.year == before.year


def _joined(copies: Sequence[dict[str, FoundRow]]) -> list[dict[str, FoundRow]]:
    """Copies, those put together that are parts of one: with no row in common but such as are printed again alike,
    or with no column in common."""
    joined: list[dict[str, FoundRow]] = []
    for copy in copies:
        common = joined[-1].keys() & copy.keys() if joined else set()
        if joined and all(_alike(joined[-1][key], copy[key]) for key in common):
            joined[-1] = copy | joined[-1]
        elif joined and all(_apart(joined[-1][key], copy[key]) for key in common):
            joined[-1] |= copy | {key: _beside(joined[-1][key], copy[key]) for key in common}
        else:
            joined.append(copy)
    return joined


def _alike(one: FoundRow, other: FoundRow) -> bool:
    return one.columns == other.columns and one.printed == other.printed and not silent(one)


def _apart(left: FoundRow, right: FoundRow) -> bool:
    return not set(left.columns) & set(right.columns)


def _beside(left: FoundRow, right: FoundRow) -> FoundRow:
    """One row whose columns were printed in two tables, the first and the last of them."""
    both = left.pieces is not None and right.pieces is not None
    return replace(
        left,
        columns=left.columns + right.columns,
        pieces=(left.pieces or ()) + (right.pieces or ()) if both else None,
        doubt=left.doubt or right.doubt,
        printed=left.printed + right.printed,
    )


def _best(
    table: str, copies: Sequence[dict[str, FoundRow]], year: int | None, findings: list[Finding]
) -> dict[str, FoundRow]:
    """The most complete copy, before all others one that stands under a title of the report's own year."""
    if not copies:
        return {}
    size = max(len(copy) for copy in copies)
    whole = [copy for copy in copies if len(copy) > size / 2]
    titled = [copy for copy in whole if any(row.year == year for row in copy.values())]
    untitled = [copy for copy in whole if not any(row.year for row in copy.values())]
    best = max(titled or untitled or whole, key=lambda copy: (_understood(copy), len(copy)))
    if len({_figures(copy) for copy in whole}) > 1:
        findings.append(finding("table_twice", table, found=str(len(whole))))
    return best


def _understood(copy: Mapping[str, FoundRow]) -> int:
    """How many rows stand under a header of the form, with a figure for each of its columns."""
    return sum(row.pieces is not None and row.doubt != "header_missing" for row in copy.values())


def _figures(copy: Mapping[str, FoundRow]) -> frozenset[tuple[str, tuple[float | None, ...]]]:
    return frozenset(
        (key, tuple(read_number(piece.text).value for piece in row.pieces or ())) for key, row in copy.items()
    )


def _forms(chosen: Mapping[str, Mapping[str, FoundRow]], year: int | None) -> dict[str, str]:
    """The form of each found table, from its labels; where they fit several, from its neighbours and the year."""
    by_table: dict[str, str] = {}
    if rows := chosen[DISCLOSURE]:
        votes = Counter({row.form: 0 for row in rows.values()})
        for row in rows.values():
            votes[row.form] += 2 if row.row in ("rules", "normative_documents") else 1
        del votes[""]
        by_table[DISCLOSURE] = max(votes, key=lambda form: votes[form]) if votes else ""
    if rows := chosen[APPLICATIONS]:
        if any(key in rows for key in _OTHERS_2021):
            by_table[APPLICATIONS] = "2021"
        elif _OTHER_2019 in rows:
            by_table[APPLICATIONS] = "2019"
        else:
            by_table[APPLICATIONS] = ""
    fallback = next((form for form in by_table.values() if form), "") or form_of_year(year or 0) or "2021"
    if fallback == "2014":
        fallback = "2019"
    if chosen[REVIEW]:
        by_table[REVIEW] = by_table.get(APPLICATIONS) or fallback
    return {table: form or fallback for table, form in by_table.items()}


def _table_cells(
    table: str, form: str, rows: Mapping[str, FoundRow], findings: list[Finding]
) -> dict[Address, Cell]:
    rows = {key: _of_form(row, form) for key, row in _cells_too_many(rows).items()}
    cells = dict.fromkeys(table_addresses(form, table), _NOT_PRINTED)
    own_rows = dict.fromkeys(address.row for address in cells)
    findings += [finding("row_missing", table, key) for key in own_rows if key not in rows]
    unclear, absent = False, set[str]()
    for key, row in rows.items():
        if key not in own_rows and table == APPLICATIONS:
            continue  # a printed subtotal, 「（六）其他处理」 over its three rows
        if row.doubt == "header_unclear":
            unclear = True
        elif row.doubt == "row_ragged":
            expected, found = str(len(row.columns)), str(len(row.printed))
            findings.append(
                finding(
                    "row_ragged", table, key, expected=expected, found=found, print=" | ".join(row.printed)
                )
            )
        elif row.doubt in ("columns_disagree", "label_torn", "row_twice"):
            findings.append(finding(row.doubt, table, key))
        elif row.doubt:
            unclear = True
        if row.form in ("", form):
            absent |= {address.column for address in cells if address.row == key} - set(row.columns)
        for at, column in enumerate(row.columns):
            address = Address(table, key, column)
            if row.pieces is None:
                cells[address] = Cell(None, "", State.UNREADABLE, "")
            else:
                cells[address] = _cell(address, row.pieces[at], row.unit, findings)
    findings += [finding("column_missing", table, column=column) for column in sorted(absent)]
    if unclear:
        findings.append(finding("header_unclear", table))
    if all(cell.state is State.BLANK for cell in cells.values()):
        findings.append(finding("table_blank", table))
    return cells


def _cells_too_many(rows: Mapping[str, FoundRow]) -> dict[str, FoundRow]:
    """The rows, those in doubt that have a cell more than most: it may have pushed the figures aside. Where all were
    printed in one line, there are no others to compare it with: it is in doubt where it has one more than its header."""
    if all(row.excess <= 0 for row in rows.values()):
        return dict(rows)
    lines = {row.order: row.excess for row in rows.values()}
    usual = Counter(lines.values()).most_common(1)[0][0] if len(lines) > 1 else 0
    return {
        key: replace(row, doubt="columns_disagree") if row.excess > max(usual, 0) and not row.doubt else row
        for key, row in rows.items()
    }


def _of_form(row: FoundRow, form: str) -> FoundRow:
    """A row whose header was not printed has the columns of the table's form, where they are as many."""
    if row.doubt != "header_missing":
        return row
    own = tuple(address.column for address in table_addresses(form, row.table) if address.row == row.row)
    return replace(row, columns=own) if len(own) == len(row.columns) else row


def _cell(address: Address, piece: Piece, header_unit: str, findings: list[Finding]) -> Cell:
    printed = read_number(piece.text)
    value = _in_unit(address, printed, header_unit)
    if printed.state is State.TEXT:
        findings.append(finding("not_a_number", *address, found=piece.text.strip()))
    elif printed.note:
        findings.append(finding("annotated", *address, found=printed.note))
    return Cell(value, piece.text.strip(), printed.state, piece.locator)


def _in_unit(address: Address, printed: Printed, header_unit: str) -> float | None:
    """Money in the unit of the form's column, from the unit printed in the cell or else in the header."""
    source = YUAN.get(printed.unit) or YUAN.get(header_unit)
    wanted = YUAN.get(form_cells()[address].unit) if source else None
    if printed.value is None or not wanted or not source or wanted == source:
        return printed.value
    return round(printed.value * source / wanted, 6)


def _form_findings(by_table: Mapping[str, str], year: int | None) -> list[Finding]:
    findings = []
    if len(set(by_table.values())) > 1:
        numbers = {table.key: table.number for table in forms()["2021"].tables}
        named = "，".join(f"表{numbers[table]} {forms()[form].label_zh}" for table, form in by_table.items())
        named_en = ", ".join(
            f"table {numbers[table]} {forms()[form].label_en}" for table, form in by_table.items()
        )
        findings.append(finding("mixed_form", found=named, found_en=named_en))
    due = form_of_year(year or 0)
    used = by_table.get(DISCLOSURE) or by_table.get(APPLICATIONS)
    if due and used and due != used and due != "2014":
        findings.append(
            finding(
                "form_of_other_year",
                expected=str(year),
                found=forms()[used].label_zh,
                found_en=forms()[used].label_en,
                form=forms()[due].label_zh,
                form_en=forms()[due].label_en,
            )
        )
    return findings
