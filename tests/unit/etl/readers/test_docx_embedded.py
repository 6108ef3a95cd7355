"""Files embedded in a Word file: where they stand, and which are not read."""

from __future__ import annotations

import io

import openpyxl
import pytest

from etl.model.document import Document, Note, Paragraph, PartName
from etl.readers import docx
from tests.support.word_packages import document, p, package, table, tc

OBJECT = (
    '<w:p><w:r><w:object><v:shape/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed"'
    ' ProgID="{program}" r:id="r{number}"/></w:object></w:r></w:p>'
)
RELATION = '<Relationship Id="r{number}" Type="http://x/package" Target="embeddings/{name}"/>'


def with_objects(body: str, files: dict[str, bytes], program: str = "Excel.Sheet.12") -> Document:
    relations = "".join(RELATION.format(number=number, name=name) for number, name in enumerate(files))
    parts: dict[str, str | bytes] = {f"word/embeddings/{name}": data for name, data in files.items()}
    parts["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    for number in range(len(files)):
        body = body.replace(f"[{number}]", OBJECT.format(number=number, program=program))
    return document(body, parts)


def workbook(label: str) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in range(7):
        book.active.append([f"{label}{row}", row, row])
    book.save(stream)
    return stream.getvalue()


def test_embedded_files_stand_where_their_pictures_are_if_the_text_has_no_tables() -> None:
    inner = package(p("内文") + table(*([tc(f"丙{row}"), tc("1"), tc("2")] for row in range(6))))
    made = with_objects(p("一") + "[0]" + p("二") + table(["[1]".join(("<w:tc>", p("") + "</w:tc>"))]) + p("三") + "[2]",
                        {"a.xlsx": workbook("甲"), "b.xlsx": workbook("乙"), "c.docx": inner})  # fmt: skip
    order = [
        block.text if isinstance(block, Paragraph) else block.pieces[0].text
        for block in made.blocks
        if not isinstance(block, PartName)
    ]
    assert order == ["一", "甲0", "二", "乙0", "三", "内文", "丙0"]
    assert [grid.pieces[0].locator for grid in made.grids] == ["t1r1c1", "t2r1c1", "t3r1c1"]
    assert made.notes == tuple(Note("embedded_read", name) for name in ("a.xlsx", "b.xlsx", "c.docx"))


def test_embedded_files_beside_tables_and_unreadable_ones_are_named() -> None:
    own = table(*([tc(f"甲{row}"), tc("1"), tc("2")] for row in range(6)))
    made = with_objects(own + "[0]", {"a.xlsx": workbook("乙")})
    assert len(made.grids) == 1 and made.notes == (Note("embedded_unread", "a.xlsx"),)
    (note,) = with_objects(
        p("一") + "[0]", {"oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}, "Package"
    ).notes
    assert note[:2] == ("embedded_refused", "oleObject1.bin") and note.reason
    assert with_objects(p("一") + "[0]", {"a.xlsx": workbook("乙")}, "Equation.3").notes == ()


def test_files_in_files_without_end_are_not_followed() -> None:
    data = workbook("底")
    for depth in range(5):
        relations = f"<Relationships>{RELATION.format(number=0, name=f'{depth}.docx')}</Relationships>"
        data = package(
            p("层") + OBJECT.format(number=0, program="Word.Document.12"),
            {f"word/embeddings/{depth}.docx": data, "word/_rels/document.xml.rels": relations},
        )
    made = docx.read(data, "a.docx")
    assert made.grids == () and any("层层嵌入" in note.reason for note in made.notes)


@pytest.mark.parametrize(
    ("title", "is_other"),
    [("乙局2023年政府信息公开年度报告", True), ("甲局2023年政府信息公开年度报告", False), ("数据", False)],
)
def test_another_report_is_read_beside_tables(title: str, is_other: bool) -> None:
    own = p("甲局2023年政府信息公开年度报告") + table(*([tc(f"甲{row}"), tc("1")] for row in range(6)))
    inner = package(p(title) + table(*([tc(f"丙{row}"), tc("2")] for row in range(6))))
    made = with_objects(own + "[0]", {"c.docx": inner})
    assert made.notes == (Note("embedded_report" if is_other else "embedded_unread", "c.docx"),)
    assert [grid.pieces[0].text for grid in made.grids] == ["甲0", *(["丙0"] if is_other else [])]
    assert [grid.pieces[0].locator for grid in made.grids] == ["t1r1c1", "t2r1c1"][: 1 + is_other]
