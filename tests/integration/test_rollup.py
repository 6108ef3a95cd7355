"""The draft of a government's tables equals the sum of its bodies' reports, in every format that it is written in."""

import json
import shutil
from io import BytesIO
from pathlib import Path

import docx
import duckdb
import openpyxl
import pytest

from etl.demo import write
from etl.readers.common.libreoffice import convert
from etl.season.rollup import Rollup, area_of, draft_rollup
from etl.season.rollup_word import to_docx
from etl.season.rollup_workbook import to_xlsx
from tests.robustness.faults.few_reports import load_here
from tests.support.processes import run_etl as run

AREA, YEAR = "示例省/澄汐市/岚岭区", 2024


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rollup")
    write(folder / "reports", 2, (2023, 2024), 7)
    load_here(folder / "reports", folder / "warehouse")
    return folder / "warehouse"


@pytest.fixture(scope="module")
def database(warehouse: Path) -> str:
    return run("path", "--warehouse", str(warehouse)).stdout.strip()


@pytest.fixture(scope="module")
def rollup(database: str) -> Rollup:
    with duckdb.connect(database, read_only=True) as con:
        return draft_rollup(con, area_of(AREA), YEAR)


@pytest.mark.parametrize("area", ["示例省/澄汐市/岚岭区", "示例省/澄汐市", "示例省"])
def test_every_cell_is_the_sum_of_what_the_bodies_state(warehouse: Path, database: str, area: str) -> None:
    done = run("rollup", "--area", area, "--year", str(YEAR), "--warehouse", str(warehouse))
    assert done.returncode == 0, done.stderr
    draft = json.loads(done.stdout)
    county = f"and county = '{area.split('/')[2]}'" if area.count("/") == 2 else ""
    query = f"""
        select table_key || '/' || row_key || '/' || column_key, sum(value), count(value), count(*)
        from reports join cells using (report_id)
        where is_current and year = {YEAR} and scope = 'own' and status <> 'not_a_report' {county}
            and kind not in ('public_institution', 'tax', 'weather', 'customs_fire_other_vertical')
            and report_id in (select unnest($parts))
        group by all"""
    with duckdb.connect(database, read_only=True) as con:
        bodies = f"select count(*) from reports where is_current and year = {YEAR} and scope = 'own' {county}"
        assert con.execute(bodies).fetchall() == [(len(draft["parts"]),)]
        sums = {key: rest for key, *rest in con.execute(query, {"parts": draft["parts"]}).fetchall()}
    assert len(draft["cells"]) == 200
    for key, cell in draft["cells"].items():
        value, stated, _ = sums[key]
        assert cell["value"] == (None if value is None else pytest.approx(value)), key
        assert (cell["parts"], cell["unknown"]) == (stated, len(draft["parts"]) - stated), key


def test_a_body_that_did_not_file_again_is_named(database: str) -> None:
    with duckdb.connect(database, read_only=True) as con:
        missing = draft_rollup(con, area_of("示例省"), YEAR).missing
        before, now = (
            {
                agency
                for (agency,) in con.execute(
                    f"select agency_id from reports where is_current and scope = 'own' and year = {year}"
                ).fetchall()
            }
            for year in (YEAR - 1, YEAR)
        )
        gone = {agency for (agency,) in con.execute("select agency_id from agency_successions").fetchall()}
    assert len(missing) == len(before - now - gone) > 0


def test_a_body_whose_report_states_nothing_is_named(rollup: Rollup) -> None:
    stating = {part.agency for part in rollup.parts if rollup.values.get(part.report_id)}
    assert set(rollup.unread) == {part.agency for part in rollup.parts} - stating
    assert max(cell.parts for cell in rollup.cells.values()) == len(rollup.parts) - len(rollup.unread)
    document = docx.Document(BytesIO(to_docx(rollup)))
    lines = [paragraph.text for paragraph in document.paragraphs if "没有读出数字" in paragraph.text]
    assert all(agency in lines[0] for agency in rollup.unread) and len(lines) == bool(rollup.unread)


