"""The commands as scripts use them: what they print, what they return."""

import csv
import json
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from etl.warehouse.versions import POINTER, clear_old, current, version_of, versions
from tests.robustness.faults.few_reports import load_here
from tests.support.processes import run_etl as run


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    made = run(
        "demo", "--out", str(folder / "reports"), "--counties", "1", "--years", "2023-2024", "--seed", "5"
    )
    assert made.returncode == 0, made.stderr
    done = run("load", str(folder / "reports"), "--warehouse", str(folder / "warehouse"))
    assert done.returncode == 0, done.stderr
    words = done.stdout.strip().splitlines()[-1].replace(",", "").split()
    assert words[::2] == ["loaded", "unchanged", "rejected", "findings"] and int(words[1]) > 10
    return folder


def test_path_is_the_database(loaded: Path) -> None:
    path = run("path", "--warehouse", str(loaded / "warehouse")).stdout.strip()
    assert Path(path).is_file()


def test_path_without_data_says_how_to_load(tmp_path: Path) -> None:
    done = run("path", "--warehouse", str(tmp_path))
    assert done.returncode == 1 and "load" in done.stderr


def test_load_of_nothing_readable_is_1_and_of_nothing_at_all_is_2(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    assert run("load", str(tmp_path), "--warehouse", str(tmp_path / "w")).returncode == 1
    assert run("load", str(tmp_path / "absent"), "--warehouse", str(tmp_path / "w")).returncode == 2
    assert run("load").returncode == 2


@pytest.mark.parametrize(
    "what", ["cells", "official", "reports", "measures", "findings", "narratives", "stated_figures"]
)
def test_exports_agree_in_every_format(loaded: Path, tmp_path: Path, what: str) -> None:
    for ending in ("csv", "xlsx", "parquet"):
        done = run("export", "--warehouse", str(loaded / "warehouse"), "--what", what, "--years", "2024",
                   "--out", str(tmp_path / f"out.{ending}"))  # fmt: skip
        assert done.returncode == 0, done.stderr
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert len(rows) - 1 == pq.read_metadata(tmp_path / "out.parquet").num_rows
    assert len(rows) == openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True).active.max_row


def test_standard_output_is_the_csv_file_without_its_byte_order_mark(loaded: Path, tmp_path: Path) -> None:
    warehouse, out = str(loaded / "warehouse"), tmp_path / "out.csv"
    assert run("export", "--warehouse", warehouse, "--out", str(out)).returncode == 0
    piped = run("export", "--warehouse", warehouse).stdout
    assert "\ufeff" not in piped
    assert list(csv.reader(piped.splitlines())) == list(
        csv.reader(out.read_text(encoding="utf-8-sig").splitlines())
    )


def test_filters_of_an_export_are_combined(loaded: Path) -> None:
    options = ("--warehouse", str(loaded / "warehouse"), "--what", "reports")

    def agencies(*filters: str) -> set[tuple[str, str]]:
        rows = csv.DictReader(run("export", *options, *filters).stdout.splitlines())
        return {(row["level"], row["year"]) for row in rows}

    assert agencies("--level", "county", "--years", "2024") == {("county", "2024")}
    assert {level for level, _ in agencies("--level", "county", "--level", "prefecture")} == {
        "county",
        "prefecture",
    }
    assert agencies("--without-synthetic") == set()


def test_an_unknown_form_is_2_and_names_those_that_there_are(loaded: Path) -> None:
    done = run("export", "--warehouse", str(loaded / "warehouse"), "--what", "official", "--form", "2'; --")
    assert done.returncode == 2 and "2019" in done.stderr


def test_check_prints_what_was_recognised(loaded: Path) -> None:
    page = next((loaded / "reports").rglob("*.html"))
    done = run("check", str(page), "--format", "json")
    (found,) = json.loads(done.stdout)
    assert found["synthetic"] and found["identity"]["agency"]
    text = run("check", str(page)).stdout
    assert "表三" in text and found["identity"]["agency"] in text


