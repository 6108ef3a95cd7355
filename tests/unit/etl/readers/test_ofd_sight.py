"""What is seen on a page of an OFD package: figures below patches and pictures, pale, pressed flat, turned over or hidden."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from etl.readers import read
from tests.support.ofd_file import package, path, ruled, text
from tests.support.ofd_tables import figures, grid, table

PATCH = "M 61 41 L 99 41 L 99 49 L 61 49 C"
WHITE = '<ofd:FillColor Value="255 255 255"/>'
OLD, NEW = text(62.2, 47, "99"), text(62, 47, "12")


def patch(inner: str = WHITE, data: str = PATCH, **more: str) -> str:
    return path(data, Fill="true", Stroke="false", inner=inner, **more)


def gradient(color: str) -> str:
    """A fill that changes from a colour to itself."""
    segment = f'<ofd:Segment><ofd:Color Value="{color}"/></ofd:Segment>'
    return f"<ofd:FillColor><ofd:AxialShd>{segment * 2}</ofd:AxialShd></ofd:FillColor>"


def png(alpha: int, corner: int | None = None) -> bytes:
    """A small picture; `corner` is the alpha of its upper left quarter."""
    picture = Image.new("RGBA", (40, 40), (200, 0, 0, alpha))
    if corner is not None:
        picture.paste((200, 0, 0, corner), (0, 0, 20, 20))
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def with_image(units: str, image: bytes) -> list[str]:
    resources = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        '<ofd:MultiMedia ID="8" Type="Image"><ofd:MediaFile>seal.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
        '<ofd:DrawParams><ofd:DrawParam ID="6"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam>'
        '<ofd:DrawParam ID="7" Relative="6"/></ofd:DrawParams></ofd:Res>'
    )
    parts = {"Res.xml": resources, "Res/seal.png": image}
    return figures(units, common="<ofd:DocumentRes>Res.xml</ofd:DocumentRes>", parts=parts)


IMAGE = '<ofd:ImageObject ID="4" Boundary="61 41 38 8" CTM="38 0 0 8 0 0" ResourceID="8"/>'


@pytest.mark.parametrize(
    "units",
    [
        OLD + patch() + NEW,
        OLD + patch('<ofd:FillColor Value="200 220 255"/>') + NEW,
        OLD + patch('<ofd:FillColor Value="255"/>') + NEW,
        OLD + patch('<ofd:FillColor Value="0 0 0 0"/>') + NEW,
        text(62, 47, "99", inner=WHITE) + NEW,
        text(62, 47, "99", inner='<ofd:FillColor Value="250 250 249"/>') + NEW,
        text(62, 47, "99", DrawParam="7") + NEW,
        patch('<ofd:FillColor Value="20 40 90"/>') + text(62, 47, "12", inner=WHITE),
        patch('<ofd:FillColor Value="20 40 90"/>') + text(62, 47, "99", inner='<ofd:FillColor Value="20 40 90"/>') + text(72, 47, "12", inner=WHITE),
        f'<ofd:PageBlock ID="3" Alpha="0">{OLD}</ofd:PageBlock>' + NEW,
        text(62, 47, "99", Fill="false") + NEW,
        text(62, 47, "99", Visible="0") + NEW,
        text(62, 47, "99", inner='<ofd:FillColor Value="#ff #FF #ff"/>') + NEW,
        text(62, 47, "99", inner=gradient("255 255 255")) + NEW,
        text(62, 47, "99", Fill="false", Stroke="true", inner='<ofd:StrokeColor Value="255 255 255"/>') + NEW,
        text(62, 47, "99", Fill="false", Stroke="true", inner='<ofd:StrokeColor Value="0 0 0" Alpha="0"/>') + NEW,
        text(80, 47, "9", 2.0) + patch(data="M 79.9 45 L 81 45 L 81 48 L 79.9 48 C") + NEW,
        text(62, 47, "12", inner=gradient("0 0 0")),
        OLD.replace("Size=\"4.0\"", 'Size="0.2"') + NEW,
        OLD + IMAGE + NEW,
        NEW + patch('<ofd:FillColor Value="255 255 0" Alpha="60"/>'),
        NEW + path("M 61 41 L 99 41 L 99 49 L 61 49 C", Fill="true", Stroke="false", Alpha="40"),
    ],
)  # fmt: skip
def test_only_the_figure_that_is_seen_is_read(units: str) -> None:
    assert with_image(units, png(255))[0] == "12"


def test_a_figure_that_its_boundary_cuts_or_that_is_pressed_flat_is_doubtful() -> None:
    assert figures(text(62, 47, "12", width="0.5"))[0] == "1\ufffd"
    assert set(figures(text(62, 47, "12", HScale="0.01", steps="0.02"))[0]) == {"\ufffd"}


def test_a_seal_over_a_figure_hides_only_what_it_covers() -> None:
    assert with_image(NEW + IMAGE, png(0))[0] == "12"
    assert with_image(NEW + IMAGE, png(30))[0] == "12"
    assert with_image(NEW + IMAGE, png(255))[0] == ""
    assert with_image(text(90, 47, "12") + IMAGE, png(0, corner=255))[0] == "12"
    assert with_image(NEW + IMAGE, png(0, corner=255))[0] != "12"
    assert with_image(NEW + IMAGE, b"no picture")[0] == "\ufffd\ufffd"


def test_of_a_half_covered_figure_nothing_is_guessed() -> None:
    document = read(package([table(NEW + patch(data="M 61 41 L 99 41 L 99 45.5 L 61 45.5 C"))]), "a.ofd")
    assert document.grids[0].pieces[1].text == "\ufffd\ufffd"
    assert "half_seen" in {note.kind for note in document.notes}
    assert figures(NEW + patch(data="M 61 41 L 99 41 L 80 49 C"))[0] == "\ufffd\ufffd"


@pytest.mark.parametrize("matrix", ["-1 0 0 1 9 0", "1 0 0 -1 0 5", "-1 0 0 -1 9 5"])
def test_a_figure_that_is_shown_turned_over_is_not_read_as_it_is_written(matrix: str) -> None:
    document = read(package([table(text(62, 47, "68", CTM=matrix))]), "a.ofd")
    assert document.grids[0].pieces[1].text == "\ufffd\ufffd"
    assert "half_seen" in {note.kind for note in document.notes}
    assert figures(text(62, 47, "68", CTM="1.1 0 0 1 0 0"))[0] == "68"


def test_a_layer_that_is_not_visible_and_lines_under_a_patch() -> None:
    hidden = f'<ofd:Layer ID="9" Type="Body" Visible="false">{OLD}</ofd:Layer>'
    shown = f'<ofd:Layer ID="10" Type="Body">{table(NEW)}</ofd:Layer>'
    assert grid(package([hidden + shown]))[0] == ["行政许可", "12"]
    old = ruled((30.0, 50.0, 90.0), (35.0, 55.0, 70.0)) + text(52, 47, "7")
    cover = patch(data="M 10 30 L 110 30 L 110 80 L 10 80 C")
    assert grid(package([old + cover + table(NEW)]))[0] == ["行政许可", "12"]


def test_a_watermark_of_pale_words_is_left_out() -> None:
    pale = '<ofd:FillColor Value="200 200 200"/>'
    marks = "".join(text(x, y, "内部审核稿", inner=pale) for x in (50, 55) for y in (46, 49, 58, 70))
    document = read(package([table(NEW) + marks]), "a.ofd")
    assert [[piece.text for piece in row] for row in document.grids[0].rows()] == [
        ["行政许可", "12"],
        ["行政处罚", ""],
    ]
    assert document.paragraphs == ()


def test_figures_at_one_place_are_no_number() -> None:
    assert "\n" in figures(OLD + NEW)[0]


def test_spread_digits_are_one_figure() -> None:
    assert figures(text(62, 47, "340", steps="5 5", width="40"))[0] == "340"
    assert figures(text(62, 47, "340", steps="16.5 16.5", width="40"))[0] == "340"