def test_a_body_of_a_vertical_system_and_a_report_with_errors_are_named(
    database: str, rollup: Rollup, tmp_path: Path
) -> None:
    vertical, doubtful = rollup.parts[0], rollup.parts[1]
    shutil.copyfile(database, tmp_path / "copy.duckdb")
    with duckdb.connect(str(tmp_path / "copy.duckdb")) as con:
        con.execute("update figures set kind = 'tax' where report_id = ?", [vertical.report_id])
        con.execute(
            "insert into findings (report_id, rule_key, severity) values (?, 'balance', 'error')",
            [doubtful.report_id],
        )
        draft = draft_rollup(con, area_of(AREA), YEAR)
    assert draft.left_out == (vertical.agency,) and vertical not in draft.parts
    assert doubtful.agency in draft.doubtful and vertical.agency not in draft.doubtful
    lines = "".join(paragraph.text for paragraph in docx.Document(BytesIO(to_docx(draft))).paragraphs)
    assert f"没有计入的 1 个机关：{vertical.agency}" in lines and "请先核实" in lines
    notes = openpyxl.load_workbook(BytesIO(to_xlsx(draft)))["说明"].values
    assert ("不属本级政府，没有计入", vertical.agency) in notes


def test_nothing_loaded_is_1_and_a_wrong_ending_2(warehouse: Path, tmp_path: Path) -> None:
    given = ("--year", "2024", "--warehouse", str(warehouse))
    assert run("rollup", "--area", "无此省", *given).returncode == 1
    refused = run("rollup", "--area", AREA, *given, "--out", str(tmp_path / "a.pdf"))
    assert refused.returncode == 2 and ".docx" in refused.stderr


def test_the_workbook_adds_the_parts_up_itself(rollup: Rollup) -> None:
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(rollup)))["逐格汇总"]
    assert [cell.value for cell in sheet[1]][8:] == [part.agency for part in rollup.parts]
    for row, cell in zip(sheet.iter_rows(min_row=2), rollup.cells.values(), strict=True):
        assert str(row[3].value).startswith("=SUM(") == (cell.value is not None)
        stated = [one.value for one in row[8:] if one.value is not None]
        assert len(stated) == cell.parts and cell.value == (pytest.approx(sum(stated)) if stated else None)


def test_a_workbook_in_both_languages_has_the_same_figures(rollup: Rollup) -> None:
    chinese, both = (
        [
            list(sheet.values)
            for sheet in openpyxl.load_workbook(BytesIO(to_xlsx(rollup, given)), data_only=True)
        ]
        for given in (False, True)
    )
    for row, other in zip(chinese[0], both[0], strict=True):
        assert row[3:] == other[3:] or row is chinese[0][0]
        assert [str(text).split("\n")[0] for text in other[:3]] == list(row[:3])
    assert "一、本年新收政府信息公开申请数量\nNewly received this year" in {row[1] for row in both[0]}
    assert {"汇总\nSum", "相差\nDifference"} < set(both[0][0])
    assert all("\n" in str(row[0]) for row in both[1])


@pytest.mark.office
def test_a_spreadsheet_program_calculates_the_same_sums(rollup: Rollup) -> None:
    recalculated = convert([to_xlsx(rollup)], "ods")[0]
    assert isinstance(recalculated, bytes)
    again = convert([recalculated], "xlsx")[0]
    assert isinstance(again, bytes)
    sheet = openpyxl.load_workbook(BytesIO(again), data_only=True)["逐格汇总"]
    for row, cell in zip(sheet.iter_rows(min_row=2, values_only=True), rollup.cells.values(), strict=True):
        assert row[3] == (None if cell.value is None else pytest.approx(cell.value))


def test_the_word_draft_holds_the_form_with_every_sum(rollup: Rollup) -> None:
    document = docx.Document(BytesIO(to_docx(rollup)))
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    sums = [cell.value for address, cell in rollup.cells.items() if address.table == "applications"]
    assert all(f"{value:.0f}" in texts for value in sums if value is not None)
    lines = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "SYNTHETIC" in lines and all(part.agency in lines for part in rollup.parts[:3])