def test_check_of_an_unreadable_file_is_1(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    done = run("check", str(tmp_path / "a.pdf"))
    assert done.returncode == 1 and "无法读取" in done.stdout


def test_an_unreadable_file_is_refused_in_the_language_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4")
    english = "The PDF is damaged, or the file is not a PDF. Download or export it again."
    assert f"cannot be read: {english}" in run("check", str(file), "--lang", "en").stdout
    (found,) = json.loads(run("check", str(file), "--format", "json").stdout)
    assert found["unreadable"].startswith("PDF 已损坏") and found["unreadable_en"] == english
    (tmp_path / "示例县审计局2024年政府信息公开工作年度报告.txt").write_text(
        "示例县审计局2024年政府信息公开工作年度报告\n一、总体情况\n本年度主动公开信息3条。\n", "utf-8"
    )
    warehouse = tmp_path / "w"
    loaded = run("load", str(tmp_path), "--warehouse", str(warehouse), "--lang", "en")
    assert f"a.pdf: {english}" in " ".join(loaded.stderr.split())
    with duckdb.connect(str(current(warehouse)), read_only=True) as con:
        assert con.sql("select reason from rejected_sources").fetchall() == [(found["unreadable"],)]
    rubric = tmp_path / "rubric.toml"
    score = ("--area", "湖南省", "--year", "2024", "--rubric", str(rubric), "--out", str(tmp_path / "a.xlsx"))
    refused = run("score", *score, "--lang", "en").stderr
    assert "rubric.toml cannot be opened (no such file or folder)." in refused


def test_changes_between_two_versions(loaded: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    shutil.copytree(loaded / "warehouse", warehouse)
    alone = run("changes", "--warehouse", str(warehouse))
    assert alone.returncode == 1 and "1" in alone.stderr
    page = tmp_path / "示例县审计局2024年政府信息公开工作年度报告.txt"
    page.write_text(
        "示例县审计局2024年政府信息公开工作年度报告\n一、总体情况\n本年度主动公开信息3条。\n", "utf-8"
    )
    load_here(page, warehouse)
    done = run("changes", "--format", "json", "--warehouse", str(warehouse))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["from"], found["to"], found["cells"]) == (1, 2, [])
    assert [(row["change"], row["agency"]) for row in found["reports"]] == [("new", "示例县审计局")]
    assert "示例县审计局" in run("changes", "--warehouse", str(warehouse)).stdout


def test_a_version_that_is_kept_outlives_later_loads(loaded: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    shutil.copytree(loaded / "warehouse", warehouse)
    kept = run("versions", "--keep", "1", "--name", "四月通报", "--warehouse", str(warehouse))
    assert kept.returncode == 0 and "四月通报" in kept.stdout
    assert run("versions", "--keep", "1", "--name", "2024", "--warehouse", str(warehouse)).returncode == 1
    first = warehouse / "disclosure.000001.duckdb"
    for number in range(2, 8):
        shutil.copy(first, warehouse / f"disclosure.{number:06d}.duckdb")
    (warehouse / POINTER).write_text("disclosure.000007.duckdb\n")
    clear_old(warehouse)
    assert [version_of(path) for path in versions(warehouse)] == [1, 3, 4, 5, 6, 7]
    assert run("versions", "--keep", "3", "--name", "四月通报", "--warehouse", str(warehouse)).returncode == 1
    named = run("changes", "--from", "四月通报", "--to", "3", "--warehouse", str(warehouse))
    assert named.returncode == 0 and "1 → 3" in named.stdout
    assert run("changes", "--from", "五月通报", "--warehouse", str(warehouse)).returncode == 1
    run("versions", "--release", "四月通报", "--warehouse", str(warehouse))
    clear_old(warehouse)
    assert [version_of(path) for path in versions(warehouse)] == [3, 4, 5, 6, 7]
    assert run("versions", "--keep", "99", "--warehouse", str(warehouse)).returncode == 1
