"""Makes the cells of the report's form from recognised rows: which copy, which form, which unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from etl.form import form_of_year, forms, table_addresses
from etl.model.document import Piece
from etl.model.report import Address, Cell, Finding, Severity, State
from etl.recognise.copies import Copy, best_copy, printed_copies, split_by_path
from etl.recognise.orphans import extra_columns, extra_rows, name_orphan_rows, place_stray_totals
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from etl.recognise.rows.scan_state import RecognisedRow, ScanResult
from etl.rules.catalog import finding, form_cells
from etl.text.numbers import YUAN, Printed, foreign_unit, read_number

STATISTICS = "statistics"
TABLES = (DISCLOSURE, APPLICATIONS, REVIEW)
_NEARLY_ALL, _FEW = 0.8, 0.5
_TAIL = 8  # items at the end that no office leaves out by itself
_NOT_PRINTED = Cell(None, "", State.BLANK, "")
_UNREADABLE = Cell(None, "", State.UNREADABLE, "")
_DOUBTS_OF_ROW = ("columns_disagree", "label_torn", "row_twice")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The cells of the report's tables. `forms` says by table which form it was printed on, if it was printed."""

    cells: dict[Address, Cell]
    forms: dict[str, str]
    findings: tuple[Finding, ...]


def assemble(scan: ScanResult, year: int | None) -> Recognised:
    """Cells of the whole form, with findings for everything that was not plainly printed."""
    findings: list[Finding] = []
    rows = split_by_path(scan.rows)
    chosen = {
        table: best_copy(
            table, printed_copies([row for row in rows if row.table == table]), year, scan.years, findings
        )
        for table in TABLES
    }
    form_by_table = _forms(chosen, year)
    if not form_by_table and not findings:
        return _statistics(scan, year)
    chosen[APPLICATIONS] |= name_orphan_rows(scan, chosen[APPLICATIONS], form_by_table.get(APPLICATIONS, ""))
    cells: dict[Address, Cell] = {}
    for table in TABLES:
        form = form_by_table.get(table) or form_of_year(year or 0) or "2021"
        if chosen[table]:
            cells |= _table_cells(table, form, chosen[table], findings)
            if table != REVIEW:
                findings += extra_rows(scan, table, chosen[table]) + extra_columns(table, chosen[table])
        else:
            if not any(entry.table == table for entry in findings):
                findings.append(finding("table_missing", table))
            cells |= dict.fromkeys(table_addresses(form, table), _UNREADABLE)
    place_stray_totals(scan, cells, findings)
    findings += _form_findings(form_by_table, year)
    return Recognised(cells, form_by_table, tuple(findings))


def _statistics(scan: ScanResult, year: int | None) -> Recognised:
    """The only table of the 2014 form. Before 2014 no form was due, so that nothing is missing."""
    due = form_of_year(year) if year else "2021"
    if not scan.statistics:
        missing = [table.key for table in forms()[due].tables] if due else []
        cells = {address: _UNREADABLE for table in missing for address in table_addresses(due, table)}
        return Recognised(cells, {}, tuple(finding("table_missing", table) for table in missing))
    findings: list[Finding] = []
    rows = {
        key: _statistics_row(key, pieces, scan.statistics_units.get(key, ""))
        for key, pieces in scan.statistics.items()
    }
    cells = _table_cells(STATISTICS, "2014", rows, findings)
    if len(rows) < _NEARLY_ALL * len(cells):  # some offices omitted indicators at will
        findings = [entry for entry in findings if entry.rule != "row_missing"]
    if len(rows) < _NEARLY_ALL * len(cells) and (due or len(rows) >= _FEW * len(cells)):
        findings.append(_incomplete(rows.keys(), tuple(cells)))
    return Recognised(cells, {STATISTICS: "2014"}, tuple(findings))


def _incomplete(read: Collection[str], addresses: Sequence[Address]) -> Finding:
    """What is to be said of a table without many of its items: few of the national form, cut off, or left out at will."""
    found, expected = str(len(read)), str(len(addresses))
    if len(read) < _FEW * len(addresses):
        return finding("other_form", variant="few", found=found, expected=expected)
    is_cut_off = not any(address.row in read for address in addresses[-_TAIL:])
    severity = None if is_cut_off else Severity.NOTICE
    return finding("items_left_out", STATISTICS, severity=severity, found=found, expected=expected)


