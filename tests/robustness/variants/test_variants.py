"""The variants are what they claim: they open, they hold every figure of their truth, and they differ."""

from __future__ import annotations

import html as entities
import json
import re
import unicodedata
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest

from etl.form import forms
from etl.model.report import Address
from tests.robustness.variants import VARIANTS, Case, Made, bases, make, write
from tests.support.form_keys import APPLICANTS

CASES = {case.name: case for case in bases(seed=5)}
CITY = next(case for name, case in CASES.items() if name.startswith("city2021"))


def text_of(made: Made) -> str:
    """All text of a variant, extracted by libraries that are not ours."""
    content = made.content
    if made.extension == "zip":
        content = ZipFile(BytesIO(content)).read("report.html")
    if made.extension == "mht":
        page = next(
            part for part in message_from_bytes(content).walk() if part.get_content_type() == "text/html"
        )
        decoded = page.get_payload(decode=True)
        assert isinstance(decoded, bytes)
        content = decoded
    if made.extension == "pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    if made.extension == "xlsx":
        sheets = openpyxl.load_workbook(BytesIO(content), data_only=True).worksheets
        return "\n".join(
            f"{value}" for sheet in sheets for row in sheet.values for value in row if value is not None
        )
    if made.extension == "docx":
        xml = ZipFile(BytesIO(content)).read("word/document.xml").decode()
        inserted = re.sub("<w:delText>[^<]*</w:delText>", "", xml)
        return re.sub(r"<[^>]+>", "", inserted.replace("</w:p>", "\n"))
    charset = re.search(rb'charset="(\w+)"', content)
    for encoding in ("utf-16", "utf-8", charset[1].decode() if charset else "gb18030", "gb18030"):
        if encoding != "utf-16" or content.startswith(b"\xff\xfe"):
            try:
                page_text = content.decode(encoding.replace("big5", "big5hkscs"))
                if made.extension == "csv":
                    return page_text.replace(",", "\n")
                page_text = re.sub(r'<input[^>]* value="([^"]*)">', r"\1", page_text).replace("<sup>", " ")
                page_text = re.sub(r"<b class='was old'>\d</b>", "", page_text)
                return entities.unescape(re.sub(r"<[^>]+>", "", re.sub("</(td|th|p)>", "\n", page_text)))
            except UnicodeDecodeError:
                continue
    raise AssertionError("no encoding fits")


def numbers(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", re.sub(r"[①②③]", " ", text)).replace(",", "")
    return {number.removesuffix(".0") for number in re.findall(r"\d+(?:\.\d+)?", plain)}


@pytest.mark.parametrize("name", VARIANTS)
def test_variant_holds_every_figure_of_its_truth(name: str) -> None:
    made = make(CITY, name)
    if made.unreadable:
        stated_total = CITY.cells[Address("applications", "received_new", "total")]
        assert numbers(text_of(made)) & {text for text in CITY.cells.values() if len(text) > 3} <= {
            stated_total
        }
        return
    in_file = numbers(text_of(made))
    printed = {
        made.case.cells[address].rstrip("件元万")
        for address, value in made.case.truth.items()
        if value is not None
    }
    stated = {number for text in printed for number in numbers(text)}
    assert not stated - in_file, sorted(stated - in_file)[:5]


def test_truth_is_complete() -> None:
    """Every cell of the printed forms is either known or declared open."""
    for case in CASES.values():
        for name in VARIANTS:
            made = make(case, name).case
            wanted = {
                address
                for key, form in made.forms.items()
                for table in forms()[form].tables
                if table.key == key
                for address in table.addresses()
            }
            assert set(made.truth) | set(made.either) == wanted, (case.name, name)
            assert not set(made.truth) & set(made.either), (case.name, name)


def test_cities_balance_and_no_two_cells_are_alike() -> None:
    for case in CASES.values():
        values = {address: value or 0 for address, value in case.truth.items()}
        rows = [row.key for row in case.table("applications").blocks[0].rows]
        by_place = {(at.row, at.column): value for at, value in values.items() if at.table == "applications"}
        for column in (*APPLICANTS, "total"):
            received = by_place["received_new", column] + by_place["carried_in", column]
            assert received == by_place["concluded_total", column] + by_place["carried_out", column]
            assert min(by_place[row, column] for row in rows) >= 0
        if case.name.startswith("city"):
            assert len(set(case.cells.values())) == len(case.cells) > 180


def test_every_variant_differs_from_the_others() -> None:
    contents = {name: make(CITY, name).content for name in VARIANTS}
    assert len(set(contents.values())) == len(contents) >= 80


def test_variants_are_reproducible() -> None:
    for name in ("html_split", "md_torn", "docx_tracked", "pdf_cut_labels", "xlsx_formulas"):
        first, second = make(CITY, name), make(CITY, name)
        assert first.case == second.case
        if first.extension != "xlsx":
            assert first.content == second.content


def test_files_stand_beside_their_truth(tmp_path: Path) -> None:
    paths = list(write(tmp_path, seed=5))
    assert len(paths) == 4 * len(VARIANTS)
    for path in paths:
        truth = json.loads(path.with_name(path.name + ".truth.json").read_text(encoding="utf-8"))
        assert re.fullmatch(r"\w+__\w+\.\w+", path.name)
        assert truth["agency"] and truth["year"] and (truth["cells"] or truth["unreadable"])


def test_a_case_changed_is_another(name: str = "html_slash") -> None:
    quiet: Case = next(case for name, case in CASES.items() if name.startswith("bureau"))
    made = make(quiet, name).case
    assert all(made.truth[address] is None for address, text in made.cells.items() if text == "/")
    assert any(text == "/" for text in made.cells.values())
