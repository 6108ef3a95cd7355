"""Synthetic reports: marked, invented, reproducible, right where no fault is listed, wrong where one is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import openpyxl
import pypdfium2
import pytest

from etl.demo import SYNTHETIC_MARK, narrative_text, write
from etl.demo.faults import SHARES
from etl.demo.figures import figures
from etl.demo.invented_places import PREFECTURE, PROVINCE, UNFILED, Agency, agencies, county_names
from etl.form import forms
from etl.model.report import Address
from etl.stated import stated_figures
from tests.support.paths import ROOT

SEED = 11


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    write(out, counties=3, years=(2018, 2025), seed=SEED)
    return out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reports(out: Path) -> Iterator[Path]:
    return (path for path in sorted(out.rglob("*")) if path.is_file() and path.suffix != ".csv")


def text_of(path: Path) -> str:
    """All text of a file, whatever its format, by a library that is not ours."""
    content = path.read_bytes()
    if path.suffix == ".docx":
        xml = ZipFile(BytesIO(content)).read("word/document.xml").decode()
        return re.sub(r"<[^>]+>", "\n", xml)
    if path.suffix == ".xlsx":
        sheets = openpyxl.load_workbook(BytesIO(content)).worksheets
        return "\n".join(
            str(value) for sheet in sheets for row in sheet.values for value in row if value is not None
        )
    if path.suffix == ".pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    if path.suffix == ".mht":
        page = next(
            part for part in message_from_bytes(content).walk() if part.get_content_type() == "text/html"
        )
        decoded = page.get_payload(decode=True)
        assert isinstance(decoded, bytes)
        content = decoded
    page_text = content.decode("gb18030" if b'charset="gb2312"' in content else "utf-8")
    return re.sub(r"<[^>]+>", "", page_text)


def test_every_file_says_that_it_is_synthetic(demo: Path) -> None:
    for path in reports(demo):
        joined = re.sub(r"\s", "", text_of(path))
        assert re.sub(r"\s", "", SYNTHETIC_MARK) in joined, path.name
        if path.suffix in (".html", ".htm"):
            assert b'<meta name="synthetic" content="true">' in path.read_bytes()


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first, second, third = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    for out, seed in ((first, 3), (second, 3), (third, 4)):
        write(out, counties=1, years=(2020, 2022), seed=seed)

    def content(out: Path) -> dict[str, bytes]:
        return {
            path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()
        }

    assert content(first) == content(second)
    assert content(first) != content(third)


def test_manifests_name_every_file_once(demo: Path) -> None:
    listed = [path.parent / row["file"] for path in demo.rglob("manifest.csv") for row in rows(path)]
    assert sorted(listed) == sorted(reports(demo))
    for path in demo.rglob("manifest.csv"):
        for row in rows(path):
            assert row["agency"] in row["file"]
            assert row["region_code"].startswith("9901") and len(row["region_code"]) == 6


def test_all_formats_are_written(demo: Path) -> None:
    found = {path.suffix for path in reports(demo)}
    assert found == {".html", ".htm", ".mht", ".txt", ".md", ".docx", ".xlsx", ".pdf"}


def test_no_invented_place_exists() -> None:
    register = rows(ROOT / "data" / "reference" / "regions.csv")
    assert len(register) > 3000
    existing = [row["name"] for row in register]
    codes = {row["code"] for row in register}
    for name in (PROVINCE, PREFECTURE, *county_names(96)):
        assert not [real for real in existing if real.startswith(name[:2])], name
    assert not [code for code in codes if code.startswith("99")]


@pytest.fixture(scope="module")
def places() -> tuple[Agency, ...]:
    return agencies(8)


def test_figures_add_up(places: tuple[Agency, ...]) -> None:
    found = figures(places, (2014, 2025), SEED)
    for form in forms().values():
        values = found.values[form.key]
        for table in form.tables:
            assert set(table.addresses()) == {address for address in values if address.table == table.key}
            for block in table.blocks:
                for check in block.sums:
                    lines = block.rows if check.over == "columns" else block.columns
                    for line in lines:
                        sides = [
                            sum(
                                values[
                                    Address(table.key, line.key, part)
                                    if check.over == "columns"
                                    else Address(table.key, part, line.key)
                                ]
                                for part in side
                            )
                            for side in (check.total, check.parts)
                        ]
                        np.testing.assert_array_equal(
                            sides[0], sides[1], f"{form.key} {check.key} {line.key}"
                        )


def test_carried_out_is_carried_in_a_year_later_and_by_the_successor(places: tuple[Agency, ...]) -> None:
    values = figures(places, (2019, 2025), SEED).values["2021"]
    carried_in = values[Address("applications", "carried_in", "total")]
    carried_out = values[Address("applications", "carried_out", "total")]
    at = {(agency.county, agency.kind): row for row, agency in enumerate(places)}
    heirs = {
        at[agency.county, agency.successor]: row for row, agency in enumerate(places) if agency.successor
    }
    for row, agency in enumerate(places):
        for year in range(1, 7):
            before = carried_out[row, year - 1]
            if 2019 + year > agency.last_year:
                assert carried_in[row, year] == 0
                continue
            if row in heirs and 2019 + year == places[heirs[row]].last_year + 1:
                before = before + carried_out[heirs[row], year - 1]
            assert carried_in[row, year] == before, agency.name(2019 + year)


def test_roll_up_is_its_parts_and_a_small_rest(places: tuple[Agency, ...]) -> None:
    values = figures(places, (2019, 2025), SEED).values["2021"]
    received = values[Address("applications", "received_new", "total")]
    for row, agency in enumerate(places):
        if agency.scope != "government_rollup":
            continue
        parts = [
            at for at, part in enumerate(places) if part.scope == "own" and agency.county in (0, part.county)
        ]
        filed = [at for at in parts if places[at].kind != UNFILED]
        np.testing.assert_array_equal(received[row], received[parts].sum(0))
        assert (received[row] >= received[filed].sum(0)).all()
        assert received[filed].sum() >= 0.8 * received[row].sum()


def test_thousands_of_reports_have_a_plausible_spread() -> None:
    many = agencies(28)
    values = figures(many, (2019, 2025), SEED).values["2021"]
    received = values[Address("applications", "received_new", "total")]
    own = [row for row, agency in enumerate(many) if agency.scope == "own" and agency.kind != UNFILED]
    assert received[own].size > 3000
    assert 0.3 < (received[own] == 0).mean() < 0.7
    assert received[own].max() > 100 * max(1, np.median(received[own]))
    direct = values[Address("review_litigation", "litigation_direct", "total")][own].sum(0)
    assert direct[-1] < direct[-3] / 2  # from 2024 on a refusal is reviewed first


def test_faults_are_listed_and_in_the_files(demo: Path) -> None:
    listed = rows(demo / ".faults.csv")
    assert {row["fault"] for row in listed} <= {*SHARES, "renamed"}
    assert len({row["fault"] for row in listed}) >= 12
    for row in listed:
        if row["fault"] == "not_filed":
            assert row["file"] == "" and not list(demo.rglob(f"{row['agency']}{row['year']}年*"))
        if not row["file"]:
            continue
        text = text_of(demo / row["file"])
        if row["stated"] and row["note"] != "not a fault":
            assert row["stated"] in text, row
        if row["fault"] == "copied_narrative":
            assert f"{int(row['year']) - 1}年" in text
        if row["fault"] == "wrong_form":
            assert int(row["year"]) >= 2021 and "补正、行政机关不再处理" not in text


def test_a_copied_narrative_is_last_years(demo: Path) -> None:
    copied = [row for row in rows(demo / ".faults.csv") if row["fault"] == "copied_narrative"]
    assert copied
    for row in copied:
        before = int(row["year"]) - 1
        text = text_of(demo / row["file"])
        part = text[text.index("总体情况") if "总体情况" in text else text.index("概述") :][:120]
        assert str(before) in part and row["year"] not in part


def test_years_that_no_form_covers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2014"):
        write(tmp_path, 2, (2010, 2012), 1)
    with pytest.raises(ValueError, match="counties"):
        write(tmp_path, 0, (2021, 2022), 1)


def test_every_wording_of_what_was_published_is_read() -> None:
    """Many wordings, the same three figures."""
    wordings = set()
    for year in range(2014, 2026):
        for agency in ("甲县民政局", "乙镇人民政府", "丙区人民政府"):
            stated = narrative_text.StatedFigures(agency, year, 1, 0, 1, 0, 1, 0, 0, 3, 120, 90, 30)
            text = narrative_text.published(stated)
            wordings.add(text)
            figures = stated_figures("overview", text, year)
            assert sorted((figure.item, figure.value, figure.period) for figure in figures) == [
                ("channel_website", 90, "year"),
                ("channel_wechat", 30, "year"),
                ("disclosed", 120, "year"),
            ], text
    assert len(wordings) == 6
