"""OFD packages: transforms, steps, templates, annotations, and what is refused."""

from __future__ import annotations

import pytest

from etl.model.document import Unreadable
from etl.readers import read
from etl.source_view import excerpt_of_bytes
from tests.support.ofd_file import package, page, path, text
from tests.support.ofd_tables import COLUMNS, ROWS, figures, grid, table


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