def _statistics_row(key: str, pieces: tuple[Piece, ...], unit: str) -> RecognisedRow:
    """A row with one value; unreadable if several pieces may be that value."""
    is_clear = len(pieces) == 1
    return RecognisedRow(
        STATISTICS,
        key,
        ("value",),
        pieces if is_clear else None,
        0,
        unit=unit,
        doubt="" if is_clear else "row_ragged",
        printed=tuple(piece.text for piece in pieces),
    )


def _forms(chosen: Mapping[str, Copy], year: int | None) -> dict[str, str]:
    """The form of each printed table by its labels; where these fit several, by the other tables and the year."""
    by_table: dict[str, str] = {}
    if rows := chosen[DISCLOSURE]:
        by_table[DISCLOSURE] = _form_by_votes(rows)
    if rows := chosen[APPLICATIONS]:
        by_table[APPLICATIONS] = _form_by_own_rows(APPLICATIONS, rows)
    by_table = {table: _form_in_force(table, form, year) for table, form in by_table.items()}
    fallback = next((form for form in by_table.values() if form), "") or form_of_year(year or 0) or "2021"
    if fallback == "2014":
        fallback = "2019"
    if chosen[REVIEW]:
        by_table[REVIEW] = by_table.get(APPLICATIONS) or fallback
    return {table: form or fallback for table, form in by_table.items()}


def _form_in_force(table: str, form: str, year: int | None) -> str:
    """The form of the year if it has the same cells in this table as `form`: labels cannot tell the two apart."""
    due = forms().get(form_of_year(year or 0))
    if not form or due is None or due.table(table) is None:
        return form
    return due.key if table_addresses(due.key, table) == table_addresses(form, table) else form


def _form_by_own_rows(table: str, rows: Copy) -> str:
    """The newest form that has a printed row which not every form of the table has; "" if there is none."""
    lines = {
        form.key: {row.key for block in table_there.blocks for row in block.rows}
        for form in forms().values()
        if (table_there := form.table(table))
    }
    common = set.intersection(*lines.values())
    return max((form for form, own in lines.items() if (own - common) & rows.keys()), default="")


def _form_by_votes(rows: Copy) -> str:
    """The form that most rows of table 二 are printed on; "" if none is specific to a form."""
    votes = Counter({row.form: 0 for row in rows.values()})
    for row in rows.values():
        votes[row.form] += 2 if row.row in ("rules", "normative_documents") else 1
    del votes[""]
    return max(votes, key=lambda form: votes[form]) if votes else ""


def _table_cells(table: str, form: str, rows: Copy, findings: list[Finding]) -> dict[Address, Cell]:
    """Every cell of the table on this form. Adds findings for what is missing or doubtful."""
    rows = {key: _with_columns_of_form(row, form) for key, row in _doubting_excess(rows).items()}
    cells = dict.fromkeys(table_addresses(form, table), _NOT_PRINTED)
    form_rows = dict.fromkeys(address.row for address in cells)
    findings += [finding("row_missing", table, key) for key in form_rows if key not in rows]
    if table == APPLICATIONS:  # others are printed subtotals, such as （六）其他处理 over its three rows
        rows = {key: row for key, row in rows.items() if key in form_rows}
    absent: set[str] = set()
    for key, row in rows.items():
        findings += _doubts(table, row)
        if row.form in ("", form):
            absent |= {address.column for address in cells if address.row == key} - set(row.columns)
        for index, column in enumerate(row.columns):
            address = Address(table, key, column)
            cells[address] = (
                _cell(address, row.pieces[index], row.unit, findings) if row.pieces else _UNREADABLE
            )
    findings += [finding("column_missing", table, column=column) for column in sorted(absent)]
    if any(_has_unclear_header(row) for row in rows.values()):
        findings.append(finding("header_unclear", table))
    if all(cell.state is State.BLANK for cell in cells.values()):
        findings.append(finding("table_blank", table))
    return cells


