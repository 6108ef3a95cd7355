"""A form that was written, filled in and recalculated by a spreadsheet program comes back through the reader."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from etl.model.report import Address, State
from etl.pipeline import read_reports
from etl.readers.common.libreoffice import convert
from etl.season.fill_in.template import Blank, blanks_without_data, file_name
from etl.season.fill_in.template_files import write_forms
from etl.season.fill_in.template_workbook import to_xlsx
from etl.sources.roster import read_roster
from etl.text.numbers import plain_number
from tests.robustness.variants.case import Case, bases
from tests.support.processes import run_etl as run

CITY = next(case for case in bases(seed=53) if case.name.startswith("city2021"))
BUREAU = next(case for case in bases(seed=53) if case.name.startswith("bureau2021"))
FILLED = [(case, both) for both in (False, True) for case in (CITY, BUREAU)]
BESIDE = 16  # columns from a cell to last year's figure


def typed(
    case: Case, changes: Mapping[Address, float | str] | None = None, nil: str = "", both: bool = False
) -> bytes:
    """The form of a case with all that a person types in it; no program has calculated it yet."""
    figures = {**case.truth, **(changes or {})}
    # last year's figures, each its own, say which cell is which
    last_year = {address: float(number) for number, address in enumerate(figures, start=1)}
    by_figure = {f"上年 {plain_number(number)}": address for address, number in last_year.items()}
    book = openpyxl.load_workbook(BytesIO(to_xlsx(Blank(case.agency, case.year, last_year), both=both)))
    sheet = book.active
    assert sheet is not None
    sheet["D3"] = nil or None
    beside = {cell.coordinate: by_figure[cell.value] for row in sheet.iter_rows() for cell in row
              if cell.value in by_figure}  # fmt: skip
    assert set(beside.values()) == set(figures)
    for coordinate, address in beside.items():
        cell = sheet[coordinate].offset(column=-BESIDE)
        if not str(cell.value or "").startswith("="):
            cell.value = figures[address]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def recalculated(*books: bytes) -> list[bytes]:
    """As OpenDocument and back, since a program calculates what it has not calculated before."""
    return converted(converted(books, "ods"), "xlsx")


def converted(files: Sequence[bytes], ending: str) -> list[bytes]:
    """All at once: LibreOffice takes far longer to start than to convert a form."""
    made = convert(files, ending)
    assert all(isinstance(data, bytes) for data in made), made
    return [data for data in made if isinstance(data, bytes)]


def red_words(data: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(BytesIO(data), data_only=True).active
    assert sheet is not None
    return [
        str(row[0].value)
        for row in sheet.iter_rows()
        if set("≠，") & set(str(row[0].value)) and row[0].font.color and row[0].font.color.rgb == "FFC00000"
    ]


@pytest.fixture(scope="module")
def forms() -> dict[str, list[bytes]]:
    """The filled forms of `FILLED` in each format."""
    books = recalculated(*(typed(case, both=both) for case, both in FILLED))
    return {"xlsx": books, "ods": converted(books, "ods"), "pdf": converted(books, "pdf")}


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "pdf"])
@pytest.mark.parametrize("at", range(len(FILLED)), ids=["busy", "quiet", "busy-both", "quiet-both"])
def test_a_filled_form_comes_back_with_every_cell_right(
    forms: dict[str, list[bytes]], at: int, ending: str
) -> None:
    case, data = FILLED[at][0], forms[ending][at]
    (report,) = read_reports(data, f"填报/表.{ending}")
    assert (report.identity.agency, report.identity.year) == (case.agency, case.year)
    assert {address: report.cells[address].value for address in case.truth} == case.truth
    assert not {finding.rule for finding in report.findings} & {
        "header_unclear",
        "table_twice",
        "row_ragged",
        "read_in_doubt",
    }
    assert ending != "xlsx" or not red_words(data)


@pytest.mark.parametrize("case", [CITY, BUREAU], ids=["busy", "quiet"])
def test_a_form_with_figures_reads_right_though_no_program_has_opened_it(case: Case) -> None:
    figures = {address: value for address, value in case.truth.items() if value is not None}
    (report,) = read_reports(to_xlsx(Blank(case.agency, case.year, figures=figures)), "表.xlsx")
    assert {address: report.cells[address].value for address in case.truth} == case.truth
    (empty,) = read_reports(to_xlsx(Blank(case.agency, case.year)), "表.xlsx")
    assert {cell.state for cell in empty.cells.values()} == {State.BLANK}
    assert [finding.rule for finding in empty.findings].count("table_blank") == 3
    assert not {finding.rule for one in (report, empty) for finding in one.findings} & {
        "read_in_doubt",
        "not_a_number",
    }


@pytest.mark.office
def test_a_form_that_does_not_balance_says_so_in_red_and_is_read_as_filled() -> None:
    received = Address("applications", "received_new", "natural_person")
    (data,) = recalculated(typed(CITY, {received: (CITY.truth[received] or 0) + 3}))
    (words,) = red_words(data)
    assert words.startswith("勾稽不平") and "自然人" in words and "总计" in words
    (report,) = read_reports(data, "表.xlsx")
    assert report.cells[received].value == (CITY.truth[received] or 0) + 3
    assert "balance" in {finding.rule for finding in report.findings}


@pytest.mark.office
def test_a_text_that_no_sum_counts_and_figures_beside_a_nil_return_say_so_in_red() -> None:
    chinese, both = recalculated(
        typed(CITY, {Address("applications", "received_new", "natural_person"): "3件"}, nil="是"),
        typed(CITY, {Address("applications", "received_new", "company"): "3件"}, both=True),
    )
    (words,) = red_words(chinese)
    assert words.startswith("1格填的不是数字") and "选了零报告" in words
    (english,) = red_words(both)
    assert "cells hold no number" in english and "Businesses" in english


def test_labels_and_totals_are_locked_and_figures_are_not() -> None:
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(Blank(CITY.agency, CITY.year)))).active
    assert sheet is not None and sheet.protection.sheet
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.protection is not None:
                assert cell.protection.locked, cell.coordinate
    rules = sheet.data_validations.dataValidation
    inputs = [(row, column) for rule in rules for cells in rule.sqref.ranges for row, column in cells.cells]
    # each cell of the form once (a merged one by its first), and the nil return; no rule names too many at once
    assert len(inputs) == len(set(inputs)) == 201
    assert all(len(str(rule.sqref)) < 1000 for rule in rules)


@pytest.mark.parametrize("both", [False, True])
def test_last_years_figures_stand_beside_and_are_never_those_of_the_report(both: bool) -> None:
    last_year = {address: 7000.0 + at for at, address in enumerate(CITY.truth)}
    data = to_xlsx(Blank(CITY.agency, CITY.year, last_year), both=both)
    (report,) = read_reports(data, "表.xlsx")
    assert report.identity.year == CITY.year
    stated = {address for address, cell in report.cells.items() if cell.value is not None}
    assert {address.row for address in stated} == {"carried_in"}
    carried = {address.column: report.cells[address].value for address in stated}
    assert carried.pop("total") == sum(value or 0 for value in carried.values())
    assert not any(
        str(cell.value).startswith("=")
        for row in openpyxl.load_workbook(BytesIO(data)).active.iter_rows(min_col=BESIDE)
        for cell in row
    )
    # the mark taken away, as it may be by hand: words, and no numbers of this year
    book = openpyxl.load_workbook(BytesIO(data))
    for row in book.active.iter_rows():
        for cell in row:
            if str(cell.value).endswith("（不读入）"):
                cell.value = None
    out = BytesIO()
    book.save(out)
    (unmarked,) = read_reports(out.getvalue(), "表.xlsx")
    assert {address.row for address, cell in unmarked.cells.items() if cell.value is not None} <= {
        "carried_in"
    }


def test_last_years_carried_out_is_this_years_carried_in() -> None:
    carried = {Address("applications", "carried_out", "company"): 7.0}
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(Blank(CITY.agency, CITY.year, carried)))).active
    assert sheet is not None
    filled_in = [cell.value for row in sheet.iter_rows() for cell in row if cell.value == 7]
    assert len(filled_in) == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_roster_says_who_files(tmp_path: Path, ending: str) -> None:
    rows = [
        ["单位名称", "起", "止"],
        ["岚岭县民政局", "2019", ""],
        ["岚岭县扶贫办", "2015", "2021"],
        ["", "", ""],
    ]
    path = tmp_path / f"名录.{ending}"
    if ending == "csv":
        path.write_bytes("\n".join(",".join(row) for row in rows).encode("gb18030"))
    else:
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(path)
    assert [body.name for body in read_roster(path) if body.files_for(2024)] == ["岚岭县民政局"]
    warehouse = str(tmp_path / "none")
    done = run(
        "template",
        "--year",
        "2024",
        "--out",
        str(tmp_path / "out"),
        "--roster",
        str(path),
        "--warehouse",
        warehouse,
    )
    assert done.returncode == 0, done.stderr
    assert [file.name for file in (tmp_path / "out").iterdir()] == [
        "岚岭县民政局2024年政府信息公开工作年度报告.xlsx"
    ]


@pytest.mark.parametrize(
    ("city", "county"), [("湘潭市", "湘潭县"), ("澄汐市", "璞浦县")], ids=["known", "new"]
)
def test_a_roster_in_the_folder_of_a_region_names_its_bodies_in_full(
    tmp_path: Path, city: str, county: str
) -> None:
    folder = tmp_path / "湖南省" / city / county
    folder.mkdir(parents=True)
    (folder / "roster.csv").write_text(
        f"名称,类别\n统计局,部门\n中路铺镇,乡镇\n{county}民政局,部门\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    given = ("--year", "2024", "--out", str(out), "--warehouse", str(tmp_path / "none"))
    assert run("template", *given, "--roster", str(folder / "roster.csv")).returncode == 0
    bodies = {file.name.partition("2024年")[0] for file in out.iterdir()}
    assert bodies == {f"{county}{own}" for own in ("统计局", "中路铺镇人民政府", "民政局")}


def test_no_body_is_1_and_a_roster_without_names_says_what_it_needs(tmp_path: Path) -> None:
    given = (
        "template",
        "--year",
        "2024",
        "--out",
        str(tmp_path / "out"),
        "--warehouse",
        str(tmp_path / "none"),
    )
    assert run(*given).returncode == 1
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    refused = run(*given, "--roster", str(tmp_path / "a.csv"))
    assert refused.returncode == 1 and "名称" in refused.stderr
    early = run(*(text.replace("2024", "2010") for text in given), "--body", "示例县教育局")
    assert early.returncode == 1 and "2014" in early.stderr and not (tmp_path / "out").exists()


def test_many_forms_are_written_by_several_processes(tmp_path: Path) -> None:
    blanks = blanks_without_data([f"示例县第{at}局" for at in range(120)], 2025)
    told: list[tuple[int, int]] = []
    write_forms(blanks, tmp_path, lambda done, total: told.append((done, total)))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(map(file_name, blanks))
    assert told[-1] == (120, 120) and len(told) > 1
    title = openpyxl.load_workbook(tmp_path / file_name(blanks[7])).active["A1"].value
    assert title == blanks[7].title
