"""Recognised tables: pages turned, askew, bent and worn give every figure or a doubt, never another figure."""

from __future__ import annotations

import base64
import io
import random
from collections.abc import Iterator

import pytest
from docx import Document as WordFile
from PIL import Image

from etl.model.document import Document
from etl.readers import read
from tests.support.grids import all_texts
from tests.support.scanned import Wear, as_pdf, page_picture

pytest.importorskip("rapidocr", reason="the extra [ocr] is not installed")

LABELS = (
    "规章",
    "行政规范性文件",
    "行政许可",
    "行政处罚",
    "行政强制",
    "收费",
    "予以公开",
    "不予公开",
    "其他处理",
    "总计",
)
WORN = {
    "as scanned": Wear(),
    "on its side": Wear(turns=1, noise=4),
    "on its head": Wear(turns=2),
    "on its other side": Wear(turns=3),
    "askew": Wear(skew=-2.3, noise=6),
    "far askew": Wear(skew=6.5),
    "curved": Wear(curve=17),
    "from an angle": Wear(narrower=45),
    "broken lines": Wear(gaps=0.4),
    "faint lines": Wear(faint=205),
    "sealed": Wear(seal=True),
    "figures hidden by a seal": Wear(opaque=True),
    "fax": Wear(fax=True, dots=150),
    "coarse": Wear(dots=110, noise=8),
    "everything": Wear(skew=1.4, turns=3, curve=9, gaps=0.15, noise=5, seal=True),
}

MUCH_HIDDEN = ("figures hidden by a seal", "everything")


def figures(seed: int) -> list[list[str]]:
    numbers = random.Random(seed)
    rows = [["项目", "制发", "废止", "现行有效", "办理"]]
    for label in LABELS:
        rows.append([label, *(str(numbers.randrange(10 ** numbers.randint(1, 4))) for _ in range(4))])
    return rows


def scores(document: Document, rows: list[list[str]]) -> tuple[int, int]:
    """How many figures are right, and how many wrong without a doubt."""
    grid = max(all_texts(document), key=len, default=[])
    pairs = list(_pairs(grid, rows))
    right = sum(got == want for got, want in pairs)
    return right, sum(got != want and "\ufffd" not in got and got != "" for got, want in pairs)


def _pairs(grid: list[list[str]], rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    for at, row in enumerate(rows[1:], start=1):
        got = grid[at] if at < len(grid) and len(grid[at]) == len(row) else [""] * len(row)
        yield from zip(got[1:], row[1:], strict=True)


@pytest.mark.parametrize("kind", WORN)
def test_figures_of_worn_pages(kind: str) -> None:
    seed = len(kind)
    rows = figures(seed)
    picture = page_picture("虚岭县政府信息公开工作年度报告", rows, WORN[kind], seed)
    document = read(as_pdf([picture]), "a.pdf")
    right, wrong = scores(document, rows)
    assert wrong == 0
    assert right >= (20 if kind in MUCH_HIDDEN else 36), all_texts(document)
    assert "recognised" in {note.kind for note in document.notes}
    if kind == "figures hidden by a seal":
        assert not any(text == "" for row in max(all_texts(document), key=len) for text in row)


def test_pictures_in_files_of_all_kinds() -> None:
    rows = figures(5)
    picture = page_picture("虚岭县政府信息公开工作年度报告", rows, Wear(noise=3), 5)
    png = _saved(picture, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    page = f'<html><body><h1>年度报告</h1><p>前文</p><p><img src="{address}"></p><p>后文</p></body></html>'
    for data, name in (
        (_saved(picture, "JPEG"), "a.jpg"), (page.encode(), "a.html"), (_word(png), "a.docx"),
        (as_pdf([picture], typed="虚岭县人民政府办公室 2026年1月印发"), "a.pdf"),
    ):  # fmt: skip
        document = read(data, name)
        assert scores(document, rows) == (40, 0), name
        texts = [paragraph.text for paragraph in document.paragraphs]
        if "前文" in texts:
            title = next(at for at, text in enumerate(texts) if text.endswith("县政府信息公开工作年度报告"))
            assert texts.index("前文") < title < texts.index("后文")


def test_all_pages_of_a_tiff() -> None:
    tables = [figures(seed) for seed in (7, 8)]
    first, second = (page_picture(f"第{n}页", rows, Wear(turns=n), n) for n, rows in enumerate(tables))
    target = io.BytesIO()
    first.save(target, "TIFF", save_all=True, append_images=[second], compression="tiff_lzw")
    document = read(target.getvalue(), "a.tif")
    # the second page continues the table of the first, its repeated header left out
    assert all_texts(document) == [[*tables[0], *tables[1][1:]]]


def _saved(picture: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind)
    return target.getvalue()


def _word(png: bytes) -> bytes:
    file = WordFile()
    file.add_paragraph("前文")
    file.add_picture(io.BytesIO(png))
    file.add_paragraph("后文")
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()
