"""Geometry of scanned pages, without text recognition: which way text runs, how lines bend, where long pictures are cut."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from etl.model.document import Unreadable
from etl.readers import read
from etl.readers.scan import pictures
from etl.readers.scan.bend import bend
from etl.readers.scan.embedded_pictures import can_recognise
from etl.readers.scan.glyph_boxes import DOUBTFUL, Recognised, settled, spread
from etl.readers.scan.text_direction import direction
from tests.support.scanned import as_pdf


def boxes(angle: float, upright: bool = True) -> np.ndarray:
    """Six boxes (6, 4, 2) of text 200 long and 20 high, askew by `angle` degrees."""
    corners = np.array([[0, 0], [200, 0], [200, 20], [0, 20]], float)
    turned = np.radians(angle if upright else angle + 90)
    matrix = np.array([[np.cos(turned), np.sin(turned)], [-np.sin(turned), np.cos(turned)]])
    return np.array([corners @ matrix + (300, 300 + 40 * n) for n in range(6)])


@pytest.mark.parametrize(
    ("upright", "angle"), [(True, 0.0), (True, 5.0), (True, -11.0), (False, 0.0), (False, 3.0)]
)
def test_direction_of_text(upright: bool, angle: float) -> None:
    turns, skew = direction(boxes(angle, upright))
    assert turns == (0 if upright else 1)
    assert skew == pytest.approx(angle, abs=0.01)


def test_no_direction_without_text() -> None:
    assert direction(np.zeros((0, 4, 2))) == (None, 0.0)


def test_bend_of_curved_and_tilted_lines() -> None:
    size = (1600, 1000)
    x = np.arange(100, 1500, 12, dtype=float)
    points, owners = [], []
    for line, height in enumerate(range(100, 900, 60)):
        points.append(np.column_stack((x, height + 14 * np.sin(np.pi * x / 1600) + 0.01 * x)))
        owners.append(np.full(len(x), line))
    points[3][5:9, 1] += 25  # a speck that touches a line
    found = bend(np.vstack(points), np.concatenate(owners), size)
    assert found is not None
    for line in (0, 7, 12):
        straightened = points[line][:, 1] - found(x, points[line][:, 1])
        assert np.ptp(straightened) < 1.0


def test_straight_and_few_lines_stay_as_they_are() -> None:
    x = np.arange(100, 1500, 12, dtype=float)
    level = [np.column_stack((x, np.full(len(x), height))) for height in range(100, 900, 60)]
    owners = np.repeat(np.arange(len(level)), len(x))
    assert bend(np.vstack(level), owners, (1600, 1000)) is None
    assert bend(level[0], owners[: len(x)], (1600, 1000)) is None


def test_long_pictures_are_cut_between_lines() -> None:
    picture = np.full((5000, 1000, 3), 255, np.uint8)
    for top in range(20, 5000, 60):
        picture[top : top + 40, 50:900] = 0
    parts = pictures.cut(picture)
    assert len(parts) > 2
    assert np.array_equal(np.vstack(parts), picture)
    assert all((part[-1] == 255).all() or part is parts[-1] for part in parts)
    assert len(pictures.cut(picture[:1500])) == 1


@pytest.mark.parametrize(
    ("text", "score", "printed"),
    [
        ("128", 0.99, "128"),
        ("128", 0.7, DOUBTFUL * 3),
        ("12.5", 0.5, f"{DOUBTFUL * 2}.{DOUBTFUL}"),
        ("O", 0.99, DOUBTFUL),
        ("其他", 0.6, "其他"),
    ],
)
def test_figures_that_are_not_sure_print_no_digit(text: str, score: float, printed: str) -> None:
    assert settled(Recognised(text, (0, 0, 10, 10), score)).text == printed


def test_characters_share_the_box_of_their_text() -> None:
    glyphs = spread([Recognised("规章 12", (0, 0, 70, 20), 1.0)])
    assert glyphs.characters == ["规", "章", "1", "2"]
    assert glyphs.box[:, 0].tolist() == [0, 20, 50, 60]
    assert glyphs.after_blank.tolist() == [False, False, True, False]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n broken", "图片已损坏"),
        ("small", "图片太小"),
        ("large", "万像素"),
        ("pages", "只识别不超过"),
    ],
)
def test_refused_pictures(data: bytes | str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if data == "large":
        monkeypatch.setattr(pictures, "MOST_PIXELS", 200_000)
    target = io.BytesIO()
    image = Image.new("L", (20, 20) if data == "small" else (700, 500), 255)
    more = [image] * 60 if data == "pages" else []
    image.save(target, "TIFF", save_all=True, append_images=more)
    with pytest.raises(Unreadable, match=words):
        read(data if isinstance(data, bytes) else target.getvalue(), "a.tif")


def test_a_scan_under_a_typed_header_says_what_to_do() -> None:
    picture = Image.new("RGB", (600, 800), "white")
    data = as_pdf([picture], typed="虚岭县财政局2025年政府信息公开工作年度报告 第1页")
    if can_recognise():
        assert "recognised" in {note.kind for note in read(data, "a.pdf").notes}
        return
    for content, name in ((data, "a.pdf"), (_png(picture), "a.png")):
        with pytest.raises(Unreadable, match="pip install rapidocr"):
            read(content, name)


def _png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
