"""Two pages printed beside each other on a sheet are read as pages, whichever order the sheets print them in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, zip_longest
from pathlib import Path

import pytest

from etl.model.document import Unreadable
from etl.model.locator import PageBox, parse
from etl.pipeline import read_reports
from etl.readers import read
from tests.benchmarks.score_variants import score_file
from tests.robustness.variants import bases, make
from tests.robustness.variants.made import save
from tests.support.compiled_files import assert_holds
from tests.support.ofd_file import from_pdf
from tests.support.sheets import A3, A4, page_count, two_on_sheet

CASES = list(bases(seed=1))
FORMATS: dict[str, Callable[[bytes], bytes]] = {"pdf": bytes, "ofd": from_pdf}
Pages = list[tuple[bytes, int]]


def pages_of(data: bytes) -> Pages:
    return [(data, number) for number in range(page_count(data))]


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("size", [A3, A4])
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("name", ["pdf_ruled", "pdf_cut_labels", "pdf_headers"])
def test_one_report(
    name: str, numbered: bool, size: tuple[float, float], extension: str, tmp_path: Path
) -> None:
    for case in CASES:
        made = make(case, name)
        sheets = FORMATS[extension](two_on_sheet(pages_of(made.content), size, numbered))
        score = score_file(save(replace(made, extension=extension, content=sheets), tmp_path, name))
        assert (score.right, score.whole, score.noisy, score.named) == (score.cells, 1, 0, 1), score.examples


@pytest.mark.parametrize("order", [(1, 0), (-1, 0, 1, -1)])
def test_booklet(order: tuple[int, ...], tmp_path: Path) -> None:
    """The sheets of a booklet show its last page beside its first."""
    made = make(CASES[0], "pdf_ruled")
    sheets = two_on_sheet([(made.content, number) for number in order])
    score = score_file(save(replace(made, content=sheets), tmp_path, "booklet"))
    assert (score.whole, score.noisy) == (1, 0), score.examples


def beside(first: Pages, second: Pages) -> Pages:
    blank = (first[0][0], -1)
    return list(chain.from_iterable(zip_longest(first, second, fillvalue=blank)))


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("name", ["pdf_ruled", "pdf_headers"])
def test_two_reports_beside_each_other(name: str, extension: str) -> None:
    for cases in (CASES[:2], CASES[2:]):
        first, second = (pages_of(make(case, name).content) for case in cases)
        sheets = FORMATS[extension](two_on_sheet(beside(first, second)))
        assert_holds(read_reports(sheets, f"a.{extension}"), cases)


@pytest.mark.parametrize("extension", FORMATS)
def test_two_reports_after_each_other(extension: str) -> None:
    """The second begins on the right half of a sheet."""
    first, second = (pages_of(make(case, "pdf_ruled").content) for case in CASES[:2])
    sheets = FORMATS[extension](two_on_sheet([*first, *second]))
    assert_holds(read_reports(sheets, f"a.{extension}"), CASES[:2])


def test_refuses_two_reports_without_page_numbers() -> None:
    first, second = (pages_of(make(case, "pdf_ruled").content) for case in CASES[:2])
    with pytest.raises(Unreadable, match="分不清后面各页属于哪一份"):
        read(two_on_sheet(beside(first, second), numbered=False), "a.pdf")


def test_locators_are_on_the_sheet() -> None:
    sheets = two_on_sheet(pages_of(make(CASES[0], "pdf_ruled").content))
    boxes = [
        at
        for cell in read_reports(sheets, "a.pdf")[0].cells.values()
        if isinstance(at := parse(cell.locator), PageBox)
    ]
    places = {(at.page, at.left > A3[0] / 2) for at in boxes}
    assert places == {(1, False), (1, True)} and all(at.right <= A3[0] for at in boxes)