def _doubts(table: str, row: RecognisedRow) -> list[Finding]:
    if row.doubt == "row_ragged":
        expected, found = str(len(row.columns)), str(len(row.printed))
        printed = " | ".join(row.printed)
        variant = "out_of_place" if expected == found else ""
        return [
            finding(
                "row_ragged", table, row.row, expected=expected, found=found, variant=variant, print=printed
            )
        ]
    return [finding(row.doubt, table, row.row)] if row.doubt in _DOUBTS_OF_ROW else []


def _has_unclear_header(row: RecognisedRow) -> bool:
    return bool(row.doubt) and row.doubt not in ("row_ragged", *_DOUBTS_OF_ROW)


def _doubting_excess(rows: Copy) -> Copy:
    """The rows, those in doubt that have a cell more than most, since it may have pushed the figures aside.

    A single line that holds all rows has no others to compare with: it is in doubt if it exceeds its header.
    """
    if all(row.excess_columns <= 0 for row in rows.values()):
        return rows
    lines = {row.order: row.excess_columns for row in rows.values()}
    usual = Counter(lines.values()).most_common(1)[0][0] if len(lines) > 1 else 0
    return {
        key: row._replace(doubt="columns_disagree")
        if row.excess_columns > max(usual, 0) and not row.doubt
        else row
        for key, row in rows.items()
    }


def _with_columns_of_form(row: RecognisedRow, form: str) -> RecognisedRow:
    """A row without a printed header takes the columns of the table's form; it is not read if it has more or fewer."""
    if row.doubt != "header_missing":
        return row
    columns = tuple(address.column for address in table_addresses(form, row.table) if address.row == row.row)
    if not columns or len(columns) == len(row.columns):
        return row._replace(columns=columns or row.columns)
    return row._replace(columns=columns, pieces=None, doubt="row_ragged")


def _cell(address: Address, piece: Piece, header_unit: str, findings: list[Finding]) -> Cell:
    printed = read_number(piece.text)
    foreign = _foreign_money(address, piece.text, header_unit)
    if foreign and (printed.value or printed.state is State.TEXT):
        findings.append(finding("foreign_currency", *address, found=piece.text.strip(), unit=foreign))
        return Cell(None, piece.text.strip(), State.TEXT, piece.locator)
    if printed.state is State.TEXT:
        findings.append(finding("not_a_number", *address, found=piece.text.strip()))
    elif printed.note:
        findings.append(finding("annotated", *address, found=printed.note))
    value = _in_unit_of_form(address, printed, header_unit)
    return Cell(value, piece.text.strip(), printed.state, piece.locator)


def _foreign_money(address: Address, text: str, header_unit: str) -> str:
    """The unit of another money than yuan in which a cell is stated, "" if none."""
    if form_cells()[address].unit not in YUAN:
        return ""
    return foreign_unit(text) or foreign_unit(header_unit)


def _in_unit_of_form(address: Address, printed: Printed, header_unit: str) -> float | None:
    """The value, money converted to the unit of the form's column from the unit in the cell or else in the header."""
    source = YUAN.get(printed.unit) or YUAN.get(header_unit)
    target = YUAN.get(form_cells()[address].unit) if source else None
    if printed.value is None or not target or not source or target == source:
        return printed.value
    return round(printed.value * source / target, 6)


def _form_findings(form_by_table: Mapping[str, str], year: int | None) -> list[Finding]:
    """Findings for tables of different forms, and for a form that is not the one of the year."""
    findings = []
    if len(set(form_by_table.values())) > 1:
        numbers = {table.key: table.number for table in forms()["2021"].tables}
        used_forms = [(numbers[table], forms()[form]) for table, form in form_by_table.items()]
        names_zh = "，".join(f"表{number} {form.label_zh}" for number, form in used_forms)
        names_en = ", ".join(f"table {number} {form.label_en}" for number, form in used_forms)
        findings.append(finding("mixed_form", found=names_zh, found_en=names_en))
    due = form_of_year(year or 0)
    used = form_by_table.get(DISCLOSURE) or form_by_table.get(APPLICATIONS)
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
