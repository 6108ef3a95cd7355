"""OFD packages: transforms, steps, templates, layers, annotations, what is covered, and what is refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from etl.model.document import Grid, Unreadable
from etl.readers import read
from etl.source_view import excerpt_of_bytes
from tests.support.ofd_file import package, page, path, ruled, text

COLUMNS, ROWS = (20.0, 60.0, 100.0), (40.0, 50.0, 60.0)


def table(figure: str = "", second: str = "") -> str:
    """A table of two rows with room for one figure in each, and the figures' own units."""
    return ruled(COLUMNS, ROWS) + text(22, 47, "行政许可") + text(22, 57, "行政处罚") + figure + second


def grid(data: bytes) -> list[list[str]]:
    """The texts of the only table."""
    (grid,) = (block for block in read(data, "a.ofd").blocks if isinstance(block, Grid))
    return [[piece.text for piece in row] for row in grid.rows()]


def figures(units: str, **more: object) -> list[str]:
    return [row[1] for row in grid(package([table(units)], **more))]  # type: ignore[arg-type]


def test_a_table_with_its_locators() -> None:
    document = read(package([table(text(62, 47, "128"), text(62, 57, "9"))]), "a.ofd")
    (grid,) = document.grids
    assert [[piece.text for piece in row] for row in grid.rows()] == [["行政许可", "128"], ["行政处罚", "9"]]
    assert all(piece.locator.startswith("p1@") for piece in grid.pieces)
    assert document.format == "ofd" and document.metadata == {"title": "年报"}


@pytest.mark.parametrize(
    "unit",
    [
        text(62, 47, "128", steps="2 2"),
        text(62, 47, "128", steps="g 2 2"),
        text(62, 47, "128", 1.0, CTM="4 0 0 4 0 -3"),
        text(62, 47, "128", Visible="true"),
        f'<ofd:PageBlock ID="3">{text(62, 47, "128")}</ofd:PageBlock>',
    ],
)
def test_ways_to_write_a_figure(unit: str) -> None:
    assert figures(unit)[0] == "128"


@pytest.mark.parametrize(
    "unit",
    [
        text(62, 47, "128", Visible="false"),
        text(62, 47, "128", Alpha="0"),
        text(62, 47, "128", inner='<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
        text(62, 47, "128", width="0.1").replace('X="0"', 'X="9"'),
        text(62, 47, "128") + path("M 61 41 L 99 41 L 99 49 L 61 49 C", Fill="true", Stroke="false"),
        f'<ofd:PageBlock ID="3" Visible="false">{text(62, 47, "128")}</ofd:PageBlock>',
    ],
)
def test_what_is_not_seen_is_not_read(unit: str) -> None:
    assert figures(unit)[0] == ""


def test_a_figure_over_an_old_one_under_a_patch() -> None:
    patch = path(
        "M 61 41 L 99 41 L 99 49 L 61 49 C",
        Fill="true",
        Stroke="false",
        inner='<ofd:FillColor Value="255 255 255"/>',
    )
    assert figures(text(62, 47, "99") + patch + text(62, 47, "12"))[0] == "12"


def test_a_cells_own_background_hides_nothing() -> None:
    ground = path("M 20 40 L 100 40 L 100 60 L 20 60 C", Fill="true", Stroke="false")
    assert grid(package([ground + table(text(62, 47, "12"))]))[0] == ["行政许可", "12"]


def test_templates_lie_below_or_above() -> None:
    data = package(
        [text(62, 47, "128") + text(62, 57, "9")],
        common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        before_content='<ofd:Template TemplateID="7" ZOrder="Background"/>',
        parts={"Tpls/Tpl_0/Content.xml": page(table())},
    )
    assert grid(data) == [["行政许可", "128"], ["行政处罚", "9"]]


def test_composite_units_come_from_the_resources() -> None:
    resources = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>'
        '<ofd:CompositeGraphicUnit ID="5" Width="40" Height="10">'
        f"<ofd:Content>{text(0, 7, '128')}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    unit = '<ofd:CompositeObject ID="4" Boundary="62 40 40 10" ResourceID="5"/>'
    assert (
        figures(unit, common="<ofd:PublicRes>Res.xml</ofd:PublicRes>", parts={"Res.xml": resources})[0]
        == "128"
    )


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ('Index="0" ColorSpace="6"', "128"),
        ('Index="1" ColorSpace="6"', "12"),
        ('Index="1"', "12"),
        ('Index="7" ColorSpace="6"', "128"),
    ],
)
def test_a_colour_of_a_palette_is_that_of_its_number(color: str, expected: str) -> None:
    resources = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:ColorSpaces><ofd:ColorSpace ID="6" Type="RGB">'
        "<ofd:Palette><ofd:CV>0 0 0</ofd:CV><ofd:CV>255 255 255</ofd:CV></ofd:Palette>"
        "</ofd:ColorSpace></ofd:ColorSpaces></ofd:Res>"
    )
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:DefaultCS>6</ofd:DefaultCS>"
    units = text(62, 47, "12") + text(66, 47, "8", inner=f"<ofd:FillColor {color}/>")
    assert figures(units, common=common, parts={"Res.xml": resources})[0] == expected


@pytest.mark.parametrize(("kind", "expected"), [("Path", "128"), ("Stamp", "128"), ("Watermark", "")])
def test_annotations_are_seen_watermarks_are_not_read(kind: str, expected: str) -> None:
    index = (
        '<ofd:Annotations xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Page PageID="0">'
        "<ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>"
    )
    annotation = (
        f'<ofd:PageAnnot xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Annot Type="{kind}">'
        f'<ofd:Appearance Boundary="62 40 40 10">{text(0, 7, "128")}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>'
    )
    parts = {"Annots/Annotations.xml": index, "Annots/Page_0/Annotation.xml": annotation}
    after = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    assert figures("", after_pages=after, parts=parts)[0] == expected


def test_a_page_turned_by_a_quarter_is_read_upright() -> None:
    down = "".join(path(f"M {x} 20 L {x} 100") for x in ROWS) + "".join(
        path(f"M {ROWS[0]} {y} L {ROWS[-1]} {y}") for y in COLUMNS
    )

    def upwards(x: float, y: float, words: str) -> str:
        return (
            f'<ofd:TextObject ID="1" Boundary="{x - 4} {y - 34} 6 40" CTM="0 -1 1 0 0 34" Font="2" Size="4">'
            f'<ofd:TextCode X="0" Y="4" DeltaX="g {len(words) - 1} 4">{words}</ofd:TextCode></ofd:TextObject>'
        )

    data = package(
        [down + upwards(47, 98, "行政许可") + upwards(57, 98, "行政处罚") + upwards(47, 56, "128")]
    )
    assert grid(data)[0] == ["行政许可", "128"]


def test_all_documents_of_a_package_are_read() -> None:
    assert len(read(package([table(text(62, 47, "1"))], documents=2), "a.ofd").grids) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package([""]), "没有文字"),
        (package([table()] * 301), "页"),
        (package([table()], parts={"x": ""}).replace(b"Doc_0/Document.xml", b"Doc_0/Dokument.xml"), "缺少"),
    ],
)
def test_refusals(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(data, "a.ofd")


def test_the_source_viewer_shows_the_table() -> None:
    data = package([table(text(62, 47, "128"))])
    (grid,) = read(data, "a.ofd").grids
    locator = next(piece.locator for piece in grid.pieces if piece.text == "128")
    excerpt = excerpt_of_bytes(data, "a.ofd", locator)
    assert excerpt.kind == "html" and "<mark>128</mark>" in excerpt.html


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
